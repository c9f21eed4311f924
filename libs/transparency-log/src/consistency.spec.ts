import { consistencyPath, emptyRoot, nodeHash, tilesForConsistency, verifyConsistency } from './index.js';
import type { ConsistencyProof } from './index.js';
import { dice, grownTiles, leaves, names, referenceTree } from './spec-trees.js';
import { vectors } from './spec-vectors.js';

type Vector = Readonly<{ oldSize: number; newSize: number; oldRoot: string; newRoot: string; path: readonly string[]; why?: string }>;
const { accept, refuse } = vectors('consistency-proofs.json') as Readonly<Record<'accept' | 'refuse', readonly Vector[]>>;
const hash = (base64: string) => Buffer.from(base64, 'base64');
const proofOf = ({ oldSize, newSize, oldRoot, newRoot, path }: Vector): ConsistencyProof => ({ oldSize, newSize, oldRoot: hash(oldRoot), newRoot: hash(newRoot), path: path.map(hash) });
const PROPERTY_SIZES = 5_000;

describe('consistency proofs', () => {
  const { tileOf, asked } = grownTiles(70_000);

  it.each(accept)('accept $oldSize to $newSize', (vector) => {
    expect(verifyConsistency(proofOf(vector))).toBe(true);
  });

  it.each(accept)('are made as the vectors have them: $oldSize to $newSize', ({ oldSize, newSize, path }) => {
    asked.length = 0;
    expect(consistencyPath(oldSize, newSize, tileOf).map((part) => part.toString('base64'))).toEqual(path);
    expect([...new Set(asked)].sort()).toEqual(names(tilesForConsistency(oldSize, newSize)).sort());
  });

  it.each(refuse)('refuse $oldSize to $newSize: $why', (vector) => {
    expect(verifyConsistency(proofOf(vector))).toBe(false);
  });

  it(`agree with the definition at every size to ${PROPERTY_SIZES}, and fit no other size or root`, () => {
    const [all, roll] = [leaves(PROPERTY_SIZES + 1), dice(2119)];
    const reference = referenceTree(all);
    for (let newSize = 2; newSize <= PROPERTY_SIZES; newSize += 1) {
      const newRoot = reference.root(newSize);
      for (const oldSize of newSize <= 40 ? Array.from({ length: newSize - 1 }, (_, at) => at + 1) : [1 + roll(newSize - 1)]) {
        const path = consistencyPath(oldSize, newSize, tileOf);
        expect(Buffer.concat(path).equals(Buffer.concat(reference.proof(oldSize, newSize)))).toBe(true);
        const proof = { oldSize, newSize, path, oldRoot: reference.root(oldSize), newRoot };
        expect(verifyConsistency(proof)).toBe(true);
        expect(verifyConsistency({ ...proof, oldRoot: reference.root(oldSize - 1) })).toBe(false);
        expect(verifyConsistency({ ...proof, newRoot: reference.root(newSize + 1) })).toBe(false);
        expect(verifyConsistency({ ...proof, path: [...path, newRoot] })).toBe(false);
        expect(verifyConsistency({ ...proof, path: path.slice(0, -1) })).toBe(false);
      }
    }
  });

  it('refuse a path that ends below the root, or goes on above it, whatever the roots', () => {
    const [a, b, c] = leaves(3) as [Buffer, Buffer, Buffer];
    expect(verifyConsistency({ oldSize: 1, newSize: 2, path: [b], oldRoot: a, newRoot: nodeHash(a, b) })).toBe(true);
    expect(verifyConsistency({ oldSize: 1, newSize: 3, path: [b], oldRoot: a, newRoot: nodeHash(a, b) })).toBe(false);
    const [oldRoot, newRoot] = [nodeHash(b, a), nodeHash(b, nodeHash(a, c))];
    expect(verifyConsistency({ oldSize: 3, newSize: 4, path: [a, c, b], oldRoot, newRoot })).toBe(true);
    expect(verifyConsistency({ oldSize: 3, newSize: 4, path: [a, c, b, c], oldRoot: nodeHash(c, oldRoot), newRoot: nodeHash(c, newRoot) })).toBe(false);
  });

  it('are empty from the empty tree and between equal sizes', () => {
    const some = Buffer.alloc(32, 1);
    expect(verifyConsistency({ oldSize: 0, newSize: 9, path: [], oldRoot: emptyRoot, newRoot: some })).toBe(true);
    expect(verifyConsistency({ oldSize: 0, newSize: 9, path: [], oldRoot: some, newRoot: some })).toBe(false);
    expect(verifyConsistency({ oldSize: 0, newSize: 9, path: [some], oldRoot: emptyRoot, newRoot: some })).toBe(false);
    expect(verifyConsistency({ oldSize: 0, newSize: 0, path: [], oldRoot: emptyRoot, newRoot: emptyRoot })).toBe(true);
    expect(verifyConsistency({ oldSize: 0, newSize: 0, path: [], oldRoot: some, newRoot: some })).toBe(false);
    expect(verifyConsistency({ oldSize: 9, newSize: 9, path: [], oldRoot: some, newRoot: some })).toBe(true);
    for (const [oldSize, newSize] of [[0, 9], [9, 9], [0, 0], [9, 8], [-1, 8], [0.5, 8], [NaN, 8], [3, NaN], [3, Infinity]] as const) {
      expect(consistencyPath(oldSize, newSize, tileOf)).toEqual([]);
      expect(tilesForConsistency(oldSize, newSize)).toEqual([]);
    }
  });

  it('refuse numbers that are no sizes, and hashes of another length, without a loop', () => {
    const some = Buffer.alloc(32, 1);
    const proof = { oldSize: 3, newSize: 4, path: [some], oldRoot: some, newRoot: some };
    for (const oldSize of [-1, 1.5, NaN, Infinity, 2 ** 53]) expect(verifyConsistency({ ...proof, oldSize })).toBe(false);
    for (const newSize of [-1, 4.5, NaN, Infinity, 2 ** 53]) expect(verifyConsistency({ ...proof, newSize })).toBe(false);
    expect(verifyConsistency({ oldSize: 1, newSize: 2, path: [Buffer.alloc(31)], oldRoot: some, newRoot: some })).toBe(false);
    expect(verifyConsistency({ ...proof, newSize: 2 ** 53 - 1, path: Array.from({ length: 1_000 }, () => some) })).toBe(false);
  });
});
