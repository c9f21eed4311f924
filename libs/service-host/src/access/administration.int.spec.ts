import { Administration } from './administration.js';
import { ADMINISTRATOR, startHosted, type Hosted } from '../spec-service.js';
import { bookkeeper, bookkeeperService, tellerService, UNREADABLE } from '../spec-settlements.js';
import { eventually } from '../specs/spec-under-test.js';

const TELLER = { sub: 'sample-tax-officer', agency: 'tax', unit: 'H56.T7', roles: ['officer'] };

const acts = async ({ store }: Hosted) => (await store.read({ after: -1, limit: 500 })).filter(({ stream }) => stream.startsWith('administration/'));

describe('what administrators do', () => {
  let teller: Hosted, ledger: Hosted;
  beforeAll(async () => {
    teller = await startHosted({ definition: tellerService });
    ledger = await startHosted({ definition: bookkeeperService, environment: { FEEDS: JSON.stringify({ tax: teller.service.url }) }, issuer: teller.issuer });
  });
  afterAll(async () => {
    await ledger.stop();
    await teller.stop();
  });

  it('with the park is an event: a retry before it, a discard with it or not at all', async () => {
    bookkeeper.understandsAll = false;
    const settle = (code: string, notice: string) => teller.call('POST', `/dossiers/${code}/settlement`, { as: TELLER, body: { notice } });
    await settle('K-1', 'TB-1');
    await eventually(async () => (await ledger.store.load('entry/K-1')).version, (version) => version === 1);
    await settle('K-2', `${UNREADABLE}2`);
    const [{ id }] = await eventually(async () => (await ledger.call('GET', '/parked', { as: ADMINISTRATOR })).body.items, (items) => items.length === 1);
    const act = (verb: string, body: object = {}) => ledger.call('POST', `/parked/${id}/${verb}`, { as: ADMINISTRATOR, body });
    expect((await act('retry')).body).toEqual({ handled: 0, stillParked: 1 });
    expect((await ledger.call('POST', '/parked/999999/retry', { as: ADMINISTRATOR, body: {} })).body.code).toBe('NOT_PARKED');
    const reason = 'a sample that nobody needs';
    const both = await Promise.all([act('discard', { reason }), act('discard', { reason })]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404]);
    const told = (await acts(ledger)).filter(({ type }) => type.startsWith('ParkedMessage'));
    expect(told.map(({ type }) => type)).toEqual(['ParkedMessageRetried', 'ParkedMessageDiscarded']);
    expect(told[1]).toMatchObject({
      stream: 'administration/audit', factNumber: null, dossier: { code: 'K-2', ref: (await teller.store.findDossier('K-2'))!.ref }, actor: 'officer@H56', actorId: 'sample-administrator',
      data: { parkedId: id, source: 'lienthong.local/tax', key: 'K-2', code: 'UNREADABLE', reason, by: { agency: 'one-stop', unit: 'H56', roles: ['administrator'] } },
    });
    const { rows: [{ resolved_at: resolvedAt }] } = await ledger.store.pool.query('SELECT resolved_at FROM log.parked WHERE id = $1', [id]);
    expect(Math.abs(resolvedAt.getTime() - Date.parse(told[1]!.recordedAt))).toBeLessThan(2);
  });

  it('with a projection or the feed is an event before it', async () => {
    await ledger.call('POST', '/projections/entries/rebuild', { as: ADMINISTRATOR });
    await teller.call('GET', '/feed?after=0&subject=K-1', { as: ADMINISTRATOR });
    await teller.call('GET', '/feed?after=0', { as: { sub: 'intake', agency: 'intake', unit: '', roles: ['service'] } });
    expect((await acts(ledger)).filter(({ type }) => type === 'ProjectionRebuildStarted')).toEqual([expect.objectContaining({ actorId: 'sample-administrator', data: expect.objectContaining({ projection: 'entries' }) })]);
    const exports = (await acts(teller)).filter(({ type }) => type === 'FactsExported');
    expect(exports).toEqual([expect.objectContaining({ data: expect.objectContaining({ after: '0', subject: 'K-1' }), dossier: expect.objectContaining({ code: 'K-1' }) })]);
  });

  it('is entered by whatever else asks for it, before the act', async () => {
    const administration = ledger.service.app.get(Administration);
    const requester = { subject: 's', name: 'x', agency: 'audit', unit: 'H56', roles: ['auditor'], identityProvider: '', purpose: null, actor: () => ({ role: 'officer', unit: 'H56', id: 's' }) as const };
    const { position } = await administration.record({ type: 'ProofExported', data: { dossierCode: 'K-1', purpose: 'court' } }, requester, { dossierCode: 'K-1' });
    expect(await ledger.store.read({ after: position - 1, limit: 1 })).toEqual([expect.objectContaining({ type: 'ProofExported', dossier: expect.objectContaining({ code: 'K-1' }), factNumber: null })]);
  });

  it('while the service is away is found by the next start, and entered once', async () => {
    const own = await startHosted();
    const starts = async () => (await own.store.load('administration/audit/start')).events.map(({ type, data }) => [type, data] as const);
    const first = await starts();
    expect(first.map(([type]) => type)).toEqual(['MigrationsRun', 'ConfigurationChanged', 'LogKeysChanged']);
    expect(first[0]![1].migrations).toEqual(expect.arrayContaining(['CreateEventLog1764000000000', 'ShowMigrations1764000002300']));
    await own.restart();
    expect(await starts()).toEqual(first);
    await own.stop();
  });
});
