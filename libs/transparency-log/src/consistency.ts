import { isSize, spansForConsistency } from './perfect-subtree.js';
import { spanFromTiles, tilesForSpans } from './tiles.js';
import type { TileAt, TileOf } from './tiles.js';
import { emptyRoot, HASH_BYTES, nodeHash } from './tree.js';

export type ConsistencyProof = Readonly<{ oldSize: number; newSize: number; path: readonly Buffer[]; oldRoot: Buffer; newRoot: Buffer }>;

/** Tiles, as wide as the new tree has them, that `consistencyPath` asks for; none where the proof is empty. */
export function tilesForConsistency(oldSize: number, newSize: number): readonly TileAt[] {
  return tilesForSpans(spansForConsistency(oldSize, newSize), newSize);
}

/** Proof that the tree of the new size begins with the tree of the old size; empty for equal sizes and for old size 0. */
export function consistencyPath(oldSize: number, newSize: number, tileOf: TileOf): readonly Buffer[] {
  return spansForConsistency(oldSize, newSize).map((span) => spanFromTiles(span, tileOf));
}

/** Whether the new tree begins with all of the old one (RFC 9162 §2.1.4.2). */
export function verifyConsistency({ oldSize, newSize, path, oldRoot, newRoot }: ConsistencyProof): boolean {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize) return false;
  if (oldSize === newSize) return path.length === 0 && oldRoot.equals(newRoot) && (oldSize !== 0 || oldRoot.equals(emptyRoot));
  if (oldSize === 0) return path.length === 0 && oldRoot.equals(emptyRoot);
  if (path.length === 0 || path.some((hash) => hash.length !== HASH_BYTES)) return false;
  let [first, last] = [oldSize - 1, newSize - 1];
  while (first % 2 === 1) [first, last] = [Math.floor(first / 2), Math.floor(last / 2)];
  // The old tree is one perfect subtree exactly when nothing is left of its last leaf's number; then the old root is not sent.
  const [start = oldRoot, ...rest] = first === 0 ? [oldRoot, ...path] : path;
  let [oldHash, newHash] = [start, start];
  for (const hash of rest) {
    if (last === 0) return false;
    if (first % 2 === 1 || first === last) {
      oldHash = nodeHash(hash, oldHash);
      newHash = nodeHash(hash, newHash);
      while (first % 2 === 0 && first !== 0) [first, last] = [first / 2, Math.floor(last / 2)];
    } else {
      newHash = nodeHash(newHash, hash);
    }
    [first, last] = [Math.floor(first / 2), Math.floor(last / 2)];
  }
  return last === 0 && oldHash.equals(oldRoot) && newHash.equals(newRoot);
}
