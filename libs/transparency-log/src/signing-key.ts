import { publicKeyOf, signWith } from './ed25519.js';
import { readBase64 } from './exact-text.js';
import { refusals } from './refusal.js';
import type { Refusal } from './refusal.js';
import { isKeyName, KEY_BYTES, keyTypeOf, TYPE_BYTES, verifierKeyOf } from './verifier-key.js';
import type { KeyType, VerifierKey } from './verifier-key.js';

/** A key with its secret half, for keys that lie in a file. Never log it. A key in hardware has only the verifier. */
export type SigningKey = Readonly<{ verifier: VerifierKey; seed: Buffer }>;
export type ReadSigningKey = Readonly<{ kind: 'key'; key: SigningKey }> | Refusal;

const BEGINS = 'PRIVATE+KEY+';

export function keyFromSeed(name: string, type: KeyType, seed: Uint8Array): SigningKey {
  return { verifier: verifierKeyOf(name, type, publicKeyOf(seed)), seed: Buffer.from(seed) };
}

/** Text that golang.org/x/mod's `note.NewSigner` reads, for notes; for cosignatures the same with type 0x04. */
export function signingKeyText({ verifier, seed }: SigningKey): string {
  const typed = Buffer.concat([Buffer.of(TYPE_BYTES[verifier.type]), seed]);
  return `${BEGINS}${verifier.name}+${verifier.id}+${typed.toString('base64')}`;
}

/** Reads the text of `signingKeyText`. The refusal names no part of the text: it may be printed, and the text is secret. */
export function readSigningKey(text: string): ReadSigningKey {
  if (!text.startsWith(BEGINS)) return refusals.keyForm(`it does not begin with ${BEGINS}`);
  const [name = '', id = '', ...rest] = text.slice(BEGINS.length).split('+');
  if (rest.length === 0) return refusals.keyForm('it has not the three parts name, key id and key');
  if (!isKeyName(name)) return refusals.keyForm('its name is empty or has a space');
  const typed = readBase64(rest.join('+'));
  if (typed === null) return refusals.keyForm('its base64 is inexact');
  const type = keyTypeOf(typed[0]);
  if (type === null) return refusals.keyForm('its type is unknown');
  if (typed.length !== 1 + KEY_BYTES) return refusals.keyForm(`its key has ${typed.length - 1} bytes of ${KEY_BYTES}`);
  const key = keyFromSeed(name, type, typed.subarray(1));
  return key.verifier.id === id ? { kind: 'key', key } : refusals.keyForm('its key id does not belong to the name and key');
}

/** Ed25519 over the bytes, 64 bytes. */
export function signBytes(key: SigningKey, bytes: Uint8Array): Buffer {
  return signWith(key.seed, bytes);
}
