import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

export type ProcessPlan = Readonly<{
  name: string; script: string; env: Readonly<Record<string, string>>; logFile: string;
  /** Null for a program that answers nobody. */
  readyUrl: string | null;
  args?: readonly string[];
  /** Where the usual bound of the old generation is far too much. */
  heapMb?: number;
}>;

const END_WITH_PARENT = new URL('./end-with-parent.js', import.meta.url).href;
/**
 * Eight processes share one machine: a small young generation takes some 30 MB off each of them, reading no source maps another 10.
 * Without a bound the old generation keeps garbage: 1.5 to 1.8 GB in all after 400 dossiers, 1.3 GB with it. The same load also ran through with 110.
 */
const NODE_FLAGS = ['--no-warnings', '--max-semi-space-size=4', '--import', END_WITH_PARENT];
const USUAL_HEAP_MB = 160;

/** Longest wait for a process to answer its readiness address; a cold start with migrations takes two to four seconds, on a busy machine forty. */
const READY_TIMEOUT_MS = 120_000;
/** Characters of a log that tell what went wrong. */
const LOG_SHOWN = 3_000;
/** A service drains for ten seconds at most (service-host); what is still there then is ended. */
const STOP_TIMEOUT_MS = 15_000;
/** A process that dies is started again after 0.25 s, then twice as long each time, at most 8 s; a minute of life forgives. */
const RESTART_DELAY_MS = { first: 250, most: 8_000, forgivenAfter: 60_000 } as const;

/** One service as a process of its own, started again when it dies, until `stop`. */
export class ManagedProcess {
  private child: ChildProcess | undefined;
  private wanted = true;
  private delayMs: number = RESTART_DELAY_MS.first;
  private bornAt = 0;

  constructor(private readonly plan: ProcessPlan, private readonly onRestart: (name: string, how: string) => void) {}

  get name(): string { return this.plan.name; }
  get pid(): number | undefined { return this.child?.pid; }

  start(): void {
    // The child writes its log itself: nothing passes through the supervisor, and nothing is lost when that is killed.
    const log = openSync(this.plan.logFile, 'a');
    const { script, args = [], heapMb = USUAL_HEAP_MB } = this.plan;
    const child = spawn(process.execPath, [...NODE_FLAGS, `--max-old-space-size=${heapMb}`, script, ...args], { env: { ...process.env, ...this.plan.env }, stdio: ['ignore', log, log, 'ipc'] });
    closeSync(log);
    this.child = child;
    this.bornAt = Date.now();
    child.once('exit', (code, signal) => {
      if (this.child === child) this.child = undefined;
      if (this.wanted) void this.startAgain(signal ?? `code ${code}`);
    });
  }

  private async startAgain(how: string): Promise<void> {
    if (Date.now() - this.bornAt > RESTART_DELAY_MS.forgivenAfter) this.delayMs = RESTART_DELAY_MS.first;
    this.onRestart(this.name, how);
    await sleep(this.delayMs);
    this.delayMs = Math.min(this.delayMs * 2, RESTART_DELAY_MS.most);
    if (this.wanted && !this.child) this.start();
  }

  /** Resolves when the readiness address answers 200; throws with the log's end when it does not in time. */
  async ready(signal?: AbortSignal): Promise<void> {
    const { readyUrl } = this.plan;
    if (readyUrl === null) return;
    const until = Date.now() + READY_TIMEOUT_MS;
    while (Date.now() < until) {
      signal?.throwIfAborted();
      const answer = await fetch(readyUrl, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(60);
    }
    const log = await readFile(this.plan.logFile, 'utf8').catch(() => '');
    throw new Error(`Expected ${this.name} to become ready within ${READY_TIMEOUT_MS / 1000} s, but it did not; ${this.plan.logFile} ends with\n${log.slice(-LOG_SHOWN)}`);
  }

  /** Ends the process without a chance to clean up, as a power cut would; the supervisor starts it again. */
  kill9(): void {
    this.child?.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    this.wanted = false;
    const child = this.child;
    if (!child) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const forced = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await gone;
    clearTimeout(forced);
  }
}
