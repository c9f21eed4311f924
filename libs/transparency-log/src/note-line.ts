import { readBase64 } from './exact-text.js';
import { isKeyName } from './verifier-key.js';
import type { VerifierKey } from './verifier-key.js';

/** A signature line of a note, read but not verified; `bytes` stand after the key id, and may be of any scheme. */
export type SignatureLine = Readonly<{ name: string; id: string; bytes: Buffer }>;

const ID_BYTES = 4;
const DASH = '— ';

/** `— <name> base64(key id ‖ bytes)` and a newline; for a note signature the bytes are the Ed25519 signature. */
export function signatureLine(verifier: VerifierKey, bytes: Uint8Array): string {
  return `${DASH}${verifier.name} ${Buffer.concat([Buffer.from(verifier.id, 'hex'), bytes]).toString('base64')}\n`;
}

/** Reads a line without its newline; null where it is malformed. */
export function readSignatureLine(line: string): SignatureLine | null {
  if (!line.startsWith(DASH)) return null;
  const [name = '', encoded = '', ...rest] = line.slice(DASH.length).split(' ');
  if (rest.length > 0 || !isKeyName(name)) return null;
  const signed = readBase64(encoded);
  if (signed === null || signed.length <= ID_BYTES) return null;
  return { name, id: signed.subarray(0, ID_BYTES).toString('hex'), bytes: signed.subarray(ID_BYTES) };
}
