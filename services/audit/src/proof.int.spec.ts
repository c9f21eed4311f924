import assert from 'node:assert/strict';
import { eventually, startUnderTest, type UnderTest } from '@lienthong/service-host/specs';
import { startFactFeed, startTokenIssuer, type FactFeed, type TokenClaims, type TokenIssuer } from '@lienthong/testing';
import { dossierRef, readPolicy, verifyDossierProof, type Policy } from '@lienthong/transparency-log';
import { auditService } from './audit.service.js';
import { startSpecLog, type SpecLog } from './spec-log.js';
import { keyText, testKey, writePolicyFile } from './spec-policy.js';

const CODE = 'H56.17-20261125-0001';
const SALT = 'ab'.repeat(32);
const REF = dossierRef(Buffer.from(SALT, 'hex'), CODE);
const OWNER: TokenClaims = { sub: '038202000001', agency: 'citizen', roles: ['citizen'] };
const AUDITOR: TokenClaims = { agency: 'audit', unit: 'H56', roles: ['auditor'] };
const AT = '2026-11-25T08:00:00.000+07:00';
const SERVICES = ['intake', 'processing', 'tax', 'land-registry', 'postal'] as const;
type Service = (typeof SERVICES)[number];

const originOf = (service: string): string => `lienthong.test/${service}`;
const sealed = (data: object): string => JSON.stringify({ actorId: 'o-7', data });

describe('the proof of a dossier', () => {
  let audit: UnderTest;
  let issuer: TokenIssuer;
  let policyFile: Awaited<ReturnType<typeof writePolicyFile>>;
  let policy: Policy;
  const logs = new Map<Service, SpecLog>();
  const feeds = new Map<Service, FactFeed>();
  /** What each service keeps to itself, and what it says wrongly. */
  const withheld = new Set<string>();
  const altered = new Set<string>();
  let hidden = 0;
  let isTaxAway = false;
  let intakeShowsIt = false;
  let ownFindings: readonly object[] = [];
  const log = (service: Service): SpecLog => logs.get(service)!;

  beforeAll(async () => {
    issuer = await startTokenIssuer();
    for (const service of SERVICES) {
      logs.set(service, await startSpecLog(testKey(originOf(service), 'note')));
      feeds.set(service, await startFactFeed(originOf(service), (path) => privately(service, path)));
    }
    const own = testKey('lienthong.test/audit', 'note');
    const port = await freePort();
    const text = [
      ...SERVICES.map((service) => `log ${testKey(originOf(service), 'note').verifier.text} ${log(service).url}`), `log ${own.verifier.text} http://127.0.0.1:${port}/log`,
      'quorum none', `# completeness ${testKey('lienthong.test/audit/completeness', 'note').verifier.text}`, '',
    ].join('\n');
    const read = readPolicy(text);
    assert.ok(read.kind === 'policy');
    ({ policy } = read);
    policyFile = await writePolicyFile(text);
    // Two dossiers and a cause across logs: intake's second event led to processing's, that one to tax's.
    log('intake').add({ type: 'DossierSubmitted', dossier: REF, sealed: sealed({ code: CODE }) }, { type: 'DossierAccepted', dossier: REF, sealed: sealed({ code: CODE, note: 'mẫu' }) }, { type: 'Other' });
    log('processing').add({ type: 'Other' }, { type: 'TaskOffered', dossier: REF, cause: `${originOf('intake')}#1`, sealed: sealed({ element: 'assess' }) });
    log('tax').add({ type: 'ObligationAssessed', dossier: REF, cause: `${originOf('processing')}#1`, sealed: sealed({ total: 1 }) }, { type: 'DossierRead', dossier: REF, sealed: sealed({ purpose: 'x' }) }, { type: 'DossierRead', dossier: REF, sealed: sealed({ purpose: 'secret' }) });
    for (const service of SERVICES) {
      log(service).say({ announces: ['DossierSubmitted', 'DossierAccepted', 'TaskOffered', 'ObligationAssessed', 'ParcelVerified'] });
      log(service).sign();
    }
    audit = await startUnderTest(auditService, {
      issuer, environment: {
        PROVINCE: 'test', PORT: String(port), POLICY_FILE: policyFile.path, LOG_KEY: keyText('lienthong.test/audit', 'note'), COMPLETENESS_KEY: keyText('lienthong.test/audit/completeness', 'note'),
        FEEDS: JSON.stringify(Object.fromEntries([...feeds].map(([service, { url }]) => [service, url]))),
      },
    });
    tell('intake', 0, 'lienthong.intake.v1.DossierSubmitted', { code: CODE, procedureCode: '1.013831', receivingUnit: 'H56.17', submittedAt: AT });
    tell('intake', 1, 'lienthong.intake.v1.DossierAccepted', {
      code: CODE, procedureCode: '1.013831', receivingUnit: 'H56.17', receivedAt: AT, dueAt: '2026-12-09T08:00:00+07:00', transferee: { name: 'Người Mua', identifier: OWNER.sub },
    });
    tell('processing', 1, 'lienthong.processing.v1.InstanceStarted', { dossierCode: CODE });
    await eventually(async () => (await audit.call('GET', `/dossiers/${CODE}`, { as: AUDITOR })).body, (body) => body.timeline?.length === 3);
  });

  afterAll(async () => {
    await audit?.stop();
    await Promise.all([...logs.values(), ...feeds.values(), issuer].map((part) => part?.stop()));
    await policyFile?.remove();
  });

  const tell = (service: Service, logIndex: number, type: string, data: object): void => void feeds.get(service)!.publish({ type, subject: CODE, data, dossierref: REF, time: AT, logIndex });

  function privately(service: Service, path: string): object | undefined {
    if (path === '/integrity') return { origin: originOf(service), pass: {}, findings: service === 'tax' ? ownFindings : [] };
    if (path === `/dossiers/${CODE}`) return service === 'intake' && intakeShowsIt ? { code: CODE } : undefined;
    if (isTaxAway && service === 'tax') return undefined;
    const rows = Array.from({ length: logs.get(service)?.length() ?? 0 }, (_, index) => log(service).row(index)).filter(({ dossier }) => dossier === REF);
    const isWithheld = (index: number): boolean => withheld.has(`${service}#${index}`);
    if (path === `/log/openings/${REF}`) {
      return {
        origin: originOf(service), code: rows.length > 0 ? CODE : null, dossierSalt: service === 'intake' ? SALT : null,
        events: rows.map(({ index, type }) => {
          const { sealed: text, salt } = log(service).opening(index);
          return { index, type, salt, sealed: altered.has(`${service}#${index}`) ? text.replace('1', '2') : text, withheld: isWithheld(index) };
        }),
      };
    }
    if (!path.startsWith(`/log/reads/${REF}`)) return undefined;
    const reads = rows.filter(({ type }) => type === 'DossierRead').toReversed().slice(hidden);
    return {
      origin: originOf(service), next: null,
      items: reads.map(({ index, type }) => ({
        index, at: `2026-11-25T01:02:0${index}.000Z`, type, what: 'GET /obligations/:code', purpose: 'case-work', purposeStated: false, withheld: isWithheld(index),
        withheldUntil: isWithheld(index) ? '2027-01-01T00:00:00.000Z' : null, ground: null, reader: { role: 'officer', organisation: 'H56.T7', name: 'Cán bộ mẫu', agency: 'tax', unit: 'H56.T7' },
      })),
    };
  }

  const proof = (as: TokenClaims = OWNER) => audit.call('GET', `/dossiers/${CODE}/proof`, { as });

  it('verifies, is complete according to the auditor, and discloses what the services opened', async () => {
    const answer = await proof();
    assert.equal(answer.status, 200, answer.text);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/vnd\.lienthong\.proof\+json/);
    assert.equal(answer.headers.get('content-disposition'), `attachment; filename="${CODE}.lienthong-proof.json"`);
    const report = verifyDossierProof(answer.text, policy, { now: Math.floor(Date.now() / 1_000) });
    assert.ok(report.kind === 'dossier', JSON.stringify(report));
    assert.equal(report.completeness, 'attested');
    const events = report.logs.filter(({ origin }) => !origin.endsWith('/audit')).map(({ origin, events: of }) => `${origin.slice(15)} ${of.map(({ index, type, disclosed }) => `${index} ${type} ${disclosed}`).join(', ')}`);
    assert.deepEqual(events.toSorted(), [
      'intake 0 DossierSubmitted true, 1 DossierAccepted true', 'processing 1 TaskOffered true', 'tax 0 ObligationAssessed true, 1 DossierRead true, 2 DossierRead true',
    ]);
    const own = report.logs.find(({ origin }) => origin.endsWith('/audit'));
    assert.deepEqual(own?.events.filter(({ type }) => type === 'FactHeard').length, 3);
  });

  it('is also for a citizen whom no fact has named, if intake shows them the dossier', async () => {
    const unnamed: TokenClaims = { ...OWNER, sub: '038202000009' };
    const seen = async (): Promise<readonly number[]> => Promise.all([proof(unnamed), audit.call('GET', `/dossiers/${CODE}`, { as: unnamed }), audit.call('GET', `/dossiers/${CODE}/reads`, { as: unnamed })].map(async (answer) => (await answer).status));
    assert.deepEqual(await seen(), [404, 404, 404]);
    intakeShowsIt = true;
    assert.deepEqual(await seen(), [200, 200, 200]);
    intakeShowsIt = false;
  });

  it('enters the export as an act, and as a read', async () => {
    const types = async (): Promise<string[]> => (await audit.store.read({ after: -1, limit: 500 })).filter(({ dossier }) => dossier?.code === CODE).map(({ type }) => type);
    const entered = await eventually(types, (all) => all.includes('ProofExported') && all.includes('DossierRead'));
    assert.ok(entered.indexOf('ProofExported') > 0);
  });

  it('keeps to itself what is withheld, and tells of a text that does not open its commitment', async () => {
    withheld.add('tax#2');
    altered.add('tax#0');
    const report = verifyDossierProof((await proof()).text, policy, {});
    assert.ok(report.kind === 'dossier', JSON.stringify(report));
    const tax = report.logs.find(({ origin }) => origin === originOf('tax'));
    assert.deepEqual(tax?.events.map(({ disclosed }) => disclosed), [false, true, false]);
    const { items } = await eventually(async () => (await audit.call('GET', '/alarms', { as: AUDITOR })).body, ({ items: told }) => told.length > 0);
    assert.deepEqual(items.map(({ kind, index, log: of }: { kind: string; index: number; log: string }) => [kind, index, of]), [['payload-altered', 0, originOf('tax')]]);
    altered.clear();
  });

  it('tells the holder who read, but not what is withheld, and the auditor all', async () => {
    const reads = async (as: TokenClaims) => (await audit.call('GET', `/dossiers/${CODE}/reads?limit=200`, { as })).body as { items: { service: string; index: number }[]; counts: { withheld: number }; complete: boolean };
    const ofTax = ({ items }: { items: { service: string; index: number }[] }): number[] => items.filter(({ service }) => service === 'tax').map(({ index }) => index);
    const [holders, auditors] = [await eventually(() => reads(OWNER), ({ complete }) => complete), await reads(AUDITOR)];
    assert.deepEqual([ofTax(holders), ofTax(auditors), holders.counts.withheld], [[1], [2, 1], 1]);
    assert.ok(holders.items.some(({ service }) => service === 'audit'));
    const first = (await audit.call('GET', `/dossiers/${CODE}/reads?limit=1`, { as: AUDITOR })).body;
    assert.deepEqual([first.items.length, typeof first.next], [1, 'string']);
    assert.equal((await audit.call('GET', `/dossiers/${CODE}/reads?limit=1&cursor=${first.next}`, { as: AUDITOR })).body.items.length, 1);
    hidden = 1;
    const short = (await audit.call('GET', `/dossiers/${CODE}/reads`, { as: AUDITOR })).body;
    assert.deepEqual([short.complete, short.counts.services.find(({ origin }: { origin: string }) => origin === originOf('tax'))], [false, { origin: originOf('tax'), logged: 2, answered: 1 }]);
    hidden = 0;
  });

  it('tells what a service found wrong in itself, until it finds it no more', async () => {
    const told = async (): Promise<{ kind: string; subject: string; mendedAt: string | null } | undefined> =>
      (await audit.call('GET', '/alarms?service=tax', { as: AUDITOR })).body.items.find(({ subject }: { subject: string }) => subject.startsWith('self-audit'));
    ownFindings = [{ kind: 'projection-altered', index: null, subject: 'obligations', explanation: { vi: 'Bảng đã bị sửa (mẫu)', en: 'A table was altered (sample)' }, foundAt: AT, mendedAt: null }];
    const { kind, subject } = await eventually(told, (alarm) => alarm !== undefined) ?? {};
    assert.deepEqual([kind, subject], ['projection-altered', 'self-audit: obligations']);
    ownFindings = [];
    await eventually(told, (alarm) => alarm !== undefined && alarm.mendedAt !== null);
  });

  it.each<[string, TokenClaims, number]>([
    ['another citizen', { sub: '038209000009', agency: 'citizen', roles: ['citizen'] }, 404],
    ['an officer of an agency', { agency: 'tax', unit: 'H56.T7', roles: ['officer'] }, 403],
    ['the one-stop centre', { agency: 'one-stop', unit: 'H56.17', roles: ['clerk'] }, 200],
  ])('answers %s as it may be', async (_, claims, status) => assert.equal((await proof(claims)).status, status));

  it('gives no file while a service cannot open its events', async () => {
    isTaxAway = true;
    assert.deepEqual([(await proof()).status, (await audit.call('GET', `/dossiers/${CODE}/reads`, { as: AUDITOR })).body.complete], [503, false]);
    isTaxAway = false;
  });

  it('waits until what was heard lies in a checkpoint, and says so when it does not come', async () => {
    log('land-registry').add({ type: 'ParcelVerified', dossier: REF, cause: `${originOf('processing')}#1` });
    tell('land-registry', 0, 'lienthong.land_registry.v1.ParcelVerified', { dossierCode: CODE });
    await eventually(async () => (await audit.call('GET', `/dossiers/${CODE}`, { as: AUDITOR })).body, (body) => body.timeline?.length === 4);
    const early = await proof();
    assert.deepEqual([early.status, early.body.code, early.headers.get('retry-after')], [409, 'NOT_YET_PROVEN', '2']);
    const waiting = proof();
    log('land-registry').sign();
    assert.equal((await waiting).status, 200);
  });
});

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}
