import { sampleKey } from '@lienthong/transparency-log';
import type { VerifierKey } from '@lienthong/transparency-log';

/** Whether the key is the one that a trial on one machine makes from its name. */
export function isSampleKey({ name, type, text }: VerifierKey): boolean {
  return sampleKey(name, type).verifier.text === text;
}
