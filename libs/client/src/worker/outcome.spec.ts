import { backOffMs } from './back-off.js';
import { JobError, JobFailure, type Job } from './job.js';
import { completionOf, outcomeOfError } from './outcome.js';

const job = { jobId: 'D1~check~1', lock: 'l1', retries: null } as unknown as Job;
const head = { jobId: 'D1~check~1', lock: 'l1' };
const text = { vi: 'Không có thửa đất này', en: 'There is no such parcel' };

describe('what a handler comes to', () => {
  it('is a completion with what it returned', () => {
    expect(completionOf(job, { area: 0.3 })).toEqual({ ...head, kind: 'completion', variables: { area: 0.3 } });
  });
  it('is the error that it threw by name', () => {
    expect(outcomeOfError(job, new JobError('NO_PARCEL', text, { seen: 1 }), {})).toEqual({ ...head, kind: 'error', code: 'NO_PARCEL', text, variables: { seen: 1 } });
  });
  it('is a failure with the tries and the wait that it asked for', () => {
    expect(outcomeOfError(job, new JobFailure('BUSY', text, 5, 1_500), {})).toEqual({ ...head, kind: 'failure', code: 'BUSY', text, retries: 5, retryAfter: 'PT2S' });
    expect(outcomeOfError(job, new JobFailure('', { vi: '', en: 'x'.repeat(2_000) }, -1, 1e12), {})).toMatchObject({ code: '-', text: { vi: '-', en: 'x'.repeat(1_000) }, retries: 0, retryAfter: 'PT3600S' });
  });
  it('is otherwise tried again, each time after twice as long, and then no more', () => {
    const failed = (retries: number | null) => outcomeOfError({ ...job, retries }, new Error('connection reset'), { tries: 4, firstRetryAfterMs: 2_000 });
    expect([null, 3, 2, 1].map((retries) => failed(retries))).toMatchObject([
      { retries: 3, retryAfter: 'PT2S' }, { retries: 2, retryAfter: 'PT4S' }, { retries: 1, retryAfter: 'PT8S' }, { retries: 0 },
    ]);
    expect(failed(null)).toMatchObject({ kind: 'failure', code: 'WORKER_FAILED', text: { vi: 'Máy xử lý gặp lỗi: connection reset', en: 'The worker failed: connection reset' } });
    expect(outcomeOfError(job, 'no error at all', {})).toMatchObject({ retries: 2, text: { en: 'The worker failed: no error at all' } });
  });
});

describe('a pause after a failure', () => {
  it('doubles up to fifteen seconds, and is never the same for everybody', () => {
    expect([1, 2, 3, 7, 40].map((failures) => backOffMs(failures, 1))).toEqual([250, 500, 1_000, 15_000, 15_000]);
    expect(backOffMs(3, 0)).toBe(500);
  });
});
