import { createHmac, randomFillSync } from 'node:crypto';

const SEALED_LABEL = Buffer.from('lienthong/sealed/v1\n');
const DOSSIER_LABEL = Buffer.from('lienthong/dossier/v1\n');

/** Commitment to an event's sealed text, 32 bytes: hiding while the salt is secret, void once it is destroyed. */
export function commitment(salt: Uint8Array, sealed: Uint8Array | string): Buffer {
  return createHmac('sha256', salt).update(SEALED_LABEL).update(sealed).digest();
}

/** Public reference of a dossier, 64 hex digits. Without the salt nobody can tell which code it stands for. */
export function dossierRef(dossierSalt: Uint8Array, code: string): string {
  return createHmac('sha256', dossierSalt).update(DOSSIER_LABEL).update(code).digest('hex');
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
