import { isSize, spansForInclusion } from './perfect-subtree.js';
import { spanFromTiles, tilesForSpans } from './tiles.js';
import type { TileAt, TileOf } from './tiles.js';
import { HASH_BYTES, nodeHash } from './tree.js';

/** Hashes of 32 bytes; `path` from leaf to root. */
export type InclusionProof = Readonly<{ index: number; size: number; leaf: Buffer; path: readonly Buffer[]; root: Buffer }>;

/** Tiles that `inclusionPath` asks for; none for an index that the tree does not have. */
export function tilesForInclusion(index: number, size: number): readonly TileAt[] {
  return tilesForSpans(spansForInclusion(index, size), size);
}

/** Siblings from leaf to root. */
export function inclusionPath(index: number, size: number, tileOf: TileOf): readonly Buffer[] {
  return spansForInclusion(index, size).map((span) => spanFromTiles(span, tileOf));
}

/** Whether the leaf stands at the index of the tree with this size and root (RFC 9162 §2.1.3.2). */
export function verifyInclusion({ index, size, leaf, path, root }: InclusionProof): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || leaf.length !== HASH_BYTES) return false;
  let [first, last, hash] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0 || sibling.length !== HASH_BYTES) return false;
    if (first % 2 === 1 || first === last) {
      hash = nodeHash(sibling, hash);
      while (first % 2 === 0 && first !== 0) [first, last] = [first / 2, Math.floor(last / 2)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [first, last] = [Math.floor(first / 2), Math.floor(last / 2)];
  }
  return last === 0 && hash.equals(root);
}
