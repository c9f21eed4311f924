import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, LocalPostgres } from '@lienthong/local';
import { NpmStart } from '../journeys/npm-start.js';
import { megabytes, memoryOf } from './memory.js';

export type StartFigure = Readonly<{
  /** From `npm start` with an installed and built tree and no data to the page and its script. */
  secondsToPage: number;
  /** An empty PostgreSQL alone: initdb and its start. */
  floorSeconds: number;
  /** npm, supervisor, services, simulator and PostgreSQL, idle. */
  idleMegabytes: number;
  /** As many processes that do nothing: bare Node for each of ours, beside the same PostgreSQL. */
  floorMegabytes: number;
}>;

const PAGE_TIMEOUT_MS = 180_000;

export async function startBench(): Promise<StartFigure> {
  return inFreshFolder(async (folder) => {
    const floorSeconds = await secondsOfPostgres(join(folder, 'floor'));
    const url = `http://127.0.0.1:${await freePort()}`;
    const startedAt = performance.now();
    const platform = NpmStart.run(['--port', new URL(url).port, '--data', join(folder, 'data')], {}, 'npm');
    try {
      await untilPage(url);
      const secondsToPage = (performance.now() - startedAt) / 1_000;
      await platform.printed(/Ctrl-C/);
      const processes = await memoryOf(await platform.processes());
      const postgres = processes.filter(({ command }) => /postgres/.test(command.split(' ')[0]!));
      const bare = await bareNodeMegabytes(processes.length - postgres.length);
      return { secondsToPage: round(secondsToPage), floorSeconds: round(floorSeconds), idleMegabytes: megabytes(processes), floorMegabytes: megabytes(postgres) + bare };
    } finally {
      await platform.endBy('SIGTERM', platform.pid);
    }
  });
}

/** PostgreSQL runs as a user of its own where this runs as root, so the folder is not private. */
export async function inFreshFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'lienthong-bench-'));
  await chmod(folder, 0o755);
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const round = (value: number): number => Math.round(value * 10) / 10;

async function secondsOfPostgres(folder: string): Promise<number> {
  const startedAt = performance.now();
  const postgres = await LocalPostgres.open(folder);
  await postgres.start();
  const seconds = (performance.now() - startedAt) / 1_000;
  await postgres.stop();
  return seconds;
}

async function untilPage(url: string): Promise<void> {
  for (const until = Date.now() + PAGE_TIMEOUT_MS; Date.now() < until; await sleep(25)) {
    const page = await fetch(url).catch(() => undefined);
    const [, script] = /<script type="module"[^>]* src="([^"]+)"/.exec(await page?.text() ?? '') ?? [];
    if (page?.ok && script !== undefined && (await fetch(url + script)).ok) return;
  }
  throw new Error(`Expected a page at ${url} within ${PAGE_TIMEOUT_MS / 1_000} s, but there is none`);
}

async function bareNodeMegabytes(howMany: number): Promise<number> {
  const bare = Array.from({ length: howMany }, () => spawn(process.execPath, ['-e', 'process.stdout.write("."); setInterval(() => {}, 1e6)'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  await Promise.all(bare.map(({ stdout }) => once(stdout, 'data')));
  const sizes = await memoryOf(bare.map(({ pid }) => ({ pid: pid!, command: 'node' })));
  for (const each of bare) each.kill();
  return megabytes(sizes);
}
