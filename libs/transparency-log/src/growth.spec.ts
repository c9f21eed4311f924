import { consistencyPath, rangeFromTiles, rootOf, verifyGrowth } from './index.js';
import type { Checkpoint } from './index.js';
import { codeOf } from './spec-keys.js';
import { grownTiles } from './spec-trees.js';

const { tileOf } = grownTiles(300);
const at = (size: number): Checkpoint => ({ origin: 'lienthong.test/intake', size, root: rootOf(rangeFromTiles(size, tileOf)) });

describe('growth', () => {
  it.each([[0, 0], [0, 300], [1, 300], [128, 256], [255, 257], [300, 300]])('is verified from %i to %i', (older, newer) => {
    expect(verifyGrowth(at(older), at(newer), consistencyPath(older, newer, tileOf))).toEqual({ kind: 'grown' });
  });

  it('is refused, with the sizes, where a log shrank or forked', () => {
    const forged = (size: number): Checkpoint => ({ ...at(size), root: Buffer.alloc(32, 7) });
    expect(verifyGrowth(at(300), at(299), [])).toEqual({ kind: 'refused', code: 'SHRUNK', because: 'Expected lienthong.test/intake size 299 to extend size 300, but it is smaller' });
    expect(verifyGrowth(at(300), forged(300), [])).toEqual({ kind: 'refused', code: 'FORK', because: 'Expected lienthong.test/intake size 300 to extend size 300, but its root is another one' });
    expect(codeOf(verifyGrowth(at(200), forged(300), consistencyPath(200, 300, tileOf)))).toBe('FORK');
    expect(codeOf(verifyGrowth(at(200), at(300), consistencyPath(201, 300, tileOf)))).toBe('FORK');
    expect(codeOf(verifyGrowth(at(200), at(300), []))).toBe('FORK');
    expect(codeOf(verifyGrowth(at(300), at(300), [Buffer.alloc(32)]))).toBe('FORK');
    expect(codeOf(verifyGrowth(at(200), { ...at(300), origin: 'lienthong.test/tax' }, consistencyPath(200, 300, tileOf)))).toBe('CHECKPOINT_ORIGIN');
  });
});
