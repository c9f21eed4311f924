import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ConflictError, type Actor, type AppendRequest, type DossierRef, type EventStore } from '@lienthong/event-store';
import type { Log } from '../log.js';
import { refuseWith } from '../problems/problem-exception.js';
import type { ReadCounters } from './read-counters.js';
import type { ReadGround } from './read-purpose.js';
import { ReadWindow } from './read-window.js';

/** One answered read. `what` is method and pattern of the route; `dossierCode` null for a file that belongs to no dossier yet. */
export type AnsweredRead = Readonly<{
  shows: 'dossier' | 'file'; dossierCode: string | null; file: string | null; what: string; at: string; traceParent: string | undefined; actor: Actor;
  reader: Readonly<{ subject: string; name: string; agency: string; unit: string; roles: readonly string[] }>; ground: ReadGround;
}>;

type Options = Readonly<{ store: EventStore; log: Log; counters: ReadCounters; mostPending?: number; longestWaitMs?: number; stopWithinMs?: number }>;

/** Longer, and a crash would take more reads with it than a person makes in the blink of an eye. */
const FLUSH_AFTER_MS = 250;
const MOST_IN_BATCH = 200;
/** About 1 KB each, and at 5,000 reads a second two seconds of an absent database. Beyond it reads wait: they are never dropped. */
const MOST_PENDING = 10_000;
/** A read that cannot be entered for so long is not answered: then there is nothing to enter. */
const LONGEST_WAIT_MS = 10_000;
/** A stop has ten seconds in all, of which open requests may take four. */
const STOP_WITHIN_MS = 4_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Enters answered reads in the log, in batches and behind their answers. All of one process go into one stream whose version only this
 * process moves, so that a batch whose outcome was lost with a connection is written again without being entered twice.
 */
export class ReadRecorder {
  readonly #stream = `access/${randomUUID()}`;
  readonly #window = new ReadWindow();
  readonly #pending: AnsweredRead[] = [];
  readonly #waiting: (() => void)[] = [];
  #version = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #draining: Promise<void> | undefined;
  #stopAt: number | undefined;
  readonly #stopping = new AbortController();

  constructor(readonly options: Options) {
    options.counters.watchPending(() => this.#pending.length);
  }

  /** Returns nothing where nobody has to wait, which is nearly always; otherwise resolves once there is room. */
  record(read: AnsweredRead): Promise<void> | undefined {
    if (this.#pending.length >= (this.options.mostPending ?? MOST_PENDING)) return this.#awaitRoom().then(() => this.record(read));
    if (this.#window.covers(sameness(read), Date.parse(read.at))) this.options.counters.coalesced.inc();
    else {
      this.#pending.push(read);
      this.#wake();
    }
    return undefined;
  }

  /** Writes what is pending. What cannot be written in time is counted as lost, and said. */
  async stop(): Promise<void> {
    this.#stopAt = Date.now() + (this.options.stopWithinMs ?? STOP_WITHIN_MS);
    clearTimeout(this.#timer);
    this.#stopping.abort();
    await this.#draining;
    await this.#drain();
    const lost = this.#pending.splice(0).length;
    if (lost === 0) return;
    this.options.counters.lost.inc(lost);
    this.options.log.error({ lost }, 'stopped before all answered reads could be entered in the log');
  }

  #wake(): void {
    if (this.#draining !== undefined || this.#stopAt !== undefined) return;
    if (this.#pending.length >= MOST_IN_BATCH) this.#start();
    else this.#timer ??= setTimeout(() => this.#start(), FLUSH_AFTER_MS);
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#draining ??= this.#drain().finally(() => {
      this.#draining = undefined;
      if (this.#pending.length > 0) this.#wake();
    });
  }

  /** Until less than a batch is left, which may wait for its time; at a stop, until nothing is. */
  async #drain(): Promise<void> {
    let failures = 0;
    for (let first = true; this.#pending.length > 0 && (first || failures > 0 || this.#pending.length >= MOST_IN_BATCH || this.#stopAt !== undefined); first = false) {
      const error = await this.#write(this.#pending.slice(0, MOST_IN_BATCH)).catch((failure: unknown) => failure ?? new Error('unknown'));
      failures = error === undefined ? 0 : failures + 1;
      if (error === undefined) continue;
      this.options.counters.failures.inc();
      if (failures === 1) this.options.log.warn({ error, pending: this.#pending.length }, 'could not enter answered reads in the log; they are kept and tried again');
      if (this.#stopAt !== undefined && Date.now() >= this.#stopAt) return;
      if (this.#stopAt !== undefined) await pause(FIRST_PAUSE_MS);
      else await pause(Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10), LONGEST_PAUSE_MS), undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
  }

  /** Resolves with the first failure, after taking those that were written out of the pending. */
  async #write(batch: readonly AnsweredRead[]): Promise<unknown> {
    const { store } = this.options;
    const dossiers = await findDossiers(store, batch);
    const outcomes = await Promise.allSettled(batch.map((read, place) => store.append(this.#appendOf(read, this.#version + place, dossiers))));
    // Each has the place in the stream that it had at an earlier attempt: a conflict with a later version says that it stands there already.
    const failed = outcomes.findIndex((outcome) => outcome.status === 'rejected' && !(outcome.reason instanceof ConflictError && outcome.reason.actual > Number(outcome.reason.expected)));
    const written = failed === -1 ? batch.length : failed;
    this.#pending.splice(0, written);
    this.#version += written;
    this.options.counters.recorded.inc(written);
    for (const goOn of this.#waiting.splice(0, written)) goOn();
    const outcome = outcomes[failed];
    return outcome?.status === 'rejected' ? outcome.reason : undefined;
  }

  #appendOf(read: AnsweredRead, expected: number, dossiers: ReadonlyMap<string, string>): AppendRequest {
    const ref = read.dossierCode === null ? undefined : dossiers.get(read.dossierCode);
    const dossier: DossierRef | null = ref === undefined ? null : { code: read.dossierCode!, ref };
    return {
      streams: [{ stream: this.#stream, expected, events: [{ type: read.shows === 'dossier' ? 'DossierRead' : 'FileRead', data: dataOf(read, dossier) }] }],
      meta: { actor: read.actor, at: read.at, dossier, ...(read.traceParent !== undefined && { traceParent: read.traceParent }) },
    };
  }

  async #awaitRoom(): Promise<void> {
    this.options.counters.waited.inc();
    const tooLate = AbortSignal.timeout(this.options.longestWaitMs ?? LONGEST_WAIT_MS);
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      tooLate.addEventListener('abort', () => {
        const place = this.#waiting.indexOf(resolve);
        if (place !== -1) this.#waiting.splice(place, 1);
        resolve();
      }, { once: true });
    });
    if (tooLate.aborted) refuseWith('UNAVAILABLE', 'Expected to enter the read in the log, but the log takes none at the moment', { headers: { 'retry-after': '5' } });
  }
}

function sameness({ shows, dossierCode, file, reader, ground }: AnsweredRead): string {
  return [shows, dossierCode, file, reader.subject, ground.purpose, ground.withheldUntil, ground.ground].join('\n');
}

/** A code that this log has no reference for is left out: nothing would erase it with its dossier. */
function dataOf({ shows, file, what, reader, ground }: AnsweredRead, dossier: DossierRef | null): object {
  const { name, agency, unit, roles } = reader;
  return {
    dossierCode: dossier?.code ?? null, ...(shows === 'file' && { file }), what, reader: { name, agency, unit, roles }, purpose: ground.purpose, purposeStated: ground.purposeStated,
    ...(ground.withheldUntil !== null && { withheldUntil: ground.withheldUntil, ground: ground.ground }),
  };
}

/** References by code. One statement a batch, and nothing kept: a reference that was erased must not come back from a memory. */
async function findDossiers({ pool }: EventStore, batch: readonly AnsweredRead[]): Promise<ReadonlyMap<string, string>> {
  const codes = [...new Set(batch.flatMap(({ dossierCode }) => dossierCode ?? []))];
  if (codes.length === 0) return new Map();
  const { rows } = await pool.query<[string, string]>({
    name: 'dossiers-of-reads', text: `SELECT code, encode(ref, 'hex') FROM log.dossiers WHERE code = ANY($1)`, values: [codes], rowMode: 'array',
  });
  return new Map(rows);
}
