import type { NoteSigner } from '@lienthong/service-host';
import { cosignatureLine, cosignedBytes } from '@lienthong/transparency-log';
import { Cosigner } from '../../use-cases/witness.js';

/** A line per key: while the witness's key is rotated both sign. */
export class KeyCosigner extends Cosigner {
  constructor(private readonly signers: readonly NoteSigner[], private readonly nowSeconds: () => number) { super(); }

  async cosign(checkpointText: string): Promise<readonly string[]> {
    const seconds = this.nowSeconds();
    const bytes = cosignedBytes(checkpointText, seconds);
    return Promise.all(this.signers.map(async (signer) => cosignatureLine(signer.verifier, seconds, await signer.sign(bytes))));
  }
}
