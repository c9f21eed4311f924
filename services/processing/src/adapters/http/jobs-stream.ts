import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { JobDispatch } from '../../use-cases/activate-jobs.js';
import type { ActivatedJob, JobBoard, JobQuery } from '../../use-cases/work-board.js';

/** An empty line keeps proxies from closing a quiet connection. */
const HEARTBEAT_MS = 10_000;
/** How soon a stream sees that a job it holds is done where it hears nothing of it. */
const LOOK_AGAIN_MS = 250;

/** One open stream of jobs, a JSON line each: never more than `maxJobs` that are not answered or whose lock has not run out. */
export class JobStream {
  private readonly gone = new AbortController();

  constructor(private readonly response: ServerResponse, private readonly query: JobQuery & Readonly<{ stream: string }>, private readonly board: JobBoard, private readonly dispatch: JobDispatch) {}

  async run(lineOf: (job: ActivatedJob) => object): Promise<void> {
    this.response.once('close', () => this.close());
    try {
      this.response.writeHead(200, { 'Content-Type': 'application/x-ndjson; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
      await this.write('\n');
      while (!this.gone.signal.aborted) await this.push(lineOf);
    } catch {
      // The worker is gone or the database is away: either way it comes back, and what it did not get is offered again.
    } finally {
      this.response.end();
    }
  }

  close(): void {
    this.gone.abort();
  }

  private async push(lineOf: (job: ActivatedJob) => object): Promise<void> {
    const room = this.query.maxJobs - (await this.board.outstanding(this.query.stream));
    if (room <= 0) return this.untilMoved();
    const jobs = await this.dispatch.activate({ ...this.query, maxJobs: room }, HEARTBEAT_MS, this.gone.signal);
    if (jobs === undefined) return this.close();
    await this.write(jobs.length === 0 ? '\n' : jobs.map((job) => `${JSON.stringify(lineOf(job))}\n`).join(''));
  }

  private untilMoved(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        stopListening();
        this.gone.signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, LOOK_AGAIN_MS);
      const stopListening = this.dispatch.onMoved(done);
      this.gone.signal.addEventListener('abort', done, { once: true });
    });
  }

  private async write(text: string): Promise<void> {
    if (this.gone.signal.aborted) return;
    if (!this.response.write(text)) await Promise.race([once(this.response, 'drain'), once(this.response, 'close')]);
  }
}
