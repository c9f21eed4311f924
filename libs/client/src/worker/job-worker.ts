import { backOff } from './back-off.js';
import type { Job, JobHandler } from './job.js';
import { JobsApi, MOST_AT_ONCE, RequestFailed } from './jobs-api.js';
import { completionOf, outcomeOfError } from './outcome.js';
import { OutcomeSender } from './outcome-sender.js';
import type { SubscriptionOptions, WorkerOptions } from './worker-options.js';

const USUAL_CONCURRENCY = 10;
const MOST_CONCURRENCY = 1_000;
const USUAL_LOCK_SECONDS = 60;
const USUAL_STOP_WITHIN_MS = 30_000;
/** Asked with less room than a quarter, a busy worker would fetch its jobs one by one; nobody waits longer than this for more. */
const GATHER_MS = 25;
/** Of a lock's time: renewed when less than a half is left, looked at four times as often. */
const RENEW_BELOW = 1 / 2;

type Held = { readonly job: Job; readonly lost: AbortController; lockedUntilMs: number; isRenewing: boolean };

/**
 * Takes jobs of the types that it is subscribed to, runs a handler for each, and brings the outcomes back. Every job is done at least
 * once; the procedure hears of it once. A handler must not mind being run again for the same `jobId`.
 */
export class JobWorker {
  private readonly subscriptions = new Map<string, Readonly<{ handler: JobHandler; options: SubscriptionOptions }>>();
  private readonly held = new Set<Held>();
  private readonly stopping = new AbortController();
  private readonly givenUp = new AbortController();
  private readonly api: JobsApi;
  private readonly sender: OutcomeSender;
  private readonly lockSeconds: number;

  constructor(private readonly options: WorkerOptions) {
    this.api = new JobsApi(options);
    this.lockSeconds = options.lockSeconds ?? USUAL_LOCK_SECONDS;
    this.sender = new OutcomeSender(this.api, this.givenUp.signal, (because) => this.options.onTrouble?.(because));
  }

  /** Throws for a second subscription to the same type. */
  subscribe(type: string, handler: JobHandler, options: SubscriptionOptions = {}): this {
    if (this.subscriptions.has(type)) throw new Error(`Expected to subscribe to ${type}, but it is subscribed to already`);
    this.subscriptions.set(type, { handler, options });
    return this;
  }

  /** Until `signal`. Resolves when the handlers that run have ended and their outcomes are answered, or `stopWithinMs` has passed. Once. */
  async run(signal: AbortSignal): Promise<void> {
    const renewing = setInterval(() => this.renewLocks(), (this.lockSeconds * 1_000 * RENEW_BELOW) / 4);
    const stop = (): void => this.stopping.abort();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      await Promise.all([...this.subscriptions].map(([type, { handler, options }]) => this.serve(type, handler, options)));
    } finally {
      clearInterval(renewing);
      signal.removeEventListener('abort', stop);
    }
  }

  private async serve(type: string, handler: JobHandler, options: SubscriptionOptions): Promise<void> {
    const concurrency = Math.min(MOST_CONCURRENCY, Math.max(1, options.concurrency ?? USUAL_CONCURRENCY));
    const running = new Set<Promise<void>>();
    for (let failures = 0; !this.stopping.signal.aborted;) {
      await untilRoom(running, concurrency);
      try {
        const jobs = await this.api.activate(type, Math.min(concurrency - running.size, MOST_AT_ONCE), this.lockSeconds, this.stopping.signal);
        failures = 0;
        for (const job of jobs) {
          const work: Promise<void> = this.work(job, handler, options).finally(() => running.delete(work));
          running.add(work);
        }
      } catch (error) {
        if (this.stopping.signal.aborted) break;
        failures += 1;
        this.options.onTrouble?.(error as Error);
        await backOff(failures, this.stopping.signal);
      }
    }
    await this.finish(running);
  }

  /** What does not end in time is left: its lock runs out, and somebody else does it. */
  private async finish(running: ReadonlySet<Promise<void>>): Promise<void> {
    const timer = setTimeout(() => {
      this.givenUp.abort();
      for (const { lost } of this.held) lost.abort(new Error('Expected the handler to end while the worker stops, but it did not'));
    }, this.options.stopWithinMs ?? USUAL_STOP_WITHIN_MS);
    await Promise.race([Promise.all(running), aborted(this.givenUp.signal)]);
    clearTimeout(timer);
  }

  private async work(job: Job, handler: JobHandler, options: SubscriptionOptions): Promise<void> {
    const held: Held = { job, lost: new AbortController(), lockedUntilMs: performance.now() + this.lockSeconds * 1_000, isRenewing: false };
    this.held.add(held);
    try {
      const outcome = await handler(job, held.lost.signal).then((variables) => completionOf(job, variables ?? {}), (error: unknown) => outcomeOfError(job, error, options));
      if (held.lost.signal.aborted) return;
      const answer = await this.sender.send(outcome);
      if (answer?.accepted === false) this.options.onTrouble?.(new Error(`Expected job ${job.jobId} to take its outcome, but ${answer.problem?.code}: ${answer.problem?.title}`));
    } finally {
      this.held.delete(held);
    }
  }

  private renewLocks(): void {
    const soon = performance.now() + this.lockSeconds * 1_000 * RENEW_BELOW;
    for (const held of this.held) if (held.lockedUntilMs < soon && !held.isRenewing && !held.lost.signal.aborted) void this.renew(held);
  }

  /** One that is lost tells its handler; what fails otherwise is tried again at the next look. */
  private async renew(held: Held): Promise<void> {
    held.isRenewing = true;
    const from = performance.now();
    try {
      await this.api.extend(held.job, this.lockSeconds);
      held.lockedUntilMs = from + this.lockSeconds * 1_000;
    } catch (error) {
      this.options.onTrouble?.(error as Error);
      if (this.held.has(held) && error instanceof RequestFailed && error.isFinal) held.lost.abort(error);
    } finally {
      held.isRenewing = false;
    }
  }
}

/** Until a quarter of the room is free, or some of it for a moment. */
async function untilRoom(running: ReadonlySet<Promise<void>>, concurrency: number): Promise<void> {
  while (running.size >= concurrency) await Promise.race(running);
  const enough = Math.ceil(concurrency / 4);
  for (const end = performance.now() + GATHER_MS; concurrency - running.size < enough && performance.now() < end;) await Promise.race([...running, moment(end - performance.now())]);
}

const moment = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, Math.max(1, ms)); });
const aborted = (signal: AbortSignal): Promise<void> => new Promise((resolve) => {
  if (signal.aborted) resolve();
  else signal.addEventListener('abort', () => resolve(), { once: true });
});
