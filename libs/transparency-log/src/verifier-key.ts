import { sha256 } from './digest.js';
import { fits } from './ed25519.js';
import { readBase64, shown } from './exact-text.js';
import { refusals } from './refusal.js';
import type { Refusal } from './refusal.js';

/** Signs notes (0x01: logs, statements) or cosigns checkpoints (0x04: witnesses). A key serves one purpose only. */
export type KeyType = 'note' | 'cosignature';

/** Public half of a key; `id` has 8 hex digits, `publicKey` 32 bytes, `text` is the C2SP verifier key. */
export type VerifierKey = Readonly<{ name: string; id: string; type: KeyType; publicKey: Buffer; text: string }>;
export type ReadVerifierKey = Readonly<{ kind: 'key'; key: VerifierKey }> | Refusal;

export const TYPE_BYTES = { note: 1, cosignature: 4 } as const satisfies Record<KeyType, number>;
export const KEY_BYTES = 32;

export function verifierKeyOf(name: string, type: KeyType, publicKey: Uint8Array): VerifierKey {
  const typed = Buffer.concat([Buffer.of(TYPE_BYTES[type]), publicKey]);
  const id = sha256(Buffer.concat([Buffer.from(`${name}\n`), typed])).subarray(0, 4).toString('hex');
  return { name, id, type, publicKey: Buffer.from(publicKey), text: `${name}+${id}+${typed.toString('base64')}` };
}

/** Reads `name+<8 hex>+base64(type ‖ key)`; `type` refuses a key that was made for another purpose. */
export function readVerifierKey(text: string, type?: KeyType): ReadVerifierKey {
  const [name = '', id = '', ...rest] = text.split('+');
  const refuse = (fact: string) => refusals.vkeyForm(name === '' ? shown(text) : shown(name), fact);
  if (rest.length === 0) return refuse('it has not the three parts name, key id and key');
  if (!isKeyName(name)) return refuse('its name is empty or has a space');
  if (!/^[0-9a-f]{8}$/.test(id)) return refuse('its key id has not the form of eight hex digits in lower case');
  const typed = readBase64(rest.join('+'));
  if (typed === null) return refuse('its base64 is inexact');
  const found = keyTypeOf(typed[0]);
  if (found === null) return refuse(`its type ${typed[0] ?? 'is missing and'} is unknown`);
  if (typed.length !== 1 + KEY_BYTES) return refuse(`its key has ${typed.length - 1} bytes of ${KEY_BYTES}`);
  if (type !== undefined && found !== type) return refuse(`it is a ${found} key and a ${type} key is needed`);
  const key = verifierKeyOf(name, found, typed.subarray(1));
  return key.id === id ? { kind: 'key', key } : refuse('its key id does not belong to the name and key');
}

/** How notes and proof files refer to a key: by name and id. */
export function keyRef(key: VerifierKey): string {
  return `${key.name}+${key.id}`;
}

/** Whether the signature fits the bytes as they are; for a cosignature the bytes are `cosignedBytes`. */
export function verifyBytes(key: VerifierKey, bytes: Uint8Array, signature: Uint8Array): boolean {
  return fits(key.publicKey, bytes, signature);
}

/** A key name has no plus and no white space, which would end it in a note line or a key text. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[+\s\u0085\p{Cc}]/u.test(name);
}

export function keyTypeOf(byte: number | undefined): KeyType | null {
  if (byte === TYPE_BYTES.note) return 'note';
  return byte === TYPE_BYTES.cosignature ? 'cosignature' : null;
}
