import type { AppendRequest, StoreLog } from './event.js';
import type { EventStore } from './event-store.js';
import type { HandleMessage, ParkedMessage, ParkOutcome, ParkPage } from './inbox-message.js';
import { countParked, failParked, findBlocked, findFirstParked, findParked, readParked, resolveParked, WAITS_BEHIND } from './inbox-rows.js';
import { marksOnly, react } from './message-outcome.js';
import { EffectFailed } from './store-errors.js';

/** Events that tell of what a person did with the park. */
export type ActEntry = Omit<AppendRequest, 'also'>;

/** What a person does with messages that could not be handled. Acts on the park itself: nothing is published again. */
export class Park {
  handler: HandleMessage | undefined;

  constructor(readonly store: EventStore, readonly consumer: string, readonly log: StoreLog | undefined) {}

  parked(page: ParkPage = {}): Promise<ParkedMessage[]> {
    return readParked(this.store.pool, this.consumer, page);
  }

  find(id: number): Promise<ParkedMessage | undefined> {
    return findParked(this.store.pool, this.consumer, id);
  }

  /** Handles the first message of a key again, and if that succeeds those that waited behind it, in their order. `entry` is appended before. */
  async retry(id: number, by: string, entry?: ActEntry): Promise<ParkOutcome> {
    const parked = await findParked(this.store.pool, this.consumer, id);
    if (parked?.status !== 'waiting') return rejected('NOT_PARKED', `Expected to retry parked message ${id}, but it is ${parked?.status ?? 'not known'}`);
    const first = await findFirstParked(this.store.pool, this.consumer, parked.key);
    if (first !== undefined && first.id !== id) return rejected('WAITS_BEHIND', `Expected to retry parked message ${id}, but it waits behind ${first.id}`);
    if (this.handler === undefined) return rejected('NO_HANDLER', `Expected to retry parked message ${id}, but this process handles no messages yet`);
    if (entry !== undefined) await this.store.append(entry);
    return this.drain(parked.key, by);
  }

  /** Gives a message up for good, and goes on with those behind it. `entry` is appended with it or not at all. */
  async discard(id: number, by: string, reason: string, entry?: ActEntry): Promise<ParkOutcome> {
    const parked = await findParked(this.store.pool, this.consumer, id);
    try {
      if (parked?.status !== 'waiting') throw new EffectFailed('', 1, 0);
      const mark = resolveParked(id, 'discarded', by, reason);
      await this.store.append(entry === undefined ? marksOnly([mark]) : { ...entry, also: [mark] });
    } catch (error) {
      if (!(error instanceof EffectFailed)) throw error;
      return rejected('NOT_PARKED', `Expected to discard parked message ${id}, but it is not waiting`);
    }
    const next = await findFirstParked(this.store.pool, this.consumer, parked.key);
    if (next === undefined || next.code !== WAITS_BEHIND) return this.#accepted(parked.key, 0);
    return this.drain(parked.key, by);
  }

  /** Keys whose blocking message is gone but whose others still wait: left by a process that ended in between. */
  async drainOrphans(): Promise<void> {
    for (const { key, code } of await findBlocked(this.store.pool, this.consumer)) if (code === WAITS_BEHIND) await this.drain(key, 'inbox');
  }

  async drain(key: string, by: string): Promise<ParkOutcome> {
    const { handler } = this;
    if (handler === undefined) return this.#accepted(key, 0);
    let handled = 0;
    for (let first = await findFirstParked(this.store.pool, this.consumer, key); first !== undefined; first = await findFirstParked(this.store.pool, this.consumer, key)) {
      const { id, position, messageId, envelope } = first;
      const outcome = await react(this.store, () => handler({ id: messageId, key, position, envelope }), [resolveParked(id, 'handled', by, null)], 'record');
      if (outcome.kind === 'cannot') {
        this.log?.warn(`Expected to handle parked message ${id}, but it failed again`, { code: outcome.code, because: outcome.because });
        await this.store.append(marksOnly([failParked(id, outcome.code, outcome.because)])).catch(ignoreResolved);
        break;
      }
      if (outcome.kind === 'recorded') handled += 1;
    }
    return this.#accepted(key, handled);
  }

  async #accepted(key: string, handled: number): Promise<ParkOutcome> {
    return { kind: 'accepted', handled, stillParked: await countParked(this.store.pool, this.consumer, key) };
  }
}

function rejected(code: 'NOT_PARKED' | 'WAITS_BEHIND' | 'NO_HANDLER', because: string): ParkOutcome {
  return { kind: 'rejected', rejection: { code, because } };
}

/** Somebody else has resolved it meanwhile: then its error is no longer of interest. */
function ignoreResolved(error: unknown): void {
  if (!(error instanceof EffectFailed)) throw error;
}
