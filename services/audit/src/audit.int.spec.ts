import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Projections } from '@lienthong/event-store';
import { unguardedRoutes } from '@lienthong/service-host';
import { eventually, startUnderTest, type UnderTest } from '@lienthong/service-host/specs';
import type { TokenClaims } from '@lienthong/testing';
import pg from 'pg';
import { AuditModule } from './audit.module.js';
import { auditService } from './audit.service.js';

const CODE = 'H56.17-20261125-0001';
const OTHER = 'H56.17-20261125-0002';
const AT = '2026-11-25T08:00:00.000+07:00';
const ref = (code: string): string => createHash('sha256').update(code).digest('hex');
const AUDITOR: TokenClaims = { agency: 'audit', unit: 'H56', roles: ['auditor'] };

describe('audit', () => {
  let audit: UnderTest;

  beforeAll(async () => {
    audit = await startUnderTest(auditService);
    tell('intake', 'lienthong.intake.v1.DossierSubmitted', CODE, { code: CODE, procedureCode: '1.013831', receivingUnit: 'H56.17', submittedAt: AT });
    tell('intake', 'lienthong.intake.v1.DossierAccepted', CODE, {
      code: CODE, procedureCode: '1.013831', procedureVersion: 1, receivingUnit: 'H56.17', receivedAt: AT, dueAt: '2026-12-09T08:00:00+07:00',
      transferor: { name: 'Người Bán', identifier: '038201000001' }, transferee: { name: 'Người Mua', identifier: '038202000001' },
    });
    tell('intake', 'lienthong.intake.v1.DossierSubmitted', OTHER, { code: OTHER, procedureCode: '1.013831', receivingUnit: 'H56.17', submittedAt: AT });
    tell('processing', 'lienthong.processing.v1.TaskOffered', CODE, {
      taskId: `${CODE}~verify#1`, dossierCode: CODE, element: 'verify', name: 'Thẩm định', nameEn: 'Verify', kind: 'TASK_KIND_SERVICE', type: 'land-registry.verify-parcel', agency: 'land-registry',
      unit: 'H56.23', role: 'officer', reasonVi: 'Thẩm định thửa đất', reasonEn: 'Verify the parcel', offeredAt: AT, dueAt: '2026-11-27T08:00:00+07:00', dossierState: 4,
    });
    await until(async () => (await get<{ sources: { heard: number }[] }>('/gaps', AUDITOR)).body.sources.reduce((sum, { heard }) => sum + heard, 0) === 4);
  });

  afterAll(async () => {
    await audit?.stop();
  });

  function tell(source: 'intake' | 'processing', type: string, code: string, data: object): void {
    audit.feedOf(source).publish({ type, subject: code, data, dossierref: ref(code), time: AT });
  }

  async function get<T>(path: string, claims: TokenClaims): Promise<{ status: number; body: T }> {
    const { status, body } = await audit.call('GET', path, { as: claims });
    return { status, body: body as T };
  }

  const until = (holds: () => Promise<boolean>): Promise<boolean> => eventually(holds, (held) => held);

  it('says who has a dossier, since when and why', async () => {
    const { body } = await get<{ state: number; holder: object; task: object; reason: object; since: string; dueAt: string; timeline: { type: string; source: string; sequence: number }[] }>(`/dossiers/${CODE}`, AUDITOR);
    assert.deepEqual(
      { state: body.state, holder: body.holder, task: body.task, reason: body.reason, since: body.since, dueAt: body.dueAt },
      { state: 4, holder: { agency: 'land-registry', unit: 'H56.23', role: 'officer' }, task: { vi: 'Thẩm định', en: 'Verify' }, reason: { vi: 'Thẩm định thửa đất', en: 'Verify the parcel' }, since: AT, dueAt: '2026-12-09T08:00:00+07:00' },
    );
    assert.deepEqual(body.timeline.map(({ source, sequence, type }) => `${source}#${sequence} ${type}`).toSorted(), ['intake#1 DossierSubmitted', 'intake#2 DossierAccepted', 'processing#1 TaskOffered']);
  });

  it('lists page by page, and filters', async () => {
    const first = await get<{ items: { code: string }[]; next: string; total: number }>('/dossiers?limit=1', AUDITOR);
    const second = await get<{ items: { code: string }[]; next: string | null }>(`/dossiers?limit=1&cursor=${first.body.next}`, AUDITOR);
    assert.deepEqual([first.body.total, [...first.body.items, ...second.body.items].map(({ code }) => code).toSorted()], [2, [CODE, OTHER]]);
    const land = await get<{ items: { code: string }[] }>('/dossiers?agency=land-registry&state=4&late=false', AUDITOR);
    assert.deepEqual(land.body.items.map(({ code }) => code), [CODE]);
  });

  it.each<[string, TokenClaims, string[]]>([
    ['the one-stop centre all', { agency: 'one-stop', unit: 'H56.17', roles: ['clerk'] }, [CODE, OTHER]],
    ['an agency what passed through it', { agency: 'land-registry', unit: 'H56.23', roles: ['officer'] }, [CODE]],
    ['another agency nothing', { agency: 'tax', unit: 'H56.T7', roles: ['officer'] }, []],
    ['a citizen their own', { sub: '038202000001', agency: 'citizen', roles: ['citizen'] }, [CODE]],
    ['another citizen nothing', { sub: '038209000009', agency: 'citizen', roles: ['citizen'] }, []],
  ])('shows %s', async (_, claims, codes) => {
    const { body } = await get<{ items: { code: string }[]; total: number }>('/dossiers', claims);
    assert.deepEqual([body.items.map(({ code }) => code).toSorted(), body.total], [codes, codes.length]);
    const one = await get(`/dossiers/${CODE}`, claims);
    assert.equal(one.status, codes.includes(CODE) ? 200 : 404);
  });

  it('counts on the board what waits where', async () => {
    const { body } = await get<{ agencies: { agency: string; waiting: number; tasks: { element: string; name: object; count: number }[] }[] }>('/board', AUDITOR);
    assert.deepEqual(body.agencies.map(({ agency, waiting }) => [agency, waiting]), [['land-registry', 1], ['one-stop', 1]]);
    assert.deepEqual(body.agencies[0]?.tasks.map(({ element, name, count }) => [element, name, count]), [['verify', { vi: 'Thẩm định', en: 'Verify' }, 1]]);
  });

  it('sends live events and resumes after the last one seen', async () => {
    const heard = async (): Promise<number[]> => (await audit.store.read({ after: -1, limit: 500 })).filter(({ type }) => type === 'FactHeard').map(({ logIndex }) => logIndex);
    const before = await heard();
    const stop = new AbortController();
    const headers = { authorization: `Bearer ${await audit.token(AUDITOR)}`, 'last-event-id': String(before[1]) };
    const response = await fetch(`${audit.service.url}/live`, { headers, signal: stop.signal });
    assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
    let text = '';
    const reading = (async () => { for await (const part of response.body ?? []) text += Buffer.from(part).toString(); })().catch(() => {});
    const ids = (): number[] => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
    await until(async () => ids().length >= 2);
    assert.deepEqual(ids(), before.slice(2));
    tell('processing', 'lienthong.processing.v1.TaskCompleted', CODE, { taskId: `${CODE}~verify#1`, dossierCode: CODE, element: 'verify', completedAt: AT });
    await until(async () => ids().length >= 3);
    assert.deepEqual(ids(), (await heard()).slice(2));
    stop.abort();
    await reading;
  });

  it('refuses a live position that is none', async () => {
    assert.equal((await get('/live?after=yesterday', AUDITOR)).status, 400);
  });

  it('refuses a cursor that it did not give out, and takes a position from the query', async () => {
    for (const made of [[1.5], [1e300], ['x', 'y']]) {
      assert.equal((await get(`/dossiers?cursor=${Buffer.from(JSON.stringify(made)).toString('base64url')}`, AUDITOR)).status, 400);
    }
    assert.equal((await get('/dossiers?min-position=0', AUDITOR)).status, 200);
  });

  it('keeps a withdrawn dossier waiting nowhere', async () => {
    const code = 'H56.17-20261125-0003';
    tell('intake', 'lienthong.intake.v1.DossierAccepted', code, { code, procedureCode: '1.013831', receivingUnit: 'H56.17', receivedAt: AT, dueAt: '2026-01-09T08:00:00+07:00' });
    tell('intake', 'lienthong.intake.v1.DossierWithdrawn', code, { code, reason: 'Không bán nữa', withdrawnAt: AT });
    const one = async () => (await get<{ state: number; holder: { agency: string } | null; late: boolean; reason: object | null }>(`/dossiers/${code}`, AUDITOR)).body;
    await until(async () => (await one()).state === 7);
    assert.equal((await one()).holder?.agency, 'processing');
    tell('processing', 'lienthong.processing.v1.InstanceCompleted', code, { dossierCode: code, outcome: 'withdrawn', completedAt: AT });
    await until(async () => (await one()).state === 8);
    const { holder, late, reason } = await one();
    assert.deepEqual({ holder, late, reason }, { holder: null, late: false, reason: { vi: 'Không bán nữa', en: 'Không bán nữa' } });
  });

  it('builds its read model without what has been erased', async () => {
    const erasure = new pg.Client({ connectionString: audit.urls.erasureUrl });
    await erasure.connect();
    await erasure.query(`UPDATE log.events SET salt = NULL, sealed = NULL WHERE log_index = (SELECT min(log_index) FROM log.events WHERE type = 'FactHeard')`);
    await erasure.end();
    const { tables } = await audit.service.app.get(Projections).rebuild('histories', { onlyIfEqual: true });
    const timeline = tables.find(({ table }) => table === 'timeline');
    assert.equal(timeline?.rowsAfter, (timeline?.rowsBefore ?? 0) - 1);
    // It still counts: an erasure is no gap.
    assert.equal(tables.find(({ table }) => table === 'sources')?.equal, true);
  });

  it('counts a fact that was erased before audit heard it, and shows it nowhere', async () => {
    const source = async (name: string) => (await get<{ sources: { service: string; heard: number; highest: number; gaps: object[] }[] }>('/gaps', AUDITOR)).body.sources.find(({ service }) => service === name);
    const erased = '0b1d7f3e5c2a4d6f8091a2b3c4d5e6f7';
    audit.feedOf('tax').publish({ type: 'lienthong.FactErased', subject: erased, data: {}, dossierref: ref(CODE), time: AT });
    audit.feedOf('tax').publish({ type: 'lienthong.tax.v1.ObligationSettled', subject: CODE, data: { dossierCode: CODE }, dossierref: ref(CODE), time: AT });
    await until(async () => (await source('tax'))?.highest === 2);
    assert.deepEqual(await source('tax'), { service: 'tax', heard: 2, highest: 2, gaps: [] });
    assert.equal((await get(`/dossiers/${erased}`, AUDITOR)).status, 404);
    assert.deepEqual((await get<{ items: { key: string }[] }>('/parked', { ...AUDITOR, roles: ['administrator'] })).body.items, []);
  });

  it('cites an order of erasure as the cause of having heard it, though it is also entered as an order', async () => {
    const logIndex = 900;
    audit.feedOf('intake').publish({
      type: 'lienthong.intake.v1.ErasureOrdered', subject: ref('ordered'), logIndex, time: AT,
      data: { dossierRef: ref('ordered'), list: 'TH-2026-0001', legalBasis: 'Căn cứ mẫu, để thử', orderedAt: AT },
    });
    const client = new pg.Client({ connectionString: audit.urls.serviceUrl });
    await client.connect();
    try {
      const heard = async (): Promise<number> => (await client.query(`SELECT 1 FROM log.events WHERE type = 'FactHeard' AND cause LIKE 'lienthong.%/intake#${logIndex}'`)).rowCount ?? 0;
      assert.equal(await eventually(heard, (rows) => rows > 0), 1);
    } finally {
      await client.end();
    }
  });

  it('shows a dossier as it was known at a moment, and nothing of it before it was heard of', async () => {
    const code = 'H56.17-20261125-0004';
    const known = (at: string) => get<{ state: number; knownAt: string; holder: { agency: string }; timeline: { type: string; heardAt: string }[] }>(`/dossiers/${code}?known-at=${encodeURIComponent(at)}`, AUDITOR);
    tell('intake', 'lienthong.intake.v1.DossierSubmitted', code, { code, procedureCode: '1.013831', receivingUnit: 'H56.17', submittedAt: AT });
    await until(async () => (await get(`/dossiers/${code}`, AUDITOR)).status === 200);
    const between = new Date().toISOString();
    await new Promise((resolve) => { setTimeout(resolve, 5); });
    tell('processing', 'lienthong.processing.v1.TaskOffered', code, {
      taskId: `${code}~verify#1`, dossierCode: code, element: 'verify', name: 'Thẩm định', agency: 'land-registry', unit: 'H56.23', role: 'officer', offeredAt: AT, dossierState: 4,
    });
    await until(async () => (await get<{ state: number }>(`/dossiers/${code}`, AUDITOR)).body.state === 4);
    const then = await known(between);
    assert.deepEqual([then.body.state, then.body.holder.agency, then.body.timeline.map(({ type }) => type), then.body.knownAt], [1, 'one-stop', ['DossierSubmitted'], between]);
    const now = await known(new Date().toISOString());
    assert.deepEqual([now.body.state, now.body.holder.agency, now.body.timeline.length], [4, 'land-registry', 2]);
    assert.equal((await known('2026-01-01T00:00:00+07:00')).status, 404);
    assert.equal((await known('yesterday')).status, 422);
  });

  it('has no route without a rule', () => assert.deepEqual(unguardedRoutes(AuditModule), []));
});
