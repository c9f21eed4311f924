/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type Variables = Readonly<Record<string, Json>>;
/** What people read of a failure: Vietnamese and English. */
export type Text = Readonly<{ vi: string; en: string }>;

/** A service task, held for a while. `lock` says whose try it is. */
export type Job = Readonly<{
  jobId: string; lock: string; lockedUntil: string; type: string; dossierCode: string; element: string; name: string; nameEn: string; agency: string; unit: string;
  /** What the model's input mappings give to the worker. */
  variables: Variables;
  headers: Readonly<Record<string, string>>;
  /** How many tries it has left; null where neither the model nor a worker has said so. */
  retries: number | null;
  offeredAt: string; dueAt: string;
}>;

/** `signal`: aborted when somebody else has the job now, or the worker stops for good. What is then returned is not sent. */
export type JobHandler = (job: Job, signal: AbortSignal) => Promise<Variables | void>;

/** Thrown by a handler: an outcome that the law knows, which the model's error event of this code catches. */
export class JobError extends Error {
  override readonly name = 'JobError';

  constructor(readonly code: string, readonly text: Text, readonly variables: Variables = {}) {
    super(`${code}: ${text.en}`);
  }
}

/** Thrown by a handler that knows better than the worker how often and when to try again. Any other error is tried as the subscription says. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';

  /** `retries` 0 makes it an incident at once; `retryAfterMs` is waited before the next try. */
  constructor(readonly code: string, readonly text: Text, readonly retries: number, readonly retryAfterMs = 0) {
    super(`${code}: ${text.en}`);
  }
}
