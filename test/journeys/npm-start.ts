import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { processTree, whichRun } from './process-tree.js';
import type { RunningProcess } from './process-tree.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const START_TIMEOUT_MS = 180_000;

export type Ended = Readonly<{ code: number | null; signal: NodeJS.Signals | null; seconds: number; order: readonly string[] }>;

/** The program that a newcomer runs, as a real child in a process group of its own. */
export class NpmStart {
  output = '';
  private readonly exited: Promise<readonly [number | null, NodeJS.Signals | null]>;

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { this.output += chunk.toString(); });
    this.exited = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  }

  /** `through` is what a person types: npm, or the script behind it. */
  static run(args: readonly string[], env: Readonly<Record<string, string>> = {}, through: 'npm' | 'node' = 'node'): NpmStart {
    const [command, first] = through === 'npm' ? ['npm', ['start', '--']] : [process.execPath, ['deploy/local/start.mjs']];
    return new NpmStart(spawn(command, [...first, ...args], { cwd: ROOT, env: { ...process.env, ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  get pid(): number { return this.child.pid!; }

  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    for (const until = Date.now() + START_TIMEOUT_MS; Date.now() < until; await sleep(50)) {
      const found = pattern.exec(this.output);
      if (found) return found;
      if (this.child.exitCode !== null) break;
    }
    throw new Error(`Expected npm start to print ${String(pattern)}, but it printed:\n${this.output}`);
  }

  processes(): Promise<readonly RunningProcess[]> {
    return processTree(this.pid);
  }

  /** Exit code of a program that ends by itself. */
  async ended(): Promise<number | null> {
    return (await this.exited)[0];
  }

  /** Sends a signal to a process, or with a negative id to a group, and tells how and in which order everything ended. */
  async endBy(signal: NodeJS.Signals, to: number): Promise<Ended> {
    const before = await this.processes();
    const startedAt = performance.now();
    process.kill(to, signal);
    const order: string[] = [];
    const watching = watchEnds(before, (ended) => order.push(ended.command));
    const [code, by] = await this.exited;
    const seconds = (performance.now() - startedAt) / 1_000;
    await watching;
    return { code, signal: by, seconds, order };
  }
}

/** Waits until all of them have ended, at most half a minute. */
async function watchEnds(processes: readonly RunningProcess[], onEnd: (ended: RunningProcess) => void): Promise<void> {
  let rest = processes;
  for (const until = Date.now() + 30_000; rest.length > 0 && Date.now() < until; await sleep(10)) {
    const still = await whichRun(rest);
    for (const one of rest) if (!still.includes(one)) onEnd(one);
    rest = still;
  }
  if (rest.length > 0) throw new Error(`Expected every process to end, but these run: ${rest.map(({ pid, command }) => `${pid} ${command}`).join('\n')}`);
}
