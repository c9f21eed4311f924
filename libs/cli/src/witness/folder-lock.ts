import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * One process for a folder: two would each compare with what the other is about to change. The lock holds the number of its process; one whose
 * process is gone (SIGKILL, a power cut) is taken over. In a container every process has the same number, and its volume one container.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'lock');
  await mkdir(folder, { recursive: true });
  const holder = Number(await readFile(path, 'utf8').catch(() => ''));
  if (holder > 0 && holder !== process.pid && isRunning(holder)) throw new Error(`Expected to use the folder ${folder}, but process ${holder} does`);
  await rm(path, { force: true });
  // Exclusive: of two that start at once in a free folder, one is told.
  await writeFile(path, String(process.pid), { flag: 'wx' });
  return () => rm(path, { force: true });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
