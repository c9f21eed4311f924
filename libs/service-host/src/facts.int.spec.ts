import { randomBytes } from 'node:crypto';
import { FeedReader } from '@lienthong/messaging';
import { createTopics, startKafka } from '@lienthong/testing';
import { bookkeeper, bookkeeperService, tellerService, UNREADABLE } from './spec-settlements.js';
import { ADMINISTRATOR, eventually, startHosted, type Hosted } from './spec-service.js';

const TELLER = { sub: 'sample-tax-officer', agency: 'tax', unit: 'H56.T7', roles: ['officer'] };
const AUDITOR = { sub: 'sample-auditor', agency: 'audit', unit: 'H56', roles: ['auditor'] };

describe.each(['feed', 'kafka'] as const)('facts over %s', (transport) => {
  let teller: Hosted, ledger: Hosted;
  const run = randomBytes(4).toString('hex');
  const settle = (code: string, notice = 'TB-1', headers = {}) => teller.call('POST', `/dossiers/${code}/settlement`, { as: TELLER, body: { notice }, headers });
  const entered = async (code: string) => (await ledger.store.load(`entry/${code}`)).events;

  beforeAll(async () => {
    // A province of its own: on a broker shared by many specs, every run's log must have another name.
    const environment: Record<string, string> = { PROVINCE: `test-${run}`, TRANSPORT: transport };
    if (transport === 'kafka') {
      const brokers = await startKafka();
      await createTopics(brokers, ['lienthong.tax.facts'], 2);
      environment['KAFKA_BROKERS'] = brokers.join(',');
    }
    teller = await startHosted({ definition: tellerService, environment });
    ledger = await startHosted({ definition: bookkeeperService, environment: { ...environment, FEEDS: JSON.stringify({ tax: teller.service.url }) }, issuer: teller.issuer });
  });
  afterAll(async () => {
    await ledger.stop();
    await teller.stop();
  });

  it('carry the trace of a request into what they lead to in another service', async () => {
    const trace = randomBytes(16).toString('hex');
    const code = `${run}-1`;
    expect((await settle(code, 'TB-1', { traceparent: `00-${trace}-${'a'.repeat(16)}-01` })).status).toBe(200);
    const [settled] = (await teller.store.load(`obligation/${code}`)).events;
    expect(settled!.traceParent).toMatch(new RegExp(`^00-${trace}-(?!a{16})[0-9a-f]{16}-01$`));
    const [entry] = await eventually(() => entered(code), (events) => events.length > 0);
    expect(entry).toMatchObject({ type: 'SettlementEntered', cause: `lienthong.test-${run}/tax#${settled!.logIndex}`, actor: 'service@audit', dossier: { code, ref: settled!.dossier!.ref } });
    expect(entry!.traceParent).toMatch(new RegExp(`^00-${trace}-`));
    expect(entry!.traceParent).not.toBe(settled!.traceParent);
  });

  it('that cannot be handled wait in the park, with what comes behind them, until a person acts', async () => {
    const parked = async () => (await ledger.call('GET', `/parked?status=waiting`, { as: ADMINISTRATOR })).body.items as { id: number; key: string; code: string }[];
    bookkeeper.understandsAll = false;
    await settle(`${run}-2`, `${UNREADABLE}2`);
    await settle(`${run}-3`, `${UNREADABLE}3`);
    await settle(`${run}-4`);
    await eventually(() => entered(`${run}-4`), (events) => events.length === 1);
    const waiting = await eventually(parked, (items) => items.length === 2);
    expect(new Map(waiting.map(({ key, code }) => [key, code]))).toEqual(new Map([[`${run}-2`, 'UNREADABLE'], [`${run}-3`, 'UNREADABLE']]));
    expect((await ledger.call('GET', '/metrics', { as: null })).text).toContain('lienthong_inbox_parked 2');
    const idOf = (code: string) => waiting.find(({ key }) => key === code)!.id;
    const act = (id: number, verb: string, body: object = {}, as: object = ADMINISTRATOR) => ledger.call('POST', `/parked/${id}/${verb}`, { as, body });
    expect((await act(idOf(`${run}-2`), 'retry', {}, AUDITOR)).status).toBe(403);
    expect((await act(idOf(`${run}-2`), 'retry')).body).toEqual({ handled: 0, stillParked: 1 });
    bookkeeper.understandsAll = true;
    expect((await act(idOf(`${run}-2`), 'retry')).body).toEqual({ handled: 1, stillParked: 0 });
    expect(await entered(`${run}-2`)).toHaveLength(1);
    expect((await act(idOf(`${run}-3`), 'discard')).body.code).toBe('VALIDATION_FAILED');
    expect((await act(idOf(`${run}-3`), 'discard', { reason: 'a sample that nobody needs' })).status).toBe(200);
    expect((await act(idOf(`${run}-3`), 'discard', { reason: 'a sample that nobody needs' })).body.code).toBe('NOT_PARKED');
    expect(await entered(`${run}-3`)).toHaveLength(0);
    expect(await parked()).toEqual([]);
  });

  it('are seen by readers of the read model', async () => {
    const rows = await eventually(async () => (await ledger.call('GET', `/entries/${run}-1`, { as: AUDITOR })).body, (body) => body.length > 0);
    expect(rows).toEqual([{ code: `${run}-1`, notice: 'TB-1' }]);
  });
});

describe('the feed', () => {
  let teller: Hosted;
  beforeAll(async () => { teller = await startHosted({ definition: tellerService }); });
  afterAll(async () => { await teller.stop(); });
  const SERVICE = { sub: 'intake', agency: 'intake', unit: '', roles: ['service'] };

  it('is for services', async () => {
    expect((await teller.call('GET', '/feed', { as: null })).status).toBe(401);
    expect((await teller.call('GET', '/feed', { as: TELLER })).status).toBe(403);
    expect((await teller.call('GET', '/feed?limit=0', { as: SERVICE })).body.code).toBe('VALIDATION_FAILED');
  });

  it('answers a waiting reader when a fact comes, as CloudEvents', async () => {
    const waiting = teller.call('GET', '/feed?after=0&wait=20', { as: SERVICE });
    await teller.call('POST', '/dossiers/F-1/settlement', { as: TELLER, body: { notice: 'TB-9' } });
    const { body, headers } = await waiting;
    expect(headers.get('content-type')).toContain('application/cloudevents-batch+json');
    expect(headers.get('feed-next')).toBe('1');
    expect(body).toEqual([expect.objectContaining({ specversion: '1.0', source: 'lienthong.local/tax', type: 'lienthong.tax.v1.ObligationSettled', subject: 'F-1', sequence: '1' })]);
  });

  it('answers those who wait when the service stops', async () => {
    const own = await startHosted({ definition: tellerService });
    const waiting = own.call('GET', '/feed?wait=30', { as: SERVICE });
    const reader = own.service.app.get(FeedReader);
    await eventually(async () => reader.waiting, (count) => count === 1);
    // Answered, not cut off: that is what a stop does to a request that goes on for seconds.
    await Promise.all([own.stop(), waiting.then(({ body }) => expect(body).toEqual([]))]);
  });
});
