import type { Place } from '../../domain/divergence.js';
import { firstDifferentHash } from './first-difference.js';
import { isMendedBy } from './reread-all.js';

const place = (kind: Place['kind'], index: number | null, subject = ''): Place => ({ log: 'lienthong.test/tax', kind, index, subject });

describe('a pass over a log', () => {
  it('mends what it looked for, read, and did not find again', () => {
    expect(isMendedBy(10, [], place('entry-altered', 4))).toBe(true);
    expect(isMendedBy(10, [place('entry-altered', 4)], place('entry-altered', 4))).toBe(false);
  });
  it.each([
    ['beyond its end', place('entry-altered', 10)], ['another found', place('entry-altered', 4, 'self-audit: event 4')], ['of a kind that it does not look for', place('dossier-gap', 4)], ['without an index', place('fork', null)],
  ])('mends nothing %s', (_, other) => expect(isMendedBy(10, [], other)).toBe(false));
});

describe('the first different hash', () => {
  const hashes = (...bytes: readonly number[]): Buffer => Buffer.concat(bytes.map((byte) => Buffer.alloc(32, byte)));
  it('is none among equal ones', () => expect(firstDifferentHash(hashes(1, 2, 3), hashes(1, 2, 3), 3)).toBeNull());
  it('is found, also where one ends', () => expect([firstDifferentHash(hashes(1, 2, 3), hashes(1, 9, 3), 3), firstDifferentHash(hashes(1, 2, 3), hashes(1, 2), 3)]).toEqual([1, 2]));
  it('is looked for as far as asked', () => expect(firstDifferentHash(hashes(1, 2, 3), hashes(1, 2, 9), 2)).toBeNull());
});
