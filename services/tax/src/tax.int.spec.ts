import { createCommandHandler } from '@lienthong/event-store';
import { PublishedDecisions } from '@lienthong/service-host';
import pg from 'pg';
import { noticeTable } from './adapters/postgres/notices.js';
import { obligationDecider } from './domain/obligation.decider.js';
import { paymentDecider } from './domain/payment.decider.js';
import { CODE, FEE, PIT, TOTAL } from './domain/spec-samples.js';
import { accept, moveDate, noticed, offer, offerWaiting, ready, refOf, sendSlip } from './spec-dossiers.js';
import { startSpecService, type Answer, type SpecService } from './spec-service.js';
import { assessObligation } from './use-cases/assess-obligation.js';

let service: SpecService;
let officer: string;
let colleague: string;

beforeAll(async () => {
  service = await startSpecService();
  [officer, colleague] = await Promise.all([service.token({ sub: 'tax-1', name: 'Cán bộ thuế mẫu Một' }), service.token({ sub: 'tax-2', name: 'Cán bộ thuế mẫu Hai' })]);
});
afterAll(() => service.stop());

const show = (code: string, query = ''): Promise<Answer> => service.call('GET', `/obligations/${code}${query}`, { as: officer });
const assess = (code: string, body: object = {}, as = officer, headers = {}): Promise<Answer> => service.call('POST', `/dossiers/${code}/assessment`, { as, body, headers });
const tasksOf = async (code: string, query = ''): Promise<readonly { type: string }[]> => (await service.call('GET', `/tasks?dossier=${code}${query}`, { as: officer })).body.items;
const factsOf = async (code: string) => (await service.facts()).filter(({ subject }) => subject === code);

describe('an obligation', () => {
  it('goes from the slip to the settlement, and tells each step as a fact', async () => {
    const shown = await ready(service, officer, CODE);
    expect(shown.body).toMatchObject({ status: 'open', proposal: { total: TOTAL, lines: expect.arrayContaining([expect.objectContaining({ step: 'pit', amount: PIT })]) } });
    await service.eventually(() => service.call('GET', `/tasks?dossier=${CODE}`, { as: officer }), ({ body }) => body.items.length === 1);
    expect(await tasksOf(CODE)).toMatchObject([{ taskId: `${CODE}~assess`, type: 'tax.assess', agency: 'tax', reason: { vi: 'Chờ cơ quan thuế' }, dueAt: null, inputs: {} }]);

    const assessed = await assess(CODE, {}, officer, { 'if-match': shown.headers.get('etag')! });
    expect(assessed).toMatchObject({ status: 200, body: { dossierCode: CODE, noticeNumber: expect.stringMatching(/^TB\d{4}-\d{7}$/), amount: TOTAL, status: 'due' } });
    const { noticeNumber, position } = assessed.body;
    expect(await tasksOf(CODE, `&min-position=${position}`)).toEqual([]);
    offerWaiting(service, CODE);
    await service.eventually(() => service.call('GET', `/tasks?dossier=${CODE}&type=tax.await-payment`, { as: officer }), ({ body }) => body.items.length === 1);

    const part = await service.bank({ bankReference: 'FT-A-1', noticeReference: noticeNumber, amount: PIT, paidAt: '2026-11-24T09:00:00+07:00', payer: 'Người bán mẫu' });
    expect(part).toMatchObject({ status: 200, body: { outcome: 'credited', dossierCode: CODE, outstanding: FEE, credit: 0 } });
    expect((await show(CODE)).body).toMatchObject({ status: 'due', outstanding: FEE, settled: null });
    const rest = await service.bank({ bankReference: 'FT-A-2', noticeReference: noticeNumber.toLowerCase(), amount: FEE, paidAt: '2026-11-24T10:00:00+07:00' });
    expect(rest).toMatchObject({ status: 200, body: { outcome: 'settled', outstanding: 0, credit: 0 } });
    expect((await show(CODE)).body).toMatchObject({ status: 'settled', outstanding: 0, settled: { receiptNumber: noticeNumber.replace('TB', 'BL') } });
    expect(await tasksOf(CODE, `&min-position=${rest.body.position}`)).toEqual([]);

    const told = await factsOf(CODE);
    expect(told.map(({ type }) => type.replace('lienthong.tax.v1.', ''))).toEqual(['ObligationAssessed', 'NoticeIssued', 'PaymentReceived', 'PaymentReceived', 'ObligationSettled']);
    expect(told.every(({ dossierref }) => dossierref === refOf(CODE))).toBe(true);
    expect(told[0]?.data).toMatchObject({ total: String(TOTAL), amounts: [{ kind: 'pit', legalPayer: 'transferor', rate: '0.02', amount: String(PIT) }, { kind: 'registration-fee', amount: String(FEE) }] });
    expect(told.at(-1)?.data).toMatchObject({ noticeNumber, paid: String(TOTAL) });
  });

  it('may be corrected by the officer, with a reason that stands in the derivation', async () => {
    const code = 'H56.17-261120-0050';
    await ready(service, officer, code);
    expect(await assess(code, { corrections: [{ kind: 'pit', amount: 1_000_000 }] })).toMatchObject({ status: 422, body: { code: 'REASON_REQUIRED' } });
    expect(await assess(code, { corrections: [{ kind: 'pit', amount: 1_000_000 }], reason: 'Giảm trừ theo hồ sơ' })).toMatchObject({ status: 200, body: { amount: 1_000_000 + FEE } });
    expect((await show(code)).body.assessed).toMatchObject({ corrected: true, lines: expect.arrayContaining([expect.objectContaining({ step: 'pit-correction', formula: `${PIT} → 1000000` })]) });
    expect((await factsOf(code))[0]?.data).toMatchObject({ corrected: true, reason: 'Giảm trừ theo hồ sơ' });
  });

  it('is shown with the reduction for e-filing before anything is decided', async () => {
    const code = 'H56.17-261120-0051';
    await ready(service, officer, code);
    expect((await show(code, '?electronicFiling=true')).body.proposal.total).toBe(PIT + FEE - FEE / 10);
    expect(await assess(code, { electronicFiling: true })).toMatchObject({ status: 200, body: { amount: PIT + FEE - FEE / 10 } });
  });

  it('explains itself line by line, before and after it is decided, with the row of the table and its law', async () => {
    const code = 'H56.17-261120-0060';
    await ready(service, officer, code);
    const explain = (): Promise<Answer> => service.call('GET', `/obligations/${code}/explain`, { as: officer });
    expect(await explain()).toMatchObject({ status: 200, body: { of: 'tax', about: code, value: TOTAL, answer: { vi: 'Số dự kiến phải nộp: 25.575.000 đồng (thuế thu nhập cá nhân 20.460.000, lệ phí trước bạ 5.115.000)' } } });
    await assess(code);
    const { body } = await explain();
    expect(body.answer.vi).toMatch(/^Số phải nộp: 25\.575\.000 đồng/);
    expect(body.lines.at(-1)).toMatchObject({ step: 'total', arithmetic: `${PIT} + ${FEE} = ${TOTAL}`, result: TOTAL });
    expect(body.lines.find(({ step }: { step: string }) => step === 'pit')).toMatchObject({
      arithmetic: `1023000000 × 0.02 = ${PIT}`, source: { vi: 'Luật 109/2025/QH15, NĐ 253/2026/NĐ-CP' },
      rule: { decision: 'land-income-tax-rate', version: 2, rule: 'land-income-tax-rate-sale', effectiveFrom: '2026-07-01' },
    });
  });

  it('is explained, once it is assessed, to its parties, to the unit that received the dossier and to auditors, and to nobody else', async () => {
    const code = 'H56.17-261120-0063';
    const as = (sub: string, agency: string, unit: string, ...roles: string[]): Promise<string> => service.token({ sub, name: 'Người mẫu', agency, unit, roles });
    const told = await Promise.all([as('038090000001', 'citizen', '', 'citizen'), as('038090000002', 'citizen', '', 'citizen'), as('clerk-1', 'one-stop', 'H56.17', 'clerk'), as('a', 'audit', 'H56', 'auditor')]);
    const others = await Promise.all([
      as('038090000003', 'citizen', '', 'citizen'), as('038090000003', 'citizen', '', 'citizen', 'auditor'), as('clerk-2', 'one-stop', 'H56.18', 'clerk'), as('clerk-3', 'one-stop', '', 'clerk'),
      as('land-1', 'land-registry', 'H56.23', 'officer'), as('tax-3', 'tax', 'H56.T8', 'officer'),
    ]);
    const explain = (token: string, of = code): Promise<Answer> => service.call('GET', `/obligations/${of}/explain`, { as: token });
    await ready(service, officer, code);
    for (const token of told) expect(await explain(token)).toMatchObject({ status: 404, body: { code: 'NOT_ASSESSED' } });
    await assess(code);
    for (const token of told) expect(await explain(token)).toMatchObject({ status: 200, body: { of: 'tax', value: TOTAL, answer: { vi: expect.stringMatching(/^Số phải nộp/) } } });
    for (const token of others) expect([(await explain(token)).body.code, (await explain(token, 'H56.17-261120-9999')).body.code]).toEqual(['DOSSIER_UNKNOWN', 'DOSSIER_UNKNOWN']);
  });

  it('is not explained before there is anything to explain', async () => {
    const code = 'H56.17-261120-0061';
    offer(service, code, 'assess');
    await service.eventually(() => service.call('GET', `/obligations/${code}`, { as: officer }), ({ status }) => status === 200);
    expect(await service.call('GET', `/obligations/${code}/explain`, { as: officer })).toMatchObject({ status: 404, body: { code: 'NOT_ASSESSED' } });
  });

  it('of a past day is assessed by the tables of that day, and by none where there were none', async () => {
    const [past, older] = ['H56.17-260630-0001', 'H56.17-141231-0001'];
    await ready(service, officer, past, {}, '2026-06-30T16:00:00+07:00');
    await ready(service, officer, older, {}, '2014-12-31T09:00:00+07:00');
    await assess(past);
    expect((await show(past)).body.assessed.lines.find(({ step }: { step: string }) => step === 'pit')).toMatchObject({ rule: { version: 1 }, source: { vi: expect.stringContaining('04/2007/QH12') } });
    expect((await show(older)).body).toMatchObject({ proposal: null, notAssessable: 'no published table land-transfer-base is in force on 2014-12-31' });
    expect(await assess(older)).toMatchObject({ status: 409, body: { code: 'RULES_UNKNOWN', whatToDo: expect.stringContaining('land-transfer-base') } });
  });

  it('of a gift falls on the receiver', async () => {
    const code = 'H56.17-261120-0062';
    await ready(service, officer, code, { transferKind: 'gift' });
    expect((await show(code)).body.proposal.amounts[0]).toMatchObject({ kind: 'pit', legalPayer: 'transferee', rate: '0.1' });
  });

  it('of nothing is settled with its notice', async () => {
    const code = 'H56.17-261120-0052';
    await ready(service, officer, code);
    const nothing = [{ kind: 'pit', amount: 0 }, { kind: 'registration-fee', amount: 0 }];
    expect(await assess(code, { corrections: nothing, reason: 'Miễn toàn bộ theo hồ sơ' })).toMatchObject({ status: 200, body: { amount: 0, status: 'settled' } });
  });

  it('is cancelled with the dossier, and what was paid becomes credit', async () => {
    const code = 'H56.17-261120-0053';
    const notice = await noticed(service, officer, code);
    await service.bank({ bankReference: 'FT-W-1', noticeReference: notice, amount: 5_000, paidAt: '2026-11-24T09:00:00+07:00' });
    service.intake.publish({ type: 'lienthong.intake.v1.DossierWithdrawn', subject: code, dossierref: refOf(code), data: { code, reason: 'Đổi ý', withdrawnAt: '2026-11-25T08:00:00+07:00' } });
    // Behind it in the same source, so that the withdrawal has been heard: it cancels nothing by itself.
    await ready(service, officer, 'H56.17-261120-0054');
    expect((await show(code)).body).toMatchObject({ status: 'due' });
    service.processing.publish({ type: 'lienthong.processing.v1.InstanceCompleted', subject: code, dossierref: refOf(code), data: { dossierCode: code, outcome: 'withdrawn', completedAt: '2026-11-25T09:00:00+07:00' } });
    const cancelled = await service.eventually(() => show(code), ({ body }) => body.status === 'cancelled');
    expect(cancelled.body).toMatchObject({ outstanding: 0, credit: 5_000 });
    expect(await service.call('POST', `/obligations/${code}/refunds`, { as: officer, body: { bankReference: 'FT-W-1', amount: 5_000, reason: 'Hồ sơ đã rút' } })).toMatchObject({ status: 200, body: { credit: 0 } });
    expect((await factsOf(code)).at(-1)).toMatchObject({ type: 'lienthong.tax.v1.PaymentRefunded', data: { bankReference: 'FT-W-1', amount: '5000', reason: 'Hồ sơ đã rút' } });
  });
});

describe('a date that the legal clock moves', () => {
  it('is shown in the work list and with the dossier, also when the list is built anew', async () => {
    const [code, last] = ['H56.17-261120-0070', '2026-11-30T17:00:00+07:00'];
    const dueAt = async (): Promise<unknown> => (await service.call('GET', `/tasks?dossier=${code}`, { as: officer })).body.items[0]?.dueAt;
    offer(service, code, 'assess', { dueAt: '2026-11-25T08:00:00+07:00' });
    await service.eventually(dueAt, (due) => due === '2026-11-25T08:00:00+07:00');
    // Another agency's step, and the same move heard as two facts: nothing comes of them.
    moveDate(service, code, 'elsewhere', '2026-12-24T08:00:00+07:00');
    for (const to of ['2026-11-27T08:00:00+07:00', last, last]) moveDate(service, code, 'assess', to);
    await service.eventually(dueAt, (due) => due === last);
    expect((await show(code)).body.steps).toEqual({ assess: expect.objectContaining({ dueAt: last, status: 'open' }) });
    await service.rebuild('work-list');
    expect(await dueAt()).toBe(last);
    // A step that is over, and a new one in its place.
    service.processing.publish({ type: 'lienthong.processing.v1.TaskWithdrawn', subject: code, dossierref: refOf(code), data: { taskId: `${code}~assess`, dossierCode: code, element: 'assess', reason: 'Hết hạn' } });
    moveDate(service, code, 'assess', '2026-12-24T08:00:00+07:00');
    // Behind it in the same source, so that the move has been heard.
    offer(service, code, 'assess', { taskId: `${code}~again` });
    const again = await service.eventually(() => show(code), ({ body }) => body.steps['assess'].taskId === `${code}~again`);
    expect(again.body.steps['assess'].dueAt).toBe('');
  });
});

describe('at the same time', () => {
  it('of two officers one assesses, and the second is told who did and when', async () => {
    const code = 'H56.17-261120-0060';
    await ready(service, officer, code);
    const answers = await Promise.all([assess(code), assess(code, { corrections: [{ kind: 'pit', amount: 1 }], reason: 'Khác' }, colleague)]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
    const winner = answers[0].status === 200 ? 'Cán bộ thuế mẫu Một (H56.T7)' : 'Cán bộ thuế mẫu Hai (H56.T7)';
    const refused = answers.find(({ status }) => status === 409)!;
    expect(refused.body).toMatchObject({ code: 'ALREADY_DONE', facts: { by: winner, at: expect.stringMatching(/^\d{4}-.*\+07:00$/) } });
    expect(refused.body.whatToDo).toContain(winner);
    expect((await factsOf(code)).filter(({ type }) => type.endsWith('NoticeIssued'))).toHaveLength(1);
  });

  it('has one notice where it is issued to another request while a number is drawn', async () => {
    const code = 'H56.17-261120-0061';
    await ready(service, officer, code);
    const { store } = service;
    const ports = {
      store, obligations: createCommandHandler({ store, decider: obligationDecider, category: 'obligation' }), payments: createCommandHandler({ store, decider: paymentDecider, category: 'payment' }),
      tables: new PublishedDecisions(store), notices: noticeTable(new pg.Pool()), drawNumber: async () => { await assess(code); return 9_000_001; },
    };
    const acting = { actor: { role: 'officer', id: 'tax-1', unit: 'H56.T7' }, by: { id: 'tax-1', name: 'Cán bộ thuế mẫu Một', unit: 'H56.T7' }, at: '2026-11-24T08:00:00+07:00', expectedVersion: undefined, also: () => [] } as const;
    const answer = await assessObligation(ports, code, { electronicFiling: false, corrections: [], reason: '' }, acting);
    expect(answer).toMatchObject({ kind: 'accepted', result: { noticeNumber: (await show(code)).body.notice.number } });
    expect((await factsOf(code)).filter(({ type }) => type.endsWith('NoticeIssued'))).toHaveLength(1);
  });

  it('notices get a number each, none twice', async () => {
    const codes = Array.from({ length: 8 }, (_, index) => `H56.17-261121-${String(index + 1).padStart(4, '0')}`);
    await Promise.all(codes.map((code) => ready(service, officer, code)));
    const numbers = (await Promise.all(codes.map((code) => assess(code)))).map(({ body }) => body.noticeNumber);
    expect(numbers.every((number) => /^TB\d{4}-\d{7}$/.test(number))).toBe(true);
    expect(new Set(numbers).size).toBe(codes.length);
  });
});

describe('bad input', () => {
  const code = 'H56.17-261122-0001';
  beforeAll(() => ready(service, officer, code));

  it('refuses another agency, and whoever has no token', async () => {
    const stranger = await service.token({ agency: 'land-registry', unit: 'H56.23' });
    for (const path of [`/obligations/${code}`, '/tasks', '/ledger', '/suspense']) expect(await service.call('GET', path, { as: stranger })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await assess(code, {}, stranger)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await service.call('POST', `/dossiers/${code}/assessment`, { body: {} })).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
  });

  it('refuses a unit that the step was not offered to, and shows it nothing', async () => {
    const elsewhere = await service.token({ sub: 'tax-9', unit: 'H56.T8' });
    expect(await assess(code, {}, elsewhere)).toMatchObject({ status: 403, body: { code: 'OTHER_UNIT' } });
    expect((await service.call('GET', `/tasks?dossier=${code}`, { as: elsewhere })).body.items).toEqual([]);
    expect(await service.call('GET', `/obligations/${code}`, { as: elsewhere })).toMatchObject({ status: 404, body: { code: 'DOSSIER_UNKNOWN' } });
  });

  it('says where a dossier is that is not here', async () => {
    const away = 'H56.17-261122-0002';
    expect(await assess(away)).toMatchObject({ status: 404, body: { code: 'DOSSIER_UNKNOWN' } });
    accept(service, away);
    await service.eventually(() => assess(away), ({ body }) => body.code === 'STEP_NOT_OFFERED');
    expect(await show(away)).toMatchObject({ status: 404, body: { code: 'DOSSIER_UNKNOWN' } });
    offer(service, away, 'verify', { type: 'land-registry.verify-parcel', agency: 'land-registry', unit: 'H56.23', name: 'Thẩm định' });
    const refused = await service.eventually(() => assess(away, {}, officer, { 'accept-language': 'en' }), ({ body }) => body.code !== 'STEP_NOT_OFFERED');
    expect(refused).toMatchObject({ status: 409, body: { code: 'STEP_ELSEWHERE', facts: { agency: 'land-registry', step: 'Thẩm định' } } });
    expect(refused.body.whatToDo).toContain('It waits at land-registry for "Thẩm định" since 2026-11-23T08:00:00+07:00');
  });

  it('waits for the slip before it assesses', async () => {
    const early = 'H56.17-261122-0003';
    accept(service, early);
    offer(service, early, 'assess');
    await service.eventually(() => show(early), ({ body }) => body.steps?.assess && body.papers);
    expect(await assess(early)).toMatchObject({ status: 409, body: { code: 'PAPERS_NOT_HERE' } });
    sendSlip(service, early, { coefficient: 'one' });
    await service.eventually(() => show(early), ({ body }) => body.slip !== null);
    expect((await show(early)).body).toMatchObject({ proposal: null, notAssessable: expect.stringContaining('not a decimal number') });
    expect(await assess(early)).toMatchObject({ status: 422, body: { code: 'NOT_ASSESSABLE' } });
  });

  it('refuses a stale If-Match and shows what changed since', async () => {
    expect(await assess(code, {}, officer, { 'if-match': '"1"' })).toMatchObject({ status: 412, body: { code: 'STALE_VERSION', since: [expect.objectContaining({ version: 2 }), expect.objectContaining({ version: 3 })] } });
  });

  it.each([
    [{ corrections: [{ kind: 'pit', amount: -1 }] }, 'corrections.0.amount'], [{ corrections: [{ kind: 'pit', amount: 0.5 }] }, 'corrections.0.amount'],
    [{ corrections: [{ kind: 'pit', amount: '5' }] }, 'corrections.0.amount'], [{ corrections: [{ kind: 'vat', amount: 5 }] }, 'corrections.0.kind'],
    [{ corrections: [{ kind: 'pit', amount: 1 }, { kind: 'pit', amount: 2 }] }, 'corrections'], [{ electronicFiling: 'yes' }, 'electronicFiling'], [{ amount: 5 }, 'amount'],
  ])('refuses the assessment %j, in both languages', async (body, path) => {
    const [vi, en] = await Promise.all(['vi', 'en'].map((language) => assess(code, body, officer, { 'accept-language': language })));
    expect(vi!.body.errors.map((error: { path: string }) => error.path)).toContain(path);
    expect(vi).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    expect(en!.body.errors[0].message).not.toBe(vi!.body.errors[0].message);
  });

  it('refuses an Idempotency-Key with another body', async () => {
    const key = { 'idempotency-key': 'sample-key-0001' };
    const first = await assess(code, {}, officer, key);
    expect(first.status).toBe(200);
    expect(await assess(code, {}, officer, key)).toMatchObject({ status: 200, body: first.body });
    expect(await assess(code, { reason: 'Khác' }, officer, key)).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it('parks a dossier whose step nobody here can do', async () => {
    const odd = 'H56.17-261122-0004';
    offer(service, odd, 'audit-books');
    const administrator = await service.token({ roles: ['administrator'] });
    const parked = await service.eventually(() => service.call('GET', `/parked?key=${odd}`, { as: administrator }), ({ body }) => body.items?.length > 0);
    expect(parked.body.items).toMatchObject([{ key: odd, code: 'UNKNOWN_STEP' }]);
  });
});
