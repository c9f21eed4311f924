import { noteLine, readSigningKey, signBytes, type SigningKey, type VerifierKey } from '@lienthong/transparency-log';

/**
 * Whatever makes one key's signatures: a key from the configuration, or a device that never gives its key away (PKCS#11: find the key by
 * label, C_Sign with CKM_EDDSA). `sign` answers the 64 bytes of Ed25519; it may take its time and may reject, and is then asked again.
 */
export interface NoteSigner {
  readonly verifier: VerifierKey;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** For a setting with `signs`: its text as readConfig keeps it, already checked. */
export function signersOf(keyText: string): readonly NoteSigner[] {
  return keyText.split('\n').map((line) => {
    const read = readSigningKey(line);
    if (read.kind === 'refused') throw new Error(`Expected to sign with a configured key, but ${read.because}`);
    return signerOf(read.key);
  });
}

export function signerOf(key: SigningKey): NoteSigner {
  return { verifier: key.verifier, sign: async (bytes) => signBytes(key, bytes) };
}

/** The log's own keys. While a key is rotated all of them sign, so that whoever trusts either can go on. */
export class LogSigner {
  constructor(readonly origin: string, readonly signers: readonly NoteSigner[]) {
    const stranger = signers.find(({ verifier }) => verifier.name !== origin || verifier.type !== 'note');
    if (signers.length === 0) throw new Error(`Expected to sign checkpoints of ${origin}, but there is no key`);
    if (stranger !== undefined) throw new Error(`Expected to sign checkpoints of ${origin}, but ${stranger.verifier.name} is no note key of that name`);
  }

  get verifiers(): readonly VerifierKey[] {
    return this.signers.map(({ verifier }) => verifier);
  }

  /** The signed note of a text: text, empty line, a line per key. Rejects when a device does not answer. */
  async sign(text: string): Promise<string> {
    const lines = await Promise.all(this.signers.map(async (signer) => noteLine(signer.verifier, Buffer.from(await signer.sign(Buffer.from(text))))));
    return `${text}\n${lines.join('')}`;
  }
}
