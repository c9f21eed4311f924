import type { Pool } from 'pg';
import { EvidenceRecord } from '../../use-cases/evidence-watch.js';
import type { Evidence } from '../../use-cases/evidence-watch.js';
import type { EvidenceKind } from '../../use-cases/witness.js';

/** A log that signs so many wrong notes is looked at by a person long before the last. */
const AT_ONCE = 20;

type Row = Readonly<{ id: string; origin: string; kind: EvidenceKind; size: string; seen_at: Date; proven: boolean }>;

export class StoredEvidenceRecord extends EvidenceRecord {
  constructor(private readonly pool: Pool) { super(); }

  async unsettled(): Promise<readonly Evidence[]> {
    const { rows } = await this.pool.query<Row>(
      `SELECT e.id, e.origin, e.kind, e.size, e.seen_at,
              EXISTS (SELECT 1 FROM public.cosigned c WHERE c.origin = e.origin AND c.size = e.size AND c.root = e.root AND c.cosigned_at > e.seen_at) AS proven
       FROM public.log_evidence e WHERE e.settled_at IS NULL ORDER BY e.id LIMIT ${AT_ONCE}`);
    return rows.map(({ id, origin, kind, size, seen_at, proven }) => ({ id: Number(id), origin, kind, size: Number(size), seenMs: seen_at.getTime(), isProvenSince: proven }));
  }

  async settle(id: number): Promise<void> {
    await this.pool.query('UPDATE public.log_evidence SET settled_at = now() WHERE id = $1', [id]);
  }
}
