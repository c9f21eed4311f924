import { keyFromSeed, keyRef, readSigningKey, readVerifierKey, signBytes, signingKeyText, verifyBytes } from './index.js';
import type { KeyType } from './index.js';
import { codeOf } from './spec-keys.js';
import { vectors } from './spec-vectors.js';

type KeyVector = Readonly<{ keyIdHex: string; name: string; publicKeyHex: string; seedHex: string; skey?: string; type: 1 | 4; vkey: string }>;
const { keys, refuseVkeys } = vectors('notes.json') as Readonly<{ keys: readonly KeyVector[]; refuseVkeys: readonly Readonly<{ vkey: string; why: string }>[] }>;
const typeOf = (type: 1 | 4): KeyType => (type === 1 ? 'note' : 'cosignature');

describe('verifier keys', () => {
  it.each(keys)('are made from a seed as the vectors have them: $vkey', ({ name, type, seedHex, publicKeyHex, keyIdHex, vkey }) => {
    const { verifier } = keyFromSeed(name, typeOf(type), Buffer.from(seedHex, 'hex'));
    expect(verifier).toEqual({ name, id: keyIdHex, type: typeOf(type), publicKey: Buffer.from(publicKeyHex, 'hex'), text: vkey });
    expect(readVerifierKey(vkey, typeOf(type))).toEqual({ kind: 'key', key: verifier });
    expect(keyRef(verifier)).toBe(`${name}+${keyIdHex}`);
  });

  it.each(refuseVkeys)('of a log are refused: $why', ({ vkey }) => {
    expect(codeOf(readVerifierKey(vkey, 'note'))).toBe('VKEY_FORM');
  });

  it('are not taken for another purpose', () => {
    const [log, witness] = [keys[0] as KeyVector, keys[3] as KeyVector];
    expect(readVerifierKey(log.vkey, 'cosignature')).toMatchObject({ code: 'VKEY_FORM', because: expect.stringContaining('a cosignature key is needed') as unknown });
    expect(readVerifierKey(witness.vkey, 'note')).toMatchObject({ code: 'VKEY_FORM' });
  });

  it('say of refused text what it was, without what could upset a terminal', () => {
    const read = readVerifierKey('\u001b[2Jname\n+00000000+AAAA');
    expect(read).toMatchObject({ code: 'VKEY_FORM', because: expect.not.stringMatching(/[^\P{Cc}]/u) as unknown });
  });
});

describe('signing keys', () => {
  it.each(keys.filter(({ skey }) => skey !== undefined))('are written as Go writes them: $vkey', ({ name, type, seedHex, skey = '' }) => {
    const key = keyFromSeed(name, typeOf(type), Buffer.from(seedHex, 'hex'));
    expect(signingKeyText(key)).toBe(skey);
    expect(readSigningKey(skey)).toEqual({ kind: 'key', key });
  });

  it.each(keys)('are read back, also for cosignatures: $vkey', ({ name, type, seedHex }) => {
    const key = keyFromSeed(name, typeOf(type), Buffer.from(seedHex, 'hex'));
    expect(readSigningKey(signingKeyText(key))).toEqual({ kind: 'key', key });
    const signature = signBytes(key, Buffer.from('text'));
    expect(verifyBytes(key.verifier, Buffer.from('text'), signature)).toBe(true);
    expect(verifyBytes(key.verifier, Buffer.from('texT'), signature)).toBe(false);
    expect(verifyBytes(key.verifier, Buffer.from('text'), signature.subarray(1))).toBe(false);
  });

  it('that are refused are not printed', () => {
    const text = (keys[0] as KeyVector).skey as string;
    const secret = text.split('+').at(-1) as string;
    for (const damaged of [text.replace('6f6a56e3', '6f6a56e4'), text.slice(1), `${text}=`, text.replace('+AS', '+ff'), text.slice(0, -4), 'PRIVATE+KEY+a', text.replace('intake', 'in take')]) {
      const read = readSigningKey(damaged);
      expect(read).toMatchObject({ kind: 'refused', code: 'KEY_FORM' });
      expect(JSON.stringify(read)).not.toContain(secret.slice(2, 12));
    }
  });

  it('cannot be made from a public key that is no point of the curve, and such a key verifies nothing', () => {
    const verifier = { ...keyFromSeed('a', 'note', Buffer.alloc(32)).verifier, publicKey: Buffer.alloc(32, 0xff) };
    expect(verifyBytes(verifier, Buffer.from('text'), Buffer.alloc(64))).toBe(false);
  });
});
