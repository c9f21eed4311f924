import { application, citizen, CLERK, offer, publishProcedure, startIntake, stateOf, type Intake } from './spec-intake.js';
import { publishTable, table } from './spec-tables.js';

let intake: Intake;
const FORM = { components: [
  { type: 'group', path: 'parcel', components: [{ type: 'textfield', key: 'mapSheet', label: 'Tờ bản đồ', properties: { labelEn: 'Map sheet' }, validate: { pattern: '^[0-9]+$' } }] },
  { type: 'textfield', key: 'note', label: 'Ghi chú', validate: { required: true } },
] };
beforeAll(async () => {
  intake = await startIntake();
  await publishProcedure(intake, {
    variables: ['parcel', 'contractPrice', 'note'], applicationForm: JSON.stringify(FORM), fees: [{ code: 'LP1', nameVi: 'Lệ phí mẫu', nameEn: 'Sample fee', amount: '0', decision: 'sample-fee' }],
  });
  await publishTable(intake, 'sample-fee', 1, '2020-01-01', table('sample-fee', 'number', [['"14758"', '28000', 'Nghị quyết mẫu'], ['not("14758")', '14000', 'Nghị quyết mẫu']]));
});
afterAll(async () => { await intake.stop(); });

const SELLER = citizen('038000000001');
const REASON = 'Số tờ bản đồ khác với Giấy chứng nhận';
type Body = Record<string, unknown>;

/** `parcel`: only what differs from the sample. */
async function submit(parcel: object = {}): Promise<Readonly<{ code: string; body: Body }>> {
  const sample = application({ content: { note: 'ghi chú' } });
  const body: Body = { ...sample, parcel: { ...sample['parcel'], ...parcel } };
  return { code: (await intake.call('POST', '/dossiers', { body })).body.code, body };
}
/** A part of a transfer is said whole, but for what may be left out of it. */
const parcelOf = ({ body }: Readonly<{ body: Body }>, change: object): object => ({ ...(body['parcel'] as object), ...change });
const ask = (code: string, items: readonly string[] = []) => intake.call('POST', `/dossiers/${code}/supplement-requests`, { body: { items, reason: REASON } });
const correct = (code: string, body: object, as = SELLER, language = 'vi') => intake.call('POST', `/dossiers/${code}/supplements`, { as, body, headers: { 'accept-language': language } });
const read = async (code: string, position: number) => (await intake.call('GET', `/dossiers/${code}?min-position=${position}`, { as: CLERK })).body;

describe('a dossier that is sent back', () => {
  it('is set right field by field: old and new value stay visible, with who and why', async () => {
    const sent = await submit();
    const { code } = sent;
    await ask(code, ['parcel.mapSheet']);
    const refused = await correct(code, { parcel: parcelOf(sent, { mapSheet: 'mười hai' }) }, SELLER, 'en');
    expect([refused.status, refused.body.code, refused.body.errors]).toEqual([422, 'FORM_INVALID', [{ path: 'parcel.mapSheet', message: '"Map sheet" does not have the right form' }]]);
    expect((await correct(code, { content: { note: 'khác' } })).body.code).toBe('SUPPLEMENT_INCOMPLETE');
    expect((await correct(code, {})).body.code).toBe('SUPPLEMENT_INCOMPLETE');
    expect((await correct(code, { parcel: parcelOf(sent, { mapSheet: '21' }) }, citizen('038000000009'))).body.code).toBe('NOT_YOUR_DOSSIER');

    const { status, body } = await correct(code, { parcel: parcelOf(sent, { mapSheet: '21' }), reason: 'Ghi nhầm' });
    expect([status, body.corrected]).toEqual([200, ['parcel.mapSheet']]);
    const dossier = await read(code, body.position);
    expect(dossier.application.parcel.mapSheet).toBe('21');
    expect(dossier.corrections).toEqual([{ at: expect.any(String), reason: 'Ghi nhầm', by: { name: 'Công dân mẫu', agency: 'citizen' }, corrections: [{ field: 'parcel.mapSheet', label: { vi: 'Tờ bản đồ', en: 'Map sheet' }, before: '12', after: '21' }] }]);
    expect(dossier.state.code).toBe(1);
    const printed = (await intake.call('GET', `/dossiers/${code}/application?format=html`, { as: SELLER })).text;
    for (const text of ['Đã sửa sau khi nộp', '<td>Tờ bản đồ</td><td>12</td><td>21</td><td>Ghi nhầm</td>', '<dt>Tờ bản đồ</dt><dd>21</dd>']) expect(printed).toContain(text);
    const told = (await intake.facts()).find(({ type }) => type === 'lienthong.intake.v1.DossierSupplemented');
    expect(told?.data).toMatchObject({ code, corrected: ['parcel.mapSheet'], reason: 'Ghi nhầm', parcel: { mapSheet: '21', certificateNumber: 'AB 123456' } });
    expect(told?.data).not.toHaveProperty('transferor');
    expect(told?.data).not.toHaveProperty('recipient');
  });

  it('tells who receives the result where that is the party that was set right', async () => {
    const sent = await submit();
    await ask(sent.code);
    const transferee = { ...(sent.body['transferee'] as object), address: 'Số 2, đường mẫu' };
    expect((await correct(sent.code, { transferee })).body.corrected).toEqual(['transferee.address']);
    const told = (await intake.facts()).find(({ type, data }) => type === 'lienthong.intake.v1.DossierSupplemented' && (data as { code: string }).code === sent.code);
    expect(told?.data).toMatchObject({ recipient: { name: 'Công dân mẫu B', address: 'Số 2, đường mẫu' } });
  });

  it('is another request then: the new words lead to it, the old ones to a new dossier, and no two open ones are the same', async () => {
    const sent = await submit();
    const { code, body } = sent;
    await ask(code);
    const corrected = { ...body, parcel: { ...(body['parcel'] as object), mapSheet: '31' } };
    await correct(code, { parcel: parcelOf(sent, { mapSheet: '31' }) });
    expect((await intake.call('POST', '/dossiers', { body: corrected })).body).toMatchObject({ code, existing: true });
    const again = await intake.call('POST', '/dossiers', { body });
    expect([again.status, again.body.existing]).toEqual([201, false]);
    await ask(again.body.code);
    const refused = await correct(again.body.code, { parcel: parcelOf(sent, { mapSheet: '31' }) });
    expect([refused.status, refused.body.code]).toEqual([409, 'ALREADY_SUBMITTED']);
    await correct(again.body.code, { parcel: parcelOf(sent, { mapSheet: '41' }) });
    expect((await intake.call('POST', '/dossiers', { body: corrected })).body).toMatchObject({ code, existing: true });
  });

  it('pays after its receipt what the corrected words cost by the tables of that day, and goes to no other authority', async () => {
    const sent = await submit();
    const { code } = sent;
    expect((await intake.call('POST', `/dossiers/${code}/acceptance`, { body: {} })).status).toBe(200);
    await publishTable(intake, 'sample-fee', 2, '2026-01-01', table('sample-fee', 'number', [['"14758"', '30000', 'Nghị quyết mới'], ['not("14758")', '15000', 'Nghị quyết mới']]));
    await publishTable(intake, 'competent-units', 1, '2025-07-01', table('competent-units', 'Any', [['"14758", "14845"', '{"land-registry": "H56.23", "tax": "H56.T7"}', 'Quyết định mẫu'], ['not("14758", "14845")', '{"land-registry": "H56.24"}', 'Quyết định mẫu']]));
    await offer(intake, code, { type: 'intake.request-supplement', dossierState: 5, inputs: { reason: REASON, items: [] } });
    const moving = await correct(code, { parcel: parcelOf(sent, { commune: '99999' }) });
    expect([moving.status, moving.body.code]).toEqual([409, 'CORRECTION_MOVES_COMPETENCE']);
    expect(moving.body.whatToDo).toContain('nội dung sửa lại thuộc Văn phòng Đăng ký đất đai H56.24.');
    const { status, body } = await correct(code, { parcel: parcelOf(sent, { commune: '14845' }) });
    expect([status, body.corrected]).toEqual([200, ['parcel.commune']]);
    await stateOf(intake, code, 4);
    const fees = (await intake.call('GET', `/dossiers/${code}/fees/explain`, { as: CLERK })).body;
    expect([fees.value, fees.lines[0].source.vi]).toEqual([15_000, 'Nghị quyết mới']);
  });

  it('is filled in by the form of its receipt, where that changed since: the officer is told what lacks, or names the rule by which the old one holds', async () => {
    const stricter = { components: [...FORM.components, { type: 'textfield', key: 'income', label: 'Thu nhập', properties: { labelEn: 'Income' }, validate: { required: true } }] };
    await publishProcedure(intake, { version: 2, effectiveFrom: '2026-11-20', variables: ['parcel', 'contractPrice', 'note', 'income'], applicationForm: JSON.stringify(stricter) });
    const before = (commune: string): object => ({ ...application({ content: { note: 'ghi chú' } }), parcel: { mapSheet: '77', parcelNumber: '7', commune, certificateNumber: '' }, submittedAt: '2026-11-19T09:00:00+07:00' });
    const [code, kept] = [(await intake.call('POST', '/dossiers', { body: before('14758') })).body.code, (await intake.call('POST', '/dossiers', { body: before('14845') })).body.code];
    const accept = (of: string, body: object = {}) => intake.call('POST', `/dossiers/${of}/acceptance`, { body });
    const told = await accept(code);
    expect([told.status, told.body.code, told.body.errors]).toEqual([409, 'FORM_CHANGED', [{ path: 'content.income', message: '“Thu nhập” là bắt buộc' }]]);
    expect(told.body.whatToDo).toContain('Từ 20/11/2026 áp dụng biểu mẫu phiên bản 2; đơn khai theo phiên bản 1');
    await ask(code, ['content.income']);
    expect((await correct(code, { content: { income: '5 triệu' } })).status).toBe(200);
    expect((await accept(code)).status).toBe(200);
    const taken = await accept(kept, { formBasis: 'Điều khoản chuyển tiếp của quyết định mẫu: đơn đã nộp giữ theo mẫu cũ' });
    expect((await read(kept, taken.body.position)).formCheck).toMatchObject({ submittedBy: 1, judgedBy: 2, result: 'kept', missing: ['content.income'] });
  });
});
