import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, LocalPostgres } from '@lienthong/local';
import { SERVICE_NAMES } from '@lienthong/service-host';
import { ApiClient } from './api-client.js';
import { NpmStart } from './npm-start.js';
import { isRunning, whichRun } from './process-tree.js';
import { parcelForm } from './transfer-forms.js';
import { planTransfer } from './transfer-plan.js';

const PREPARED = { LIENTHONG_PREPARED: 'yes' };
const MOST_SECONDS = 20;
const OWN_SERVICES = SERVICE_NAMES.map((name) => `services/${name}/dist/main.js`);

/** One installation after another start: the tests go on where the one before left its data. */
describe('npm start', () => {
  let folder: string;
  let args: string[];
  let running: NpmStart | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lienthong-start-'));
    // mkdtemp makes it private, but PostgreSQL runs as a user of its own where the tests run as root.
    await chmod(folder, 0o755);
    args = ['--port', String(await freePort()), '--data', folder];
  });

  afterEach(async () => {
    for (const { pid } of await running?.processes() ?? []) if (await isRunning(pid)) process.kill(pid, 'SIGKILL');
    running = undefined;
  });

  afterAll(async () => {
    await (await postgres()).stop();
    await rm(folder, { recursive: true, force: true });
  });

  const postgres = (): Promise<LocalPostgres> => LocalPostgres.open(join(folder, 'postgres'));

  async function start(through: 'npm' | 'node' = 'node'): Promise<{ platform: NpmStart; url: string }> {
    const platform = running = NpmStart.run(args, PREPARED, through);
    const [, url] = await platform.printed(/Liên Thông {3}(http:\S+)[^]*Ctrl-C/);
    return { platform, url: url! };
  }

  const parcel = parcelForm(planTransfer(0, 'START'));
  const enterParcel = (url: string): Promise<object> => new ApiClient(url, 'registrar').post('/api/land-registry/parcels', parcel);
  const listParcels = (url: string): Promise<{ items: object[] }> => new ApiClient(url, 'registrar').get('/api/land-registry/parcels');

  it('prints one address and the sample accounts, serves the page there, and stops on SIGINT with PostgreSQL last', async () => {
    const { platform, url } = await start();
    assert.equal(platform.output.match(/http:\/\//g)?.length, 1);
    for (const account of ['clerk', 'land-officer', 'tax-officer', 'post-clerk', 'auditor']) assert.match(platform.output, new RegExp(`^ +${account} `, 'm'));
    const page = await fetch(url);
    assert.equal(page.status, 200);
    const [, asset] = /<script type="module"[^>]* src="([^"]+)"/.exec(await page.text()) ?? assert.fail('Expected the page to load a script');
    assert.equal((await fetch(url + asset!)).status, 200);
    await enterParcel(url);

    const { code, seconds, order } = await platform.endBy('SIGINT', platform.pid);
    assert.equal(code, 0, platform.output);
    assert.ok(seconds < MOST_SECONDS, `it took ${seconds} s`);
    assert.match(platform.output, /Đang dừng/);
    const lastService = Math.max(...OWN_SERVICES.map((script) => order.findIndex((command) => command.includes(script))));
    const server = order.findIndex((command) => command.includes('bin/postgres -D'));
    assert.ok(OWN_SERVICES.every((script) => order.some((command) => command.includes(script))), order.join('\n'));
    assert.ok(server > lastService, `PostgreSQL ended before a service:\n${order.join('\n')}`);
    assert.equal(await (await postgres()).findPid(), undefined);
  });

  it('still has its data when started again, refuses a busy port in one sentence, and stops when Ctrl-C reaches the whole group', async () => {
    const { platform, url } = await start();
    assert.equal((await listParcels(url)).items.length, 1);

    const second = NpmStart.run(args, PREPARED);
    assert.equal(await second.ended(), 1);
    assert.match(second.output, /^Expected to listen on port \d+, but something else does; try npm start -- --port \d+\n$/);
    assert.equal((await fetch(url)).status, 200);

    const { code, seconds } = await platform.endBy('SIGINT', -platform.pid);
    assert.equal(code, 0, platform.output);
    assert.ok(seconds < MOST_SECONDS, `it took ${seconds} s`);
  });

  it('leaves no service behind when its supervisor is killed, and goes on with the PostgreSQL that lived on', async () => {
    const { platform } = await start();
    const processes = await platform.processes();
    const supervisor = processes.find(({ command }) => command.includes('deploy/local/dist/main.js'));
    const services = processes.filter(({ command }) => command.includes('services/') || command.includes('carrier'));
    assert.equal(services.length, OWN_SERVICES.length + 1);
    const server = await (await postgres()).findPid();
    process.kill(supervisor!.pid, 'SIGKILL');
    assert.equal(await platform.ended(), 1);
    for (const until = Date.now() + MOST_SECONDS * 1_000; Date.now() < until && (await whichRun(services)).length > 0;) await sleep(50);
    assert.deepEqual(await whichRun(services), []);

    const { platform: next, url } = await start('npm');
    assert.equal(await (await postgres()).findPid(), server);
    assert.equal((await listParcels(url)).items.length, 1);
    const { code, seconds } = await next.endBy('SIGTERM', next.pid);
    assert.equal(code, 0, next.output);
    assert.match(next.output, /Đang dừng/);
    assert.ok(seconds < MOST_SECONDS, `it took ${seconds} s`);
    assert.equal(await isRunning(server!), false);
  });

  it('stops a start under way when npm is killed', async () => {
    running = NpmStart.run(args, PREPARED, 'npm');
    for (let services = 0; services < OWN_SERVICES.length; await sleep(20)) services = (await running.processes()).filter(({ command }) => command.includes('services/')).length;
    const { code, signal } = await running.endBy('SIGKILL', running.pid);
    assert.deepEqual({ code, signal }, { code: null, signal: 'SIGKILL' });
    assert.doesNotMatch(running.output, /Ctrl-C/);
    assert.equal(await (await postgres()).findPid(), undefined);
  });
});
