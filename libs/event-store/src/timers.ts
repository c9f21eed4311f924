import type { Reaction, SqlEffect, StoreLog } from './event.js';
import type { EventStore } from './event-store.js';
import type { Lease, LeaseHandle, Leases } from './leases.js';
import { react } from './message-outcome.js';
import { Wakeup } from './wakeup.js';

/** `dueAt` RFC 3339; `payload` any JSON. A second schedule of the same id moves it. */
export type Timer = Readonly<{ id: string; dueAt: string; payload: unknown }>;

/**
 * `now`: the clock that decides what is due (RFC 3339), for tests that move it. `keyOf`: timers of one key fire one after the other in the
 * order in which they are due, those of different keys side by side; without it all are of one key.
 */
export type TimerRunnerOptions = Readonly<{ now?: () => string; log?: StoreLog; keyOf?: (timer: Timer) => string }>;

export function scheduleTimer({ id, dueAt, payload }: Timer): SqlEffect {
  return {
    text: `INSERT INTO log.timers (id, due_at, payload) VALUES ($1, $2, $3)
      ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, payload = excluded.payload, attempts = 0, retry_at = NULL, failure = NULL`,
    values: [id, dueAt, JSON.stringify(payload ?? null)], mustChange: 1,
  };
}

/** A timer that has fired already, or never was, is nothing to complain about. */
export function cancelTimer(id: string): SqlEffect {
  return { text: 'DELETE FROM log.timers WHERE id = $1', values: [id] };
}

/** Looks again at least this often, should a wake be lost. */
const LONGEST_SLEEP_MS = 10_000;
/** Commits come by the thousand; a new timer is noticed this soon. */
const SHORTEST_SLEEP_MS = 50;
const MAX_PAGE = 400;
/** Keys at once. Their appends share commits, and their marks one statement; more would only lengthen the queue. */
const CONCURRENCY = 64;
const TAKE = 'DELETE FROM log.timers t USING unnest($1::text[], $2::timestamptz[]) AS d (id, due_at) WHERE t.id = d.id AND t.due_at = d.due_at';
const FIRST_RETRY_S = 1;
const LONGEST_RETRY_S = 300;
const MAX_FAILURE = 4_000;

/**
 * Fires timers that are due, in one replica at a time. The row is deleted in the transaction of its reaction, so a
 * timer has its effect exactly once. One that fails stays, is tried again with growing pauses, and keeps its error.
 */
export class TimerRunner {
  #handle: LeaseHandle | undefined;
  #unsubscribe: (() => void) | undefined;
  readonly #wakeup = new Wakeup();

  constructor(readonly store: EventStore, readonly leases: Leases, readonly fire: (timer: Timer) => Promise<Reaction>, readonly options: TimerRunnerOptions = {}) {}

  start(): void {
    this.#unsubscribe = this.store.onCommit(() => this.#wakeup.wake());
    this.#handle ??= this.leases.hold('timers', (lease) => this.#run(lease));
  }

  async stop(): Promise<void> {
    this.#unsubscribe?.();
    await this.#handle?.stop();
    this.#handle = undefined;
  }

  /** Looks at once; for tests that have moved the clock. */
  look(): void {
    this.#wakeup.wake();
  }

  async #run(lease: Lease): Promise<void> {
    while (!lease.lost.aborted) {
      const waitMs = await this.#untilNext();
      if (waitMs > 0) await this.#wakeup.sleep(waitMs, SHORTEST_SLEEP_MS, lease.lost);
      else await this.#fireDue(lease);
    }
  }

  async #fireDue(lease: Lease): Promise<void> {
    const { rows } = await this.store.pool.query<{ id: string; due_at: Date; payload: unknown; attempts: number }>(
      `SELECT id, due_at, payload, attempts FROM log.timers WHERE coalesce(retry_at, due_at) <= $1 ORDER BY coalesce(retry_at, due_at) LIMIT ${MAX_PAGE}`, [this.#now()]);
    const due = rows.map(({ id, due_at, payload, attempts }) => ({ timer: { id, dueAt: due_at.toISOString(), payload }, attempts }));
    const keys = [...Map.groupBy(due, ({ timer }) => this.options.keyOf?.(timer) ?? '').values()].values();
    await Promise.all(Array.from({ length: CONCURRENCY }, async () => {
      for (const ofKey of keys) {
        for (const { timer, attempts } of ofKey) if (!lease.lost.aborted) await this.#fireOne(timer, attempts, lease);
      }
    }));
  }

  async #untilNext(): Promise<number> {
    const { rows } = await this.store.pool.query<{ next: Date | null }>('SELECT min(coalesce(retry_at, due_at)) AS next FROM log.timers');
    const next = rows[0]?.next;
    return next === null || next === undefined ? LONGEST_SLEEP_MS : Math.min(LONGEST_SLEEP_MS, Math.max(0, next.getTime() - Date.parse(this.#now())));
  }

  async #fireOne(timer: Timer, attempts: number, lease: Lease): Promise<void> {
    // Also where it was moved or cancelled meanwhile: then the row is not this one any more, and nothing happens.
    const taken: SqlEffect = { text: TAKE, values: [[timer.id], [timer.dueAt]], mustChange: 1, joins: true };
    const fired = await react(this.store, () => this.fire(timer), [{ ...lease.fence(), joins: true }, taken], 'record').catch((error: unknown) => ({ kind: 'cannot' as const, because: String(error) }));
    if (fired.kind === 'cannot') await this.#postpone(timer, attempts, fired.because);
  }

  async #postpone({ id, dueAt }: Timer, attempts: number, because: string): Promise<void> {
    this.options.log?.error(`Expected to fire timer ${id}, but it failed`, { because, attempts: attempts + 1 });
    const retryAt = new Date(Date.parse(this.#now()) + 1_000 * Math.min(LONGEST_RETRY_S, FIRST_RETRY_S * 2 ** attempts)).toISOString();
    await this.store.pool.query('UPDATE log.timers SET attempts = attempts + 1, retry_at = $3, failure = $4 WHERE id = $1 AND due_at = $2', [id, dueAt, retryAt, because.slice(0, MAX_FAILURE)]);
  }

  #now(): string {
    return this.options.now?.() ?? new Date().toISOString();
  }
}
