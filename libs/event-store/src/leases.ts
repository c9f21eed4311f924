import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { SqlEffect, StoreLog } from './event.js';

/** `fence()` goes into the transaction that stores the work: it aborts once another owner has taken over. */
export type Lease = Readonly<{ name: string; epoch: number; lost: AbortSignal; fence(): SqlEffect }>;
export type LeaseHandle = Readonly<{ stop(): Promise<void>; held(): boolean }>;
export type LeaseOptions = Readonly<{ pool: Pool; ttlMs?: number; log?: StoreLog }>;

/** A dead owner is replaced after at most this and one look of the next: short enough to go unnoticed by an officer. */
const TTL_MS = 4_000;
/** Renewed four times within its life, so that one slow answer costs nothing. */
const RENEWALS = 4;

/**
 * Work that must run once, in whichever replica. The row's epoch grows with every owner; an owner that was paused
 * cannot harm the next one, since `fence()` in its transactions finds another epoch.
 */
export class Leases {
  readonly #owner = randomUUID();
  readonly #ttlMs: number;

  constructor(readonly options: LeaseOptions) {
    this.#ttlMs = options.ttlMs ?? TTL_MS;
  }

  /**
   * Runs `work` whenever this process gets the lease, until `stop`. `work` runs until its `lost` signal; when it
   * returns or throws earlier, the lease is given back and asked for again.
   */
  hold(name: string, work: (lease: Lease) => Promise<void>): LeaseHandle {
    const stopping = new AbortController();
    let held = false;
    const run = async (): Promise<void> => {
      while (!stopping.signal.aborted) {
        const epoch = await this.#acquire(name);
        if (epoch !== undefined) {
          held = true;
          await this.#own(name, epoch, work, stopping.signal);
          held = false;
        }
        if (!stopping.signal.aborted) await pause(this.#ttlMs / RENEWALS, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    };
    const running = run();
    return {
      held: () => held,
      stop: async () => {
        stopping.abort();
        await running;
      },
    };
  }

  async #own(name: string, epoch: number, work: (lease: Lease) => Promise<void>, stop: AbortSignal): Promise<void> {
    const lost = new AbortController();
    const onStop = (): void => lost.abort();
    // The owner may have been told to stop while it was still asking: an abort that has happened calls no listener.
    if (stop.aborted) lost.abort();
    else stop.addEventListener('abort', onStop, { once: true });
    const renewing = this.#renew(name, epoch, lost);
    try {
      await work({ name, epoch, lost: lost.signal, fence: () => fence(name, epoch) });
    } catch (error) {
      if (!lost.signal.aborted) this.options.log?.error(`Expected to work under lease ${name}, but it failed`, { because: String(error) });
    } finally {
      lost.abort();
      stop.removeEventListener('abort', onStop);
      await renewing;
      await this.#release(name, epoch);
    }
  }

  /** Undefined while another owner's lease is running, or the database cannot be asked. */
  async #acquire(name: string): Promise<number | undefined> {
    const rows = await this.#try<{ epoch: string }>(
      `INSERT INTO log.leases AS l (name, owner, epoch, until) VALUES ($1, $2, 1, now() + $3 * interval '1 ms')
       ON CONFLICT (name) DO UPDATE SET owner = $2, epoch = l.epoch + 1, until = now() + $3 * interval '1 ms' WHERE l.until < now()
       RETURNING epoch`, [name, this.#owner, this.#ttlMs]);
    return rows?.[0] === undefined ? undefined : Number(rows[0].epoch);
  }

  /** Loses the lease when another has it, or when it could not be renewed within its life. */
  async #renew(name: string, epoch: number, lost: AbortController): Promise<void> {
    for (let renewedAt = performance.now(); ;) {
      await pause(this.#ttlMs / RENEWALS, undefined, { signal: lost.signal }).catch(() => undefined);
      if (lost.signal.aborted) return;
      const asked = performance.now();
      const rows = await this.#try(
        `UPDATE log.leases SET until = now() + $3 * interval '1 ms' WHERE name = $1 AND owner = $4 AND epoch = $2 RETURNING 1`,
        [name, epoch, this.#ttlMs, this.#owner]);
      if (rows !== undefined && rows.length > 0) renewedAt = asked;
      else if (rows !== undefined || performance.now() - renewedAt > this.#ttlMs) lost.abort();
    }
  }

  async #release(name: string, epoch: number): Promise<void> {
    await this.#try('UPDATE log.leases SET until = now() WHERE name = $1 AND owner = $3 AND epoch = $2 RETURNING 1', [name, epoch, this.#owner]);
  }

  async #try<T>(text: string, values: unknown[]): Promise<T[] | undefined> {
    try {
      return (await this.options.pool.query(text, values)).rows as T[];
    } catch (error) {
      this.options.log?.warn('Expected to ask for a lease, but the database did not answer', { because: String(error) });
      return undefined;
    }
  }
}

/** Share-locks the lease's row to the end of the transaction: nobody can take over between this check and the commit. */
function fence(name: string, epoch: number): SqlEffect {
  return { text: 'SELECT 1 FROM log.leases WHERE name = $1 AND epoch = $2 FOR SHARE', values: [name, epoch], mustChange: 1 };
}
