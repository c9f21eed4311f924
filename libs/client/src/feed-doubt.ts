import type { RefusalCode } from '@lienthong/transparency-log';

/**
 * `HOLE`: a fact number is missing. `REPEAT`: a number or a log index came again, or out of order. `FACT`: a fact is not what its entry
 * says. `UNPROVEN`: a fact came without proof or checkpoint. The others are those of the transparency log; `FORK` and `SHRUNK` mean that
 * the past was changed.
 */
export type DoubtCode = 'HOLE' | 'REPEAT' | 'FACT' | 'UNPROVEN' | RefusalCode;

/**
 * Thrown by `FeedConsumer.run` when the feed cannot be believed any more. Nothing of the batch was handed over. Keep `evidence`: the
 * checkpoints that contradict each other are what the authority has signed.
 */
export class FeedDoubt extends Error {
  override readonly name = 'FeedDoubt';

  constructor(readonly code: DoubtCode, because: string, readonly evidence: Readonly<{ before: string | null; now: string | null }>) {
    super(because);
  }
}
