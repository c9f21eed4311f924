import { addStock, CARRIER, minutesAgo, offerDelivery, ONE_STOP_CLERK, POST_CLERK_ELSEWHERE, RECIPIENT, startPostal, type Answer, type Call, type Postal } from './spec-postal.js';

let postal: Postal;
beforeAll(async () => {
  postal = await startPostal({ S10_LOW_STOCK: '5' });
  await addStock(postal, 30_000, 30_019);
});
afterAll(async () => { await postal.stop(); });

/** Refused with this code, in both languages, each with a sentence that says what to do. */
async function refused(path: string, call: Call, status: number, code: string): Promise<Answer> {
  const vietnamese = await postal.call('POST', path, call);
  expect([path, vietnamese.status, vietnamese.body.code]).toEqual([path, status, code]);
  const english = await postal.call('POST', path, { ...call, headers: { 'accept-language': 'en' } });
  expect([english.status, english.body.code]).toEqual([status, code]);
  expect(english.body.whatToDo).not.toBe(vietnamese.body.whatToDo);
  expect(`${vietnamese.body.whatToDo}${english.body.whatToDo}`).not.toMatch(/[{}]|undefined/);
  return vietnamese;
}

describe('item codes', () => {
  it('are refused with a wrong check digit, which is named, wherever they are given', async () => {
    const code = await offerDelivery(postal);
    const answer = await refused(`/dossiers/${code}/delivery-order`, { body: { itemCode: 'RR473124828VN' } }, 422, 'S10_CHECK_DIGIT_WRONG');
    expect(answer.body.whatToDo).toContain('số kiểm tra 9');
    await refused('/items/RR473124828VN/events', { as: CARRIER, body: { event: 'EMA' } }, 422, 'S10_CHECK_DIGIT_WRONG');
    expect(await postal.call('GET', '/items/RR473124828VN')).toMatchObject({ status: 422, body: { code: 'S10_CHECK_DIGIT_WRONG' } });
  });
  it('are refused in another shape, and when nobody has them', async () => {
    await refused('/items/RR1/events', { as: CARRIER, body: { event: 'EMA' } }, 422, 'S10_MALFORMED');
    await refused('/items/EE123456785VN/events', { as: CARRIER, body: { event: 'EMA' } }, 404, 'ITEM_UNKNOWN');
    expect(await postal.call('GET', '/items/EE123456785VN')).toMatchObject({ status: 404, body: { code: 'ITEM_UNKNOWN' } });
  });
});

describe('an order', () => {
  it('has an address', async () => {
    const code = await offerDelivery(postal, { address: false });
    await refused(`/dossiers/${code}/delivery-order`, { body: {} }, 422, 'RECIPIENT_UNKNOWN');
    expect(await postal.call('POST', `/dossiers/${code}/delivery-order`, { body: { recipient: RECIPIENT } })).toMatchObject({ status: 200 });
  });
  it('collects whole đồng, and no debts', async () => {
    const code = await offerDelivery(postal);
    for (const codAmount of [-1, 0.5, '30000', 2 ** 53]) {
      const answer = await refused(`/dossiers/${code}/delivery-order`, { body: { codAmount } }, 422, 'VALIDATION_FAILED');
      expect(answer.body.errors.map(({ path }: { path: string }) => path)).toContain('codAmount');
    }
  });
  it('is for a dossier that the post has heard of', () => refused('/dossiers/H56.17-20260101-9999/collection-order', { body: { sender: RECIPIENT } }, 404, 'DOSSIER_UNKNOWN'));
  it('is the post clerk’s to give', async () => {
    const code = await offerDelivery(postal);
    for (const as of [ONE_STOP_CLERK, CARRIER]) await refused(`/dossiers/${code}/delivery-order`, { as, body: {} }, 403, 'FORBIDDEN');
  });
});

describe('a tracking event', () => {
  it('is refused from the future, without what it has to say, or of an unknown kind', async () => {
    const code = await offerDelivery(postal);
    const { body: { itemCode } } = await postal.call('POST', `/dossiers/${code}/delivery-order`, { body: {} });
    const path = `/items/${itemCode}/events`;
    await refused(path, { as: CARRIER, body: { event: 'EMA', at: minutesAgo(-10) } }, 422, 'DATE_IN_FUTURE');
    await refused(path, { as: CARRIER, body: { event: 'EMH' } }, 422, 'REASON_MISSING');
    await refused(path, { as: CARRIER, body: { event: 'EMI' } }, 422, 'RECEIVER_MISSING');
    await refused(path, { as: CARRIER, body: { event: 'EMX' } }, 422, 'VALIDATION_FAILED');
    await refused(path, { as: CARRIER, body: { event: 'EMA', at: '2026-02-30T10:00:00+07:00' } }, 422, 'VALIDATION_FAILED');
    await refused(path, { as: ONE_STOP_CLERK, body: { event: 'EMA' } }, 403, 'FORBIDDEN');
  });
  it('is refused after the end, and a repeat is no news', async () => {
    const code = await offerDelivery(postal);
    const { body: { itemCode } } = await postal.call('POST', `/dossiers/${code}/delivery-order`, { body: {} });
    const delivered = { as: CARRIER, body: { event: 'EMI', at: minutesAgo(5), receivedBy: 'Công dân mẫu B' } };
    const first = await postal.call('POST', `/items/${itemCode}/events`, delivered);
    const again = await postal.call('POST', `/items/${itemCode}/events`, delivered);
    expect([again.status, again.headers.get('etag')]).toEqual([200, first.headers.get('etag')]);
    await refused(`/items/${itemCode}/events`, { as: CARRIER, body: { event: 'EMH', reason: 'Vắng nhà' } }, 409, 'ITEM_ENDED');
  });
});

describe('the stock of item codes', () => {
  it('takes no range twice, backwards, or over another unit’s', async () => {
    await refused('/s10-stock', { body: { indicator: 'RR', first: 9, last: 8 } }, 422, 'RANGE_BACKWARDS');
    await refused('/s10-stock', { as: POST_CLERK_ELSEWHERE, body: { indicator: 'RR', first: 30_019, last: 30_030 } }, 409, 'RANGE_OVERLAPS');
    expect(await postal.call('POST', '/s10-stock', { body: { indicator: 'RR', first: 30_000, last: 30_019 } })).toMatchObject({ status: 201 });
    await refused('/s10-stock', { body: { indicator: 'rr', first: 1, last: 100_000_000 } }, 422, 'VALIDATION_FAILED');
  });

  it('gives no number twice, raises its alarm, and says when it is empty', async () => {
    const as = { sub: 'post-9', name: 'Giao dịch viên mẫu', agency: 'postal', unit: 'H56.B9', roles: ['clerk'] };
    await addStock(postal, 40_000, 40_005, as);
    await addStock(postal, 40_100, 40_101, as);
    const codes = await Promise.all(Array.from({ length: 9 }, () => offerDelivery(postal, { unit: 'H56.B9' })));
    const answers = await Promise.all(codes.map((code) => postal.call('POST', `/dossiers/${code}/delivery-order`, { as, body: {} })));
    const ordered = answers.filter(({ status }) => status === 200).map(({ body }) => body.itemCode);
    expect(new Set(ordered).size).toBe(8);
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(['S10_STOCK_EMPTY']);
    const low = { unit: 'H56.B9', remaining: 0, low: true };
    expect((await postal.call('GET', '/s10-stock', { as })).body.units).toEqual([low]);
    expect((await postal.store.load('item-stock/province')).events.filter(({ type, data }) => type === 'S10StockRanLow' && data.unit === 'H56.B9')).toHaveLength(1);
    await addStock(postal, 40_200, 40_299, as);
    expect((await postal.call('GET', '/s10-stock', { as })).body.units).toEqual([{ ...low, remaining: 100, low: false }]);
  });
});
