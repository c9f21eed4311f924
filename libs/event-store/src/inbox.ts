import type { StoreLog } from './event.js';
import type { EventStore } from './event-store.js';
import type { HandleMessage, InboxMessage, ParkOutcome, ParkPage, ParkedMessage } from './inbox-message.js';

export type InboxOptions = Readonly<{ consumer: string; concurrency?: number; log?: StoreLog }>;

export class Inbox {
  constructor(readonly store: EventStore, readonly options: InboxOptions) {}
  /** The handler that `retry` uses in a replica that has not had a batch yet. */
  useHandler(_handle: HandleMessage): void { throw new Error('not built yet'); }
  /** Resolves when every message is recorded (handled, or parked) and the cursor has been moved. `signal` stops the retrying. */
  async handleBatch(_source: string, _messages: readonly InboxMessage[], _handle: HandleMessage, _signal?: AbortSignal): Promise<void> { throw new Error('not built yet'); }
  /** Where to start reading `source`: everything up to this position is recorded. -1 when nothing is. */
  async cursor(_source: string): Promise<number> { throw new Error('not built yet'); }
  async parked(_page?: ParkPage): Promise<ParkedMessage[]> { throw new Error('not built yet'); }
  async retry(_id: number, _by: string): Promise<ParkOutcome> { throw new Error('not built yet'); }
  async discard(_id: number, _by: string, _reason: string): Promise<ParkOutcome> { throw new Error('not built yet'); }
}
