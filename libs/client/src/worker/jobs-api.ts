import type { Job } from './job.js';
import type { Outcome } from './outcome.js';
import type { WorkerOptions } from './worker-options.js';

/** The service waits this long for the first job; then the question is asked again. */
export const WAIT_SECONDS = 20;
/** Beyond the wait that was asked for. */
const ANSWER_WITHIN_MS = 15_000;
/** As many as one request takes and brings. */
export const MOST_AT_ONCE = 100;

export type Answered = Readonly<{ jobId: string; accepted: boolean; problem?: Readonly<{ code: string; status: number; title: string; whatToDo: string }> }>;

/** `status` 0: there was no answer. What cannot become better by asking again has `isFinal`. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  readonly isFinal: boolean;

  constructor(readonly status: number, readonly code: string, because: string) {
    super(because);
    this.isFinal = status >= 400 && status < 500 && status !== 401 && status !== 408 && status !== 429;
  }
}

/** The requests of a worker. Every one of them rejects with RequestFailed, and with nothing else. */
export class JobsApi {
  constructor(private readonly options: Pick<WorkerOptions, 'api' | 'name' | 'token'>) {}

  async activate(type: string, maxJobs: number, lockSeconds: number, signal: AbortSignal): Promise<readonly Job[]> {
    const body = { types: [type], worker: this.options.name, maxJobs, lockSeconds, waitSeconds: WAIT_SECONDS };
    return (await this.post<{ jobs: readonly Job[] }>('/jobs/activation', body, signal)).jobs;
  }

  async sendOutcomes(outcomes: readonly Outcome[]): Promise<readonly Answered[]> {
    return (await this.post<{ results: readonly Answered[] }>('/jobs/outcomes', { worker: this.options.name, outcomes })).results;
  }

  extend({ jobId, lock }: Job, lockSeconds: number): Promise<unknown> {
    return this.post(`/jobs/${encodeURIComponent(jobId)}/lock`, { lock, lockSeconds });
  }

  private async post<Answer>(path: string, body: object, signal?: AbortSignal): Promise<Answer> {
    const first = await this.send(path, body, false, signal);
    const response = first.status === 401 ? await this.send(path, body, true, signal) : first;
    const text = await response.text().catch((error: unknown) => { throw failed(0, '', path, String(error)); });
    if (!response.ok) throw failed(response.status, codeOf(text), path, `it answered ${response.status}: ${text.slice(0, 300)}`);
    try {
      return JSON.parse(text) as Answer;
    } catch {
      throw failed(0, '', path, 'the answer is no JSON');
    }
  }

  private async send(path: string, body: object, renew: boolean, signal?: AbortSignal): Promise<Response> {
    const timeout = AbortSignal.timeout(WAIT_SECONDS * 1_000 + ANSWER_WITHIN_MS);
    try {
      const headers = { authorization: `Bearer ${await this.options.token(renew)}`, 'content-type': 'application/json' };
      return await fetch(`${this.options.api.replace(/\/$/, '')}${path}`, { method: 'POST', headers, body: JSON.stringify(body), signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]), redirect: 'error' });
    } catch (error) {
      throw failed(0, '', path, error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error));
    }
  }
}

const failed = (status: number, code: string, path: string, because: string): RequestFailed => new RequestFailed(status, code, `Expected an answer to POST ${path}, but ${because}`);

function codeOf(text: string): string {
  try {
    const { code } = JSON.parse(text) as { code?: unknown };
    return typeof code === 'string' ? code : '';
  } catch {
    return '';
  }
}
