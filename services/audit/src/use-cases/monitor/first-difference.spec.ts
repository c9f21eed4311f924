import { emptyRange, emptyRoot, growTree, leafHash } from '@lienthong/transparency-log';
import type { TileAt } from '@lienthong/transparency-log';
import type { AuditedLog, AuditedLogs } from './audited-logs.js';
import { findFirstDifference } from './first-difference.js';
import type { LogReading } from './log-reading.js';

const SIZE = 66_000;
const leaves = Array.from({ length: SIZE }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)));
type Tiles = ReadonlyMap<string, Buffer>;

function tilesOf(hashes: readonly Buffer[]): Tiles {
  return new Map(growTree(emptyRange, hashes).growth.map(({ level, index, hashes: tile }) => [`${level}/${index}`, tile]));
}

const own = tilesOf(leaves);
const log = { id: 1, origin: 'lienthong.test/tax', size: SIZE, root: emptyRoot } as unknown as AuditedLog;
const kept = { tiles: async () => (level: number, index: number) => own.get(`${level}/${index}`) ?? Buffer.alloc(0) } as unknown as AuditedLogs;

/** How many tiles are asked for, and the answer. */
async function ask(tiles: Tiles): Promise<Readonly<{ found: number | null; asked: number }>> {
  let asked = 0;
  const tile = async (_: string, { level, index, width }: TileAt): Promise<{ kind: 'read'; value: Buffer } | { kind: 'absent' }> => {
    asked += 1;
    const value = tiles.get(`${level}/${index}`)?.subarray(0, width * 32);
    return value?.length === width * 32 ? { kind: 'read', value } : { kind: 'absent' };
  };
  return { found: await findFirstDifference(log, 'http://log', { kept, reading: { tile } as unknown as LogReading }), asked };
}

describe('the first difference of two trees', () => {
  it('is none in the same tree', async () => expect((await ask(own)).found).toBeNull());

  it.each([0, 291, 25_600, 65_535, 65_536, 65_791, 65_999])('is where one was rewritten: %d', async (from) => {
    const rewritten = leaves.map((leaf, index) => (index < from ? leaf : leafHash(Buffer.from(`other ${index}`))));
    const { found, asked } = await ask(tilesOf(rewritten));
    expect(found).toBe(from);
    expect(asked).toBeLessThan(8);
  });

  it('is where a shorter one ends, by its tiles', async () => expect((await ask(tilesOf(leaves.slice(0, 65_900)))).found).toBe(65_792));
});
