import { setTimeout as pause } from 'node:timers/promises';
import { ProcessingProcess } from '../workers/processing-process.js';
import { CATALOGUE_SIZE, catalogueCode, catalogueModel } from './catalogue-models.js';

export type CatalogueFigures = Readonly<{
  procedures: number;
  publishMsEach: number;
  /** From the start of the process to ready, with one procedure and with all. */
  startsSeconds: Readonly<{ one: number; all: number }>;
  /** All pages of the list: after the start until nothing is missing, and again; the slowest of several searches. */
  listMs: Readonly<{ first: number; again: number }>;
  searchMs: number;
  /** Instances begun a second: of one procedure alone; of all in turn, none of them run since the start; and again. */
  startsPerSecond: Readonly<{ one: number; allCold: number; all: number }>;
}>;

const PATIENCE_MS = 300_000;
const STARTS = 1_054;
const PAGE = 100;
const SEARCHES = ['giấy phép', 'gia hạn', '9.600311', 'trường mầm non', 'không có gì như thế'];

/** A province's catalogue in the service of procedures: publish, start anew, list, search, begin dossiers. */
export async function catalogueBench(): Promise<CatalogueFigures> {
  const processing = await ProcessingProcess.start();
  try {
    const before = await restart(processing);
    const one = await begin(processing, () => undefined);
    const publishMsEach = await publishAll(processing);
    const after = await restart(processing);
    const first = await timed(async () => {
      while ((await listed(processing)) <= CATALOGUE_SIZE) await pause(20);
    });
    const again = await timed(async () => void (await listed(processing)));
    const searchMs = await slowestSearch(processing);
    const allCold = await begin(processing, (index) => catalogueCode(index % CATALOGUE_SIZE));
    const all = await begin(processing, (index) => catalogueCode(index % CATALOGUE_SIZE));
    return {
      procedures: CATALOGUE_SIZE, publishMsEach, startsSeconds: { one: before, all: after },
      listMs: { first: Math.round(first), again: Math.round(again) }, searchMs, startsPerSecond: { one, allCold, all },
    };
  } finally {
    await processing.stop();
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

async function restart(processing: ProcessingProcess): Promise<number> {
  await processing.end();
  const ms = await timed(() => processing.run());
  return Math.round(ms / 10) / 100;
}

async function publishAll(processing: ProcessingProcess): Promise<number> {
  const ms = await timed(async () => {
    for (let index = 0; index < CATALOGUE_SIZE; index += 1) await processing.publish(catalogueModel(index));
  });
  return Math.round((ms / CATALOGUE_SIZE) * 10) / 10;
}

type Page = Readonly<{ items: readonly Readonly<{ code: string }>[]; next: string | null }>;

async function listed(processing: ProcessingProcess): Promise<number> {
  const seen = new Set<string>();
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Page = await processing.call('GET', `/procedures?limit=${PAGE}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
    for (const { code } of page.items) seen.add(code);
    cursor = page.next;
  }
  return seen.size;
}

async function slowestSearch(processing: ProcessingProcess): Promise<number> {
  let slowest = 0;
  for (const words of SEARCHES) slowest = Math.max(slowest, await timed(async () => void (await processing.call('GET', `/procedures?q=${encodeURIComponent(words)}`))));
  return Math.round(slowest);
}

/** Begun a second, until every dossier waits at its first step. */
async function begin(processing: ProcessingProcess, codeOf: (index: number) => string | undefined): Promise<number> {
  const started = await processing.count('InstanceStarted');
  const ms = await timed(async () => {
    for (let index = 0; index < STARTS; index += 1) processing.accept(codeOf(index));
    await processing.until('InstanceStarted', started + STARTS, PATIENCE_MS);
  });
  await pause(1_000); // the read models of these are not to be the load of the next
  return Math.round(STARTS / (ms / 1_000));
}
