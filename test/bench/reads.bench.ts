import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { startUnderTest, type UnderTest } from '@lienthong/service-host/specs';
import type { Load, LoadFigure } from './reads-load.js';
import { enterDossiers, sampleRegister } from './sample-register.js';

type Address = 'recorded' | 'unrecorded';
type Way = Readonly<{ load: string; connections: number; ratePerSecond?: number }>;
type Figures = Readonly<{ perSecond: number; meanMs: number; p50Ms: number; p99Ms: number }>;

/**
 * One way of asking, with and without entering each read. Every read is of another dossier, so that none stands for another.
 * `slower`: how much longer a read took, by the middle of all rounds; 0.05 is five hundredths. At a fixed rate by the median read, since
 * the mean of a machine that is not idle is that of its few worst moments; without one by the mean, which is the rate's other side.
 */
export type ReadsRow = Readonly<{ load: string; saturated: boolean; reads: number; entered: number; failed: number; recorded: Figures; unrecorded: Figures; slower: number }>;

/** How a busy service is used; and as fast as one process answers, where its every microsecond counts. */
const WAYS: readonly Way[] = [{ load: '100 reads/s', connections: 8, ratePerSecond: 100 }, { load: '400 reads/s', connections: 8, ratePerSecond: 400 }, { load: 'reads as fast as they go', connections: 8 }];
const PATHS: Readonly<Record<Address, string>> = { recorded: '/dossiers/', unrecorded: '/unrecorded/' };
const DOSSIERS = 16_000;
const OFFICER = { sub: 'officer-1', name: 'Cán bộ mẫu', agency: 'tax', unit: 'H56.T7', roles: ['officer'] };

/** GET of one dossier each time, by two addresses that differ in nothing but the mark; in turns, so that both meet the same machine. */
export async function readsBench(secondsEach = 2, rounds = 9): Promise<ReadsRow[]> {
  const service = await startUnderTest(sampleRegister, { caller: OFFICER });
  const asking = fork(new URL('reads-load.js', import.meta.url), { execArgv: ['--no-warnings'] });
  try {
    const codes = Array.from({ length: DOSSIERS }, (_, number) => `S${String(number).padStart(6, '0')}`);
    await enterDossiers(service.store, codes);
    while ((await service.call('GET', `/unrecorded/${codes.at(-1)}`)).status !== 200) await pause(50);
    const rows: ReadsRow[] = [];
    for (const way of WAYS) rows.push(await measure({ service, asking, codes, seconds: secondsEach }, way, rounds));
    return rows;
  } finally {
    asking.kill();
    await service.stop();
  }
}

type Bench = Readonly<{ service: UnderTest; asking: ChildProcess; codes: readonly string[]; seconds: number }>;

async function measure(bench: Bench, { load, ...how }: Way, rounds: number): Promise<ReadsRow> {
  const taken: Record<Address, LoadFigure[]> = { recorded: [], unrecorded: [] };
  const ask = async (address: Address, round: number): Promise<LoadFigure> => {
    // A purpose of its own, so that no read of an earlier round stands for one of this.
    const asked = await run(bench, { paths: bench.codes.map((code) => PATHS[address] + code), purpose: `${load}, round ${round}`, ...how });
    while (await figure(bench.service, 'pending') > 0) await pause(50);
    return asked;
  };
  for (const address of ['unrecorded', 'recorded'] as const) await ask(address, -1);
  const before = await figure(bench.service, 'recorded_total');
  const by = how.ratePerSecond === undefined ? 'meanMs' : 'p50Ms';
  for (let round = 0; round < rounds; round += 1) {
    // Each goes first as often as second.
    for (const address of round % 2 === 0 ? ['unrecorded', 'recorded'] as const : ['recorded', 'unrecorded'] as const) taken[address].push(await ask(address, round));
  }
  return {
    load, saturated: how.ratePerSecond === undefined, reads: total(taken.recorded, 'requests'), entered: await figure(bench.service, 'recorded_total') - before, failed: total([...taken.recorded, ...taken.unrecorded], 'failed'),
    recorded: middleOf(taken.recorded), unrecorded: middleOf(taken.unrecorded),
    slower: rounded(middle(taken.recorded.map((figures, round) => figures[by] / (taken.unrecorded[round]?.[by] ?? Number.NaN))) - 1),
  };
}

async function run({ service, asking, seconds }: Bench, load: Omit<Load, 'url' | 'token' | 'seconds'>): Promise<LoadFigure> {
  asking.send({ ...load, url: service.service.url, token: await service.token(OFFICER), seconds } satisfies Load);
  const figures = await Promise.race([once(asking, 'message') as Promise<[LoadFigure]>, once(asking, 'exit').then(() => [])]);
  if (figures[0] === undefined) throw new Error('Expected figures of a load, but its process has ended');
  return figures[0];
}

async function figure(service: UnderTest, name: string): Promise<number> {
  const { text } = await service.call('GET', '/metrics', { as: null });
  return Number(new RegExp(`^lienthong_reads_${name} (\\d+)$`, 'm').exec(text)?.[1]);
}

function total(figures: readonly LoadFigure[], name: 'requests' | 'failed'): number {
  return figures.reduce((sum, each) => sum + each[name], 0);
}

function middleOf(figures: readonly LoadFigure[]): Figures {
  const of = (name: keyof Figures): number => rounded(middle(figures.map((each) => each[name])));
  return { perSecond: of('perSecond'), meanMs: of('meanMs'), p50Ms: of('p50Ms'), p99Ms: of('p99Ms') };
}

/** Robust against a round in which the machine was somebody else's. */
function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
