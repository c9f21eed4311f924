import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { prepareDatabase, type DatabaseUrls } from '@lienthong/event-store';
import { dropDatabase, freshDatabase, startTokenIssuer, type TokenIssuer } from '@lienthong/testing';
import { createService, readConfig } from './index.js';
import { cabinet } from './spec-cabinet.js';
import { CLERK } from './spec-service.js';

const SCRIPT = fileURLToPath(new URL('spec-process.js', import.meta.url));

let issuer: TokenIssuer;
let urls: DatabaseUrls;
let environment: Record<string, string>;
beforeAll(async () => {
  issuer = await startTokenIssuer();
  urls = await freshDatabase('audit', prepareDatabase);
  environment = { MODE: 'local', PORT: '0', LOG_LEVEL: 'info', ISSUER: issuer.url, DATABASE_URL: urls.serviceUrl, DATABASE_OWNER_URL: urls.ownerUrl };
});
afterAll(async () => {
  await issuer.stop();
  await dropDatabase(urls.database);
});

type Line = Readonly<{ msg: string; url?: string; because?: string; error?: object }>;

/** Standard output by its JSON lines, up to the one that is looked for. */
async function untilSays(child: ChildProcessWithoutNullStreams, message: string): Promise<Line> {
  let text = '';
  for await (const chunk of child.stdout) {
    text += String(chunk);
    const lines = text.split('\n').slice(0, -1).map((line) => JSON.parse(line) as Line);
    const found = lines.find(({ msg }) => msg === message);
    if (found !== undefined) return found;
  }
  throw new Error(`Expected to read "${message}", but the process said only: ${text}`);
}

const start = (env: Record<string, string>) => spawn(process.execPath, ['--no-warnings', SCRIPT], { env });

describe('a process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('says when it is ready, and at %s answers what it has begun and leaves', async (signal) => {
    const child = start(environment);
    const { url } = await untilSays(child, 'ready');
    const headers = { authorization: `Bearer ${await issuer.token(CLERK)}` };
    // Waits five seconds for a position that never comes: a request in flight when the signal arrives, cut after four.
    const inFlight = fetch(`${url}/folders/AB0001?min-position=9000000`, { headers }).then(({ status }) => status, () => 'cut');
    const quick = fetch(`${url}/folders/AB0001`, { headers });
    expect((await quick).status).toBe(404);
    child.kill(signal);
    // One that does not stop in time by itself leaves with another code.
    const [code] = await once(child, 'exit') as [number];
    expect(code).toBe(0);
    expect(['cut', 409, 503]).toContain(await inFlight);
    await expect(fetch(`${url}/health/live`)).rejects.toThrow('fetch failed');
  });

  it('that cannot start says everything that is wrong, once, and leaves', async () => {
    const child = start({ PORT: 'first', TRANSPORT: 'pigeon', MODE: 'local', DATABASE_URL: 'mysql://u:password-of-mine@h/d', FEEDS: '{"police":"x"}' });
    let complaint = '';
    child.stderr.on('data', (chunk) => { complaint += String(chunk); });
    const [code] = await once(child, 'exit') as [number];
    expect(code).toBe(1);
    for (const part of ['PORT is "first"', 'TRANSPORT is "pigeon", not one of feed, kafka', 'DATABASE_URL is not an address', 'ISSUER is not set', '"police", which is not a service']) expect(complaint).toContain(part);
    expect(complaint).not.toContain('password-of-mine');
  });

  it('whose database is not there says so and leaves', async () => {
    const child = start({ ...environment, DATABASE_OWNER_URL: 'postgres://u:p@127.0.0.1:9/d' });
    let complaint = '';
    child.stderr.on('data', (chunk) => { complaint += String(chunk); });
    const [code] = await once(child, 'exit') as [number];
    expect([code, complaint]).toEqual([1, expect.stringContaining('ECONNREFUSED')]);
  });
});

describe('spans', () => {
  it('go to the address that is configured, and carry route and outcome, not addresses', async () => {
    const bodies: string[] = [];
    const collector = createServer((request, response) => {
      request.on('data', (chunk) => bodies.push(`${request.url} ${String(chunk)}`)).on('end', () => response.end('{}'));
    });
    await once(collector.listen(0, '127.0.0.1'), 'listening');
    const child = start({ ...environment, OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}` });
    const { url } = await untilSays(child, 'ready');
    await fetch(`${url}/folders/AB0009`, { headers: { authorization: `Bearer ${await issuer.token(CLERK)}`, traceparent: `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01` } });
    child.kill('SIGTERM');
    await once(child, 'exit');
    collector.close();
    const sent = bodies.join('');
    expect(sent).toContain('/v1/traces');
    for (const part of ['lienthong-audit', 'GET /folders/:code', 'c'.repeat(32)]) expect(sent).toContain(part);
    expect(sent).not.toContain('AB0009');
  });
});

describe('replicas', () => {
  it('that start together on an empty database migrate it once and both answer', async () => {
    const fresh = await freshDatabase('audit', prepareDatabase);
    const config = readConfig({ ...environment, LOG_LEVEL: 'silent', DATABASE_URL: fresh.serviceUrl, DATABASE_OWNER_URL: fresh.ownerUrl }, { service: 'audit', usualPort: 0, needsDatabase: true });
    const replicas = await Promise.all([1, 2, 3].map(() => createService(cabinet, config)));
    const headers = { authorization: `Bearer ${await issuer.token(CLERK)}`, 'content-type': 'application/json' };
    const statuses = await Promise.all(replicas.map(({ url }, index) => fetch(`${url}/folders`, { method: 'POST', headers, body: JSON.stringify({ code: `AB000${index}`, title: 'x' }) }).then(({ status }) => status)));
    expect(statuses).toEqual([201, 201, 201]);
    const types = (await replicas[0]!.store.read({ after: -1, limit: 100 })).map(({ type }) => type);
    // What the first start finds is entered once, whichever replica was first.
    expect(types.toSorted()).toEqual(['ConfigurationChanged', 'FolderOpened', 'FolderOpened', 'FolderOpened', 'LogKeysChanged', 'MigrationsRun']);
    await Promise.all(replicas.map(({ close }) => close()));
    await dropDatabase(fresh.database);
  });

  it('may start without the owner role once somebody has migrated', async () => {
    const { DATABASE_OWNER_URL: _, ...withoutOwner } = environment;
    const service = await createService(cabinet, readConfig({ ...withoutOwner, LOG_LEVEL: 'silent' }, { service: 'audit', usualPort: 0, needsDatabase: true }));
    expect((await fetch(`${service.url}/health`)).status).toBe(200);
    await service.close();
    await service.close();
  });
});
