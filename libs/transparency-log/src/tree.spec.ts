import { emptyRange, emptyRoot, growTree, leafHash, nodeHash, rangeFromTiles, rootOf, tilesForRange } from './index.js';
import type { CompactRange } from './index.js';
import { dice, leaves, leafText, names, referenceTree, tileStore } from './spec-trees.js';
import { vectors } from './spec-vectors.js';

type Vectors = Readonly<{
  leafHashes: readonly Readonly<{ data: string; index: number; leafHash: string }>[];
  roots: readonly Readonly<{ size: number; root: string; rootHex: string; compactRange: readonly Readonly<{ level: number; index: number; hash: string }>[] }>[];
  rfc6962Reference: Readonly<{ leavesHex: readonly string[]; roots: readonly Readonly<{ size: number; rootHex: string }>[] }>;
}>;
const { leafHashes, roots, rfc6962Reference } = vectors('tree-roots.json') as Vectors;
const LARGEST = 70_000;
const PROPERTY_SIZES = 5_000;

describe('the tree', () => {
  const all = leaves(LARGEST);

  it.each(leafHashes)('hashes $data', ({ data, index, leafHash: expected }) => {
    expect(leafHash(Buffer.from(data)).toString('base64')).toBe(expected);
    expect(leafText(index).toString()).toBe(data);
  });

  it.each(roots)('has the root and the compact range of the vectors at size $size', ({ size, root, rootHex, compactRange }) => {
    const { range } = growTree(emptyRange, all.slice(0, size));
    expect(range.size).toBe(size);
    expect(range.hashes.map((hash) => hash.toString('base64'))).toEqual(compactRange.map(({ hash }) => hash));
    expect(rootOf(range).toString('base64')).toBe(root);
    expect(rootOf(range).toString('hex')).toBe(rootHex);
  });

  it('has the roots of Certificate Transparency', () => {
    const eight = rfc6962Reference.leavesHex.map((hex) => leafHash(Buffer.from(hex, 'hex')));
    expect(rfc6962Reference.roots).toHaveLength(9);
    for (const { size, rootHex } of rfc6962Reference.roots) expect(rootOf(growTree(emptyRange, eight.slice(0, size)).range).toString('hex')).toBe(rootHex);
  });

  it('hashes nodes of any length without reading its own last node', () => {
    nodeHash(Buffer.alloc(32, 7), Buffer.alloc(32, 7));
    const short = nodeHash(Buffer.alloc(31), Buffer.alloc(32));
    nodeHash(Buffer.alloc(32, 9), Buffer.alloc(32, 9));
    expect(nodeHash(Buffer.alloc(31), Buffer.alloc(32))).toEqual(short);
  });

  it(`agrees with the definition at every size from 0 to ${PROPERTY_SIZES}, leaf by leaf, in batches, and read back from tiles`, () => {
    const [reference, roll, store] = [referenceTree(all), dice(6962), tileStore()];
    let [single, batched]: [CompactRange, CompactRange] = [emptyRange, emptyRange];
    for (let size = 0; size <= PROPERTY_SIZES; size += 1) {
      const root = reference.root(size);
      expect(rootOf(single).equals(root)).toBe(true);
      if (batched.size === size) {
        expect(batched).toEqual(single);
        batched = growTree(batched, all.slice(size, size + roll(600))).range;
      }
      const read = rangeFromTiles(size, store.tileOf);
      expect(read.hashes.length).toBe(single.hashes.length);
      expect(rootOf(read).equals(root)).toBe(true);
      expect([...new Set(store.asked.splice(0))].sort()).toEqual(names(tilesForRange(size)).sort());
      const grown = growTree(single, all.slice(size, size + 1));
      store.take(grown.growth);
      single = grown.range;
    }
    expect(rootOf(emptyRange)).toEqual(emptyRoot);
  });

  it('grows beyond 2^32 exactly', () => {
    const size = 2 ** 40 - 1;
    const range = { size, hashes: Array.from({ length: 40 }, (_, at) => leafHash(Buffer.of(at))) };
    const grown = growTree(range, all.slice(0, 2));
    expect(grown.range.size).toBe(2 ** 40 + 1);
    expect(grown.range.hashes).toEqual([[...range.hashes].reduceRight((right, left) => nodeHash(left, right), all[0] as Buffer), all[1]]);
    expect(grown.growth.map(({ level, index, from, hashes }) => [level, index, from, hashes.length / 32])).toEqual([
      [0, 2 ** 32 - 1, 255, 1], [0, 2 ** 32, 0, 1], [1, 2 ** 24 - 1, 255, 1], [2, 2 ** 16 - 1, 255, 1], [3, 255, 255, 1], [4, 0, 255, 1], [5, 0, 0, 1],
    ]);
  });

  it('leaves what it was given as it was', () => {
    const range = Object.freeze({ size: 3, hashes: Object.freeze([all[0] as Buffer, all[1] as Buffer]) });
    const before = JSON.stringify(range);
    growTree(range, Object.freeze(all.slice(0, 5)));
    expect(JSON.stringify(range)).toBe(before);
    expect(growTree(range, [])).toEqual({ range, growth: [] });
  });
});
