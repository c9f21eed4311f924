import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SERVICE_NAMES } from '@lienthong/service-host';
import { readPolicy, verifyDossierProof } from '@lienthong/transparency-log';
import { ApiClient } from './api-client.js';
import { readLog, rootAt, type ReadLog } from './public-logs.js';
import { startTemporaryPlatform, type TemporaryPlatform } from './temporary-platform.js';
import { findTraces, type Trace } from './trace-search.js';
import { submissionForm } from './transfer-forms.js';
import { planTransfer, type TransferPlan } from './transfer-plan.js';
import { TransferPlayers } from './transfer-players.js';

const SERVICES = SERVICE_NAMES.filter((name) => name !== 'gateway');
const LEGAL_BASIS = 'Quyết định mẫu về thời hạn bảo quản tài liệu, để thử';
const FILE_TEXT = 'Nội dung giấy tờ mẫu sẽ bị tiêu hủy';
const PDF = `%PDF-1.7\n1 0 obj<<>>endobj\n% ${FILE_TEXT}\ntrailer<<>>\n%%EOF\n`;
/** Subject of the sample account `citizen`. */
const CITIZEN = '001190000001';
const PATIENCE_MS = 180_000;

/** What other laws keep: where a dossier's code may still stand, and in which events. */
const KEPT_EVENTS: Readonly<Record<string, readonly string[]>> = {
  tax: ['obligation', 'payment'],
  land_registry: ['parcel'],
};
const KEPT_TABLES = /^(tax read_ledger_\d+\.journal|land_registry read_register_\d+\.parcels)$/;

type Doomed = Readonly<{ code: string; ref: string; values: readonly string[]; registered: boolean }>;

/** Whole dossiers over Kafka, through every agency; destroyed by a list; looked for in everything that the installation holds. */
describe('destroyed dossiers', () => {
  let temporary: TemporaryPlatform;
  let gateway: string;
  const shortened = process.env['RETENTION_SHORTENED_TO'];
  beforeAll(async () => {
    process.env['RETENTION_SHORTENED_TO'] = '1';
    temporary = await startTemporaryPlatform('kafka');
    gateway = temporary.platform.url;
  });
  afterAll(async () => {
    if (shortened === undefined) delete process.env['RETENTION_SHORTENED_TO'];
    else process.env['RETENTION_SHORTENED_TO'] = shortened;
    await temporary.stop();
  });

  const client = (account: string) => new ApiClient(gateway, account);
  const search = (values: readonly string[]): Promise<readonly Trace[]> => findTraces(values, {
    adminUrl: temporary.platform.postgres.adminUrl, databases: [...temporary.platform.databases.values()].map(({ database }) => database),
    brokers: temporary.kafka?.brokers ?? [], folder: join(temporary.folder, 'files'),
  });
  const allLogs = async (): Promise<Readonly<Record<string, ReadLog>>> => Object.fromEntries(await Promise.all(SERVICES.map(async (name) => [name, await readLog(gateway, name)] as const)));
  const until = async <T>(ask: () => Promise<T>, isRight: (answer: T) => boolean): Promise<T> => {
    for (const end = Date.now() + PATIENCE_MS; ; await sleep(500)) {
      const answer = await ask();
      if (isRight(answer)) return answer;
      if (Date.now() > end) throw new Error(`Expected it to get there, but it stays at ${JSON.stringify(answer).slice(0, 2_000)}`);
    }
  };
  const refOf = async (code: string): Promise<string> => {
    const [found] = (await search([code])).flatMap(({ place, row }) => (place === 'intake log.dossiers' && row?.['code'] === code ? [(row['ref'] as Buffer).toString('hex')] : []));
    return found ?? assert.fail(`Expected intake to know a reference of ${code}`);
  };

  /** Handed in by a citizen's side with a file, read by the citizen, refused at the counter. */
  async function refusedWithFile(): Promise<Doomed> {
    const plan = planTransfer(777, 'DOOMED');
    const form = new FormData();
    form.append('file', new Blob([PDF], { type: 'application/pdf' }), 'giay-to-tieu-huy.pdf');
    const token = (await (await fetch(`${gateway}/local/token`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ account: 'clerk' }) })).json() as { access_token: string }).access_token;
    const { hash } = await (await fetch(`${gateway}/api/intake/files`, { method: 'POST', body: form, headers: { authorization: `Bearer ${token}` } })).json() as { hash: string };
    const submission = submissionForm(plan) as { components: { files: string[] }[]; transferor: object };
    const clerk = client('clerk');
    const { code } = await clerk.post<{ code: string }>('/api/intake/dossiers', {
      ...submission, transferor: { ...plan.transferor, identifier: CITIZEN }, components: submission.components.map((component, n) => (n === 0 ? { ...component, files: [hash] } : component)),
    });
    await until(() => client('citizen').send('GET', `/api/intake/dossiers/${code}`), ({ status }) => status === 200);
    await clerk.post(`/api/intake/dossiers/${code}/refusal`, { reason: 'Thiếu giấy tờ theo quy định, đề nghị nộp lại' });
    await client('citizen').post(`/api/intake/dossiers/${code}/rating`, { criteria: [2, 2, 2, 2, 2, 2, 2, 2, 1] });
    return { code, ref: await refOf(code), registered: false, values: [code, CITIZEN, FILE_TEXT, 'giay-to-tieu-huy', plan.transferor.phone, plan.transferor.email, plan.transferee.email, plan.transferee.identifier, plan.transferee.address] };
  }

  /** Names and numbers of the parties stand in the land register once they held or got the right; how to reach them never does. */
  function doomedOf(code: string, ref: string, plan: TransferPlan): Doomed {
    const registered = plan.ending !== 'refused';
    return { code, ref, registered, values: [code, plan.transferor.phone, plan.transferor.email, plan.transferee.email, ...(registered ? [] : [plan.transferee.identifier])] };
  }

  it('leave no trace but what another law keeps, while every entry, checkpoint and proof still holds', async () => {
    const played = await new TransferPlayers({ gateway, transfers: 10 }).play();
    assert.equal(played.complete, true);
    const ended = [...played.plans].filter(([, { ending }]) => ending !== 'unpaid');
    const running = [...played.plans].find(([, { ending }]) => ending === 'unpaid')?.[0] ?? '';
    const [staying, ...going] = ended;
    const doomed: Doomed[] = [await refusedWithFile()];
    for (const [code, plan] of going) doomed.push(doomedOf(code, await refOf(code), plan));
    assert.equal(doomed.length, 9);

    // The search finds all of it now: in the databases of every agency, on the broker, in the folder of files.
    const before = await search(doomed.flatMap(({ values }) => values));
    for (const { values } of doomed) for (const value of values) assert.ok(before.some((trace) => trace.value === value), `nothing holds ${value} before the destruction`);
    for (const name of SERVICES) assert.ok(before.some(({ place }) => place.startsWith(`${name.replaceAll('-', '_')} `)), `${name} holds nothing`);
    for (const name of SERVICES.filter((each) => each !== 'audit')) assert.ok(before.some(({ place }) => place === `kafka lienthong.${name}.facts`), `no record of ${name} holds anything`);
    assert.ok(before.some(({ place, value }) => place.startsWith('file ') && value === FILE_TEXT));
    const proven = going[0]![0];
    const proof = await until(() => client('auditor').send<object>('GET', `/api/audit/dossiers/${proven}/proof`), ({ status }) => status === 200);
    const logs = await allLogs();

    // A running dossier, a stranger's list, and one person for both acts are refused.
    const officer = client('records-officer');
    const leader = client('centre-leader');
    const propose = (dossiers: readonly string[]) => officer.send<{ number: string; code?: string }>('POST', '/api/intake/destruction-lists', JSON.stringify({ dossiers, legalBasis: LEGAL_BASIS }));
    assert.equal((await propose([running])).body.code, 'DOSSIER_NOT_ENDED');
    const { body: { number } } = await until(() => propose(doomed.map(({ code }) => code)), ({ status }) => status === 201);
    assert.equal((await officer.send<{ code: string }>('POST', `/api/intake/destruction-lists/${number}/approval`, '{}')).body.code, 'SECOND_PERSON_NEEDED');
    await leader.post(`/api/intake/destruction-lists/${number}/approval`, {});
    // Power cuts while it is under way: the eraser, and a service that has to hear of it.
    temporary.platform.services.get('eraser')?.kill9();
    temporary.platform.services.get('tax')?.kill9();
    const certificate = await until(
      () => leader.send<{ number: string; agencies: { agency: string; events: number; kept: number; files: number; recordsUntil: string }[] }>('GET', `/api/intake/destruction-lists/${number}/certificate`),
      (answer) => answer.status === 200);

    const after = await search(doomed.flatMap(({ values }) => values));
    const unexpected = after.filter(({ place, row, value }) => {
      const [database = '', table] = place.split(' ');
      const isKeptEvent = table === 'log.events' && (KEPT_EVENTS[database] ?? []).includes(String(row?.['stream_category']));
      return !(doomed.some(({ code, registered }) => code === value && registered) && (isKeptEvent || KEPT_TABLES.test(place)));
    });
    assert.deepEqual(unexpected.map(({ place, value }) => `${place}: ${value}`), []);
    assert.ok(after.length > 0, 'the register names the dossiers on which it was changed');
    for (const { code } of doomed) assert.equal((await client('auditor').send('GET', `/api/audit/dossiers/${code}`)).status, 404);
    // The others are whole.
    assert.equal((await client('clerk').send('GET', `/api/intake/dossiers/${staying?.[0]}`)).status, 200);
    assert.equal((await client('auditor').send('GET', `/api/audit/dossiers/${running}`)).status, 200);

    const agencies = new Map(certificate.body.agencies.map((line) => [line.agency, line]));
    assert.deepEqual([...agencies.keys()].toSorted(), [...SERVICES].toSorted());
    for (const name of SERVICES) assert.ok((agencies.get(name)?.events ?? 0) > 0, `${name} destroyed nothing`);
    assert.deepEqual(SERVICES.filter((name) => (agencies.get(name)?.kept ?? 0) > 0).toSorted(), ['land-registry', 'tax']);
    assert.equal(agencies.get('intake')?.files, 1);
    assert.deepEqual([...agencies.values()].map(({ recordsUntil }) => recordsUntil), SERVICES.map(() => ''));

    // Entries, roots and the proof that was handed out before are as they were.
    const grown = await until(allLogs, (now) => SERVICES.every((name) => (now[name]?.size ?? 0) > (logs[name]?.size ?? 0)));
    for (const name of SERVICES) {
      const [old, fresh] = [logs[name]!, grown[name]!];
      assert.deepEqual(fresh.entries.slice(0, old.size), old.entries, `entries of ${name} changed`);
      assert.equal(rootAt(fresh.entries, old.size), old.root);
    }
    const policy = readPolicy(await (await fetch(`${gateway}/log/policy`)).text());
    assert.equal(policy.kind, 'policy');
    const report = verifyDossierProof(JSON.stringify(proof.body), policy.kind === 'policy' ? policy.policy : assert.fail(), { now: Math.floor(Date.now() / 1_000) });
    assert.equal(report.kind, 'dossier', JSON.stringify(report));
    // Nobody takes the destruction for tampering: several passes of every check, and longer than audit waits for a fact that is missing.
    await sleep(40_000);
    const { items: alarms } = await client('auditor').get<{ items: readonly object[] }>('/api/audit/alarms?open=true');
    assert.deepEqual(alarms, []);
  });
});
