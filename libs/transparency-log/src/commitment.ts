import { randomFillSync } from 'node:crypto';
import { sha256 } from './digest.js';

const SEALED_LABEL = Buffer.from('lienthong/sealed/v1\n');
const DOSSIER_LABEL = Buffer.from('lienthong/dossier/v1\n');

/** Commitment to an event's sealed text, 32 bytes: hiding while the salt is secret, void once it is destroyed. */
export function commitment(salt: Uint8Array, sealed: Uint8Array | string): Buffer {
  return hmac(salt, SEALED_LABEL, sealed);
}

/** Public reference of a dossier, 64 hex digits. Without the salt nobody can tell which code it stands for. */
export function dossierRef(dossierSalt: Uint8Array, code: string): string {
  return hmac(dossierSalt, DOSSIER_LABEL, code).toString('hex');
}

const HASH_BLOCK_BYTES = 64;

/**
 * HMAC-SHA-256 after RFC 2104, of label and text. Two one-shot hashes take 2 µs where createHmac takes 11: it makes a
 * key object for every call, and here every call has a key of its own. Keys are 32 bytes, so none has to be hashed.
 */
function hmac(key: Uint8Array, label: Uint8Array, text: Uint8Array | string): Buffer {
  const message = typeof text === 'string' ? Buffer.from(text) : text;
  const length = HASH_BLOCK_BYTES + label.length + message.length;
  const inner = length <= innerText.length ? innerText.subarray(0, length) : Buffer.allocUnsafe(length);
  pad(inner, key, 0x36);
  inner.set(label, HASH_BLOCK_BYTES);
  inner.set(message, HASH_BLOCK_BYTES + label.length);
  pad(outerText, key, 0x5c);
  outerText.set(sha256(inner), HASH_BLOCK_BYTES);
  return sha256(outerText);
}

/** Written over by every call: memory of its own for each is work for the collector, which shows in batches of ten. */
const innerText = Buffer.alloc(4_096);
const outerText = Buffer.alloc(HASH_BLOCK_BYTES + 32);

function pad(block: Buffer, key: Uint8Array, mask: number): void {
  for (let index = 0; index < HASH_BLOCK_BYTES; index += 1) block[index] = (key[index] ?? 0) ^ mask;
}

const SALT_BYTES = 32;
/** One call to the system for 256 salts: 0.2 µs a salt instead of 8 µs. */
const BLOCK_BYTES = 8 * 1024;
let block = Buffer.alloc(0);
let used = 0;

/** 32 fresh random bytes. Each call gives bytes that no other call has seen, and that this module forgets. */
export function drawSalt(): Buffer {
  if (used === block.length) {
    block = randomFillSync(Buffer.alloc(BLOCK_BYTES));
    used = 0;
  }
  const drawn = block.subarray(used, used + SALT_BYTES);
  used += SALT_BYTES;
  const salt = Buffer.from(drawn);
  drawn.fill(0);
  return salt;
}
