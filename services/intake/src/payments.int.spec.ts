import { accepted, application, citizen, CLERK, CLERK_ELSEWHERE, eventsOf, LEADER, offer, period, publishProcedure, SECOND_CLERK, startIntake, stateOf, submitted, type Answer, type Intake } from './spec-intake.js';

// What is paid, shared and known of who asks, as the indicators of groups 3 and 4 count it: from the calls of desk and gateway to the report.

const GATEWAY = { sub: 'payment-gateway', name: 'Cổng thanh toán mẫu', agency: 'payment-gateway', unit: 'H56.P1', roles: ['integrator'] };
const CASH = { amount: 28_000, manner: 'cash', reference: 'BL-0001' };
const ONLINE = { amount: 28_000, manner: 'online', gateway: 'national-portal', reference: 'FT26330000001' };

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
  await publishProcedure(intake, { fees: [{ code: 'LP1', nameVi: 'Lệ phí đăng ký (mẫu)', nameEn: 'Fee (sample)', amount: '28000' }] });
});
afterAll(async () => { await intake.stop(); });

const pay = (code: string, body: object, as: object = CLERK): Promise<Answer> => intake.call('POST', `/dossiers/${code}/payments`, { body, as: as as never });
const figures = async (): Promise<Record<string, { numerator: number; denominator: number; unknown: number; value: number | null }>> => {
  const { body } = await intake.until(() => intake.call('GET', `/reports/indicators?${period()}`, { as: LEADER }), ({ status }) => status !== 202);
  return Object.fromEntries(body.indicators.map((figure: { number: string }) => [figure.number, figure]));
};

describe('fees', () => {
  it('are paid at the counter once, and the receipt says how', async () => {
    const code = await accepted(intake);
    await stateOf(intake, code, 2);
    expect((await intake.call('GET', `/dossiers/${code}/receipt`)).body).toMatchObject({ fees: [{ code: 'LP1', amount: 28_000 }], paid: null });
    const { status, body: { position } } = await pay(code, CASH);
    expect([status, (await pay(code, CASH)).status]).toEqual([200, 200]);
    expect(await pay(code, { ...CASH, reference: 'BL-0002' })).toMatchObject({ status: 409, body: { code: 'FEE_PAID_ALREADY', whatToDo: expect.stringContaining('BL-0001') } });
    expect((await eventsOf(intake, code)).filter((type) => type === 'FeePaid')).toHaveLength(1);
    expect((await intake.call('GET', `/dossiers/${code}?min-position=${position}`)).body.payment).toMatchObject({ manner: 'cash', gateway: null, recordedBy: { subject: 'clerk-1' } });
    const page = (await intake.call('GET', `/dossiers/${code}/receipt?format=html`)).text;
    expect(page).toContain('28.000 đồng');
    expect(page).toContain('Tiền mặt tại quầy, chứng từ BL-0001');
  });

  it('are refused where there is nothing to pay, another amount, or somebody whose money it is not', async () => {
    const waiting = await submitted(intake);
    expect(await pay(waiting, CASH)).toMatchObject({ status: 409, body: { code: 'NO_FEE_DUE' } });
    const code = await accepted(intake);
    expect(await pay(code, { ...CASH, amount: 27_999 })).toMatchObject({ status: 422, body: { code: 'FEE_AMOUNT_DIFFERS', whatToDo: expect.stringContaining('28000') } });
    expect(await pay(code, { ...CASH, paidAt: '2099-01-01T00:00:00+07:00' })).toMatchObject({ status: 422, body: { code: 'DATE_IN_FUTURE' } });
    expect(await pay(code, CASH, CLERK_ELSEWHERE)).toMatchObject({ status: 403, body: { code: 'NOT_YOUR_DOSSIER' } });
    expect(await pay(code, CASH, citizen('038000000001'))).toMatchObject({ status: 403 });
    expect(await pay(code, ONLINE)).toMatchObject({ status: 403, body: { code: 'PAYMENT_MANNER_NOT_YOURS' } });
    expect(await pay(code, CASH, GATEWAY)).toMatchObject({ status: 403, body: { code: 'PAYMENT_MANNER_NOT_YOURS' } });
    expect(await pay('H56.17-20261101-9999', CASH)).toMatchObject({ status: 404, body: { code: 'DOSSIER_UNKNOWN' } });
    for (const body of [{ ...CASH, amount: 0 }, { ...CASH, amount: 1.5 }, { ...CASH, manner: 'gold' }, { ...CASH, reference: '' }]) expect(await pay(code, body)).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
  });

  it('are not taken of a dossier that was refused', async () => {
    const code = await accepted(intake);
    await offer(intake, code, { type: 'intake.refuse', dossierState: 4 });
    await intake.call('POST', `/dossiers/${code}/refusal`, { body: { reason: 'Thửa đất đang có tranh chấp, chưa thể đăng ký' } });
    await stateOf(intake, code, 8);
    expect(await pay(code, CASH)).toMatchObject({ status: 409, body: { code: 'NO_FEE_DUE' } });
  });

  it('that were recorded wrongly are cancelled, stay to be read, and are paid anew', async () => {
    const code = await accepted(intake);
    await pay(code, CASH);
    const cancel = (body: object, as: object = SECOND_CLERK) => intake.call('POST', `/dossiers/${code}/payments/cancellation`, { body: { ...CASH, ...body }, as: as as never });
    const reason = 'Ghi nhầm biên lai của hồ sơ khác';
    expect(await cancel({ reason: 'sai' })).toMatchObject({ status: 422, body: { code: 'REASON_NOT_HUMAN' } });
    expect(await cancel({})).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    expect(await cancel({ reason, reference: 'BL-9' })).toMatchObject({ status: 404, body: { code: 'PAYMENT_UNKNOWN' } });
    expect(await cancel({ reason }, citizen('038000000001'))).toMatchObject({ status: 403 });
    const { status, body: { position } } = await cancel({ reason });
    expect([status, (await cancel({ reason })).status]).toEqual([200, 200]);
    const { body } = await intake.call('GET', `/dossiers/${code}?min-position=${position}`);
    expect(body).toMatchObject({ payment: null, cancelledPayments: [{ reference: 'BL-0001', recordedBy: { subject: 'clerk-1' }, cancelled: { reason, by: { subject: 'clerk-2' } } }] });
    expect((await pay(code, { ...CASH, reference: 'BL-0003' })).status).toBe(200);
    const { body: { lines } } = await intake.until(() => intake.call('GET', `/dossiers/${code}/fees/explain`), ({ body: { lines: found } }) => found.some(({ step }: { step: string }) => step === 'payment'));
    expect(lines.slice(-3)).toMatchObject([{ step: 'payment' }, { step: 'payment-cancelled', text: { vi: expect.stringContaining(reason) } }, { step: 'balance', arithmetic: '28000 − 28000 = 0' }]);
  });

  it('are given back on their ground, at most what was paid', async () => {
    const code = await accepted(intake);
    await pay(code, CASH);
    const REFUND = { amount: 28_000, manner: 'transfer', reference: 'UNC-7', ground: 'exempt', reason: 'Người có công được miễn lệ phí' };
    const refund = (body: object, path = 'refunds') => intake.call('POST', `/dossiers/${code}/${path}`, { body: { ...REFUND, ...body } });
    expect(await refund({ amount: 28_001 })).toMatchObject({ status: 422, body: { code: 'REFUND_EXCEEDS', whatToDo: expect.stringContaining('28000') } });
    expect(await refund({ ground: 'ended' })).toMatchObject({ status: 409, body: { code: 'REFUND_NOT_DUE' } });
    expect(await refund({ ground: 'kindness' })).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    const { status, body: { position } } = await refund({});
    expect(status).toBe(200);
    const { body } = await intake.call('GET', `/dossiers/${code}?min-position=${position}`);
    expect(body).toMatchObject({ payment: { reference: 'BL-0001' }, refunds: [{ reference: 'UNC-7', ground: 'exempt' }], feeBalance: 0, refundable: { overpaid: 0, ended: 0, exempt: 0 } });
    expect((await intake.call('GET', `/dossiers/${code}/receipt?format=html`)).text).toContain('đã hoàn 28.000 đồng');
    const { ground: _ground, ...entry } = REFUND;
    const back = await intake.call('POST', `/dossiers/${code}/refunds/cancellation`, { body: { ...entry, reason: 'Chưa chi, ghi nhầm hồ sơ' } });
    expect((await intake.call('GET', `/dossiers/${code}?min-position=${back.body.position}`)).body).toMatchObject({ refunds: [{ cancelled: { reason: 'Chưa chi, ghi nhầm hồ sơ' } }], refundable: { exempt: 28_000 } });
  });

  it('that a gateway reports as paid online are what 3.5 and 3.6 count', async () => {
    const before = await figures();
    expect(before).toMatchObject({ '3.5': { numerator: 0, denominator: 1 }, '3.5-transactions': { numerator: 0, denominator: 1 } });
    const code = await accepted(intake);
    const { status, body: { position } } = await pay(code, ONLINE, GATEWAY);
    expect(status).toBe(200);
    expect((await intake.call('GET', `/dossiers/${code}/receipt?min-position=${position}`)).body.paid).toMatchObject({ how: { vi: 'Thanh toán trực tuyến, Cổng Dịch vụ công quốc gia' } });
    const after = await figures();
    expect(after).toMatchObject({ '3.5': { numerator: 1, denominator: 1 }, '3.5-transactions': { numerator: 1, denominator: 1 } });
    expect([after['3.6']!.numerator, after['3.6']!.denominator]).toEqual([before['3.6']!.numerator + 1, before['3.6']!.denominator + 1]);
    const members = async (asOf = '') => (await intake.call('GET', `/reports/indicators/3.6/dossiers?${period()}&part=numerator${asOf}`, { as: LEADER })).body;
    const { items, asOf } = await members();
    expect(items).toMatchObject([{ code }]);
    const { gateway: _gateway, ...entry } = ONLINE;
    const cancel = (as: object) => intake.call('POST', `/dossiers/${code}/payments/cancellation`, { body: { ...entry, reason: 'Giao dịch bị ngân hàng từ chối' }, as: as as never });
    expect(await cancel(CLERK)).toMatchObject({ status: 403, body: { code: 'PAYMENT_MANNER_NOT_YOURS' } });
    expect((await cancel(GATEWAY)).status).toBe(200);
    expect(await figures()).toMatchObject({ '3.5': { numerator: 0, denominator: 1 }, '3.5-transactions': { numerator: 0 }, '3.6': { numerator: before['3.6']!.numerator } });
    // As of the moment before, the report is the same for ever.
    expect([(await members()).items, (await members(`&as-of=${asOf}`)).items]).toMatchObject([[], [{ code }]]);
  });
});

describe('what was shared, and who is known', () => {
  it('is what 4.4 and 4.5 count', async () => {
    const before = await figures();
    const stored = await accepted(intake, { identification: 'population-data', components: [{ code: 'TP1', resultCode: 'KQ.G07.000122' }, { code: 'TP2', originals: 1 }] });
    expect(await stateOf(intake, stored, 2)).toMatchObject({ identification: 'population-data', application: { components: [{ code: 'TP1', source: { kind: 'national-store', resultCode: 'KQ.G07.000122' } }, { code: 'TP2' }] } });
    const shared = await accepted(intake, { identification: 'papers' });
    await offer(intake, shared, { type: 'intake.hand-over-result', dossierState: 9 });
    await intake.call('POST', `/dossiers/${shared}/hand-over`, { body: { receiver: { name: 'Công dân mẫu B', identifier: '038000000002' }, sharedAs: 'KQ.H56.000001' } });
    expect(await stateOf(intake, shared, 10)).toMatchObject({ sharedAs: 'KQ.H56.000001' });
    const after = await figures();
    const grown = (number: string) => [after[number]!.numerator - before[number]!.numerator, after[number]!.denominator - before[number]!.denominator];
    expect([grown('4.4'), grown('4.5')]).toEqual([[2, 2], [1, 2]]);
    expect(after['4.5']!.unknown).toBe(before['4.5']!.unknown);
  });

  it('of a citizen is what the account says, not the citizen', async () => {
    const hash = async (as: object) => {
      const form = new FormData();
      form.append('file', new Blob([`%PDF-1.4\n% ${Math.random()}\n%%EOF\n`], { type: 'application/pdf' }), 'don.pdf');
      return (await intake.call('POST', '/files', { form, as: as as never })).body.hash;
    };
    const online = async (as: object) => {
      const components = [{ code: 'TP1', files: [await hash(as)] }, { code: 'TP2', files: [await hash(as)] }];
      const { body: { code, position } } = await intake.call('POST', '/dossiers', { as: as as never, body: application({ components, identification: 'population-data' }) });
      return (await intake.call('GET', `/dossiers/${code}?min-position=${position}`, { as: as as never })).body.identification;
    };
    expect(await online({ ...citizen('038000000001'), identity_provider: 'vneid' })).toBe('vneid');
    expect(await online(citizen('038000000001'))).toBe('account');
  });
});
