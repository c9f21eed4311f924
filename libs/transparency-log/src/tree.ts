import { sha256 } from './digest.js';

/**
 * Tree of `size` leaves, as the hashes of its perfect subtrees from left to right: one for each set bit of the size, so at
 * most 53. All that has to be known to append and to tell the root.
 */
export type CompactRange = Readonly<{ size: number; hashes: readonly Buffer[] }>;

/** Append these hashes, 32 bytes each, to tile (level, index), which has `from` hashes so far. At most to its 256th. */
export type TileGrowth = Readonly<{ level: number; index: number; from: number; hashes: Buffer }>;

export const HASH_BYTES = 32;
export const TILE_WIDTH = 256;
/** Levels of the tree that one tile spans, and between two levels of tiles. */
export const TILE_HEIGHT = 8;

export const emptyRange: CompactRange = { size: 0, hashes: [] };

/** Root of the tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Buffer = sha256(Buffer.alloc(0));

/** H(0x00 ‖ entry). A writer that has the entry as text, which is ASCII, need not make bytes of it. */
export function leafHash(entry: Uint8Array | string): Buffer {
  if (typeof entry === 'string') return sha256(`\0${entry}`);
  const text = Buffer.allocUnsafe(1 + entry.length);
  text[0] = 0;
  text.set(entry, 1);
  return sha256(text);
}

/** Every node's text has the same length; writing over the last one's spares an allocation for each. */
const nodeText = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

/** H(0x01 ‖ left ‖ right). Hashes of another length come from a damaged tile; they lead to a hash that nobody expects. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) return sha256(Buffer.concat([Buffer.of(1), left, right]));
  nodeText.set(left, 1);
  nodeText.set(right, 1 + HASH_BYTES);
  return sha256(nodeText);
}

/** Root of subtrees that lie beside each other, folded from the right. */
export function foldRight(subtrees: readonly Buffer[]): Buffer {
  const last = subtrees.at(-1);
  if (last === undefined) return emptyRoot;
  let root = last;
  for (let at = subtrees.length - 2; at >= 0; at -= 1) root = nodeHash(subtrees[at] ?? emptyRoot, root);
  return root;
}

export function rootOf(range: CompactRange): Buffer {
  return foldRight(range.hashes);
}

/**
 * Appends leaves. `growth` is what their tiles gain, level by level from the leaves up and from left to right: stored in
 * any order they make the tiles of the new size. Costs one hash a leaf; the tiles take 32 bytes a leaf and one part in 255 more.
 */
export function growTree(range: CompactRange, leafHashes: readonly Buffer[]): Readonly<{ range: CompactRange; growth: readonly TileGrowth[] }> {
  const hashes = [...range.hashes];
  /** Finished nodes by level of tile, in order. */
  const finished: Buffer[][] = [];
  let { size } = range;
  for (const leaf of leafHashes) {
    let node = leaf;
    let level = 0;
    (finished[0] ??= []).push(leaf);
    for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      node = nodeHash(hashes.pop() ?? emptyRoot, node);
      level += 1;
      if (level % TILE_HEIGHT === 0) (finished[level / TILE_HEIGHT] ??= []).push(node);
    }
    hashes.push(node);
    size += 1;
  }
  const growth = finished.flatMap((nodes, level) => growthOf(nodes, level, Math.floor(range.size / TILE_WIDTH ** level)));
  return { range: { size, hashes }, growth };
}

/** Cuts the new nodes of a level where tiles end. `position` is the first one's among all nodes of the level. */
function growthOf(nodes: readonly Buffer[], level: number, position: number): TileGrowth[] {
  const growth: TileGrowth[] = [];
  for (let done = 0; done < nodes.length;) {
    const from = (position + done) % TILE_WIDTH;
    const some = nodes.slice(done, done + TILE_WIDTH - from);
    growth.push({ level, index: Math.floor((position + done) / TILE_WIDTH), from, hashes: Buffer.concat(some) });
    done += some.length;
  }
  return growth;
}
