import { openStatement } from '@lienthong/service-host';
import { idOf, parcelBody } from './spec-dossiers.js';
import { startSpecService, type Answer, type SpecService } from './spec-service.js';
import { buyer, details, seller } from './domain/spec-samples.js';

let service: SpecService;
let holder: string;
let stranger: string;
let clerk: string;
let officer: string;

beforeAll(async () => {
  service = await startSpecService();
  const registrar = await service.token({ sub: 'registrar-1', name: 'Cán bộ sổ mẫu', roles: ['officer', 'registrar'] });
  const citizen = (sub: string) => service.token({ sub, name: 'Công dân mẫu', agency: 'citizen', unit: '', roles: ['citizen'] });
  [holder, stranger] = await Promise.all([citizen(seller.identifier), citizen(buyer.identifier)]);
  clerk = await service.token({ sub: 'clerk-1', name: 'Cán bộ một cửa mẫu', agency: 'one-stop', unit: 'H56.17', roles: ['clerk'] });
  officer = await service.token({ sub: 'officer-1', name: 'Cán bộ mẫu Một' });
  const { status, body } = await service.call('POST', '/parcels/bulk', { as: registrar, body: { parcels: ['345', '346'].map(parcelBody) } });
  expect(status).toBe(200);
  await service.eventually(() => ask('', holder), ({ body: { items } }) => items.length === 2);
  expect(body.entered).toBe(2);
});
afterAll(() => service.stop());

const ask = (query: string, as: string): Promise<Answer> => service.call('GET', `/parcel-statements${query}`, { as });
const entries = ({ body }: Answer): readonly string[] => body.items.map(({ entry }: { entry: string }) => entry);

describe('what the register says of a holder’s parcels', () => {
  it('is said to the holder, signed so that others believe it of this holder only', async () => {
    const [first] = (await ask(`?parcel=${idOf('345')}`, holder)).body.items;
    const facts = { parcel: idOf('345'), commune: details.commune, mapSheet: details.mapSheet, parcelNumber: '345', address: details.address, area: details.area, landUse: details.landUse, certificateNumber: 'BX 123456', holderName: seller.name };
    expect(first).toEqual({ entry: idOf('345'), asOf: expect.any(String), facts, statement: expect.any(String) });
    const { origin, verifiers } = service.signer;
    const policy = { logs: verifiers.map((key) => ({ key, url: null })), witnesses: [], groups: [], quorum: 'none', completeness: [] };
    expect(openStatement(first.statement, policy, origin)).toEqual({ register: 'land', entry: idOf('345'), holder: seller.identifier, askedBy: seller.identifier, asOf: first.asOf, facts });
  });

  it('pages, and has nothing for who holds nothing', async () => {
    const { body: { items: [{ entry }], next } } = await ask('?limit=1', holder);
    expect([entry, entries(await ask(`?limit=1&cursor=${next}`, holder))]).toEqual([idOf('345'), [idOf('346')]]);
    expect(entries(await ask('', stranger))).toEqual([]);
  });

  it('is not said to another citizen', async () => expect((await ask(`?holder=${seller.identifier}`, stranger)).body.code).toBe('NOT_YOUR_PARCELS'));

  it('is said to a clerk who can name the holder and the parcel, and of no other holder', async () => {
    expect((await ask(`?holder=${seller.identifier}`, clerk)).body.code).toBe('PARCEL_NOT_NAMED');
    expect(entries(await ask(`?holder=${seller.identifier}&parcel=${idOf('346')}`, clerk))).toEqual([idOf('346')]);
    expect(entries(await ask(`?holder=${buyer.identifier}&parcel=${idOf('346')}`, clerk))).toEqual([]);
    expect(entries(await ask(`?holder=${seller.identifier}&parcel=nowhere`, clerk))).toEqual([]);
  });

  it('is said to the land office by the holder’s number alone', async () => expect(entries(await ask(`?holder=${seller.identifier}`, officer))).toEqual([idOf('345'), idOf('346')]));
});
