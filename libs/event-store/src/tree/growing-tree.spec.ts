import { createHash } from 'node:crypto';
import { emptyRange, growTree, HASH_BYTES, rangeFromTiles, rootOf, tilesForRange, tilesOfSize } from '@lienthong/transparency-log';
import { GrowingTree } from './growing-tree.js';
import type { TileWrite } from './growing-tree.js';

const leaves = Array.from({ length: 70_000 }, (_, index) => createHash('sha256').update(`leaf ${index}`).digest());

/** A store of tiles that takes writes as the database does: a tile must hold exactly what the write says it holds. */
function shelf(): { tiles: Map<string, Buffer>; take(writes: readonly TileWrite[]): void } {
  const tiles = new Map<string, Buffer>();
  return {
    tiles,
    take(writes) {
      for (const { level, index, from, hashes } of writes) {
        expect((tiles.get(`${level}/${index}`) ?? Buffer.alloc(0)).equals(hashes.subarray(0, from * HASH_BYTES))).toBe(true);
        tiles.set(`${level}/${index}`, Buffer.from(hashes));
      }
    },
  };
}

describe('a growing tree', () => {
  it('stores the tiles of its size, whatever batches it grew by and whenever it was stored', () => {
    const { tiles, take } = shelf();
    const tree = new GrowingTree(emptyRange, []);
    for (let [at, step] = [0, 1]; at < leaves.length; step = (step * 7 + 3) % 601) {
      tree.add(leaves.slice(at, at + step + 1));
      at = tree.size;
      if (step % 3 === 0) continue;
      const writes = tree.writes();
      take(writes);
      tree.stored(at, writes);
      expect(tree.unstored).toBe(0);
    }
    take(tree.writes());
    expect([...tiles].map(([key, hashes]) => [key, hashes.length / HASH_BYTES])).toHaveLength(tilesOfSize(70_000).length);
    for (const { level, index, width } of tilesOfSize(70_000)) expect(tiles.get(`${level}/${index}`)?.length).toBe(width * HASH_BYTES);
    const root = rootOf(rangeFromTiles(70_000, (level, index) => tiles.get(`${level}/${index}`) ?? Buffer.alloc(0)));
    expect(root).toEqual(rootOf(growTree(emptyRange, leaves).range));
  });

  it('goes on from what was stored', () => {
    const { tiles, take } = shelf();
    const first = new GrowingTree(emptyRange, []);
    first.add(leaves.slice(0, 66_000));
    take(first.writes());
    const edge = tilesForRange(66_000).map(({ level, index }) => ({ level, index, hashes: tiles.get(`${level}/${index}`) ?? Buffer.alloc(0) }));
    const second = new GrowingTree(rangeFromTiles(66_000, (level, index) => tiles.get(`${level}/${index}`) ?? Buffer.alloc(0)), edge);
    second.add(leaves.slice(66_000, 67_000));
    take(second.writes());
    expect(second.unstored).toBe(1_000);
    expect(rootOf(second.range)).toEqual(rootOf(growTree(emptyRange, leaves.slice(0, 67_000)).range));
  });

  it('keeps what grew while it was being stored for the next time', () => {
    const { take } = shelf();
    const tree = new GrowingTree(emptyRange, []);
    tree.add(leaves.slice(0, 300));
    const writes = tree.writes();
    tree.add(leaves.slice(300, 600));
    take(writes);
    tree.stored(300, writes);
    expect(tree.unstored).toBe(300);
    expect(tree.writes().map(({ level, index, from, hashes }) => [level, index, from, hashes.length / HASH_BYTES])).toEqual([[0, 1, 44, 256], [1, 0, 1, 2], [0, 2, 0, 88]]);
    take(tree.writes());
  });
});
