import { createHash } from 'node:crypto';
import { isPublishedKey, sampleKey } from './published-keys.js';
import { keyFromSeed } from './signing-key.js';
import { vectors } from './spec-vectors.js';

const given = vectors('notes.json') as Readonly<{ keys: readonly Readonly<{ name: string; type: number; seedHex: string }>[] }>;

describe('keys that are published with the source', () => {
  it('are a sample for every name, always the same', () => {
    const key = sampleKey('lienthong.local/tax', 'note');
    expect(key.seed).toEqual(createHash('sha256').update('sample key of lienthong.local/tax').digest());
    expect([isPublishedKey(key), isPublishedKey(sampleKey('lienthong.h56/tax', 'note'))]).toEqual([true, true]);
    expect(isPublishedKey(keyFromSeed('lienthong.h56/tax', 'note', key.seed))).toBe(true);
  });

  it('are all keys of the vectors, under whatever name', () => {
    expect(given.keys.length).toBeGreaterThan(5);
    for (const { name, type, seedHex } of given.keys) {
      for (const each of [name, 'lienthong.h56/tax']) expect([each, isPublishedKey(keyFromSeed(each, type === 1 ? 'note' : 'cosignature', Buffer.from(seedHex, 'hex')))]).toEqual([each, true]);
    }
  });

  it('are no other keys', () => {
    const drawn = createHash('sha256').update('a seed that stands for a random one').digest();
    expect(isPublishedKey(keyFromSeed('lienthong.local/tax', 'note', drawn))).toBe(false);
  });
});
