import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { Buffer } from 'buffer/';

// Stands where the transparency log's library asks for node:crypto. The browser's own cryptography answers later, by a promise; this answers
// at once, as the library needs it. Audited code does the arithmetic; only what the library calls is here.

/** What DER puts before the 32 bytes of an Ed25519 key (RFC 8410). */
const SPKI = '302a300506032b6570032100';
const PKCS8 = '302e020100300506032b657004220420';

type PrivateKey = Readonly<{ seed: Uint8Array }>;
type PublicKey = Readonly<{ raw: Uint8Array; export(): unknown }>;

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

/** Of a DER-encoded public key, or the one that belongs to a private key. */
export function createPublicKey(key: PrivateKey | Readonly<{ key: Uint8Array }>): PublicKey {
  const raw = 'seed' in key ? ed25519.getPublicKey(key.seed) : unwrapped(key.key, SPKI);
  return { raw, export: () => Buffer.concat([Buffer.from(SPKI, 'hex'), raw]) };
}

/** Only to find out whether a key is a sample, whose secret anybody can compute. Nothing is signed here. */
export function createPrivateKey({ key }: Readonly<{ key: Uint8Array }>): PrivateKey {
  return { seed: unwrapped(key, PKCS8) };
}

function unwrapped(der: Uint8Array, wrapping: string): Uint8Array {
  const before = wrapping.length / 2;
  if (der.length !== before + 32 || bytesToHex(der.subarray(0, before)) !== wrapping) throw new Error('Expected to read an Ed25519 key, but it has another form');
  return der.subarray(before);
}

/** Strictly after RFC 8032, as OpenSSL does it: not the looser rule that the library has as its default. */
export function verify(_algorithm: null, data: Uint8Array, { raw }: PublicKey, signature: Uint8Array): boolean {
  return signature.length === 64 && ed25519.verify(signature, data, raw, { zip215: false });
}

export function randomFillSync<Bytes extends Uint8Array>(bytes: Bytes): Bytes {
  return crypto.getRandomValues(bytes as Bytes & Uint8Array<ArrayBuffer>);
}

export function sign(): never {
  throw new Error('Expected to verify only, but this page was asked to sign');
}
