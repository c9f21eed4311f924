import { hash } from 'node:crypto';

/**
 * SHA-256, 32 bytes. The one place where this library hashes: a browser gives it another `hash`. One shot, because an
 * object for every hash costs several times the hash of a leaf.
 */
export function sha256(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}
