import type { Pool } from 'pg';

/** `type` and `at` as in the public entry; `sealed` and `salt` open its commitment, and are null once the event has been erased. */
export type Opening = Readonly<{ index: number; type: string; sealed: string | null; salt: Buffer | null; at: string }>;

/** What opens a dossier's part of this log. `code` and `salt` open its reference; null where they were erased or never recorded here. */
export type DossierOpenings = Readonly<{ code: string | null; salt: Buffer | null; events: readonly Opening[] }>;

/** As many as a proof file may hold (transparency-log.md §8). */
const MAX_EVENTS = 10_000;

type Row = Readonly<{ log_index: string; type: string; sealed: string | null; salt: Buffer | null; occurred_at: Date }>;

/** In log order, which is the order of their dossier versions. `ref` has 64 hex digits; a dossier unknown here has no events. */
export async function readOpenings(pool: Pool, ref: string): Promise<DossierOpenings> {
  const key = Buffer.from(ref, 'hex');
  const { rows } = await pool.query<Row>(
    `SELECT log_index, type, convert_from(sealed, 'UTF8') AS sealed, salt, occurred_at FROM log.events WHERE dossier = $1 ORDER BY dossier_version LIMIT ${MAX_EVENTS}`, [key]);
  const { rows: [dossier] } = await pool.query<{ code: string; salt: Buffer | null }>('SELECT code, salt FROM log.dossiers WHERE ref = $1', [key]);
  return {
    code: dossier?.code ?? null, salt: dossier?.salt ?? null,
    events: rows.map(({ log_index, type, sealed, salt, occurred_at }) => ({ index: Number(log_index), type, sealed, salt, at: occurred_at.toISOString() })),
  };
}
