import { bundlePath, consistencyPath, emptyRange, entry, inclusionPath, rangeFromTiles, readBundle, readEntry, readTile, readTilePath, rootOf, startWalk, tilePath, verifyConsistency, verifyInclusion, walkBundle, writeBundle } from './index.js';
import { damaged } from './spec-damage.js';
import { dice, grownTiles, leaves } from './spec-trees.js';
import { vectors } from './spec-vectors.js';

const ROUNDS = 6_000;
const { events, refuseEntries } = vectors('entries.json') as Readonly<Record<'events' | 'refuseEntries', readonly Readonly<{ entry: string }>[]>>;
const { paths, refusePaths } = vectors('tiles-70000.json') as Readonly<{ paths: readonly Readonly<{ path: string; entriesPath: string }>[]; refusePaths: readonly string[] }>;

/** Each round one damaged sample, from a fixed seed. Returns how many of them `check` took for good. */
function fuzz(seed: number, samples: readonly Buffer[], check: (bytes: Buffer, roll: (below: number) => number) => boolean): number {
  const roll = dice(seed);
  const pick = () => samples[roll(samples.length)] as Buffer;
  let accepted = 0;
  for (let round = 0; round < ROUNDS; round += 1) if (check(damaged(pick(), pick(), roll, 12), roll)) accepted += 1;
  return accepted;
}

describe('damaged input', () => {
  const entries = [...events, ...refuseEntries].map(({ entry: text }) => Buffer.from(text));

  it('is an entry only if writing it again gives the same bytes', () => {
    const accepted = fuzz(1, entries, (bytes) => {
      const read = readEntry(bytes);
      if (read.kind === 'refused') return read.because === '';
      expect(entry(read.row).equals(bytes)).toBe(true);
      expect(JSON.parse(bytes.toString())).toEqual({ ...read.row, v: 1 });
      return true;
    });
    // Some changes lead to another good entry; if none did, the check above would have seen nothing.
    expect(accepted).toBeGreaterThan(30);
    expect(accepted).toBeLessThan(ROUNDS / 2);
  });

  it('is a path only if writing it again gives the same text', () => {
    const samples = [...paths.flatMap(({ path, entriesPath }) => [path, entriesPath]), ...refusePaths].map((path) => Buffer.from(path));
    const accepted = fuzz(2, samples, (bytes) => {
      const path = bytes.toString('latin1');
      const read = readTilePath(path);
      if (read.kind === 'refused') return read.code !== 'PATH_FORM';
      expect(read.kind === 'tile' ? tilePath(read.at) : bundlePath(read.at)).toBe(path);
      expect(read.at.width >= 1 && read.at.width <= 256 && read.at.level <= 63).toBe(true);
      return true;
    });
    expect(accepted).toBeGreaterThan(30);
    expect(accepted).toBeLessThan(ROUNDS / 2);
  });

  it('is a bundle only if writing it again gives the same bytes', () => {
    const samples = [1, 2, 5, 20].map((width) => writeBundle(entries.slice(0, width)));
    const accepted = fuzz(3, samples, (bytes, roll) => {
      const width = [1, 2, 5, 20, 0, 256][roll(6)] as number;
      const read = readBundle(bytes, width);
      if (read.kind === 'refused') return read.code !== 'TILE_FORM';
      expect(read.entries).toHaveLength(width);
      expect(writeBundle(read.entries).equals(bytes)).toBe(true);
      return true;
    });
    expect(accepted).toBeGreaterThan(30);
    expect(readTile(Buffer.alloc(64), { level: 0, index: 0, width: 3 })).toMatchObject({ code: 'TILE_FORM' });
  });

  it('is walked to the end, with a finding for each entry that is none', () => {
    const accepted = fuzz(4, entries, (bytes) => {
      const { walk, findings } = walkBundle(startWalk({ origin: 'lienthong.test/intake', range: emptyRange }), 0, [bytes]);
      expect(walk.range.size).toBe(1);
      return findings.every(({ kind }) => kind !== 'entry-form');
    });
    expect(accepted).toBeLessThan(ROUNDS / 10);
  });

  it('proves nothing: paths of other places, of cut tiles and with changed hashes', () => {
    const size = 1_000;
    const [{ tileOf, root }, all, roll] = [grownTiles(size), leaves(size), dice(5)];
    for (let round = 0; round < 300; round += 1) {
      const [index, oldSize] = [roll(size), 1 + roll(size - 1)];
      const cut = roll(256);
      const damagedTile = (level: number, at: number) => tileOf(level, at).subarray(0, cut * 32 - roll(2) * 5);
      const oldRoot = rootOf(rangeFromTiles(oldSize, tileOf));
      for (const path of [damagedPath(inclusionPath(index, size, tileOf)), wrong(inclusionPath(index, size, damagedTile), inclusionPath(index, size, tileOf))]) {
        if (path !== null) expect(verifyInclusion({ index, size, leaf: all[index] as Buffer, path, root })).toBe(false);
      }
      for (const path of [damagedPath(consistencyPath(oldSize, size, tileOf)), wrong(consistencyPath(oldSize, size, damagedTile), consistencyPath(oldSize, size, tileOf))]) {
        if (path !== null) expect(verifyConsistency({ oldSize, newSize: size, path, oldRoot, newRoot: root })).toBe(false);
      }
    }

    function damagedPath(path: readonly Buffer[]): Buffer[] {
      const hashes = path.map((hash) => Buffer.from(hash));
      const at = roll(hashes.length);
      const hash = hashes[at] as Buffer;
      hash[roll(32)] = (hash[0] as number) ^ (1 + roll(255));
      return Buffer.concat(hashes).equals(Buffer.concat(path)) ? hashes.slice(1) : hashes;
    }

    /** A tile may be cut behind everything that the path needs. */
    function wrong(path: readonly Buffer[], right: readonly Buffer[]): readonly Buffer[] | null {
      return Buffer.concat(path).equals(Buffer.concat(right)) ? null : path;
    }
  });
});
