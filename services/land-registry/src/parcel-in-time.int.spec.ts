import { buyer, CODE, details, PARCEL, seller } from './domain/spec-samples.js';
import { accept, offer, parcelBody } from './spec-dossiers.js';
import { startSpecService, type SpecService } from './spec-service.js';

let service: SpecService;
let officer: string;

beforeAll(async () => {
  service = await startSpecService();
  officer = await service.token({ sub: 'officer-1', name: 'Cán bộ mẫu Một', roles: ['officer', 'registrar'] });
  expect((await service.call('POST', '/parcels', { as: officer, body: parcelBody('345') })).status).toBe(201);
  accept(service, CODE, '345');
  for (const [step, action, body] of [['verify-parcel', 'verification', { outcome: 'verified' }], ['issue-transfer-slip', 'transfer-slip', {}], ['register-transfer', 'registration', {}]] as const) {
    offer(service, CODE, step);
    await service.eventually(() => service.call('GET', `/dossiers/${CODE}`, { as: officer }), ({ body: shown }) => shown.steps?.[step]?.status === 'open' && shown.papers !== null);
    expect((await service.call('POST', `/dossiers/${CODE}/${action}`, { as: officer, body })).status).toBe(200);
  }
});
afterAll(() => service.stop());

describe('a parcel that was sold', () => {
  it('is found again as it was on a day, and as it was known at a moment', async () => {
    const at = (query: string, language = 'vi') => service.call('GET', `/parcels/${PARCEL}${query}`, { as: officer, headers: { 'accept-language': language } });
    const { body: { history } } = await at('');
    expect(history).toEqual([
      { rightId: `${PARCEL}-R1`, holder: seller, certificateNumber: 'BX 123456', validFrom: '2015-05-20', validTo: history[1].validFrom, beganBy: null, endedBy: CODE, beganKnownAt: expect.any(String), endedKnownAt: history[1].beganKnownAt },
      expect.objectContaining({ holder: buyer, validTo: null, beganBy: CODE }),
    ]);
    const [{ beganKnownAt: enteredAt, endedKnownAt: soldAt }] = history;
    const holderAt = async (query: string) => (await at(query)).body.right?.holder.name ?? null;
    expect(await holderAt('?valid-at=2015-05-19')).toBeNull();
    expect(await holderAt('?valid-at=2020-01-01')).toBe(seller.name);
    expect(await holderAt(`?valid-at=${soldAt.slice(0, 10)}`)).toBe(buyer.name);
    // The day before the entry: what the register did not know yet, it does not say, whatever was true.
    const before = (moment: string) => encodeURIComponent(new Date(Date.parse(moment) - 1).toISOString());
    expect(await holderAt(`?known-at=${before(soldAt)}`)).toBe(seller.name);
    expect((await at(`?known-at=${before(soldAt)}`)).body).toMatchObject({ reservation: { dossierCode: CODE }, history: [{ endedBy: null, validTo: null }] });
    expect((await at(`?known-at=${before(enteredAt)}`)).body.code).toBe('PARCEL_UNKNOWN');
    const { body: list } = await service.call('GET', `/parcels?commune=${details.commune}&valid-at=2020-01-01&limit=1`, { as: officer });
    expect(list.items).toEqual([expect.objectContaining({ parcel: PARCEL, validAt: '2020-01-01', right: expect.objectContaining({ holder: seller }) })]);
  });

  it.each([
    ['?valid-at=2026-02-30', 'VALIDATION_FAILED'], ['?valid-at=yesterday', 'VALIDATION_FAILED'], ['?known-at=2026-11-25', 'VALIDATION_FAILED'], ['?known-at=2026-02-30T00:00:00Z', 'VALIDATION_FAILED'],
    ['?valid-at=2999-01-01', 'TIME_IN_FUTURE'], ['?known-at=2999-01-01T00:00:00Z', 'TIME_IN_FUTURE'], ['?valid-at=2020-01-02&known-at=2020-01-01T00:00:00Z', 'TIME_IN_FUTURE'],
  ])('says in both languages what is wrong with %s', async (query, code) => {
    for (const path of [`/parcels/${PARCEL}`, '/parcels']) {
      const [vi, en] = await Promise.all(['vi', 'en'].map((language) => service.call('GET', path + query, { as: officer, headers: { 'accept-language': language } })));
      expect([vi!.status, vi!.body.code, en!.body.code]).toEqual([422, code, code]);
      expect(vi!.body.title).not.toBe(en!.body.title);
    }
  });
});
