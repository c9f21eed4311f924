import { signatureLine } from './note-line.js';
import type { SigningKey } from './signing-key.js';
import { signBytes } from './signing-key.js';
import type { VerifierKey } from './verifier-key.js';

const TIME_BYTES = 8;
const HIGH = 2 ** 32;

/** What a witness signs (C2SP tlog-cosignature v1): it says that at this time it knew no larger consistent tree of this log. */
export function cosignedBytes(checkpointText: string, seconds: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${checkpointText}`);
}

/** Note line of a cosignature: the time, 8 bytes big-endian, stands before the Ed25519 signature over `cosignedBytes`. */
export function cosignatureLine(verifier: VerifierKey, seconds: number, signature: Uint8Array): string {
  const time = Buffer.alloc(TIME_BYTES);
  time.writeUInt32BE(Math.floor(seconds / HIGH), 0);
  time.writeUInt32BE(seconds % HIGH, 4);
  return signatureLine(verifier, Buffer.concat([time, signature]));
}

/** Line of a key that lies in a file; through another signer sign `cosignedBytes` and take `cosignatureLine`. */
export function cosign(key: SigningKey, checkpointText: string, seconds: number): string {
  return cosignatureLine(key.verifier, seconds, signBytes(key, cosignedBytes(checkpointText, seconds)));
}

/** Time and signature apart; null where the time is missing or not exact in a number. */
export function splitCosignature(bytes: Buffer): Readonly<{ seconds: number; signature: Buffer }> | null {
  if (bytes.length < TIME_BYTES) return null;
  const seconds = bytes.readUInt32BE(0) * HIGH + bytes.readUInt32BE(4);
  return Number.isSafeInteger(seconds) ? { seconds, signature: bytes.subarray(TIME_BYTES) } : null;
}
