import type { Reaction, SqlEffect, StoreLog } from './event.js';
import type { EventStore } from './event-store.js';
import type { Leases } from './leases.js';

/** `dueAt` RFC 3339; `payload` any JSON. A second schedule of the same id moves it. */
export type Timer = Readonly<{ id: string; dueAt: string; payload: unknown }>;

export function scheduleTimer(_timer: Timer): SqlEffect { throw new Error('not built yet'); }
export function cancelTimer(_id: string): SqlEffect { throw new Error('not built yet'); }

export class TimerRunner {
  constructor(readonly store: EventStore, readonly leases: Leases, readonly fire: (timer: Timer) => Promise<Reaction>,
    readonly options: Readonly<{ now?: () => string; log?: StoreLog }> = {}) {}
  start(): void { throw new Error('not built yet'); }
  async stop(): Promise<void> { throw new Error('not built yet'); }
}
