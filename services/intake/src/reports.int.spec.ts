import { DueDateMovedSchema, ProcedurePublishedSchema } from '@lienthong/contracts';
import { accepted, AUDITOR, citizen, CLERK, day, LAND_OFFICER, LEADER, offer, period, publishProcedure, startIntake, stateOf, submitted, type Answer, type Intake } from './spec-intake.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
  await publishProcedure(intake);
});
afterAll(async () => { await intake.stop(); });

async function report(more = '', as: object = LEADER): Promise<Answer['body']> {
  const answer = await intake.until(() => intake.call('GET', `/reports/indicators?${period()}${more}`, { as: as as never }), ({ status }) => status !== 202);
  expect(answer.status).toBe(200);
  return answer.body;
}

const figure = (body: Answer['body'], number: string) => body.indicators.find((each: { number: string }) => each.number === number);
const behind = async (number: string, part: string, more = '') => (await intake.call('GET', `/reports/indicators/${number}/dossiers?${period()}&part=${part}${more}`, { as: LEADER })).body;
const codesOf = (body: Answer['body']) => body.items.map(({ code }: { code: string }) => code).toSorted();

describe('the report of indicators', () => {
  it('counts what was received in the period, and shows the dossiers behind each number', async () => {
    const before = figure(await report(), '2.1').denominator;
    const [onTime, late] = [await accepted(intake), await accepted(intake)];
    const untouched = await submitted(intake);
    await intake.processing.publish(DueDateMovedSchema, late, { dossierCode: late, from: '2026-12-04T15:30:00+07:00', to: '2020-01-02T10:00:00+07:00', reason: 'Mẫu', movedAt: new Date(Date.now() - 1_000).toISOString() });
    await intake.until(async () => codesOf(await behind('2.1', 'late')), (codes) => codes.includes(late));
    const body = await report();
    expect(figure(body, '2.1')).toMatchObject({ kind: 'ratio', denominator: before + 2, group: { code: 'progress', most: 20 } });
    expect(figure(body, '2.1').denominator - figure(body, '2.1').numerator).toBe((await behind('2.1', 'late')).items.length);
    expect(codesOf(await behind('2.1', 'numerator'))).toContain(onTime);
    expect(codesOf(await behind('2.1', 'denominator'))).not.toContain(untouched);
    expect((await behind('2.1', 'late')).items[0]).toMatchObject({ code: late, dueAt: '2020-01-02T10:00:00.000+07:00', endedAt: null, judgement: 'missed' });
  });

  it('is the same again as of an earlier position, whatever happened since', async () => {
    const first = await report();
    await accepted(intake);
    const now = await report();
    expect(figure(now, '2.1').denominator).toBe(figure(first, '2.1').denominator + 1);
    const again = await report(`&as-of=${first.asOf}`);
    expect(again.indicators).toEqual(first.indicators);
    expect(again.position).toBe(first.position);
  });

  it('pages what is behind a number without losing or repeating any', async () => {
    const all = codesOf(await behind('2.1', 'denominator'));
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Answer['body'] = await behind('2.1', 'denominator', `&limit=2&cursor=${cursor}`);
      seen.push(...codesOf(page));
      cursor = page.next;
    }
    expect(seen.toSorted()).toEqual(all);
  });

  it('is measured where its source is, and otherwise says what is missing', async () => {
    expect(figure(await report(), '1.4')).toMatchObject({ kind: 'unmeasured', value: null, missing: { vi: expect.stringContaining('Cổng Dịch vụ công quốc gia') } });
    expect(await intake.call('GET', `/reports/indicators/1.4/dossiers?${period()}`, { as: LEADER })).toMatchObject({ status: 409, body: { code: 'INDICATOR_NOT_MEASURED', whatToDo: expect.stringContaining('Cổng Dịch vụ công quốc gia') } });
  });

  it('counts a result that was handed over as a file, which its party may read', async () => {
    const before = figure(await report(), '4.1');
    const form = new FormData();
    form.append('file', new Blob(['%PDF-1.4\n% result\n%%EOF\n'], { type: 'application/pdf' }), 'ket-qua.pdf');
    const { body: { hash } } = await intake.call('POST', '/files', { form });
    const code = await accepted(intake);
    await offer(intake, code, { type: 'intake.hand-over-result', dossierState: 9 });
    const handOver = (resultFiles: readonly string[]) => intake.call('POST', `/dossiers/${code}/hand-over`, { body: { receiver: { name: 'Công dân mẫu B', identifier: '038000000002' }, resultFiles } });
    expect((await handOver(['ab'.repeat(32)])).body.code).toBe('FILE_UNKNOWN');
    expect((await handOver([hash])).status).toBe(200);
    expect(await stateOf(intake, code, 10)).toMatchObject({ resultFiles: [hash] });
    expect((await intake.call('GET', `/files/${hash}`, { as: citizen('038000000002') })).status).toBe(200);
    expect(figure(await report(), '4.1')).toMatchObject({ numerator: (before.numerator ?? 0) + 1 });
  });

  it('counts an average in the unit of each procedure', async () => {
    const code = await accepted(intake);
    await offer(intake, code, { type: 'intake.hand-over-result', dossierState: 9 });
    await stateOf(intake, code, 9);
    const means = figure(await report(), '2.2').means;
    expect(means).toEqual([{ procedureCode: '1.013831', unit: 'working-days', count: expect.any(Number), mean: expect.any(Number) }]);
  });

  it('counts procedures by what they tell the public', async () => {
    const before = await report();
    expect(figure(before, '1.3')).toMatchObject({ numerator: 0, denominator: 1 });
    expect(figure(before, '3.1')).toMatchObject({ denominator: 0, unknown: 1, value: null });
    await intake.processing.publish(ProcedurePublishedSchema, '1.000001', {
      code: '1.000001', version: 1, nameVi: 'Thủ tục mẫu', nameEn: 'Sample', effectiveFrom: day(1), limit: { duration: 'P5D', unit: 'working' }, calendar: 'vn-h56-2026', publishedAt: new Date().toISOString(),
      components: [{ code: 'TP1', nameVi: 'Đơn', nameEn: 'Form', mandatory: true, originals: 1 }], steps: [{ element: 'step', name: 'Bước', agency: 'tax', role: 'officer', limit: 'P1D', counts: true }],
      publicity: { announcedOn: day(1), level: 'ministry', online: 'full', channels: ['online'], subjects: ['citizen'], yieldsDocument: true },
    });
    await intake.until(() => intake.call('GET', '/procedures'), ({ body }) => body.items?.length === 2);
    const after = await report();
    expect(figure(after, '1.1')).toMatchObject({ numerator: 0, denominator: 1 });
    expect(figure(after, '1.2')).toMatchObject({ numerator: 1, denominator: 1 });
    expect(figure(after, '1.3')).toMatchObject({ numerator: 1, denominator: 2, value: 50 });
    expect(figure(after, '3.1')).toMatchObject({ numerator: 1, denominator: 1, unknown: 1 });
    expect((await behind('1.3', 'numerator')).items).toMatchObject([{ kind: 'procedure', code: '1.000001' }]);
  });

  it('shows leaders what their units took in, auditors everything, and others nothing', async () => {
    const everything = figure(await report('', AUDITOR), '2.1').denominator;
    expect(everything).toBeGreaterThan(0);
    expect(figure(await report('', { ...LEADER, unit: 'H57' }), '2.1').denominator).toBe(0);
    expect(figure(await report('', { ...LAND_OFFICER, roles: ['leader'] }), '2.1').denominator).toBe(everything);
    expect(figure(await report('&agency=H56.99', AUDITOR), '2.1').denominator).toBe(0);
    for (const as of [CLERK, citizen('038000000001')]) expect((await intake.call('GET', `/reports/indicators?${period()}`, { as })).status).toBe(403);
  });

  it('is a table for spreadsheets', async () => {
    const { headers, text } = await intake.call('GET', `/reports/indicators?${period()}&format=csv`, { as: LEADER });
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(text.split('\r\n')[0]).toContain('number,name_vi');
    expect(text).toContain('\r\n2.1,Tỷ lệ hồ sơ giải quyết đúng hạn');
  });

  it.each([
    ['from=2026-11-02&to=2026-11-01', 422, 'PERIOD_EMPTY'], ['from=2026-02-31&to=2026-03-01', 422, 'VALIDATION_FAILED'], ['from=2026-11-01&to=2026-11-31', 422, 'VALIDATION_FAILED'], ['from=2099-01-01&to=2099-01-02', 422, 'PERIOD_EMPTY'], ['from=2024-01-01&to=2026-01-01', 422, 'PERIOD_TOO_LONG'],
    ['from=2026-11-01&to=2026-11-02&as-of=x', 400, 'BAD_REQUEST'], [`from=2026-11-01&to=2026-11-02&as-of=${Buffer.from('[9999999,"2026-11-26T00:00:00.000+07:00"]').toString('base64url')}`, 422, 'AS_OF_UNKNOWN'],
    ['from=1&to=2', 422, 'VALIDATION_FAILED'],
  ])('refuses %s', async (query, status, code) => {
    expect(await intake.call('GET', `/reports/indicators?${query}`, { as: LEADER })).toMatchObject({ status, body: { code } });
  });
  it('refuses an indicator that is none', async () => {
    expect(await intake.call('GET', `/reports/indicators/9.9/dossiers?${period()}`, { as: LEADER })).toMatchObject({ status: 404, body: { code: 'INDICATOR_UNKNOWN' } });
  });
});
