import type { SealedAppend } from './sealed-append.js';
import { Overloaded } from './store-errors.js';
import type { WriteResult } from './log-writer.js';

/**
 * One batch is one fsync. 1,000 events insert in about 20 ms: larger batches gain nothing and make everyone wait;
 * 8 MiB keeps the statement small where payloads are large.
 */
const MAX_BATCH_EVENTS = 1_000;
const MAX_BATCH_APPENDS = 1_000;
const MAX_BATCH_BYTES = 8 * 1024 * 1024;
/** At the slowest rate of the budget (5,000/s) two seconds of waiting: later answers would come after the caller's time-out. */
const MAX_WAITING = 10_000;

type Waiting = Readonly<{ append: SealedAppend; resolve(result: WriteResult): void }>;

/** Appends that arrive while a batch is being committed join the next one. No timer: an idle log commits at once. */
export class GroupCommit {
  readonly #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;

  constructor(
    readonly write: (batch: readonly SealedAppend[]) => Promise<readonly WriteResult[]>,
    readonly committed: () => void,
  ) {}

  /** Rejects only with Overloaded, at once. */
  add(append: SealedAppend): Promise<WriteResult> {
    if (this.#waiting.length >= MAX_WAITING) return Promise.reject(new Overloaded(this.#waiting.length));
    return new Promise((resolve) => {
      this.#waiting.push({ append, resolve });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing waits any more. */
  async settle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async #run(): Promise<void> {
    // One turn of the event loop: those who were answered by the last batch, or woken by one message, arrive together.
    for (await turn(); this.#waiting.length > 0; await turn()) {
      const batch = this.#take();
      // `write` does not reject; should it ever, those who wait must be told, and the next batch must have its turn.
      const results = await this.write(batch.map(({ append }) => append)).catch((error: unknown) => batch.map((): WriteResult => ({ kind: 'failed', error })));
      batch.forEach(({ resolve }, index) => {
        const result = results[index];
        if (result !== undefined) resolve(result);
      });
      if (results.some(({ kind }) => kind === 'placed')) this.committed();
    }
    this.#running = undefined;
  }

  #take(): Waiting[] {
    let count = 0;
    let events = 0;
    let bytes = 0;
    for (const { append } of this.#waiting) {
      events += append.eventCount;
      bytes += append.bytes;
      if (count > 0 && (events > MAX_BATCH_EVENTS || bytes > MAX_BATCH_BYTES || count >= MAX_BATCH_APPENDS)) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => { setImmediate(resolve); });
}
