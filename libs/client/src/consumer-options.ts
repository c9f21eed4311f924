import type { Fact } from './fact.js';
import type { FeedState } from './feed-state.js';

export type ConsumerOptions = Readonly<{
  /** Where the facts of one service are pulled from: `https://…/api/tax/feed`. */
  feed: string;
  /** Origin of its log, which the facts must name as their source: `lienthong.<province>/tax`. */
  origin: string;
  /** An access token; `renew` says that the last one was refused. */
  token: (renew: boolean) => Promise<string>;
  /**
   * Text of the policy file, obtained by another way than the feed: printed, or from the authority's own site. `false`
   * switches proofs off; then only holes and repeats are seen.
   */
  policy: string | false;
  /** The state after the last batch; `emptyFeedState` at the first start. */
  load: () => Promise<FeedState>;
  /** Takes a batch. Store `state` in the transaction that stores its effects: then nothing is lost and nothing doubled. */
  handle: (facts: readonly Fact[], state: FeedState) => Promise<void>;
  /** Full names of facts; with a filter numbers are left out, and a hole cannot be told from it. */
  types?: readonly string[];
  waitSeconds?: number;
  limit?: number;
  /** Told of each failed request, which is repeated. */
  onRetry?: (because: Error, attempt: number) => void;
}>;
