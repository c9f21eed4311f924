/** What a consumer must keep between two batches, in the same transaction as the effects of the facts. Plain JSON. */
export type FeedState = Readonly<{
  /** Number of the last fact taken; the next request asks for what comes after it. */
  after: number;
  /** Log index of the last fact taken; -1 before the first. */
  logIndex: number;
  /** Last checkpoint that was verified, as it came; null before the first. */
  checkpoint: string | null;
}>;

export const emptyFeedState: FeedState = { after: 0, logIndex: -1, checkpoint: null };
