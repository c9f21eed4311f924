import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PREFIX = 'lienthong-postgres-';
/** initdb takes a second, on a busy machine ten. */
const START_LIMIT_MS = 90_000;
const POLL_MS = 25;

/** One server per run. jest's global setup names the run; a program of its own (a benchmark) names itself. */
function runFolder(): string {
  process.env['LIENTHONG_TEST_RUN'] ??= randomUUID();
  return path.join(tmpdir(), PREFIX + process.env['LIENTHONG_TEST_RUN']);
}

/**
 * The folder is the lock: whoever creates it starts the keeper, all others wait for the address. The keeper is a
 * process of its own, so that the server outlives the worker thread that asked first, and ends even after SIGKILL.
 */
export async function findOrStartServer(): Promise<string> {
  const folder = runFolder();
  const first = await mkdir(folder, { mode: 0o755 }).then(() => true, refuseAllButExists);
  if (first) {
    await sweep();
    const keeper = fork(fileURLToPath(new URL('./postgres-keeper.js', import.meta.url)), [folder, String(process.pid)], {
      detached: true, stdio: 'ignore', execArgv: [],
    });
    keeper.disconnect();
    keeper.unref();
  }
  for (const end = Date.now() + START_LIMIT_MS; Date.now() < end; await pause(POLL_MS)) {
    const [url, failure] = await Promise.all([read(folder, 'url'), read(folder, 'failure')]);
    if (url !== undefined) return url;
    if (failure !== undefined) throw new Error(`Expected to start PostgreSQL for tests, but ${failure}`);
  }
  throw new Error(`Expected to start PostgreSQL for tests in ${folder}, but it was not ready after ${START_LIMIT_MS} ms`);
}

/** Ends the run's server, if one was started, and returns when it is gone. */
export async function stopServer(): Promise<void> {
  if (process.env['LIENTHONG_TEST_RUN'] === undefined) return;
  const folder = runFolder();
  // A file and not a signal: the embedded server's own exit hook would end the keeper before it has tidied up.
  if (await exists(folder)) await writeFile(path.join(folder, 'end'), '');
  for (const end = Date.now() + 20_000; Date.now() < end && (await exists(folder)); await pause(POLL_MS));
}

/** Ends servers whose keeper was killed before it could end them. */
async function sweep(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((each) => each.startsWith(PREFIX))) {
    const folder = path.join(tmpdir(), name);
    const keeper = await read(folder, 'keeper.pid');
    if (keeper === undefined || signal(Number(keeper), 0)) continue;
    const postmaster = (await read(path.join(folder, 'data'), 'postmaster.pid'))?.split('\n')[0];
    if (postmaster !== undefined && signal(Number(postmaster), 'SIGQUIT')) await pause(500);
    await rm(folder, { recursive: true, force: true });
  }
}

/** False where no such process exists. Signal 0 only asks. */
export function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

async function read(folder: string, file: string): Promise<string | undefined> {
  return readFile(path.join(folder, file), 'utf8').catch(() => undefined);
}

async function exists(folder: string): Promise<boolean> {
  return readdir(folder).then(() => true, () => false);
}

function refuseAllButExists(error: NodeJS.ErrnoException): false {
  if (error.code !== 'EEXIST') throw error;
  return false;
}
