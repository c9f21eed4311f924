import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { prepareDatabase } from '@lienthong/event-store';
import { freePort } from '@lienthong/local';
import { dropDatabase, freshDatabase, startFactFeed, startTokenIssuer, type FactFeed, type TokenClaims } from '@lienthong/testing';
import pg from 'pg';
import { AGENCY, FIVE_STEPS, fiveStepModel, UNIT } from './five-steps.js';

const MAIN = fileURLToPath(new URL('../../../services/processing/dist/main.js', import.meta.url));
const STARTS_WITHIN_MS = 180_000;

const administrator: TokenClaims = { sub: 'sample-administrator', name: 'Quản Trị Mẫu', agency: 'one-stop', unit: 'H56.17', roles: ['administrator'] };
export const sampleWorker: TokenClaims = { sub: 'sample-worker', name: 'Máy xử lý mẫu', agency: AGENCY, unit: UNIT, roles: ['worker'] };

/** The service of procedures as a process of its own, on a database of its own, hearing intake over a stand-in feed. */
export class ProcessingProcess {
  private child: ChildProcess | undefined;
  /** Of the dossiers accepted so far. */
  readonly codes: string[] = [];
  private readonly counted = new Map<string, Readonly<{ count: number; upTo: number }>>();

  private constructor(
    readonly url: string, readonly database: string, private readonly environment: Readonly<Record<string, string>>,
    private readonly issuer: Awaited<ReturnType<typeof startTokenIssuer>>, private readonly intake: FactFeed, readonly pool: pg.Pool,
  ) {}

  /** Started, with the sample procedure published. */
  static async start(more: Readonly<Record<string, string>> = {}): Promise<ProcessingProcess> {
    const [urls, issuer, intake, port] = await Promise.all([freshDatabase('processing', prepareDatabase), startTokenIssuer(), startFactFeed('lienthong.local/intake'), freePort()]);
    const nobody = 'http://127.0.0.1:9';
    const environment = {
      MODE: 'local', PORT: String(port), LOG_LEVEL: 'silent', ISSUER: issuer.url, DATABASE_URL: urls.serviceUrl, DATABASE_OWNER_URL: urls.ownerUrl,
      FEEDS: JSON.stringify({ intake: intake.url, 'land-registry': nobody, tax: nobody, postal: nobody }), ...more,
    };
    const process = new ProcessingProcess(`http://127.0.0.1:${port}`, urls.database, environment, issuer, intake, new pg.Pool({ connectionString: urls.serviceUrl, max: 2 }));
    // At the end the database is dropped under a connection that is still taking its leave.
    process.pool.on('error', () => undefined);
    await process.run();
    await process.publish(fiveStepModel());
    return process;
  }

  /** Its database, as the service's own role. */
  get serviceUrl(): string {
    return this.environment['DATABASE_URL'] ?? '';
  }

  async run(): Promise<void> {
    this.child = spawn(process.execPath, ['--no-warnings', MAIN], { env: { ...process.env, ...this.environment }, stdio: ['ignore', 'ignore', 'inherit'] });
    for (const end = performance.now() + STARTS_WITHIN_MS; performance.now() < end; await pause(50)) {
      if (this.child.exitCode !== null) throw new Error(`Expected processing to start, but it ended with ${this.child.exitCode}`);
      const ready = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(5_000) }).then(({ ok }) => ok, () => false);
      if (ready) return;
    }
    throw new Error('Expected processing to start within three minutes, but it did not');
  }

  /** SIGKILL: nothing is said and nothing is finished. */
  async kill(): Promise<void> {
    const { child } = this;
    if (child === undefined) return;
    this.child = undefined;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** As an operator does it: what it owns is free at once for the next. */
  async end(): Promise<void> {
    const { child } = this;
    if (child === undefined) return;
    this.child = undefined;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  }

  token(as: TokenClaims = sampleWorker): Promise<string> {
    return this.issuer.token(as);
  }

  async call<Body>(method: string, path: string, body?: object, as: TokenClaims = administrator): Promise<Body> {
    const response = await fetch(this.url + path, {
      method, headers: { authorization: `Bearer ${await this.token(as)}`, 'content-type': 'application/json' }, ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`Expected ${method} ${path} to be answered, but: ${(await response.text()).slice(0, 500)}`);
    return (await response.json()) as Body;
  }

  async publish(model: string): Promise<void> {
    await this.call('POST', '/procedures', { model });
  }

  /** A dossier accepted by intake, as its feed tells; answers its code. */
  accept(procedureCode = FIVE_STEPS): string {
    const code = `H56.17-20261120-${String(this.codes.length + 1).padStart(6, '0')}`;
    this.codes.push(code);
    this.intake.publish({ type: 'lienthong.intake.v1.DossierAccepted', subject: code, time: '2026-11-20T15:30:00+07:00', dossierref: createHash('sha256').update(code).digest('hex'), data: { ...ACCEPTANCE, procedureCode, code } });
    return code;
  }

  /** Counts on from where it was counted before: who waits for events asks twenty times a second, and must not be the load that is measured. */
  async count(type: string): Promise<number> {
    const { count, upTo } = this.counted.get(type) ?? { count: 0, upTo: -1 };
    const { rows } = await this.pool.query<{ more: string; last: string | null }>('select count(*) filter (where type = $1) as more, max(log_index) as last from log.events where log_index > $2', [type, upTo]);
    const now = { count: count + Number(rows[0]?.more ?? 0), upTo: Number(rows[0]?.last ?? upTo) };
    this.counted.set(type, now);
    return now.count;
  }

  async until(type: string, count: number, withinMs: number): Promise<void> {
    let now = 0;
    for (const end = performance.now() + withinMs; performance.now() < end; await pause(50)) {
      now = await this.count(type);
      if (now >= count) return;
    }
    throw new Error(`Expected ${count} events ${type} within ${withinMs} ms, but there are ${now}`);
  }

  async stop(): Promise<void> {
    await this.kill();
    await this.pool.end();
    await Promise.all([this.issuer.stop(), this.intake.stop()]);
    await dropDatabase(this.database);
  }
}

const ACCEPTANCE = {
  procedureVersion: 1, receivedAt: '2026-11-20T15:30:00+07:00', dueAt: '2026-12-04T15:30:00+07:00', calendar: 'vn-h56-2026',
  transferor: { name: 'Công dân mẫu A', identifier: '038000000001' }, transferee: { name: 'Công dân mẫu B', identifier: '038000000002' },
  receivingUnit: 'H56.17', contractPrice: '0', returnManner: 'RETURN_MANNER_POST', competentUnits: { [AGENCY]: UNIT },
};
