import type { Checkpoint, SignedCheckpoint } from '@lienthong/transparency-log';
import type { Pool } from 'pg';
import { WitnessRecord } from '../../use-cases/witness.js';
import type { EvidenceKind, Witnessed } from '../../use-cases/witness.js';

/**
 * Asked again for a size that is cosigned, the witness signs anew, and this history takes one row a minute of it: whoever holds a
 * checkpoint, and everybody may, can ask as often as the gateway lets him.
 */
const REPEATED_AFTER_SECONDS = 60;

type Row = Readonly<{ size: string; root: Buffer; note: string }>;

export class StoredWitnessRecord extends WitnessRecord {
  constructor(private readonly pool: Pool) { super(); }

  async find(origin: string): Promise<Witnessed | null> {
    const { rows: [row] } = await this.pool.query<Row>('SELECT size, root, note FROM public.witnessed WHERE origin = $1', [origin]);
    return row === undefined ? null : { size: Number(row.size), root: row.root, note: row.note };
  }

  async advance(oldSize: number, { origin, size, root }: Checkpoint, note: string): Promise<boolean> {
    // Of a size that stays only the same root may be written again: two histories of one size never pass.
    const moved = await this.pool.query(
      'UPDATE public.witnessed SET size = $3, root = $4, note = $5 WHERE origin = $1 AND size = $2 AND (size < $3 OR root = $4)', [origin, oldSize, size, root, note]);
    if (moved.rowCount === 1) return true;
    if (oldSize !== 0) return false;
    const first = await this.pool.query('INSERT INTO public.witnessed (origin, size, root, note) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [origin, size, root, note]);
    return first.rowCount === 1;
  }

  async addCosigned({ origin, size, root }: Checkpoint, cosigned: string): Promise<void> {
    await this.pool.query(
      `INSERT INTO public.cosigned (origin, size, root, note, cosigned_at) SELECT $1, $2::bigint, $3, $4, now()
       WHERE NOT EXISTS (SELECT 1 FROM public.cosigned WHERE origin = $1 AND size = $2 AND root = $3 AND cosigned_at > now() - make_interval(secs => ${REPEATED_AFTER_SECONDS}))`,
      [origin, size, root, cosigned]);
  }

  async findLatest(originHash: string): Promise<string | undefined> {
    const { rows: [row] } = await this.pool.query<{ note: string }>(
      `SELECT c.note FROM public.witnessed w JOIN LATERAL (SELECT note FROM public.cosigned WHERE origin = w.origin ORDER BY size DESC, id DESC LIMIT 1) c ON true
       WHERE encode(sha256(convert_to(w.origin, 'UTF8')), 'hex') = $1`, [originHash]);
    return row?.note;
  }

  async addEvidence(kind: EvidenceKind, { checkpoint: { origin, size, root }, note }: SignedCheckpoint, keptNote: string | null): Promise<void> {
    await this.pool.query(
      'INSERT INTO public.log_evidence (origin, kind, size, root, note, kept_note) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING', [origin, kind, size, root, note, keptNote]);
  }
}
