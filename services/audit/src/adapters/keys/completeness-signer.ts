import type { NoteSigner } from '@lienthong/service-host';
import { noteLine, noteOf } from '@lienthong/transparency-log';
import { CompletenessSigner } from '../../use-cases/proof/write-proof.js';

/** A line per key: while it is rotated both sign. */
export class KeyCompletenessSigner extends CompletenessSigner {
  constructor(private readonly signers: readonly NoteSigner[]) { super(); }

  async sign(text: string): Promise<string> {
    return noteOf(text, await Promise.all(this.signers.map(async (signer) => noteLine(signer.verifier, await signer.sign(Buffer.from(text))))));
  }
}
