import type { Pool } from 'pg';

/** What a checkpoint is about. `root` has 32 bytes. */
export type TreeHead = Readonly<{ size: number; root: Buffer }>;

/**
 * `size` and `root`: the largest tree for which a signature may have been made. `note`: the newest checkpoint that met the
 * policy, over `noteSize` entries. `unwitnessedSince`: since when there is a signed tree that no such checkpoint covers;
 * also for the moment between a signature and its cosignatures. Times are RFC 3339.
 */
export type SignedState = TreeHead & Readonly<{
  signedAt: string | null; note: string | null; noteSize: number; publishedAt: string | null; unwitnessedSince: string | null;
}>;

type Row = Readonly<{
  size: string; root: Buffer; signed_at: Date | null; note: string | null; note_size: string; published_at: Date | null; unwitnessed_since: Date | null;
}>;

/** What this log has signed, stored before it signs: whatever replica signs next, it never signs two histories. */
export class SignedHead {
  constructor(readonly pool: Pool) {}

  async read(): Promise<SignedState> {
    const { rows } = await this.pool.query<Row>('SELECT size, root, signed_at, note, note_size, published_at, unwitnessed_since FROM log.signed_head');
    const [row] = rows;
    if (row === undefined) throw new Error('Expected to find the signed head of the log, but it has no row: run the migrations');
    return {
      size: Number(row.size), root: row.root, signedAt: instant(row.signed_at), note: row.note, noteSize: Number(row.note_size),
      publishedAt: instant(row.published_at), unwitnessedSince: instant(row.unwitnessed_since),
    };
  }

  /**
   * Stores `to` as signed where `from` still is. False when another replica was faster, or `to` is not larger: then nothing
   * may be signed. That `to` extends `from` is the caller's to check, with the tree.
   */
  async advance(from: TreeHead, to: TreeHead): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `UPDATE log.signed_head SET size = $3, root = $4, signed_at = now(), unwitnessed_since = coalesce(unwitnessed_since, now())
       WHERE size = $1 AND root = $2 AND size < $3`, [from.size, from.root, to.size, to.root]);
    return rowCount === 1;
  }

  /** Keeps a checkpoint that met the policy as the one to serve, unless a larger one is kept already. Of one size the later stays: it has the newer cosignatures. */
  async publish(size: number, note: string): Promise<void> {
    const { rowCount } = await this.pool.query(
      `UPDATE log.signed_head SET note = $2, note_size = $1, published_at = now(), unwitnessed_since = CASE WHEN size > $1 THEN now() END
       WHERE note_size <= $1 AND size >= $1`, [size, note]);
    if (rowCount === 1) return;
    const { size: signed } = await this.read();
    if (size > signed) throw new Error(`Expected to publish a checkpoint of size ${size}, but only size ${signed} is stored as signed`);
  }
}

function instant(value: Date | null): string | null {
  return value === null ? null : value.toISOString();
}
