import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { eventually, startUnderTest, type UnderTest } from '@lienthong/service-host/specs';
import { startFactFeed, type FactFeed } from '@lienthong/testing';
import { entry } from '@lienthong/transparency-log';
import pg from 'pg';
import { StoredFactComparison } from './adapters/postgres/fact-comparison.js';
import { auditService } from './audit.service.js';
import { startSpecLog, type SpecLog } from './spec-log.js';
import { keyText, testKey, writePolicyFile } from './spec-policy.js';
import { Alarms } from './use-cases/alarms.js';
import { AuditedLogs } from './use-cases/monitor/audited-logs.js';
import { compareFacts, PATIENCE_MS, type Missed } from './use-cases/monitor/facts-and-entries.js';

const AUDITOR = { agency: 'audit', unit: 'H56', roles: ['auditor'] };
const REF = createHash('sha256').update('a dossier').digest('hex');
const LOGS = ['intake', 'tax', 'postal', 'land-registry'] as const;
type Told = Readonly<{ kind: string; log: string; index: number | null; subject: string; mendedAt: string | null; explanation: { vi: string; en: string } }>;
type Log = Readonly<{ origin: string; served: { size: number } | null; verified: { size: number } | null; reread: { checked: number; of: number; passes: number } | null; refusing: object | null; missing: string | null; findings: number }>;

const originOf = (service: string): string => `lienthong.test/${service}`;

describe('the monitor', () => {
  let audit: UnderTest;
  let policy: Awaited<ReturnType<typeof writePolicyFile>>;
  let database: pg.Pool;
  const logs = new Map<string, SpecLog>();
  const feeds = new Map<string, FactFeed>();
  const log = (service: string): SpecLog => logs.get(service)!;

  beforeAll(async () => {
    for (const service of LOGS) logs.set(service, await startSpecLog(testKey(originOf(service), 'note')));
    for (const service of [...LOGS, 'processing']) feeds.set(service, await startFactFeed(originOf(service)));
    policy = await writePolicyFile(`${LOGS.map((service) => `log ${testKey(originOf(service), 'note').verifier.text} ${log(service).url}\n`).join('')}quorum none\n`);
    for (const service of LOGS) {
      log(service).add(...Array.from({ length: 600 }, (_, at) => ({ type: 'ThingDone', ...(at % 3 === 0 && { dossier: REF }) })));
      log(service).sign();
    }
    audit = await startUnderTest(auditService, {
      environment: {
        PROVINCE: 'test', POLICY_FILE: policy.path, LOG_KEY: keyText('lienthong.test/audit', 'note'),
        FEEDS: JSON.stringify(Object.fromEntries([...feeds].map(([service, { url }]) => [service, url]))),
      },
    });
    database = new pg.Pool({ connectionString: audit.urls.serviceUrl, max: 2 });
    await Promise.all(LOGS.map((service) => verified(service, 600)));
  });

  afterAll(async () => {
    await database?.end();
    await audit?.stop();
    await Promise.all([...logs.values(), ...feeds.values()].map((part) => part.stop()));
    await policy?.remove();
  });

  const alarms = async (service: string): Promise<readonly Told[]> => ((await audit.call('GET', '/alarms?limit=200', { as: AUDITOR })).body.items as Told[]).filter((told) => told.log === originOf(service));
  const state = async (service: string): Promise<Log | undefined> => ((await audit.call('GET', '/logs', { as: AUDITOR })).body.logs as Log[]).find(({ origin }) => origin === originOf(service));
  const verified = (service: string, size: number): Promise<Log | undefined> => eventually(() => state(service), (now) => now?.verified?.size === size);
  const told = (service: string, kind: string): Promise<Told | undefined> => eventually(async () => (await alarms(service)).find((alarm) => alarm.kind === kind), (alarm) => alarm !== undefined);

  it('reads every log of the policy from its first event, and finds nothing wrong with a right one', async () => {
    assert.deepEqual((await eventually(() => state('land-registry'), (now) => now?.served !== null))?.served, { size: 600, cosignedAt: null });
    const { rows } = await database.query<{ entries: number; of_dossier: number }>(
      `SELECT count(*)::int AS entries, count(dossier)::int AS of_dossier FROM public.audited_entries e JOIN public.audited_logs l ON l.id = e.log_id WHERE l.origin = $1`, [originOf('land-registry')]);
    assert.deepEqual(rows, [{ entries: 600, of_dossier: 200 }]);
    await eventually(() => state('land-registry'), (now) => (now?.reread?.passes ?? 0) >= 1);
    assert.deepEqual(await alarms('land-registry'), []);
  });

  it('goes on from where it was after a restart', async () => {
    log('land-registry').add(...Array.from({ length: 300 }, () => ({ type: 'ThingDone', dossier: REF })));
    await audit.restart();
    log('land-registry').sign();
    await verified('land-registry', 900);
    assert.deepEqual(await alarms('land-registry'), []);
  });

  it('finds an old entry that was altered, and one that is gone, names them, and closes the alarm when they are right again', async () => {
    log('land-registry').show(417, entry({ ...log('land-registry').row(417), type: 'ThingUndone' }));
    const altered = await told('land-registry', 'entry-altered');
    assert.deepEqual([altered?.index, altered?.explanation.vi.includes('417'), altered?.explanation.en.includes('417')], [417, true, true]);
    log('land-registry').show(701, undefined);
    assert.equal((await told('land-registry', 'event-missing'))?.index, 701);
    log('land-registry').showAgain(417);
    log('land-registry').showAgain(701);
    await eventually(() => alarms('land-registry'), (all) => all.every(({ mendedAt }) => mendedAt !== null));
    assert.equal((await state('land-registry'))?.findings, 0);
  });

  it('tells a new entry that is not what was hashed, and verifies nothing beyond the last checkpoint meanwhile', async () => {
    log('land-registry').add({ type: 'ThingDone' }, { type: 'ThingDone' });
    log('land-registry').show(901, entry({ ...log('land-registry').row(901), type: 'ThingUndone' }));
    log('land-registry').sign();
    assert.equal((await eventually(async () => (await alarms('land-registry')).find(({ kind, mendedAt }) => kind === 'entry-altered' && mendedAt === null), (alarm) => alarm !== undefined))?.index, 901);
    assert.equal((await state('land-registry'))?.verified?.size, 900);
    log('land-registry').showAgain(901);
    await verified('land-registry', 902);
    await eventually(() => alarms('land-registry'), (all) => all.every(({ mendedAt }) => mendedAt !== null));
  });

  it('finds a history that was rewritten and signed again, from its first event on, for ever', async () => {
    log('intake').rewrite(291, 640);
    const fork = await told('intake', 'fork');
    assert.deepEqual([fork?.index, fork?.explanation.en], [291, 'The history of lienthong.test/intake was rewritten from event 291 on']);
    const { rows } = await database.query(`SELECT size, kept_note IS NOT NULL AS both FROM public.log_evidence WHERE origin = $1`, [originOf('intake')]);
    assert.deepEqual(rows, [{ size: '640', both: true }]);
    assert.equal((await state('intake'))?.verified?.size, 600);
  });

  it('finds a log that shrank, and tells it once while it grows again', async () => {
    log('tax').rewrite(580, 580);
    assert.deepEqual([(await told('tax', 'shrunk'))?.index], [580]);
    log('tax').rewrite(580, 590);
    await eventually(() => state('tax'), (now) => now?.served?.size === 590);
    log('tax').rewrite(580, 700);
    assert.equal((await told('tax', 'fork'))?.index, 580);
    assert.equal((await alarms('tax')).filter(({ kind }) => kind === 'shrunk').length, 1);
  });

  it('finds gaps in a dossier and in a stream', async () => {
    const rows = [{ ...log('postal').row(3), index: 600, version: 601, dossierVersion: 202 }, { ...log('postal').row(4), index: 601, version: 603 }];
    log('postal').add({ type: 'ThingDone' }, { type: 'ThingDone' });
    log('postal').replaceLast(rows.map(entry));
    log('postal').sign();
    assert.deepEqual([(await told('postal', 'dossier-gap'))?.index, (await told('postal', 'event-missing'))?.index], [600, 601]);
    await verified('postal', 602);
  });

  it('finds a fact that names another event than its log has', async () => {
    log('postal').say({ announces: ['ThingTold'] });
    log('postal').add({ type: 'ThingTold', dossier: REF }, { type: 'ThingDone', dossier: REF });
    feeds.get('postal')!.publish({ type: 'lienthong.postal.v1.ItemPosted', subject: 'D-1', data: { dossierCode: 'D-1' }, dossierref: REF, logIndex: 602 });
    feeds.get('postal')!.publish({ type: 'lienthong.postal.v1.ItemDelivered', subject: 'D-1', data: { dossierCode: 'D-1' }, dossierref: REF, logIndex: 603 });
    log('postal').sign();
    const unlogged = await told('postal', 'fact-unlogged');
    assert.deepEqual([unlogged?.index, unlogged?.subject], [603, 'lienthong.postal.v1.ItemDelivered']);
    assert.deepEqual((await alarms('postal')).filter(({ kind }) => kind === 'fact-unlogged').map(({ index }) => index), [603]);
  });

  it('finds an event that should be a fact and was never heard, when that has been so for a while, and closes it when it comes', async () => {
    log('postal').add({ type: 'ThingTold' }, { type: 'ThingTold' });
    log('postal').sign();
    await verified('postal', 606);
    feeds.get('postal')!.publish({ type: 'lienthong.postal.v1.ItemPosted', subject: 'D-2', data: { dossierCode: 'D-2' }, logIndex: 605 });
    await eventually(async () => (await database.query('SELECT 1 FROM hearings WHERE log_index = 605')).rowCount, (heard) => heard === 1);
    const look = async (missed: Missed, nowMs: number): Promise<Missed> => compareFacts(await audit.service.app.get(AuditedLogs).open(originOf('postal')), ['ThingTold'], missed, {
      nowMs, isCurrent: true, open: [], comparison: new StoredFactComparison(database), alarms: audit.service.app.get(Alarms), owner: { lost: new AbortController().signal, fence: () => ({ text: 'SELECT 1', values: [], mustChange: 1 }) },
    });
    const first = await look(new Map(), 1_000);
    await look(first, 1_000 + PATIENCE_MS - 1);
    assert.ok(!(await alarms('postal')).some(({ kind }) => kind === 'event-unannounced'));
    await look(first, 1_000 + PATIENCE_MS);
    assert.equal((await told('postal', 'event-unannounced'))?.index, 604);
    feeds.get('postal')!.publish({ type: 'lienthong.postal.v1.ItemPosted', subject: 'D-2', data: { dossierCode: 'D-2' }, dossierref: REF, logIndex: 604 });
    await eventually(() => told('postal', 'event-unannounced'), (alarm) => alarm?.mendedAt !== null);
  });

  it('tells when a log refuses to sign, and when it does so no more', async () => {
    log('postal').say({ refusing: { code: 'ENTRY_FORM', because: `Expected to read entry ${originOf('postal')}#77, but the log has none` } });
    await eventually(async () => (await alarms('postal')).find(({ subject }) => subject === 'refuses to sign'), (alarm) => alarm?.index === 77 && alarm.mendedAt === null);
    await eventually(() => state('postal'), (now) => now?.refusing !== null);
    log('postal').say({ refusing: null });
    await eventually(async () => (await alarms('postal')).find(({ subject }) => subject === 'refuses to sign'), (alarm) => alarm !== undefined && alarm.mendedAt !== null);
  });

  it('shows alarms on the board and live, to whoever watches the logs', async () => {
    const { body: board } = await audit.call('GET', '/board', { as: AUDITOR });
    const { body: all } = await audit.call('GET', '/alarms?open=true&limit=1', { as: AUDITOR });
    assert.ok(board.alarms > 0, JSON.stringify(board));
    assert.deepEqual([all.open, all.items.length, typeof all.next], [board.alarms, 1, 'string']);
    const events = async (claims: object): Promise<string> => {
      const stop = new AbortController();
      const response = await fetch(`${audit.service.url}/live?after=-1`, { headers: { authorization: `Bearer ${await audit.token(claims)}` }, signal: stop.signal });
      let text = '';
      const reading = (async () => { for await (const part of response.body ?? []) text += Buffer.from(part).toString(); })().catch(() => {});
      await eventually(async () => text, (read) => read.includes('event: fact'));
      stop.abort();
      await reading;
      return text;
    };
    assert.match(await events(AUDITOR), /event: alarm\nid: \d+\ndata: \{"id":"intake\.fork\.291"/);
    assert.doesNotMatch(await events({ agency: 'one-stop', unit: 'H56.17', roles: ['clerk'] }), /event: alarm/);
    assert.equal((await audit.call('GET', '/alarms', { as: { agency: 'one-stop', unit: 'H56.17', roles: ['clerk'] } })).status, 403);
  });
});
