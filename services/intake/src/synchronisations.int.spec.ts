import { accepted, AUDITOR, citizen, CLERK, CLERK_ELSEWHERE, issueCertificate, LAND_OFFICER, LEADER, offer, period, publishProcedure, startIntake, submitted, type Answer, type Intake } from './spec-intake.js';

// What the National Portal's connector takes and reports, from the dossier's states to indicator 1.4.

const CONNECTOR = { sub: 'national-portal', name: 'Kết nối Cổng quốc gia (mẫu)', agency: 'national-portal', unit: 'H56.P2', roles: ['integrator'] };

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
  await publishProcedure(intake);
});
afterAll(async () => { await intake.stop(); });

const indicator = async (): Promise<Answer['body']> => {
  const { body } = await intake.until(() => intake.call('GET', `/reports/indicators?${period()}`, { as: LEADER }), ({ status }) => status !== 202);
  return body.indicators.find(({ number }: { number: string }) => number === '1.4');
};
const list = async (query: string, as: object = CONNECTOR): Promise<Answer['body']> => {
  const { position } = await intake.store.head();
  return (await intake.call('GET', `/synchronisations?${query}&min-position=${position}`, { as: as as never })).body;
};
const report = (code: string, body: object, as: object = CONNECTOR): Promise<Answer> => intake.call('POST', `/dossiers/${code}/synchronisations`, { as: as as never, body });
const taken = (dossierVersion: number, reference = 'DVC-2026-1') => ({ dossierVersion, outcome: 'synchronised', reference });

describe('what the National Portal has', () => {
  it('is not measured until a connector has reported, and counts from then on', async () => {
    const code = await accepted(intake);
    await submitted(intake);
    expect(await indicator()).toMatchObject({ kind: 'unmeasured', value: null, missing: { vi: expect.stringContaining('Cổng Dịch vụ công quốc gia') } });
    expect(await intake.call('GET', `/reports/indicators/1.4/dossiers?${period()}`, { as: LEADER })).toMatchObject({ status: 409, body: { code: 'INDICATOR_NOT_MEASURED' } });
    const [first, second] = (await list(`dossier=${code}&status=pending`)).items;
    expect([first, second]).toMatchObject([{ code, state: { code: 1 }, receivedAt: null, status: 'pending', procedureCode: '1.013831' }, { code, state: { code: 2 }, receivedAt: second.reachedAt }]);
    expect((await report(code, taken(first.dossierVersion))).status).toBe(200);
    // The portal has the request, but not yet that it was received.
    expect(await indicator()).toMatchObject({ kind: 'ratio', numerator: 0, denominator: 1, value: 0, missing: null });
    expect((await report(code, taken(second.dossierVersion))).status).toBe(200);
    expect(await indicator()).toMatchObject({ numerator: 1, denominator: 1, value: 100 });
    await accepted(intake);
    expect(await indicator()).toMatchObject({ numerator: 1, denominator: 2, value: 50 });
    expect((await intake.call('GET', `/reports/indicators/1.4/dossiers?${period()}&part=numerator`, { as: LEADER })).body.items).toMatchObject([{ code, synchronisedAt: expect.any(String) }]);
    expect((await intake.call('GET', `/reports/indicators/1.4/dossiers?${period()}&part=late`, { as: LEADER })).body.items).toHaveLength(1);
  });

  it('is taken state by state in their order, none lost, none twice', async () => {
    const code = await accepted(intake);
    await offer(intake, code, { type: 'tax.assess', agency: 'tax', dossierState: 4 });
    // Decided in state 4, it stays in it: nothing new for the portal.
    await issueCertificate(intake, code);
    await intake.until(() => intake.call('GET', `/dossiers/${code}`), ({ body }) => body.decision !== null);
    await offer(intake, code, { type: 'tax.pay', agency: 'tax', dossierState: 6 });
    const all = (await list('status=pending&limit=200')).items;
    const seen: object[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Answer['body'] = await list(`status=pending&limit=2&cursor=${cursor}`);
      seen.push(...page.items);
      cursor = page.next;
    }
    expect(seen).toEqual(all);
    const own = (await list(`dossier=${code}`)).items;
    expect(own.map(({ state }: { state: { code: number } }) => state.code)).toEqual([1, 2, 4, 6]);
    for (const { dossierVersion } of own) await report(code, taken(dossierVersion));
    expect((await list(`dossier=${code}&status=pending`)).items).toEqual([]);
    expect((await list(`dossier=${code}&status=synchronised`)).items).toMatchObject(Array(4).fill({ reference: 'DVC-2026-1', status: 'synchronised', reportedAt: expect.any(String) }));
  });

  it('is told once: the same again adds nothing, another word is refused', async () => {
    const code = await accepted(intake);
    const [{ dossierVersion }] = (await list(`dossier=${code}`)).items;
    const refusal = { dossierVersion, outcome: 'refused', reason: 'Mã thủ tục chưa có trên Cổng' };
    const answers = [await report(code, refusal), await report(code, refusal)];
    expect((await list(`dossier=${code}&status=refused`)).items).toMatchObject([{ reason: 'Mã thủ tục chưa có trên Cổng', reference: null }]);
    const all = await Promise.all(Array.from({ length: 4 }, () => report(code, taken(dossierVersion))));
    expect([...answers, ...all].map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect((await intake.store.load(`synchronisation/${code}`)).events.map(({ type }) => type)).toEqual(['SynchronisationRefused', 'DossierSynchronised']);
    expect(await report(code, taken(dossierVersion, 'DVC-2026-2'))).toMatchObject({ status: 409, body: { code: 'SYNCHRONISED_ALREADY', whatToDo: expect.stringContaining('DVC-2026-1') } });
    expect(await report(code, refusal)).toMatchObject({ status: 409, body: { code: 'SYNCHRONISED_ALREADY' } });
  });

  it('leaves the dossier’s own version alone', async () => {
    const code = await accepted(intake);
    const etag = async () => (await intake.call('GET', `/dossiers/${code}?min-position=${(await intake.store.head()).position}`)).headers.get('etag');
    const before = await etag();
    for (const { dossierVersion } of (await list(`dossier=${code}`)).items) await report(code, taken(dossierVersion));
    expect(await etag()).toBe(before);
  });

  it('is the connector’s to report, and its units’ to see', async () => {
    const code = await accepted(intake);
    const [{ dossierVersion }] = (await list(`dossier=${code}`)).items;
    for (const as of [CLERK, LEADER, LAND_OFFICER, citizen('038000000001'), { ...CONNECTOR, agency: 'payment-gateway' }]) expect((await report(code, taken(dossierVersion), as)).status).toBe(403);
    for (const as of [CLERK, LEADER, AUDITOR]) expect((await list(`dossier=${code}`, as)).items).toHaveLength(2);
    expect((await list(`dossier=${code}`, CLERK_ELSEWHERE)).items).toEqual([]);
    expect((await list(`dossier=${code}`, { ...CLERK, roles: ['clerk', 'citizen'] })).items).toEqual([]);
    for (const as of [LAND_OFFICER, citizen('038000000001')]) expect((await intake.call('GET', '/synchronisations', { as })).status).toBe(403);
    const record = await intake.call('GET', `/dossiers/${code}/portal-record`, { as: CONNECTOR as never });
    expect(record).toMatchObject({ status: 200, body: { MaHoSo: code, TenTTHC: 'Chuyển nhượng quyền sử dụng đất (mẫu)', TrangThaiHoSo: '2', NgayTiepNhan: expect.stringMatching(/^\d{14}$/) } });
    expect((await intake.call('GET', `/dossiers/${code}/portal-record`, { as: CLERK })).status).toBe(403);
    expect((await intake.call('GET', '/dossiers/H56.17-20200101-0001/portal-record', { as: CONNECTOR as never })).body.code).toBe('DOSSIER_UNKNOWN');
    // It brings dossiers there, but reads nothing else of them by that.
    expect((await intake.call('GET', `/dossiers/${code}`, { as: CONNECTOR as never })).status).toBe(404);
  });

  it.each([
    [{ dossierVersion: 9_999, outcome: 'synchronised', reference: 'DVC-1' }, 404, 'STATE_NOT_REACHED'], [{ dossierVersion: 1, outcome: 'synchronised' }, 422, 'VALIDATION_FAILED'], [{ dossierVersion: 1, outcome: 'refused' }, 422, 'VALIDATION_FAILED'],
    [{ dossierVersion: 0, outcome: 'refused', reason: 'x' }, 422, 'VALIDATION_FAILED'], [{ dossierVersion: 1e12, outcome: 'refused', reason: 'x' }, 422, 'VALIDATION_FAILED'], [{ dossierVersion: 1, outcome: 'lost' }, 422, 'VALIDATION_FAILED'],
    [{ dossierVersion: 1, outcome: 'synchronised', reference: 'a\nb' }, 422, 'VALIDATION_FAILED'], [{ dossierVersion: 1, outcome: 'synchronised', reference: 'DVC-1', at: '2099-01-01T00:00:00+07:00' }, 422, 'DATE_IN_FUTURE'],
  ])('refuses %j', async (body, status, code) => {
    expect(await report((await list('status=pending&limit=1')).items[0].code, body)).toMatchObject({ status, body: { code } });
  });
  it('refuses a report on no dossier, and a status or cursor that is none', async () => {
    expect(await report('H56.17-20200101-0001', taken(1))).toMatchObject({ status: 404, body: { code: 'STATE_NOT_REACHED' } });
    expect((await intake.call('GET', '/synchronisations?status=lost', { as: CONNECTOR as never })).status).toBe(422);
    expect((await intake.call('GET', '/synchronisations?cursor=x', { as: CONNECTOR as never })).status).toBe(400);
  });
});
