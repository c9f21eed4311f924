import { JobError, JobFailure, type Job, type Text, type Variables } from './job.js';
import type { SubscriptionOptions } from './worker-options.js';

/** As `POST /jobs/outcomes` takes it. */
export type Outcome = Readonly<{ jobId: string; lock: string }> & (
  | Readonly<{ kind: 'completion'; variables: Variables }>
  | Readonly<{ kind: 'failure'; retries: number; retryAfter: string; code: string; text: Text }>
  | Readonly<{ kind: 'error'; code: string; text: Text; variables: Variables }>
);

const USUAL_TRIES = 3;
const FIRST_RETRY_AFTER_MS = 10_000;
const LONGEST_RETRY_AFTER_MS = 3_600_000;
/** What the service takes. */
const LONGEST_TEXT = 1_000;
const LONGEST_CODE = 100;

export const completionOf = ({ jobId, lock }: Job, variables: Variables): Outcome => ({ jobId, lock, kind: 'completion', variables });

/** What a handler threw, as the procedure is to hear of it. `tried`: how often this job has been tried before, where the worker can know. */
export function outcomeOfError({ jobId, lock, retries }: Job, error: unknown, { tries = USUAL_TRIES, firstRetryAfterMs = FIRST_RETRY_AFTER_MS }: SubscriptionOptions): Outcome {
  if (error instanceof JobError) return { jobId, lock, kind: 'error', code: bounded(error.code, LONGEST_CODE), text: textOf(error.text), variables: error.variables };
  if (error instanceof JobFailure) {
    return { jobId, lock, kind: 'failure', retries: Math.max(0, Math.trunc(error.retries)), retryAfter: durationOf(error.retryAfterMs), code: bounded(error.code, LONGEST_CODE), text: textOf(error.text) };
  }
  const left = Math.max(0, (retries ?? tries) - 1);
  const before = Math.max(0, tries - 1 - left);
  const said = error instanceof Error ? error.message : String(error);
  return {
    jobId, lock, kind: 'failure', retries: left, retryAfter: durationOf(firstRetryAfterMs * 2 ** before), code: 'WORKER_FAILED',
    text: textOf({ vi: `Máy xử lý gặp lỗi: ${said}`, en: `The worker failed: ${said}` }),
  };
}

/** Whole seconds, rounded up. */
const durationOf = (ms: number): string => `PT${Math.ceil(Math.min(Math.max(0, ms), LONGEST_RETRY_AFTER_MS) / 1_000)}S`;
const bounded = (text: string, longest: number): string => (text === '' ? '-' : text.slice(0, longest));
const textOf = ({ vi, en }: Text): Text => ({ vi: bounded(vi, LONGEST_TEXT), en: bounded(en, LONGEST_TEXT) });
