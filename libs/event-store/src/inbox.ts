import type { StoreLog } from './event.js';
import type { EventStore } from './event-store.js';
import type { HandleMessage, InboxMessage, ParkOutcome, ParkPage, ParkedMessage } from './inbox-message.js';
import { findBlocked, findPending, moveCursor, parkBehind, parkFirst, readCursor, recordHandled, WAITS_BEHIND } from './inbox-rows.js';
import type { SourcedMessage } from './inbox-rows.js';
import { marksOnly, react } from './message-outcome.js';
import { Park, type ActEntry } from './park.js';
import { retrying } from './retrying.js';
import { EffectFailed } from './store-errors.js';

export type InboxOptions = Readonly<{ consumer: string; concurrency?: number; log?: StoreLog }>;
type Batch = Readonly<{ handle: HandleMessage; signal: AbortSignal | undefined; blocked: ReadonlySet<string>; quiet: SourcedMessage[] }> & { moot: number };

/** Keys handled at once. Their appends share commits, and their marks one statement; more would only lengthen the queue. */
const CONCURRENCY = 64;

/**
 * Exactly-once effect of messages that are delivered at least once. The inbox row is written in the transaction of
 * the effects and is the exact checkpoint; the cursor follows it and is only a place to start reading (decision 0002).
 */
export class Inbox {
  readonly #park: Park;
  #orphansDrained = false;

  constructor(readonly store: EventStore, readonly options: InboxOptions) {
    this.#park = new Park(store, options.consumer, options.log);
  }

  /** The handler that `retry` uses in a replica that has not had a batch yet. */
  useHandler(handle: HandleMessage): void {
    this.#park.handler = handle;
  }

  /**
   * Resolves when every message is recorded, handled or parked, and the cursor has been moved: then the batch may be
   * acknowledged. Messages of one key are handled in order, of different keys at the same time. Failures of database
   * or network are retried until `signal`; on it the call rejects, and what is not recorded is delivered again.
   * `upTo` is where the batch ends, if messages that lead to nothing were left out of it.
   */
  async handleBatch(source: string, messages: readonly InboxMessage[], handle: HandleMessage, signal?: AbortSignal, upTo = -1): Promise<void> {
    this.useHandler(handle);
    // A transport may deliver one message twice in a batch.
    const sourced = [...new Map(messages.map((message) => [`${sourceOf(message, source)}\n${message.id}`, { ...message, source: sourceOf(message, source) }])).values()];
    const retry = <T>(work: () => Promise<T>): Promise<T> => retrying(work, signal, this.options.log);
    if (!this.#orphansDrained) await retry(() => this.#park.drainOrphans());
    this.#orphansDrained = true;
    const { store: { pool }, options: { consumer } } = this;
    for (let pending = sourced.length === 0 ? [] : await retry(() => findPending(pool, consumer, sourced)); pending.length > 0;) {
      const batch: Batch = { handle, signal, blocked: await retry(() => this.#findBlocked(pending)), quiet: [], moot: 0 };
      await inParallel([...Map.groupBy(pending, ({ key }) => key).values()], this.options.concurrency ?? CONCURRENCY, (ofKey) => this.#handleKey(ofKey, batch));
      if (batch.quiet.length > 0 && !await retry(() => this.#append([recordHandled(consumer, batch.quiet)]))) batch.moot += 1;
      // Nothing turned out to be another consumer's: all of it is recorded, and there is no need to look.
      pending = batch.moot === 0 ? [] : await retry(() => findPending(pool, consumer, pending));
    }
    const last = messages.reduce((most, { position }) => Math.max(most, position), upTo);
    if (last >= 0) await retry(() => moveCursor(pool, consumer, source, last));
  }

  /** Where to start reading `source`: everything up to this position is recorded. -1 when nothing is. */
  cursor(source: string): Promise<number> {
    return readCursor(this.store.pool, this.options.consumer, source);
  }

  /** Newest first; by default those that wait. */
  parked(page?: ParkPage): Promise<ParkedMessage[]> {
    return this.#park.parked(page);
  }

  /** Whatever has become of it; undefined where this consumer parked no such message. */
  findParked(id: number): Promise<ParkedMessage | undefined> {
    return this.#park.find(id);
  }

  /** Handles the first message of a key again, and if that succeeds those that waited behind it, in their order. `entry` is appended before. */
  retry(id: number, by: string, entry?: ActEntry): Promise<ParkOutcome> {
    return this.#park.retry(id, by, entry);
  }

  /** Gives a message up for good, and goes on with those behind it. `entry` is appended with it or not at all. */
  discard(id: number, by: string, reason: string, entry?: ActEntry): Promise<ParkOutcome> {
    return this.#park.discard(id, by, reason, entry);
  }

  async #findBlocked(pending: readonly SourcedMessage[]): Promise<ReadonlySet<string>> {
    const { store: { pool }, options: { consumer } } = this;
    const keys = [...new Set(pending.map(({ key }) => key))];
    const found = await findBlocked(pool, consumer, keys);
    const orphans = found.filter(({ code }) => code === WAITS_BEHIND);
    if (orphans.length === 0) return new Set(found.map(({ key }) => key));
    for (const { key } of orphans) await this.#park.drain(key, 'inbox');
    return new Set((await findBlocked(pool, consumer, keys)).map(({ key }) => key));
  }

  /** Stops at the first message that turns out to be another consumer's: the next look finds what is left. */
  async #handleKey(messages: readonly SourcedMessage[], batch: Batch): Promise<void> {
    let blocked = batch.blocked.has(messages[0]?.key ?? '');
    // What leads to nothing is recorded with the next effect of its key, or at the end with all others: never after it.
    let quiet: SourcedMessage[] = [];
    for (const message of messages) {
      const outcome = await retrying(() => (blocked ? this.#parkBehind(message) : this.#handleOne(message, quiet, batch.handle)), batch.signal, this.options.log);
      if (outcome === 'moot') {
        batch.moot += 1;
        break;
      }
      if (outcome === 'parked') blocked = true;
      quiet = outcome === 'nothing' ? [...quiet, message] : [];
    }
    batch.quiet.push(...quiet);
  }

  async #handleOne(message: SourcedMessage, quiet: readonly SourcedMessage[], handle: HandleMessage): Promise<'recorded' | 'nothing' | 'parked' | 'moot'> {
    const record = recordHandled(this.options.consumer, [...quiet, message]);
    const outcome = await react(this.store, () => handle(message), [record], 'leave');
    if (outcome.kind !== 'cannot') return outcome.kind;
    const { code, because } = outcome;
    const parked = await this.#append([record, ...parkFirst(this.options.consumer, message, code, because)]);
    if (parked) this.options.log?.warn(`Expected to handle message ${message.source}#${message.id}, but it is parked`, { key: message.key, code, because });
    return parked ? 'parked' : 'moot';
  }

  async #parkBehind(message: SourcedMessage): Promise<'parked' | 'moot'> {
    return (await this.#append(parkBehind(this.options.consumer, message))) ? 'parked' : 'moot';
  }

  async #append(marks: ReturnType<typeof parkBehind>): Promise<boolean> {
    try {
      await this.store.append(marksOnly(marks));
      return true;
    } catch (error) {
      ignoreMoot(error);
      return false;
    }
  }
}

/** A broken envelope may name no source; then the place it was read from has to do. */
function sourceOf({ envelope }: InboxMessage, fallback: string): string {
  const named: unknown = envelope['source'];
  return typeof named === 'string' && named.length > 0 && named.length <= 200 && !named.includes('\0') ? named : fallback;
}

function ignoreMoot(error: unknown): void {
  if (!(error instanceof EffectFailed)) throw error;
}

async function inParallel<T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, async () => {
    for (const item of queue) await work(item);
  }));
}
