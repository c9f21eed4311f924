import { readdir, readFile } from 'node:fs/promises';

export type RunningProcess = Readonly<{ pid: number; command: string }>;

/** A process and everything that it or its children have started and that still runs; empty where there is none. Linux. */
export async function processTree(root: number): Promise<readonly RunningProcess[]> {
  const all = await Promise.all((await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(readProcess));
  const known = all.filter((each) => each !== undefined);
  const tree = known.filter(({ pid }) => pid === root);
  for (let at = 0; at < tree.length; at++) tree.push(...known.filter(({ parent }) => parent === tree[at]!.pid));
  return tree.map(({ pid, command }) => ({ pid, command }));
}

/** False for one that has ended, also while nobody has taken note of its end. */
export async function isRunning(pid: number): Promise<boolean> {
  return await readProcess(String(pid)) !== undefined;
}

export async function whichRun(processes: readonly RunningProcess[]): Promise<readonly RunningProcess[]> {
  const running = await Promise.all(processes.map(({ pid }) => isRunning(pid)));
  return processes.filter((_, index) => running[index]);
}

async function readProcess(pid: string): Promise<RunningProcess & { parent: number } | undefined> {
  // It may end between two reads.
  const [stat, command] = await Promise.all(['stat', 'cmdline'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')));
  // `pid (name) state parent …`, and a name may hold spaces and parentheses.
  const [, state, parent] = /^.*\) (\S) (\d+) /s.exec(stat!) ?? [];
  if (state === undefined || state === 'Z' || state === 'X') return undefined;
  return { pid: Number(pid), parent: Number(parent), command: command!.replaceAll('\0', ' ').trim() };
}
