import { hash } from 'node:crypto';

/**
 * SHA-256, 32 bytes. The one place where this library hashes: a browser gives it another `hash`. One shot, because an
 * object for every hash costs several times the hash of a leaf; and by way of hex, because memory of its own for every
 * result takes twice the time of the hash, and keeps the collector busy. A text is hashed as UTF-8.
 */
export function sha256(bytes: Uint8Array | string): Buffer {
  return Buffer.from(hash('sha256', bytes, 'hex'), 'hex');
}
