import type { Pool } from 'pg';
import type { AuditedLog } from '../../use-cases/monitor/audited-logs.js';
import { FactComparison } from '../../use-cases/monitor/facts-and-entries.js';
import type { HeardPlace } from '../../use-cases/monitor/facts-and-entries.js';
import type { SqlFence } from '../../use-cases/monitor/owner.js';
import { inOwnedTransaction } from './owned-transaction.js';

/** Looked at in one go; the next look goes on from there. */
const ENTRIES_AT_ONCE = 20_000;
const MOST_UNHEARD = 500;
const HEARD_AT_ONCE = 1_000;

type HeardRow = Readonly<{ position: string; log_index: string; fact_type: string | null; ref: string | null; type: string | null; dossier: string | null }>;

export class StoredFactComparison extends FactComparison {
  constructor(private readonly pool: Pool) { super(); }

  /** A type that is announced from the first look on was so from the beginning, as far as anybody knows. */
  async announce({ id, size, factsFrom }: AuditedLog, types: readonly string[], fence: SqlFence): Promise<readonly string[]> {
    const { rows: known } = await this.pool.query<{ type: string }>('SELECT type FROM public.announced_types WHERE log_id = $1', [id]);
    const added = types.filter((type) => !known.some((row) => row.type === type));
    if (added.length > 0) {
      const since = known.length === 0 && factsFrom === 0 ? 0 : size;
      await inOwnedTransaction(this.pool, fence, (client) => client.query('INSERT INTO public.announced_types SELECT $1, unnest($2::text[]), $3 ON CONFLICT DO NOTHING', [id, added, since]));
    }
    return [...known.map(({ type }) => type), ...added];
  }

  async unheard({ id, origin, size, factsFrom }: AuditedLog): Promise<{ entries: { index: number; type: string }[]; next: number; heardUpTo: number }> {
    const end = Math.min(size, factsFrom + ENTRIES_AT_ONCE);
    const { rows } = await this.pool.query<{ index: string; type: string }>(
      `SELECT e.index, e.type FROM public.audited_entries e JOIN public.announced_types a ON a.log_id = e.log_id AND a.type = e.type AND e.index >= a.since
       WHERE e.log_id = $1 AND e.index >= $2 AND e.index < $3 AND NOT EXISTS (SELECT 1 FROM hearings h WHERE h.origin = $4 AND h.log_index = e.index)
       ORDER BY e.index LIMIT ${MOST_UNHEARD}`, [id, factsFrom, end, origin]);
    const last = rows.length === MOST_UNHEARD ? Number(rows.at(-1)?.index) + 1 : end;
    const { rows: [heard] } = await this.pool.query<{ last: string | null }>('SELECT max(log_index) AS last FROM hearings WHERE origin = $1', [origin]);
    return { entries: rows.map(({ index, type }) => ({ index: Number(index), type })), next: last, heardUpTo: Number(heard?.last ?? -1) };
  }

  async heard({ id, origin, size, heardFrom }: AuditedLog): Promise<readonly HeardPlace[]> {
    const { rows } = await this.pool.query<HeardRow>(
      `SELECT h.position, h.log_index, h.fact_type, h.ref, e.type, encode(e.dossier, 'hex') AS dossier FROM hearings h
       LEFT JOIN public.audited_entries e ON e.log_id = $1 AND e.index = h.log_index AND e.index < $3
       WHERE h.origin = $2 AND h.position > $4 ORDER BY h.position LIMIT ${HEARD_AT_ONCE}`, [id, origin, size, heardFrom]);
    return rows.map(({ position, log_index, fact_type, ref, type, dossier }) => ({
      position: Number(position), index: Number(log_index), factType: fact_type, ref, entry: type === null ? null : { type, dossier },
    }));
  }

  async wasHeard({ origin }: AuditedLog, index: number): Promise<boolean> {
    return (await this.pool.query('SELECT 1 FROM hearings WHERE origin = $1 AND log_index = $2 LIMIT 1', [origin, index])).rowCount === 1;
  }

  async compared({ id }: AuditedLog, { factsFrom, heardFrom }: Readonly<{ factsFrom: number; heardFrom: number }>, fence: SqlFence): Promise<void> {
    await inOwnedTransaction(this.pool, fence, (client) => client.query('UPDATE public.audited_logs SET facts_from = $2, heard_from = $3 WHERE id = $1', [id, factsFrom, heardFrom]));
  }
}
