import { application, citizen, CLERK, publishProcedure, startIntake, type Intake } from './spec-intake.js';

const SELLER = citizen('038000000001');
const AUDIT = { sub: 'audit', agency: 'audit', unit: '', roles: ['service'] };

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
  await publishProcedure(intake);
});
afterAll(async () => { await intake.stop(); });

describe('who read a dossier and its files', () => {
  it('is entered under the dossier, whatever address showed it', async () => {
    const form = new FormData();
    form.append('file', new Blob(['%PDF-1.4\n% contract\n%%EOF\n'], { type: 'application/pdf' }), 'don.pdf');
    const { body: { hash } } = await intake.call('POST', '/files', { as: SELLER, form });
    const { body: { code, position } } = await intake.call('POST', '/dossiers', { as: SELLER, body: application({ components: [{ code: 'TP1', files: [hash] }, { code: 'TP2', files: [hash] }] }) });
    await intake.call('GET', `/dossiers?min-position=${position}`);
    expect((await intake.call('GET', `/dossiers/${code}`, { as: CLERK })).status).toBe(200);
    expect((await intake.call('GET', `/dossiers/${code}/receipt`, { as: CLERK })).status).toBe(409);
    expect((await intake.call('GET', `/files/${hash}`, { as: CLERK, headers: { purpose: 'compare with the original' } })).status).toBe(200);
    expect((await intake.call('GET', `/files/${hash}`, { as: SELLER })).status).toBe(200);
    const ref = (await intake.store.findDossier(code))!.ref;
    const reads = async () => (await intake.call('GET', `/log/reads/${ref}`, { as: AUDIT })).body.items;
    const items = await intake.until(reads, (found) => found.length >= 3);
    expect(items.toReversed()).toEqual([
      expect.objectContaining({ type: 'DossierRead', what: 'GET /dossiers/:code', purpose: 'case-work', reader: expect.objectContaining({ role: 'officer', organisation: CLERK.unit, name: CLERK.name }) }),
      expect.objectContaining({ type: 'FileRead', file: hash, purpose: 'compare with the original' }),
      expect.objectContaining({ type: 'FileRead', file: hash, purpose: 'own-dossier', reader: expect.objectContaining({ role: 'citizen', organisation: null }) }),
    ]);
    const dossier = (await intake.store.read({ after: -1, limit: 500 })).filter((event) => event.dossier?.code === code);
    expect(dossier.map((event) => event.dossier?.version)).toEqual(dossier.map((_, place) => place + 1));
    expect((await intake.call('GET', `/dossiers/${code}`, { as: CLERK })).headers.get('etag')).toBe('"1"');
  });
});
