import { HASH_BYTES, TILE_WIDTH } from '@lienthong/transparency-log';
import type { Queryable } from '../log-statements.js';
import { byteaArray, int2Array, int8Array } from '../binary-arrays.js';
import type { StoredTile, TileWrite } from './growing-tree.js';

/** Number of leaves in stored tiles. They are stored with the tiles above them or not at all, so this is the tree's size. */
export async function readTreeSize(client: Queryable): Promise<number> {
  const { rows } = await client.query<[string, number]>({
    name: 'tree-size', rowMode: 'array', text: 'SELECT index, length(hashes) FROM log.tiles WHERE level = 0 ORDER BY index DESC LIMIT 1',
  });
  return rows[0] === undefined ? 0 : Number(rows[0][0]) * TILE_WIDTH + rows[0][1] / HASH_BYTES;
}

/** The widest stored form of each; those that are not stored are left out. */
export async function readTiles(client: Queryable, wanted: readonly Readonly<{ level: number; index: number }>[]): Promise<StoredTile[]> {
  if (wanted.length === 0) return [];
  const { rows } = await client.query<[number, string, Buffer]>({
    name: 'tiles', rowMode: 'array', values: [int2Array(wanted.map(({ level }) => level)), int8Array(wanted.map(({ index }) => index))],
    text: 'SELECT t.level, t.index, t.hashes FROM unnest($1::smallint[], $2::bigint[]) AS w (level, index) JOIN log.tiles t ON t.level = w.level AND t.index = w.index',
  });
  return rows.map(([level, index, hashes]) => ({ level, index: Number(index), hashes }));
}

/**
 * In the caller's transaction. The tile that contradicts, if there is one: it was expected not to be there, or to hold
 * exactly the hashes that were stored before.
 */
export async function storeTiles(client: Queryable, writes: readonly TileWrite[]): Promise<TileWrite | undefined> {
  const columns = (some: readonly TileWrite[]): Buffer[] => [int2Array(some.map(({ level }) => level)), int8Array(some.map(({ index }) => index)), byteaArray(some.map(({ hashes }) => hashes))];
  const begun = writes.filter(({ from }) => from === 0);
  const { rows: inserted } = begun.length === 0 ? { rows: [] } : await client.query<[number, string]>({
    name: 'begin-tiles', rowMode: 'array', values: columns(begun),
    text: 'INSERT INTO log.tiles (level, index, hashes) SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[]) ON CONFLICT DO NOTHING RETURNING level, index',
  });
  const widened = writes.filter(({ from }) => from > 0);
  const before = byteaArray(widened.map(({ hashes, from }) => hashes.subarray(0, from * HASH_BYTES)));
  const { rows: updated } = widened.length === 0 ? { rows: [] } : await client.query<[number, string]>({
    name: 'widen-tiles', rowMode: 'array', values: [...columns(widened), before],
    text: `UPDATE log.tiles t SET hashes = w.hashes FROM unnest($1::smallint[], $2::bigint[], $3::bytea[], $4::bytea[]) AS w (level, index, hashes, before)
      WHERE t.level = w.level AND t.index = w.index AND t.hashes = w.before RETURNING t.level, t.index`,
  });
  const stored = new Set([...inserted, ...updated].map(([level, index]) => `${level}/${index}`));
  return writes.find(({ level, index }) => !stored.has(`${level}/${index}`));
}
