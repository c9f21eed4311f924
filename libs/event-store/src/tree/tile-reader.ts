import { consistencyPath, HASH_BYTES, inclusionPath, rangeFromTiles, rootOf, tilesForConsistency, tilesForInclusion, tilesForRange } from '@lienthong/transparency-log';
import type { TileAt, TileOf } from '@lienthong/transparency-log';
import type { Pool } from 'pg';
import { TILE_BYTES } from './growing-tree.js';
import { readTiles } from './tile-rows.js';

/** 8 MiB: the leaves of the last 260,000 entries, or whatever is asked for most. Only full tiles, which never change. */
const MAX_CACHED = 1_024;
const NOTHING = Buffer.alloc(0);

/** Reads stored tiles and computes from them; any replica may. Sizes beyond the stored tree throw. */
export class TileReader {
  readonly #full = new Map<string, Buffer>();

  constructor(readonly pool: Pool) {}

  /** Undefined where the tree does not reach. */
  async find(at: TileAt): Promise<Buffer | undefined> {
    const hashes = (await this.#read([at])).get(`${at.level}/${at.index}`);
    return hashes !== undefined && isWideEnough(at, hashes) ? hashes.subarray(0, at.width * HASH_BYTES) : undefined;
  }

  async root(size: number): Promise<Buffer> {
    return rootOf(rangeFromTiles(size, await this.#get(tilesForRange(size))));
  }

  async inclusion(index: number, size: number): Promise<readonly Buffer[]> {
    return inclusionPath(index, size, await this.#get(tilesForInclusion(index, size)));
  }

  /** Many paths for one read of the tiles they share. */
  async inclusions(indexes: readonly number[], size: number): Promise<readonly (readonly Buffer[])[]> {
    const tileOf = await this.#get(indexes.flatMap((index) => tilesForInclusion(index, size)));
    return indexes.map((index) => inclusionPath(index, size, tileOf));
  }

  async consistency(oldSize: number, newSize: number): Promise<readonly Buffer[]> {
    return consistencyPath(oldSize, newSize, await this.#get(tilesForConsistency(oldSize, newSize)));
  }

  /** Exactly as wide as asked: a proof for an older size must not see what came after it. */
  async #get(wanted: readonly TileAt[]): Promise<TileOf> {
    const tiles = await this.#read(wanted);
    for (const at of wanted) {
      const hashes = tiles.get(`${at.level}/${at.index}`) ?? NOTHING;
      if (!isWideEnough(at, hashes)) throw new Error(`Expected to read ${at.width} hashes of tile ${at.level}/${at.index}, but ${hashes.length / HASH_BYTES} are stored`);
    }
    return (level, index) => tiles.get(`${level}/${index}`) ?? NOTHING;
  }

  async #read(wanted: readonly TileAt[]): Promise<Map<string, Buffer>> {
    const tiles = new Map<string, Buffer>();
    for (const { level, index } of wanted) {
      const key = `${level}/${index}`;
      const hashes = this.#full.get(key);
      if (hashes === undefined) continue;
      this.#keep(key, hashes);
      tiles.set(key, hashes);
    }
    for (const { level, index, hashes } of await readTiles(this.pool, wanted.filter(({ level, index }) => !tiles.has(`${level}/${index}`)))) {
      tiles.set(`${level}/${index}`, hashes);
      if (hashes.length === TILE_BYTES) this.#keep(`${level}/${index}`, hashes);
    }
    return tiles;
  }

  /** The one used longest ago makes room. */
  #keep(key: string, hashes: Buffer): void {
    this.#full.delete(key);
    this.#full.set(key, hashes);
    if (this.#full.size > MAX_CACHED) for (const oldest of this.#full.keys()) { this.#full.delete(oldest); break; }
  }
}

function isWideEnough({ width }: TileAt, hashes: Buffer): boolean {
  return hashes.length >= width * HASH_BYTES;
}
