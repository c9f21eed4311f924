import { readFile } from 'node:fs/promises';
import type { RunningProcess } from '../journeys/process-tree.js';

export type ProcessMemory = Readonly<{ command: string; megabytes: number }>;

/** Proportional set size of each: what several of them share is counted once in the sum. */
export async function memoryOf(processes: readonly RunningProcess[]): Promise<readonly ProcessMemory[]> {
  return Promise.all(processes.map(async ({ pid, command }) => {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    return { command, megabytes: Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) / 1_024 };
  }));
}

export function megabytes(processes: readonly ProcessMemory[]): number {
  return Math.round(processes.reduce((sum, each) => sum + each.megabytes, 0));
}
