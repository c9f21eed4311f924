import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { Buffer } from 'buffer/';

// Stands where the transparency log's library asks for node:crypto. The browser's own cryptography answers later, by a promise; this answers
// at once, as the library needs it. Audited code does the arithmetic; only what the library calls is here.

const SPKI_ED25519 = '302a300506032b6570032100';

type PublicKey = Readonly<{ raw: Uint8Array }>;

/** SHA-256 in one call. */
export function hash(_algorithm: 'sha256', data: string | Uint8Array, encoding: 'buffer' | 'hex' | 'base64' = 'hex'): unknown {
  const digest = Buffer.from(sha256(typeof data === 'string' ? Buffer.from(data) : data));
  return encoding === 'buffer' ? digest : digest.toString(encoding);
}

/** SHA-256 in pieces. */
export function createHash(_algorithm: 'sha256') {
  const running = sha256.create();
  const piecewise = {
    update(data: string | Uint8Array) {
      running.update(typeof data === 'string' ? Buffer.from(data) : data);
      return piecewise;
    },
    digest(encoding?: 'hex' | 'base64'): unknown {
      const digest = Buffer.from(running.digest());
      return encoding === undefined ? digest : digest.toString(encoding);
    },
  };
  return piecewise;
}

/** The raw key of a DER-encoded Ed25519 public key. */
export function createPublicKey({ key }: Readonly<{ key: Uint8Array }>): PublicKey {
  if (key.length !== 44 || bytesToHex(key.subarray(0, 12)) !== SPKI_ED25519) throw new Error('Expected to read an Ed25519 public key, but it has another form');
  return { raw: key.subarray(12) };
}

/** Strictly after RFC 8032, as OpenSSL does it: not the looser rule that the library has as its default. */
export function verify(_algorithm: null, data: Uint8Array, { raw }: PublicKey, signature: Uint8Array): boolean {
  return signature.length === 64 && ed25519.verify(signature, data, raw, { zip215: false });
}

export function randomFillSync<Bytes extends Uint8Array>(bytes: Bytes): Bytes {
  return crypto.getRandomValues(bytes as Bytes & Uint8Array<ArrayBuffer>);
}

export function createPrivateKey(): never {
  throw new Error('Expected to verify only, but this page was asked to read a private key');
}

export function sign(): never {
  throw new Error('Expected to verify only, but this page was asked to sign');
}
