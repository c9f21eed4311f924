import { bundlePath, emptyRange, growTree, readBundle, readTile, readTilePath, rootOf, sha256, tilePath, tilesBetween, tilesOfSize, writeBundle } from './index.js';
import { grownTiles, leafText } from './spec-trees.js';
import { vectors } from './spec-vectors.js';

type File = readonly [path: string, bytes: number, sha256: string];
type Vectors = Readonly<{
  size: number; root: string; files: readonly File[]; smaller: readonly Readonly<{ size: number; tiles: readonly File[] }>[];
  paths: readonly Readonly<{ level: number; n: number; width: number; path: string; entriesPath: string }>[]; refusePaths: readonly string[];
  bundle: Readonly<{ entries: readonly string[]; hex: string }>; refuseBundlesHex: readonly Readonly<{ hex: string; why: string }>[];
}>;
const { size, root, files, smaller, paths, refusePaths, bundle, refuseBundlesHex } = vectors('tiles-70000.json') as Vectors;
const fileOf = (path: string, bytes: Buffer): File => [path, bytes.length, sha256(bytes).toString('hex')];

describe('tiles', () => {
  const { tileOf, root: grown } = grownTiles(size, 70_000);
  const tilesAt = (of: number) => tilesOfSize(of).map((at) => fileOf(tilePath(at), Buffer.from(tileOf(at.level, at.index)).subarray(0, at.width * 32)));

  it('and bundles of 70,000 leaves are the files of the vectors, every one and no other', () => {
    expect(grown.toString('base64')).toBe(root);
    const bundles = tilesOfSize(size).filter(({ level }) => level === 0)
      .map(({ index, width }) => fileOf(bundlePath({ index, width }), writeBundle(Array.from({ length: width }, (_, at) => leafText(index * 256 + at)))));
    expect([...tilesAt(size), ...bundles]).toEqual(files);
  });

  it.each(smaller)('of $size leaves are prefixes of the wider ones', ({ size: of, tiles }) => {
    const made = tilesAt(of);
    for (const tile of tiles) expect(made).toContainEqual(tile);
    // The largest is listed in part only.
    expect(made).toHaveLength(of === 65_536 ? 258 : tiles.length);
  });

  it('hash to their place one level up', () => {
    for (const { level, index } of tilesOfSize(size).filter(({ width }) => width === 256)) {
      const tile = Buffer.from(tileOf(level, index));
      const above = rootOf(growTree(emptyRange, Array.from({ length: 256 }, (_, at) => tile.subarray(at * 32, at * 32 + 32))).range);
      expect(Buffer.from(tileOf(level + 1, Math.floor(index / 256))).subarray((index % 256) * 32, (index % 256) * 32 + 32).equals(above)).toBe(true);
    }
  });

  it('that a copier lacks are those that grew', () => {
    expect(tilesBetween(0, 0)).toEqual([]);
    expect(tilesBetween(300, 300)).toEqual([]);
    expect(tilesBetween(300, 301)).toEqual([{ level: 0, index: 1, width: 45 }]);
    expect(tilesBetween(300, 513)).toEqual([{ level: 0, index: 1, width: 256 }, { level: 0, index: 2, width: 1 }, { level: 1, index: 0, width: 2 }]);
    expect(tilesBetween(512, 520)).toEqual([{ level: 0, index: 2, width: 8 }]);
    expect(tilesBetween(2 ** 40, 2 ** 40 + 1)).toEqual([{ level: 0, index: 2 ** 32, width: 1 }]);
    expect(tilesBetween(65_535, 65_536).map(tilePath)).toEqual(['tile/0/255', 'tile/1/000', 'tile/2/000.p/1']);
    for (const wrong of [-1, 0.5, NaN, Infinity]) expect([...tilesOfSize(wrong), ...tilesBetween(wrong, 9)]).toEqual([]);
    const known = new Map<string, number>();
    for (let step = 0; step <= size; step += 3_777) {
      for (const { level, index, width } of tilesBetween(Math.max(0, step - 3_777), step)) known.set(`${level}/${index}`, width);
      expect([...known].map(([name, width]) => `${name} ${width}`).sort()).toEqual(tilesOfSize(step).map(({ level, index, width }) => `${level}/${index} ${width}`).sort());
    }
  });

  it('are refused when they are not as long as their path says', () => {
    const at = { level: 0, index: 1234067, width: 7 };
    expect(readTile(new Uint8Array(224).fill(3), at)).toEqual({ kind: 'tile', hashes: Buffer.alloc(224, 3) });
    for (const bytes of [0, 223, 225, 8_192]) {
      expect(readTile(Buffer.alloc(bytes), at)).toEqual({ kind: 'refused', code: 'TILE_FORM', because: `Expected to read tile/0/x001/x234/067.p/7, but it has ${bytes} bytes of 224` });
    }
  });
});

describe('paths', () => {
  it.each(paths)('$path', ({ level, n, width, path, entriesPath }) => {
    const at = { level, index: n, width };
    expect(tilePath(at)).toBe(path);
    expect(bundlePath(at)).toBe(entriesPath);
    expect(readTilePath(path)).toEqual({ kind: 'tile', at });
    expect(readTilePath(entriesPath)).toEqual({ kind: 'bundle', at });
  });

  it.each(refusePaths)('refuses %s', (path) => {
    expect(readTilePath(path)).toEqual({ kind: 'refused', code: 'PATH_FORM', because: `Expected to read "${path}", but it is not the path of a tile or bundle` });
  });

  it('go to the end of what a number can say', () => {
    const at = { level: 63, index: 2 ** 53 - 1, width: 255 };
    expect(readTilePath(tilePath(at))).toEqual({ kind: 'tile', at });
    expect(readTilePath(bundlePath(at))).toEqual({ kind: 'bundle', at: { ...at, level: 0 } });
    for (const path of ['', 'tile/0/x009/x007/x199/x254/x740/992', 'tile/0/x001/x000/x000/x000/x000/x000/000', '/tile/0/000', 'tile/0/000.p/257', 'tile/entries/000.p/999', 'tile/0/000\n', 'tile/0/٠٠٠', 'checkpoint']) {
      expect(readTilePath(path)).toMatchObject({ kind: 'refused', code: 'PATH_FORM' });
    }
    expect(readTilePath('x'.repeat(1_000_000))).toMatchObject({ because: `Expected to read "${'x'.repeat(48)}…", but it is not the path of a tile or bundle` });
  });
});

describe('bundles', () => {
  it('are written and read as the vectors have them', () => {
    const entries = bundle.entries.map((text) => Buffer.from(text));
    expect(writeBundle(entries).toString('hex')).toBe(bundle.hex);
    expect(readBundle(Buffer.from(bundle.hex, 'hex'), 3)).toEqual({ kind: 'entries', entries });
    expect(readBundle(new Uint8Array(Buffer.from(bundle.hex, 'hex')), 3)).toEqual({ kind: 'entries', entries });
    expect(readBundle(Buffer.alloc(0), 0)).toEqual({ kind: 'entries', entries: [] });
    expect(writeBundle([])).toEqual(Buffer.alloc(0));
  });

  it.each(refuseBundlesHex)('refuses one that $why', ({ hex, why }) => {
    expect(readBundle(Buffer.from(hex, 'hex'), 3, 5)).toEqual({ kind: 'refused', code: 'TILE_FORM', because: `Expected to read tile/entries/005.p/3, but it ${why}` });
  });

  it('refuses one with fewer entries, or with more', () => {
    const bytes = Buffer.from(bundle.hex, 'hex');
    expect(readBundle(bytes, 4)).toMatchObject({ because: 'Expected to read tile/entries/000.p/4, but it has 3 entries of 4' });
    expect(readBundle(bytes, 2)).toMatchObject({ because: 'Expected to read tile/entries/000.p/2, but 18 bytes follow its last entry' });
    expect(readBundle(Buffer.concat([bytes, Buffer.alloc(1)]), 3)).toMatchObject({ code: 'TILE_FORM' });
  });
});
