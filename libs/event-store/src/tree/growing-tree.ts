import { growTree, HASH_BYTES, TILE_WIDTH } from '@lienthong/transparency-log';
import type { CompactRange } from '@lienthong/transparency-log';

export const TILE_BYTES = HASH_BYTES * TILE_WIDTH;

export type StoredTile = Readonly<{ level: number; index: number; hashes: Buffer }>;

/** A tile to store: `hashes` is all of it, of which the first `from` hashes are stored already. */
export type TileWrite = StoredTile & Readonly<{ from: number }>;

type Tile = { readonly level: number; readonly index: number; readonly bytes: Buffer; width: number; stored: number };

/** The tree at its right edge: what is needed to grow it, and the tiles that have grown since they were last stored. */
export class GrowingTree {
  readonly #tiles = new Map<string, Tile>();
  #range: CompactRange;
  #storedSize: number;

  /** `edge`: the last tile of each level that is not full, exactly as stored. */
  constructor(range: CompactRange, edge: readonly StoredTile[]) {
    this.#range = range;
    this.#storedSize = range.size;
    for (const { level, index, hashes } of edge) {
      const tile = this.#begin(level, index);
      tile.bytes.set(hashes);
      tile.width = tile.stored = hashes.length / HASH_BYTES;
    }
  }

  get size(): number {
    return this.#range.size;
  }

  get range(): CompactRange {
    return this.#range;
  }

  /** Leaves that would be lost with this process. */
  get unstored(): number {
    return this.size - this.#storedSize;
  }

  add(leaves: readonly Buffer[]): void {
    const { range, growth } = growTree(this.#range, leaves);
    for (const { level, index, from, hashes } of growth) {
      const tile = this.#tiles.get(`${level}/${index}`) ?? this.#begin(level, index);
      if (tile.width !== from) throw new Error(`Expected tile ${level}/${index} to grow from ${from} hashes, but it has ${tile.width}`);
      tile.bytes.set(hashes, from * HASH_BYTES);
      tile.width += hashes.length / HASH_BYTES;
    }
    this.#range = range;
  }

  /** What to store for the size of this moment. Bytes that are there stay as they are while the tree grows on. */
  writes(): readonly TileWrite[] {
    const grown = [...this.#tiles.values()].filter(({ width, stored }) => width > stored);
    return grown.map(({ level, index, bytes, width, stored }) => ({ level, index, from: stored, hashes: bytes.subarray(0, width * HASH_BYTES) }));
  }

  /** After the commit that stored `writes` for `size`. Full tiles are let go. */
  stored(size: number, writes: readonly TileWrite[]): void {
    this.#storedSize = size;
    for (const { level, index, hashes } of writes) {
      const tile = this.#tiles.get(`${level}/${index}`);
      if (tile !== undefined) tile.stored = hashes.length / HASH_BYTES;
      if (hashes.length === TILE_BYTES) this.#tiles.delete(`${level}/${index}`);
    }
  }

  #begin(level: number, index: number): Tile {
    const tile: Tile = { level, index, bytes: Buffer.alloc(TILE_BYTES), width: 0, stored: 0 };
    this.#tiles.set(`${level}/${index}`, tile);
    return tile;
  }
}
