import { Worker } from 'node:worker_threads';
import { unusable, type Unusable } from './procedure/exit-codes.js';
import type { UnreadableLine } from './procedure/read-file.js';

/** A case is bounded by its events or steps; whatever takes more of a processor than this is a fault of ours, and ends as one. */
export const MAX_CASE_MS = 30_000;
/** By the clock it may take this many times as long: a machine that is busy with other things is no fault of the model. */
const MOST_TIMES_AS_LONG = 10;
/** Handed over ahead, so that the thread never waits for the next line. */
const MAX_AHEAD = 64;
const MAX_HEAP_MB = 2_048;

/** `worker` answers each line by one; `faulty` is the line for a case that it cannot answer (null: one of which nothing could be read; `because.line`: what could). */
export type BatchOptions = Readonly<{ worker: URL; workerData: object; faulty: (line: string | null, because: UnreadableLine) => object; out: (text: string) => void; maxCaseMs?: number }>;
type Waiting = Readonly<{ line: string }>;

/** Plays cases in their order in a thread; each gets its one line, whatever becomes of the thread. Answers how many there were. */
export async function runBatch(lines: AsyncIterable<string | UnreadableLine>, options: BatchOptions): Promise<number> {
  const { out, faulty, maxCaseMs = MAX_CASE_MS } = options;
  const queue: Waiting[] = [];
  let count = 0;
  let wake: () => void = () => undefined;
  let worker = startWorker();
  let timer: NodeJS.Timeout | undefined;

  function startWorker(): Worker {
    const started = new Worker(options.worker, { workerData: options.workerData, resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB } });
    started.on('message', (answer: string) => {
      if (started === worker) answered(answer);
    });
    started.on('error', (error) => {
      if (started === worker) replaced(unusable(error.message));
    });
    return started;
  }
  const watch = (): void => {
    clearTimeout(timer);
    if (queue.length > 0) watchCase(Date.now(), process.cpuUsage());
  };
  /** Only the thread works while a case runs, so that its time is the process's. */
  const watchCase = (since: number, before: NodeJS.CpuUsage): void => {
    const { user, system } = process.cpuUsage(before);
    const left = maxCaseMs - (user + system) / 1_000;
    if (left <= 0 || Date.now() - since >= maxCaseMs * MOST_TIMES_AS_LONG) replaced(unusable(`the case took longer than ${maxCaseMs / 1_000} s`, `trường hợp chạy lâu hơn ${maxCaseMs / 1_000} giây`));
    else timer = setTimeout(() => watchCase(since, before), Math.max(left, 50));
  };
  const answered = (answer: string): void => {
    out(`${answer}\n`);
    queue.shift();
    watch();
    wake();
  };
  /** The case in hand ends as an incident; those behind it go to a new thread. */
  const replaced = (because: Unusable): void => {
    void worker.terminate();
    worker = startWorker();
    const behind = queue.slice(1);
    const current = queue[0];
    if (current !== undefined) answered(JSON.stringify(faulty(current.line, because)));
    for (const { line } of behind) worker.postMessage(line);
  };
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await new Promise<void>((resolve) => { wake = resolve; });
  };

  try {
    for await (const line of lines) {
      if (typeof line === 'string' && line.trim() === '') continue;
      count += 1;
      await until(() => queue.length < MAX_AHEAD);
      if (typeof line === 'string') {
        queue.push({ line });
        if (queue.length === 1) watch();
        worker.postMessage(line);
      } else {
        await until(() => queue.length === 0);
        out(`${JSON.stringify(faulty(line.line ?? null, line))}\n`);
      }
    }
    await until(() => queue.length === 0);
    return count;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
