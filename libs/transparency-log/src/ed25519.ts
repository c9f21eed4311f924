import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

/** What DER puts before the 32 bytes (RFC 8410); node:crypto reads keys in this wrapping only. */
const PKCS8_SEED = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_KEY = Buffer.from('302a300506032b6570032100', 'hex');

/** Public key of a seed, 32 bytes each. */
export function publicKeyOf(seed: Uint8Array): Buffer {
  const spki = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' });
  return spki.subarray(SPKI_KEY.length);
}

/** Signature of 64 bytes (RFC 8032). */
export function signWith(seed: Uint8Array, bytes: Uint8Array): Buffer {
  return sign(null, bytes, privateKey(seed));
}

/** Whether the signature fits; false, too, for a key that is no point of the curve. */
export function fits(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  try {
    return verify(null, bytes, createPublicKey({ key: Buffer.concat([SPKI_KEY, publicKey]), format: 'der', type: 'spki' }), signature);
  } catch {
    return false;
  }
}

function privateKey(seed: Uint8Array) {
  return createPrivateKey({ key: Buffer.concat([PKCS8_SEED, seed]), format: 'der', type: 'pkcs8' });
}
