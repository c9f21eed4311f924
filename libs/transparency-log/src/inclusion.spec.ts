import { emptyRoot, inclusionPath, nodeHash, tilesForInclusion, verifyInclusion } from './index.js';
import type { InclusionProof } from './index.js';
import { dice, grownTiles, leaves, names, referenceTree } from './spec-trees.js';
import { vectors } from './spec-vectors.js';

type Vector = Readonly<{ index: number; size: number; leafHash: string; path: readonly string[]; root: string; why?: string }>;
const { accept, acceptLarge, refuse } = vectors('inclusion-proofs.json') as Readonly<Record<'accept' | 'acceptLarge' | 'refuse', readonly Vector[]>>;
const hash = (base64: string) => Buffer.from(base64, 'base64');
const proofOf = ({ index, size, leafHash, path, root }: Vector): InclusionProof => ({ index, size, leaf: hash(leafHash), path: path.map(hash), root: hash(root) });
const PROPERTY_SIZES = 5_000;

describe('inclusion proofs', () => {
  const { tileOf, asked } = grownTiles(70_000);

  it.each([...accept, ...acceptLarge])('accept $index in $size', (vector) => {
    expect(verifyInclusion(proofOf(vector))).toBe(true);
  });

  it.each(accept)('are made as the vectors have them: $index in $size', ({ index, size, path }) => {
    asked.length = 0;
    expect(inclusionPath(index, size, tileOf).map((sibling) => sibling.toString('base64'))).toEqual(path);
    expect([...new Set(asked)].sort()).toEqual(names(tilesForInclusion(index, size)).sort());
  });

  it.each(refuse)('refuse $index in $size: $why', (vector) => {
    expect(verifyInclusion(proofOf(vector))).toBe(false);
  });

  it(`agree with the definition at every size to ${PROPERTY_SIZES}, and fit no other index, size, leaf or root`, () => {
    const [all, roll] = [leaves(PROPERTY_SIZES + 1), dice(9162)];
    const reference = referenceTree(all);
    for (let size = 1; size <= PROPERTY_SIZES; size += 1) {
      const root = reference.root(size);
      for (const index of size <= 40 ? Array.from({ length: size }, (_, at) => at) : [roll(size)]) {
        const path = inclusionPath(index, size, tileOf);
        expect(Buffer.concat(path).equals(Buffer.concat(reference.path(index, size)))).toBe(true);
        const proof = { index, size, leaf: all[index] as Buffer, path, root };
        expect(verifyInclusion(proof)).toBe(true);
        expect(verifyInclusion({ ...proof, leaf: all[index + 1] as Buffer })).toBe(false);
        expect(verifyInclusion({ ...proof, root: reference.root(size - 1) })).toBe(false);
        if (size > 1) expect(verifyInclusion({ ...proof, index: (index + 1 + roll(size - 1)) % size })).toBe(false);
        expect(verifyInclusion({ ...proof, path: [...path, root] })).toBe(false);
        if (path.length > 0) expect(verifyInclusion({ ...proof, path: path.slice(0, -1) })).toBe(false);
      }
    }
  });

  it('refuse numbers that are no index or size, and hashes of another length, without a loop', () => {
    const proof = { index: 0, size: 1, leaf: emptyRoot, path: [], root: emptyRoot };
    expect(verifyInclusion(proof)).toBe(true);
    for (const size of [0, -1, 1.5, NaN, Infinity, 2 ** 53]) expect(verifyInclusion({ ...proof, size })).toBe(false);
    for (const index of [-1, 0.5, NaN, Infinity]) expect(verifyInclusion({ ...proof, index, size: 2 })).toBe(false);
    expect(verifyInclusion({ ...proof, size: 2, path: [Buffer.alloc(33)] })).toBe(false);
    expect(verifyInclusion({ ...proof, leaf: Buffer.alloc(31), root: Buffer.alloc(31) })).toBe(false);
    expect(verifyInclusion({ ...proof, index: 2 ** 53 - 2, size: 2 ** 53 - 1, path: Array.from({ length: 1_000 }, () => emptyRoot) })).toBe(false);
  });

  it('refuse a path that goes on above the root, whatever the root', () => {
    const [leaf, sibling] = leaves(2) as [Buffer, Buffer];
    expect(verifyInclusion({ index: 0, size: 1, leaf, path: [sibling], root: nodeHash(sibling, leaf) })).toBe(false);
    expect(verifyInclusion({ index: 1, size: 2, leaf, path: [sibling], root: nodeHash(sibling, leaf) })).toBe(true);
  });

  it('have no path, and need no tile, for an index that the tree does not have', () => {
    for (const [index, size] of [[5, 5], [0, 0], [-1, 5], [0.5, 5], [NaN, 5], [0, Infinity], [0, NaN]] as const) {
      expect(inclusionPath(index, size, tileOf)).toEqual([]);
      expect(tilesForInclusion(index, size)).toEqual([]);
    }
  });
});
