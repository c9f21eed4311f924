import type { Pool } from 'pg';
import type { SqlEffect } from '../event.js';

/** An order as a service enters it; `ref` is the dossier's reference, 64 hex digits. `streams`: erased as a whole with it. */
export type ErasureOrder = Readonly<{ ref: string; list: string; legalBasis: string; orderedAt: string; streams?: readonly string[] }>;

/** An order that the erasing program has executed, with what it came to. */
export type ExecutedErasure = Readonly<{ ref: string; list: string; legalBasis: string; streams: readonly string[]; executedAt: string; events: number; kept: number }>;

/** Of one category whose events stayed. */
export type KeptCategory = Readonly<{ category: string; events: number; because: Readonly<{ vi: string; en: string }> }>;

/** One settling reports on this many dossiers: as many as its rebuild of the read models takes along. */
const MAX_SETTLED = 500;

/** Entered once; a second order of the same dossier adds nothing. */
export function orderErasure({ ref, list, legalBasis, orderedAt, streams = [] }: ErasureOrder): SqlEffect {
  return {
    text: 'INSERT INTO log.erasures (ref, list, legal_basis, ordered_at, streams) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (ref) DO NOTHING',
    values: [Buffer.from(ref, 'hex'), list, legalBasis, orderedAt, [...streams]],
  };
}

/** The tables of orders, as a running service sees them: it enters, looks, and says what it has cleared. */
export class Erasures {
  constructor(readonly pool: Pool) {}

  /** Of these references those that are ordered to be erased, executed or not: nothing more is taken in about them. */
  async ordered(refs: readonly string[]): Promise<ReadonlySet<string>> {
    if (refs.length === 0) return new Set();
    const { rows } = await this.pool.query<{ ref: string }>({
      name: 'erasures-ordered', text: `SELECT encode(ref, 'hex') AS ref FROM log.erasures WHERE ref = ANY($1)`, values: [refs.map((ref) => Buffer.from(ref, 'hex'))],
    });
    return new Set(rows.map(({ ref }) => ref));
  }

  /** True where a stream is to be erased as a whole and is not yet. */
  async isStreamOrdered(stream: string): Promise<boolean> {
    const { rowCount } = await this.pool.query('SELECT 1 FROM log.erasures WHERE settled_at IS NULL AND $1 = ANY(streams)', [stream]);
    return rowCount !== 0;
  }

  /** Executed, and not yet cleared here; the oldest first. */
  async unsettled(): Promise<readonly ExecutedErasure[]> {
    const { rows } = await this.pool.query<Omit<ExecutedErasure, 'executedAt'> & { executedAt: Date }>(
      `SELECT encode(ref, 'hex') AS ref, list, legal_basis AS "legalBasis", streams, executed_at AS "executedAt", events, kept
       FROM log.erasures WHERE executed_at IS NOT NULL AND settled_at IS NULL ORDER BY recorded_at, ref LIMIT ${MAX_SETTLED}`);
    return rows.map((row) => ({ ...row, executedAt: row.executedAt.toISOString() }));
  }

  /** True while read models may still hold what the log has lost: something is executed and not settled, or was settled after `since`. */
  async isUnderWay(since: Date): Promise<boolean> {
    const { rowCount } = await this.pool.query('SELECT 1 FROM log.erasures WHERE executed_at IS NOT NULL AND (settled_at IS NULL OR settled_at >= $1) LIMIT 1', [since]);
    return rowCount !== 0;
  }

  /** When the newest was executed (ISO text), null while none was: by it a replica knows that it has to forget. */
  async newestExecution(): Promise<string | null> {
    const { rows } = await this.pool.query<{ newest: Date | null }>('SELECT max(executed_at) AS newest FROM log.erasures');
    return rows[0]?.newest?.toISOString() ?? null;
  }

  /** Of these references those about which the log still holds text that no law keeps: something came in while they were erased. */
  async leftOver(refs: readonly string[]): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ ref: string }>(
      `SELECT DISTINCT encode(e.dossier, 'hex') AS ref FROM log.events e WHERE e.dossier = ANY($1) AND e.salt IS NOT NULL AND NOT EXISTS (${KEEPS_IT})`,
      [refs.map((ref) => Buffer.from(ref, 'hex'))]);
    return rows.map(({ ref }) => ref);
  }

  async keptCategories(ref: string): Promise<readonly KeptCategory[]> {
    const { rows } = await this.pool.query<{ category: string; events: number; vi: string; en: string }>(
      `SELECT e.stream_category AS category, count(DISTINCT e.log_index)::int AS events, min(k.because_vi) AS vi, min(k.because_en) AS en
       FROM log.events e JOIN log.erasure_keeps k ON k.category = e.stream_category AND k.type IN ('', e.type)
       WHERE e.dossier = $1 AND e.salt IS NOT NULL GROUP BY 1 ORDER BY 1`, [Buffer.from(ref, 'hex')]);
    return rows.map(({ category, events, vi, en }) => ({ category, events, because: { vi, en } }));
  }

  /** Goes into the append that reports it: read models, files and caches of this dossier are clear. */
  settle(ref: string): SqlEffect {
    return { text: `UPDATE log.erasures SET settled_at = now(), streams = '{}' WHERE ref = $1 AND settled_at IS NULL`, values: [Buffer.from(ref, 'hex')], mustChange: 1 };
  }
}

/** A condition on `e`: another law keeps this event. */
export const KEEPS_IT = `SELECT 1 FROM log.erasure_keeps k WHERE k.category = e.stream_category AND k.type IN ('', e.type)
  AND (k.beside = '' OR EXISTS (SELECT 1 FROM log.events o WHERE o.stream_id = e.stream_id AND o.type = k.beside))`;
