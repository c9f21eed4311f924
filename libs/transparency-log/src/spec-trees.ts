import type { TileAt, TileGrowth, TileOf } from './index.js';
import { growTree, emptyRange, leafHash, nodeHash, emptyRoot } from './index.js';

/** The leaf rule of the vectors. */
export const leafText = (index: number): Buffer => Buffer.from(`leaf ${index}`);
export const leaves = (count: number): Buffer[] => Array.from({ length: count }, (_, index) => leafHash(leafText(index)));

/** A fixed sequence, so that a failure can be repeated from its seed. */
export function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(state / 65_536) % below;
  };
}

/** Tiles as a log keeps them: only the widest form of each. Complains when growth does not begin where a tile ends. */
export function tileStore(): Readonly<{ take: (growth: readonly TileGrowth[]) => void; tileOf: TileOf; asked: string[] }> {
  const tiles = new Map<string, Buffer>();
  const asked: string[] = [];
  return {
    asked,
    take(growth) {
      for (const { level, index, from, hashes } of growth) {
        const known = tiles.get(`${level}/${index}`) ?? Buffer.alloc(0);
        if (known.length !== from * 32 || known.length + hashes.length > 8_192) throw new Error(`growth of tile ${level}/${index} does not begin at its end`);
        tiles.set(`${level}/${index}`, Buffer.concat([known, hashes]));
      }
    },
    tileOf(level, index) {
      asked.push(`${level}/${index}`);
      const tile = tiles.get(`${level}/${index}`);
      if (tile === undefined) throw new Error(`tile ${level}/${index} does not exist`);
      return tile;
    },
  };
}

export const names = (tiles: readonly TileAt[]): string[] => tiles.map(({ level, index }) => `${level}/${index}`);

/** Tiles of the vectors' tree, appended in batches of many sizes. */
export function grownTiles(size: number, seed = 1): Readonly<{ root: Buffer; tileOf: TileOf; asked: string[] }> {
  const [all, roll, store] = [leaves(size), dice(seed), tileStore()];
  let range = emptyRange;
  while (range.size < size) {
    const grown = growTree(range, all.slice(range.size, range.size + 1 + roll(700)));
    store.take(grown.growth);
    range = grown.range;
  }
  return { root: range.hashes.reduceRight((right, left) => nodeHash(left, right)), tileOf: store.tileOf, asked: store.asked };
}

/**
 * The definitions of RFC 9162 §2.1, word for word and recursive, over the list of all leaves. Shares only the two hashes with what it
 * judges. Perfect subtrees are remembered, or 5,000 sizes would take minutes.
 */
export function referenceTree(leafHashes: readonly Buffer[]) {
  const known = new Map<string, Buffer>();
  return { root: (size: number) => mth(0, size), path: (index: number, size: number) => path(index, 0, size), proof: (old: number, size: number) => proof(old, 0, size, true) };

  function mth(from: number, to: number): Buffer {
    const count = to - from;
    if (count === 0) return emptyRoot;
    if (count === 1) return leafHashes[from] as Buffer;
    const name = Number.isInteger(Math.log2(count)) ? `${from} ${to}` : null;
    const before = name === null ? undefined : known.get(name);
    if (before !== undefined) return before;
    const hash = nodeHash(mth(from, from + half(count)), mth(from + half(count), to));
    if (name !== null) known.set(name, hash);
    return hash;
  }

  function path(m: number, from: number, to: number): Buffer[] {
    const count = to - from;
    if (count === 1) return [];
    const k = half(count);
    return m < k ? [...path(m, from, from + k), mth(from + k, to)] : [...path(m - k, from + k, to), mth(from, from + k)];
  }

  function proof(m: number, from: number, to: number, isWhole: boolean): Buffer[] {
    const count = to - from;
    if (m === count) return isWhole ? [] : [mth(from, to)];
    const k = half(count);
    return m <= k ? [...proof(m, from, from + k, isWhole), mth(from + k, to)] : [...proof(m - k, from + k, to, false), mth(from, from + k)];
  }

  function half(count: number): number {
    return 2 ** Math.floor(Math.log2(count - 1));
  }
}
