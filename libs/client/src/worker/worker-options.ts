export type WorkerOptions = Readonly<{
  /** Where the procedures run: `https://…/api/processing`. */
  api: string;
  /** Shown to people while it holds a job; one name for each process. */
  name: string;
  /** An access token; `renew` says that the last one was refused. See `clientCredentials`. */
  token: (renew: boolean) => Promise<string>;
  /** How long jobs are held before somebody else may have them; the lock is renewed while a handler runs. 60 unless said. */
  lockSeconds?: number;
  /** How long a stop waits for handlers that run. 30 seconds unless said. */
  stopWithinMs?: number;
  /** Told of everything that is tried again, and of outcomes that came too late. */
  onTrouble?: (because: Error) => void;
}>;

export type SubscriptionOptions = Readonly<{
  /** How many handlers of this type run at once. 10 unless said, 1,000 at most. */
  concurrency?: number;
  /** How often a job is tried whose model does not say so. 3 unless said. */
  tries?: number;
  /** Before the second try; doubles with each, up to an hour. 10 seconds unless said. */
  firstRetryAfterMs?: number;
}>;
