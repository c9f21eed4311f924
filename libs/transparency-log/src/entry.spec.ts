import { createHash, createHmac, randomBytes } from 'node:crypto';
import { canonicalJson, commitment, dossierRef, drawSalt, entry, readEntry } from './index.js';
import type { EntryRow } from './index.js';
import { vectors } from './spec-vectors.js';

type Vectors = Readonly<{
  dossiers: readonly Readonly<{ code: string; ref: string; saltHex: string }>[];
  events: readonly Readonly<{ commitment: string; entry: string; entryBytes: number; leafHash: string; saltHex: string; sealed: string }>[];
  refuseEntries: readonly Readonly<{ entry: string; why: string }>[];
}>;
const { dossiers, events, refuseEntries } = vectors('entries.json') as Vectors;

describe('entries', () => {
  it.each(events)('are written as the vectors have them: $entry', ({ entry: expected, entryBytes, leafHash, commitment: committed, saltHex, sealed }) => {
    const written = entry(JSON.parse(expected) as EntryRow);
    expect(written.toString()).toBe(expected);
    expect(written.length).toBe(entryBytes);
    expect(createHash('sha256').update('\0').update(written).digest('base64')).toBe(leafHash);
    expect(commitment(Buffer.from(saltHex, 'hex'), sealed).toString('hex')).toBe(committed);
    expect(commitment(Buffer.from(saltHex, 'hex'), Buffer.from(sealed)).toString('hex')).toBe(committed);
    expect(canonicalJson(JSON.parse(sealed))).toEqual({ kind: 'text', text: sealed });
  });

  it.each(events)('are read back as they were: $leafHash', ({ entry: text }) => {
    expect(readEntry(Buffer.from(text))).toEqual({ kind: 'entry', row: expect.objectContaining({ commitment: (JSON.parse(text) as EntryRow).commitment }) as unknown });
  });

  it.each(refuseEntries)('are refused for $why', ({ entry: text }) => {
    expect(readEntry(Buffer.from(text)).kind).toBe('refused');
  });

  it('refer to dossiers as the vectors do', () => {
    expect(dossiers.map(({ saltHex, code }) => dossierRef(Buffer.from(saltHex, 'hex'), code))).toEqual(dossiers.map(({ ref }) => ref));
  });

  it('commit with HMAC-SHA-256, whatever the length of the text', () => {
    for (const length of [0, 1, 43, 44, 45, 63, 64, 1_000]) {
      const [salt, text] = [randomBytes(32), randomBytes(length)];
      expect(commitment(salt, text)).toEqual(createHmac('sha256', salt).update('lienthong/sealed/v1\n').update(text).digest());
    }
  });

  it('draw a fresh salt each time, across blocks', () => {
    const salts = Array.from({ length: 1_000 }, () => drawSalt());
    expect(salts.every((salt) => salt.length === 32)).toBe(true);
    expect(new Set(salts.map((salt) => salt.toString('hex'))).size).toBe(1_000);
  });
});
