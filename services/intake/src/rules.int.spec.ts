import { publishTable, table } from './spec-tables.js';
import { application, CLERK, publishProcedure, startIntake, type Intake } from './spec-intake.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
});
afterAll(async () => { await intake.stop(); });

const publishDecision = (decision: string, version: number, effectiveFrom: string, model: string): Promise<void> => publishTable(intake, decision, version, effectiveFrom, model);

let parcels = 0;
const submit = async (commune: string, change: object = {}): Promise<string> =>
  (await intake.call('POST', '/dossiers', { body: application({ ...change, parcel: { mapSheet: '12', parcelNumber: String((parcels += 1)), commune } }) })).body.code;

describe('rules that are published', () => {
  it('decide who is competent; what they leave open waits for a clerk, who says why', async () => {
    await publishProcedure(intake);
    await publishDecision('competent-units', 1, '2025-07-01', table('competent-units', 'Any', [['"14758"', '{"land-registry": "H56.23", "tax": "H56.T7"}', 'Quyết định mẫu của UBND tỉnh']]));
    const clear = await submit('14758');
    const routed = await intake.until(() => intake.call('GET', `/dossiers/${clear}/routing/explain`, { as: CLERK }), ({ status }) => status === 200);
    expect(routed.body).toMatchObject({ of: 'routing', value: 'land-registry H56.23, tax H56.T7', lines: [{ source: { vi: 'Quyết định mẫu của UBND tỉnh' }, rule: { decision: 'competent-units', version: 1, rule: '1', effectiveFrom: '2025-07-01' } }] });

    const unclear = await submit('99999');
    const listed = await intake.until(() => intake.call('GET', '/dossiers?routing=unclear', { as: CLERK }), ({ body }) => body.items.length > 0);
    expect(listed.body.items.map((item: { code: string }) => item.code)).toEqual([unclear]);
    expect((await intake.call('POST', `/dossiers/${unclear}/acceptance`, { body: {} })).body.code).toBe('ROUTING_UNCLEAR');
    const reason = 'Đất nằm trên hai xã, chi nhánh mẫu giải quyết theo phân công';
    const named = await intake.call('POST', `/dossiers/${unclear}/routing`, { body: { competentUnits: { 'land-registry': 'H56.24', tax: 'H56.T7' }, reason } });
    expect(named.status).toBe(200);
    expect((await intake.call('POST', `/dossiers/${unclear}/acceptance`, { body: {} })).status).toBe(200);
    const told = await intake.until(() => intake.call('GET', `/dossiers/${unclear}/routing/explain`, { as: CLERK }), ({ body }) => body.value !== null);
    expect(told.body.lines.at(-1).text.vi).toContain(reason);
    expect((await intake.call('POST', `/dossiers/${unclear}/routing`, { body: { competentUnits: { tax: 'H56.T7' }, reason } })).body.code).toBe('ROUTING_NOT_OPEN');
  });

  it('decide a fee by the version in force on the day of receipt, and say no where none is', async () => {
    await publishProcedure(intake, { version: 2, effectiveFrom: '2026-01-02', fees: [{ code: 'registration', nameVi: 'Lệ phí mẫu', nameEn: 'Sample fee', amount: '0', decision: 'sample-fee' }] });
    const code = await submit('14758');
    const undecided = await intake.call('POST', `/dossiers/${code}/acceptance`, { body: {} });
    expect([undecided.status, undecided.body.code]).toEqual([409, 'FEE_UNDECIDED']);
    await publishDecision('sample-fee', 1, '2020-01-01', table('sample-fee', 'number', [['"14758"', '28000', 'Nghị quyết mẫu'], ['not("14758")', '14000', 'Nghị quyết mẫu']]));
    expect((await intake.call('POST', `/dossiers/${code}/acceptance`, { body: {} })).status).toBe(200);
    await publishDecision('sample-fee', 2, '2020-01-02', table('sample-fee', 'number', [['-', '50000', 'Nghị quyết mẫu mới']]));
    const after = await submit('14758');
    expect((await intake.call('POST', `/dossiers/${after}/acceptance`, { body: {} })).status).toBe(200);
    const fee = async (of: string) => (await intake.until(() => intake.call('GET', `/dossiers/${of}/fees/explain`, { as: CLERK }), ({ status }) => status === 200)).body;
    expect(await fee(code)).toMatchObject({ value: 28_000, answer: { vi: 'Phí, lệ phí: 28.000 đồng' }, lines: [{ result: 28_000, source: { vi: 'Nghị quyết mẫu' }, rule: { version: 1 } }, { step: 'total' }] });
    expect(await fee(after)).toMatchObject({ value: 50_000, lines: [{ rule: { version: 2, rule: '1' } }, { step: 'total' }] });
  });

  it('name only agencies with work in the procedure, and each of them reads the explanations of its own dossiers', async () => {
    const officer = (agency: string, unit: string) => ({ sub: `${agency}-1`, name: 'Cán bộ mẫu', agency, unit, roles: ['officer'] });
    await publishProcedure(intake, { version: 3, effectiveFrom: '2026-01-03', agencies: ['one-stop', 'land-registry', 'construction', 'postal'] });
    await publishDecision('competent-units', 2, '2025-07-02', table('competent-units', 'Any', [['-', '{"land-registry": "H56.23", "construction": "H56.51", "fire-police": "H56.32", "postal": "H56.B1"}', 'Quyết định mẫu mới']]));
    const [code, byPost] = [await submit('14758'), await submit('14758', { returnManner: 'post' })];
    const routing = async (agency: string, unit: string) => intake.call('GET', `/dossiers/${code}/routing/explain`, { as: officer(agency, unit) });
    const read = await intake.until(() => routing('construction', 'H56.51'), ({ status }) => status === 200);
    expect(read.body).toMatchObject({ value: 'construction H56.51, land-registry H56.23', answer: { vi: 'Cơ quan có thẩm quyền: Xây dựng H56.51, Văn phòng Đăng ký đất đai H56.23' } });
    const carried = await intake.until(() => intake.call('GET', `/dossiers/${byPost}/routing/explain`, { as: CLERK }), ({ status }) => status === 200);
    expect(carried.body.value).toBe('construction H56.51, land-registry H56.23, postal H56.B1');
    for (const [agency, unit] of [['construction', 'H56.52'], ['fire-police', 'H56.32'], ['tax', 'H56.T7'], ['processing', ''], ['construction', '']] as const) {
      const answer = await routing(agency, unit);
      expect([agency, answer.status, answer.body.code]).toEqual([agency, 404, 'DOSSIER_UNKNOWN']);
    }
  });

  it('explain a refusal by stage, officer, reason and ground', async () => {
    const code = await submit('14758');
    expect((await intake.call('GET', `/dossiers/${code}/refusal/explain`, { as: CLERK })).status).toBe(404);
    await intake.call('POST', `/dossiers/${code}/refusal`, { body: { reason: 'Thửa đất đang có tranh chấp tại tòa án', legalBasis: 'Luật Đất đai (mẫu)' } });
    const { body } = await intake.until(() => intake.call('GET', `/dossiers/${code}/refusal/explain`, { as: CLERK }), ({ status }) => status === 200);
    expect(body).toMatchObject({ of: 'refusal', value: 'Thửa đất đang có tranh chấp tại tòa án', lines: [{ step: 'stage' }, { step: 'who', text: { vi: 'Cán bộ mẫu Một, H56.17' } }, { step: 'reason', source: { vi: 'Luật Đất đai (mẫu)' } }] });
  });
});
