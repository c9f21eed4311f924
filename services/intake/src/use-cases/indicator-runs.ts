import type { Tally } from '../domain/indicators/report.js';

/** Reports are counted beside the requests of the desk; more at once would make both slow. */
const MOST_RUNNING = 2;
/** A finished report is some kilobytes; whoever polls for it comes back within seconds. */
const MOST_KEPT = 50;

export type RunState =
  | Readonly<{ status: 'running'; done: number; total: number }>
  | Readonly<{ status: 'done'; tally: Tally; total: number; tookMs: number }>
  | Readonly<{ status: 'failed'; error: unknown }>;

type Count = (onProgress: (done: number, total: number) => void) => Promise<Tally>;

/**
 * Reports that are being counted or were, by what was asked as of when. Nothing depends on one being kept: another replica counts the same anew, since
 * a question names its position in the log.
 */
export class IndicatorRuns {
  private readonly runs = new Map<string, { state: RunState; over: Promise<void> }>();

  /** Starts the count unless it is there; 'busy' where too many run. Waits for its end at most so long. */
  async look(key: string, count: Count, waitMs: number): Promise<RunState | 'busy'> {
    const run = this.runs.get(key) ?? this.start(key, count);
    if (run === 'busy') return 'busy';
    await Promise.race([run.over, pause(waitMs)]);
    // A failure is told once; who asks again has it counted again.
    if (run.state.status === 'failed') this.runs.delete(key);
    return run.state;
  }

  private start(key: string, count: Count) {
    const running = [...this.runs.values()].filter(({ state }) => state.status === 'running');
    if (running.length >= MOST_RUNNING) return 'busy';
    const startedAt = performance.now();
    const run: { state: RunState; over: Promise<void> } = { state: { status: 'running', done: 0, total: 0 }, over: Promise.resolve() };
    let total = 0;
    run.over = count((done, of) => {
      total = of;
      run.state = { status: 'running', done, total: of };
    }).then((tally) => { run.state = { status: 'done', tally, total, tookMs: Math.round(performance.now() - startedAt) }; }, (error: unknown) => { run.state = { status: 'failed', error }; });
    this.runs.set(key, run);
    for (const [old, { state }] of this.runs) if (this.runs.size > MOST_KEPT && state.status !== 'running') this.runs.delete(old);
    return run;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, ms).unref(); });
}
