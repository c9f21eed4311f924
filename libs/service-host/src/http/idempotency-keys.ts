import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { SqlEffect } from '@lienthong/event-store';
import type { Pool } from 'pg';
import type { EarlyAnswer } from './command-scope.js';

/** One use of a key: whose, and a fingerprint of what was asked. */
export type KeyUse = Readonly<{ subject: string; key: string; fingerprint: string }>;

export type StoredAnswer = Readonly<{ status: number; headers: Readonly<Record<string, string>>; body: unknown }>;

/** `answer` is complete once the first request has ended; before, it is what the command itself left. */
type KeyRow = Readonly<{ fingerprint: string; complete: boolean; status: number; headers: Readonly<Record<string, string>>; body: unknown }>;

export const KEPT_HOURS = 48;
const PURGE_AT_ONCE = 5_000;
const WAIT_FOR_FIRST_MS = 3_000;
const LOOK_EVERY_MS = 50;

/** The table idempotency_keys: who used which key for what, and the answer they got. Rows live 48 hours. */
export class IdempotencyKeys {
  constructor(private readonly pool: Pool) {}

  /** To run in the transaction of the command's events; fails there if the key has been claimed meanwhile. */
  claim({ subject, key, fingerprint }: KeyUse, { status = 200, body = null }: EarlyAnswer): SqlEffect {
    return {
      text: `INSERT INTO idempotency_keys (subject, key, fingerprint, status, body) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (subject, key) DO NOTHING`,
      values: [subject, key, fingerprint, status, JSON.stringify(body)],
      mustChange: 1,
    };
  }

  /** The answer of the first request with this key; 'reused' if that was another request; undefined if there was none. */
  async find(use: KeyUse): Promise<StoredAnswer | 'reused' | undefined> {
    const deadline = Date.now() + WAIT_FOR_FIRST_MS;
    for (;;) {
      const row = await this.read(use);
      if (row === undefined) return undefined;
      if (row.fingerprint !== use.fingerprint) return 'reused';
      // The first request is still on its way to its answer, or died on it: then what it left in its commit will do.
      if (row.complete || Date.now() >= deadline) return { status: row.status, headers: row.headers, body: row.body };
      await pause(LOOK_EVERY_MS);
    }
  }

  /**
   * Keeps the answer as it was given. Inserts where the command appended nothing that could carry the claim. Not waited for on disk: if a
   * crash loses it, the claim with its early answer is there, and a fsync per command would halve what a service can take.
   */
  async complete({ subject, key, fingerprint }: KeyUse, { status, headers, body }: StoredAnswer): Promise<void> {
    await this.pool.query(
      `INSERT INTO idempotency_keys (subject, key, fingerprint, complete, status, headers, body)
       SELECT $1, $2, $3, true, $4, $5, $6 FROM (SELECT set_config('synchronous_commit', 'off', true)) AS unhurried
       ON CONFLICT (subject, key) DO UPDATE SET complete = true, status = excluded.status, headers = excluded.headers, body = excluded.body
       WHERE idempotency_keys.fingerprint = excluded.fingerprint AND NOT idempotency_keys.complete`,
      [subject, key, fingerprint, status, JSON.stringify(headers), JSON.stringify(body ?? null)]);
  }

  /** Removes a bounded number of rows past their time. */
  async purge(): Promise<number> {
    const { rowCount } = await this.pool.query(
      `DELETE FROM idempotency_keys WHERE ctid IN (SELECT ctid FROM idempotency_keys WHERE used_at < now() - make_interval(hours => $1) LIMIT $2)`, [KEPT_HOURS, PURGE_AT_ONCE]);
    return rowCount ?? 0;
  }

  private async read({ subject, key }: KeyUse): Promise<KeyRow | undefined> {
    const { rows } = await this.pool.query<KeyRow>('SELECT fingerprint, complete, status, headers, body FROM idempotency_keys WHERE subject = $1 AND key = $2', [subject, key]);
    return rows[0];
  }
}

/** What makes two requests the same: method, address and the very bytes of the body. */
export function fingerprintOf(method: string, url: string, body: Uint8Array | undefined): string {
  return createHash('sha256').update(`${method} ${url}\n`).update(body ?? '').digest('base64url');
}
