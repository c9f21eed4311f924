import { FEE, PIT, TOTAL } from './domain/spec-samples.js';
import { noticed } from './spec-dossiers.js';
import { startSpecService, type Answer, type SpecService } from './spec-service.js';

let service: SpecService;
let officer: string;
let dossiers = 0;

beforeAll(async () => {
  service = await startSpecService();
  officer = await service.token({ sub: 'tax-1', name: 'Cán bộ thuế mẫu Một' });
});
afterAll(() => service.stop());

async function dueDossier(): Promise<Readonly<{ code: string; notice: string }>> {
  const code = `H56.17-261123-${String(++dossiers).padStart(4, '0')}`;
  return { code, notice: await noticed(service, officer, code) };
}

const payment = (bankReference: string, noticeReference: string, amount: number) => ({ bankReference, noticeReference, amount, paidAt: '2026-11-24T09:00:00+07:00', payer: 'Người mua mẫu' });
const show = (code: string): Promise<Answer> => service.call('GET', `/obligations/${code}`, { as: officer });
/** Reads a projection when it has everything that happened so far. */
async function read(path: string): Promise<Answer['body']> {
  const { position } = await service.store.head();
  return (await service.call('GET', position < 0 ? path : `${path}?min-position=${position}`, { as: officer })).body;
}
const ledger = (): Promise<Answer['body']> => read('/ledger');
const balanceOf = async (account: string): Promise<number> => (await ledger()).balances.find((row: { account: string }) => row.account === account)?.balance ?? 0;
const suspended = async (): Promise<readonly { bankReference: string }[]> => (await read('/suspense')).items;
const allot = (reference: string, body: object): Promise<Answer> => service.call('POST', `/suspense/${encodeURIComponent(reference)}/allotment`, { as: officer, body });

describe('a message of the bank', () => {
  it('is believed only with a signature over its very bytes, made now, with the right key', async () => {
    const message = payment('FT-S-1', 'TB2026-0000001', 1_000);
    const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
    const refusals = [
      await service.bank(message, { secret: 'whsec_YW5vdGhlci1zZWNyZXQtb2Ytc29tZWJvZHk=' }), await service.bank(message, { at: minutesAgo(6) }), await service.bank(message, { at: minutesAgo(-6) }),
      await service.bank(message, { tampered: JSON.stringify({ type: 'payment.received', timestamp: '2026-11-24T09:00:00+07:00', data: { ...message, amount: 9_000 } }) }),
      await service.call('POST', '/bank/payments', { body: { data: message } }),
      // What is wrong with the body is nobody's business who has not signed it.
      await service.call('POST', '/bank/payments', { body: { nonsense: true } }),
    ];
    expect(refusals.map(({ status, body }) => `${status} ${body.code}`)).toEqual(Array(6).fill('401 BANK_SIGNATURE_INVALID'));
    expect(await suspended()).toEqual([]);
  });

  it('counts once, however often it is delivered', async () => {
    const { code, notice } = await dueDossier();
    const message = payment('FT-R-1', notice, PIT);
    const first = await service.bank(message, { id: 'msg_repeat' });
    expect(first).toMatchObject({ status: 200, body: { outcome: 'credited', outstanding: FEE } });
    const answer = { ...first.body, position: expect.any(Number) };
    expect(await service.bank(message, { id: 'msg_repeat' })).toMatchObject({ status: 200, body: answer });
    expect(await service.bank(message)).toMatchObject({ status: 200, body: { outcome: 'already-received', dossierCode: code, outstanding: FEE } });
    expect((await show(code)).body).toMatchObject({ outstanding: FEE, payments: [{ bankReference: 'FT-R-1', amount: PIT }] });
  });

  it('counts once when all deliveries arrive together', async () => {
    const { code, notice } = await dueDossier();
    const message = payment('FT-T-1', notice, TOTAL);
    const answers = await Promise.all([...Array(4).fill('msg_together'), undefined, undefined].map((id: string | undefined) => service.bank(message, id === undefined ? {} : { id })));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect((await show(code)).body).toMatchObject({ status: 'settled', outstanding: 0, credit: 0, payments: [{ amount: TOTAL }] });
    expect((await service.facts()).filter(({ subject, type }) => subject === code && type.endsWith('PaymentReceived'))).toHaveLength(1);
  });

  it('is refused under the id of another message, and with the reference of other money', async () => {
    const { notice } = await dueDossier();
    await service.bank(payment('FT-U-1', notice, 1_000), { id: 'msg_used' });
    expect(await service.bank(payment('FT-U-2', notice, 1_000), { id: 'msg_used' })).toMatchObject({ status: 422, body: { code: 'WEBHOOK_ID_REUSED' } });
    expect(await service.bank(payment('FT-U-1', notice, 2_000))).toMatchObject({ status: 409, body: { code: 'BANK_REFERENCE_REUSED' } });
  });

  it.each([
    [{ amount: -5 }, 'data.amount'], [{ amount: 0 }, 'data.amount'], [{ amount: 10.5 }, 'data.amount'], [{ amount: '1000' }, 'data.amount'],
    [{ bankReference: 'a/b' }, 'data.bankReference'], [{ bankReference: '' }, 'data.bankReference'], [{ paidAt: 'yesterday' }, 'data.paidAt'], [{ paidAt: '2026-02-30T10:00:00+07:00' }, 'data.paidAt'], [{ extra: 1 }, 'data.extra'],
  ])('is refused with %j, in both languages, and books nothing', async (change, path) => {
    const before = await service.store.head();
    const message = { ...payment('FT-B-1', 'TB2026-0000001', 1_000), ...change };
    const [vi, en] = [await service.bank(message), await service.bank(message, { language: 'en' })];
    expect(vi).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED', errors: expect.arrayContaining([expect.objectContaining({ path })]) } });
    expect(en.body.errors[0].message).not.toBe(vi.body.errors[0].message);
    // What others enter meanwhile (reads are, a little later) is no booking.
    const since = await service.store.read({ after: before.position, limit: 100 });
    expect(since.filter(({ stream }) => /^(payment|obligation)\//.test(stream))).toEqual([]);
  });

  it('of more than is owed leaves a credit that can be refunded, and no more', async () => {
    const { code, notice } = await dueDossier();
    expect(await service.bank(payment('FT-O-1', notice, TOTAL + 700))).toMatchObject({ body: { outcome: 'settled', outstanding: 0, credit: 700 } });
    const refund = (amount: number): Promise<Answer> => service.call('POST', `/obligations/${code}/refunds`, { as: officer, body: { bankReference: 'FT-O-1', amount, reason: 'Nộp thừa' } });
    expect(await refund(701)).toMatchObject({ status: 422, body: { code: 'REFUND_EXCEEDS_CREDIT', facts: { available: 700 } } });
    expect(await refund(0.5)).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    expect((await Promise.all([refund(700), refund(700)])).map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 422]);
    expect((await show(code)).body).toMatchObject({ credit: 0, payments: [{ refunded: 700 }] });
  });
});

describe('money that names no notice', () => {
  it('is kept in suspense, answered clearly, and allotted by an officer later', async () => {
    const { code } = await dueDossier();
    const held = await balanceOf('suspense');
    const message = payment('FT-X-1', 'nop tien nha dat', TOTAL);
    const answer = await service.bank(message, { id: 'msg_unknown' });
    expect(answer).toMatchObject({ status: 202, body: { outcome: 'suspense', dossierCode: null, message: { vi: expect.stringContaining('tài khoản chờ xử lý'), en: expect.stringContaining('suspense account') } } });
    expect(await service.bank(message, { id: 'msg_unknown' })).toMatchObject({ status: 202, body: { outcome: 'suspense' } });
    expect(await service.bank(message)).toMatchObject({ status: 202, body: { outcome: 'already-received' } });
    expect(await suspended()).toContainEqual(expect.objectContaining({ bankReference: 'FT-X-1', noticeReference: 'nop tien nha dat', amount: TOTAL, because: 'unknown-notice' }));
    expect(await balanceOf('suspense')).toBe(held - TOTAL);

    expect(await allot('FT-X-1', { dossierCode: code, reason: ' ' })).toMatchObject({ status: 422, body: { code: 'REASON_REQUIRED' } });
    expect(await allot('FT-X-9', { dossierCode: code, reason: 'Sai số' })).toMatchObject({ status: 404, body: { code: 'PAYMENT_UNKNOWN' } });
    expect(await allot('FT-X-1', { dossierCode: 'H56.17-000000-0000', reason: 'Sai số' })).toMatchObject({ status: 409, body: { code: 'NOTICE_NOT_ISSUED' } });
    expect(await allot('FT-X-1', { dossierCode: code, reason: 'Ghi sai số thông báo' })).toMatchObject({ status: 200, body: { status: 'settled', outstanding: 0, credit: 0 } });
    expect((await suspended()).map(({ bankReference }) => bankReference)).not.toContain('FT-X-1');
    expect(await balanceOf('suspense')).toBe(held);
    expect(await service.bank(message)).toMatchObject({ status: 200, body: { outcome: 'already-received', dossierCode: code } });

    const { code: other } = await dueDossier();
    const refused = await allot('FT-X-1', { dossierCode: other, reason: 'Khác' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'ALREADY_ALLOTTED', facts: { dossier: code, by: 'Cán bộ thuế mẫu Một (H56.T7)' } } });
  });
});

describe('the ledger', () => {
  it('balances after everything above, and shows each entry', async () => {
    const { items, balances, sum } = await ledger();
    expect(sum).toBe(0);
    expect(items.length).toBeGreaterThan(10);
    for (const { entry } of items) expect(entry.reduce((total: number, { amount }: { amount: number }) => total + amount, 0)).toBe(0);
    expect(balances.map(({ account }: { account: string }) => account)).toEqual(['bank', 'credit', 'receivable', 'revenue/pit', 'revenue/registration-fee', 'suspense']);
  });

  it('goes on from page to page', async () => {
    const first = (await service.call('GET', '/ledger?limit=3', { as: officer })).body;
    const second = (await service.call('GET', `/ledger?limit=3&cursor=${first.next}`, { as: officer })).body;
    expect([first.items.length, second.items.length]).toEqual([3, 3]);
    expect(second.items[0].logIndex).toBeLessThan(first.items[2].logIndex);
  });
});

describe.each(['work-list', 'ledger', 'suspense'])('the projection %s', (projection) => {
  it('is the same when it is built anew from the log', async () => {
    await service.bank(payment(`FT-P-${projection}`, 'khong ro', 1_000));
    const { tables, switched } = await service.rebuild(projection);
    expect(switched).toBe(true);
    expect(tables.map(({ table, equal }) => `${table} ${equal}`)).toEqual(tables.map(({ table }) => `${table} true`));
  });
});
