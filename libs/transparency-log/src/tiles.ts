import { isSize, perfectSubtrees } from './perfect-subtree.js';
import type { PerfectSubtree, Span } from './perfect-subtree.js';
import { emptyRoot, foldRight, HASH_BYTES, nodeHash, TILE_HEIGHT, TILE_WIDTH } from './tree.js';
import type { CompactRange } from './tree.js';

/** Tile of `width` hashes, 1 to 256. */
export type TileAt = Readonly<{ level: number; index: number; width: number }>;

/** Bytes of a tile that was asked for before, at least as wide as asked. */
export type TileOf = (level: number, index: number) => Uint8Array;

/** Nodes that tiles of a level hold for a tree of this size. */
function nodesAt(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

function widestAt(level: number, index: number, size: number): TileAt {
  return { level, index, width: Math.min(TILE_WIDTH, nodesAt(level, size) - index * TILE_WIDTH) };
}

/** All tiles of a tree, level by level; the last one of a level may be partial. */
export function tilesOfSize(size: number): readonly TileAt[] {
  return tilesBetween(0, size);
}

/**
 * Tiles of the new size that the old one does not have: what somebody who has the old ones must still fetch. One for 255
 * leaves; a reader of somebody else's log goes in steps of a size that it can hold, since a checkpoint may claim any.
 */
export function tilesBetween(oldSize: number, newSize: number): readonly TileAt[] {
  const tiles: TileAt[] = [];
  if (!isSize(oldSize) || !isSize(newSize)) return tiles;
  for (let level = 0; nodesAt(level, newSize) > nodesAt(level, oldSize); level += 1) {
    const last = Math.floor((nodesAt(level, newSize) - 1) / TILE_WIDTH);
    for (let index = Math.floor(nodesAt(level, oldSize) / TILE_WIDTH); index <= last; index += 1) tiles.push(widestAt(level, index, newSize));
  }
  return tiles;
}

/** Tiles from which the compact range, and so the root, of a tree can be told. */
export function tilesForRange(size: number): readonly TileAt[] {
  return tilesForSpans(isSize(size) ? [{ from: 0, to: size }] : [], size);
}

export function rangeFromTiles(size: number, tileOf: TileOf): CompactRange {
  return { size, hashes: isSize(size) ? perfectSubtrees({ from: 0, to: size }).map((subtree) => subtreeFromTiles(subtree, tileOf)) : [] };
}

/** Tiles that hold the spans' nodes, each once and as wide as a tree of this size has it, which is how its log can serve it. */
export function tilesForSpans(spans: readonly Span[], size: number): readonly TileAt[] {
  const tiles = new Map<string, TileAt>();
  for (const { level, index } of spans.flatMap(perfectSubtrees)) {
    const place = placeInTiles({ level, index });
    tiles.set(`${place.level}/${place.index}`, widestAt(place.level, place.index, size));
  }
  return [...tiles.values()].sort((a, b) => a.level - b.level || a.index - b.index);
}

export function spanFromTiles(span: Span, tileOf: TileOf): Buffer {
  return foldRight(perfectSubtrees(span).map((subtree) => subtreeFromTiles(subtree, tileOf)));
}

/** A node between two levels of tiles is hashed from the 2, 4 … 128 hashes below it that a tile has. */
function subtreeFromTiles(subtree: PerfectSubtree, tileOf: TileOf): Buffer {
  const { level, index, from, count } = placeInTiles(subtree);
  const tile = tileOf(level, index);
  let hashes = Array.from({ length: count }, (_, at) => tile.subarray((from + at) * HASH_BYTES, (from + at + 1) * HASH_BYTES));
  while (hashes.length > 1) hashes = pairwise(hashes);
  return Buffer.from(hashes[0] ?? []);
}

function pairwise(hashes: readonly Uint8Array[]): Uint8Array[] {
  return Array.from({ length: hashes.length / 2 }, (_, at) => nodeHash(hashes[2 * at] ?? emptyRoot, hashes[2 * at + 1] ?? emptyRoot));
}

function placeInTiles({ level, index }: PerfectSubtree): Readonly<{ level: number; index: number; from: number; count: number }> {
  const count = 2 ** (level % TILE_HEIGHT);
  const position = index * count;
  return { level: Math.floor(level / TILE_HEIGHT), index: Math.floor(position / TILE_WIDTH), from: position % TILE_WIDTH, count };
}
