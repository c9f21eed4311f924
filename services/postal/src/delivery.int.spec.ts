import { DossierSupplementedSchema, TaskDateMovedSchema, TaskWithdrawnSchema } from '@lienthong/contracts';
import { addStock, CARRIER, eventsOf, minutesAgo, offerDelivery, POST_CLERK_ELSEWHERE, POST_LEADER, RECIPIENT, startPostal, submitOnline, type Postal } from './spec-postal.js';
import { readItemCode } from './domain/s10.js';

let postal: Postal;
beforeAll(async () => {
  postal = await startPostal();
  await addStock(postal, 10_000, 19_999);
});
afterAll(async () => { await postal.stop(); });

const order = (code: string, body: object = {}) => postal.call('POST', `/dossiers/${code}/delivery-order`, { body });
const track = (itemCode: string, body: object) => postal.call('POST', `/items/${itemCode}/events`, { as: CARRIER, body });
const orderOf = async (code: string) => (await postal.carrier.orders()).find((placed) => placed.order.OrderNumber === code);

describe('a delivery', () => {
  it('is ordered from the carrier and followed to the citizen’s hand', async () => {
    const code = await offerDelivery(postal);
    const { body: { items: [task] } } = await postal.call('GET', `/tasks?dossier=${code}`);
    expect(task).toMatchObject({ taskId: `${code}~9`, type: 'postal.deliver-result', agency: 'postal', unit: 'H56.B1', since: '2026-11-25T08:00:00+07:00', dueAt: null, inputs: { recipient: RECIPIENT, status: 'wanted' } });

    const answer = await order(code, { codAmount: 30_000 });
    expect(answer).toMatchObject({ status: 200, body: { code } });
    const { itemCode, position } = answer.body;
    expect(readItemCode(itemCode).kind).toBe('item');
    expect((await orderOf(code))?.order).toEqual({
      CustomerCode: 'SAMPLE', ItemCode: itemCode, OrderNumber: code, CODAmount: 30_000, SenderProvince: '0', SenderDistrict: '0', SenderAddress: 'Địa chỉ mẫu', SenderName: 'Bộ phận Một cửa mẫu',
      SenderEmail: '', SenderTel: '0900000000', SenderDesc: '', Description: 'Kết quả giải quyết thủ tục hành chính', ReceiverName: RECIPIENT.name, ReceiverAddress: RECIPIENT.address,
      ReceiverTel: RECIPIENT.phone, ReceiverProvince: '', ReceiverDistrict: '', ReceiverEmail: '', FlagConfig: 2,
    });
    expect((await postal.call('GET', `/tasks?dossier=${code}&min-position=${position}`)).body.items).toEqual([]);

    for (const event of [
      { event: 'EMA', at: minutesAgo(60) }, { event: 'EDD', at: minutesAgo(50) }, { event: 'EDE', at: minutesAgo(45) }, { event: 'EMG', at: minutesAgo(40) }, { event: 'EDG', at: minutesAgo(30) },
      { event: 'EMH', at: minutesAgo(25), reason: 'Vắng nhà' }, { event: 'EMI', at: minutesAgo(10), receivedBy: 'Công dân mẫu B' },
    ]) expect(await track(itemCode, event)).toMatchObject({ status: 200, body: { itemCode, dossierCode: code, event: event.event } });
    expect(await eventsOf(postal, `delivery/${code}`)).toEqual([
      'RecipientKnown', 'DeliveryWanted', 'DeliveryPrepared', 'DeliveryOrdered', 'ItemPosted', 'TrackingRecorded', 'TrackingRecorded', 'TrackingRecorded', 'TrackingRecorded', 'DeliveryAttempted', 'ItemDelivered',
    ]);
    const { events } = await postal.store.load(`delivery/${code}`);
    expect(events.filter(({ factNumber }) => factNumber !== null).map(({ type }) => type)).toEqual(['DeliveryOrdered', 'ItemPosted', 'DeliveryAttempted', 'ItemDelivered']);
    expect(events.every(({ dossier }) => dossier?.code === code)).toBe(true);
    const seen = await postal.call('GET', `/items/${itemCode}?min-position=${events.at(-1)!.logIndex}`);
    expect(seen.body.events.map(({ event }: { event: string }) => event)).toEqual(['EMA', 'EDD', 'EDE', 'EMG', 'EDG', 'EMH', 'EMI']);
    expect((await postal.call('GET', `/deliveries?dossier=${code}`)).body.items).toMatchObject([{ status: 'delivered', order: { itemCode, attempts: 1 } }]);
  });

  it('goes where the application says last, and once it is on its way the office is told that it goes to the old address', async () => {
    const code = await offerDelivery(postal);
    const correct = (address: string) => postal.intake.publish({
      type: DossierSupplementedSchema.typeName, subject: code, data: { code, corrected: ['transferee.address'], reason: 'Ghi nhầm số nhà', supplementedAt: '2026-12-01T08:00:00+07:00', recipient: { ...RECIPIENT, identifier: '038000000002', address } },
    });
    const seen = async (path: string) => (await postal.call('GET', `/${path}?dossier=${code}`)).body.items[0];
    correct('Số 2, đường mẫu');
    await postal.until(() => seen('tasks'), ({ inputs }) => inputs.recipient.address === 'Số 2, đường mẫu');
    expect((await order(code)).status).toBe(200);
    expect((await orderOf(code))?.order).toMatchObject({ ReceiverAddress: 'Số 2, đường mẫu' });
    correct('Số 4, đường mẫu');
    expect(await postal.until(() => seen('deliveries'), ({ correction }) => correction !== null)).toMatchObject({ citizen: { address: 'Số 2, đường mẫu' }, correction: { recipient: { address: 'Số 4, đường mẫu' }, reason: 'Ghi nhầm số nhà' } });
  });

  it('is due when the legal clock says so last', async () => {
    const code = await offerDelivery(postal);
    const dueAt = async (): Promise<unknown> => (await postal.call('GET', `/tasks?dossier=${code}`)).body.items[0]?.dueAt;
    for (const [taskId, to] of [[`${code}~9`, '2026-12-09T17:00:00+07:00'], [`${code}~8`, '2026-12-24T17:00:00+07:00'], [`${code}~9`, '2026-12-10T17:00:00+07:00']]) {
      postal.processing.publish({ type: TaskDateMovedSchema.typeName, subject: code, data: { taskId, dossierCode: code, element: 'deliver', from: '', to, movedAt: '2026-12-01T08:00:00+07:00' } });
    }
    await postal.until(dueAt, (due) => due === '2026-12-10T17:00:00+07:00');
    expect(await eventsOf(postal, `delivery/${code}`)).toEqual(['RecipientKnown', 'DeliveryWanted', 'DeliveryDateMoved', 'DeliveryDateMoved']);
  });

  it('comes back when nobody takes it, and is not ordered again by itself', async () => {
    const code = await offerDelivery(postal);
    const { body: { itemCode } } = await order(code);
    expect((await track(itemCode, { event: 'RETURN', reason: 'Không có người nhận' })).status).toBe(200);
    expect(await eventsOf(postal, `delivery/${code}`)).toEqual(['RecipientKnown', 'DeliveryWanted', 'DeliveryPrepared', 'DeliveryOrdered', 'ItemPosted', 'ItemReturned']);
    expect(await order(code)).toMatchObject({ status: 409, body: { code: 'DELIVERY_NOT_WANTED' } });
  });

  it('is never ordered twice: not by two clerks, not at once, not with a repeated request', async () => {
    const code = await offerDelivery(postal);
    const answers = await Promise.all(Array.from({ length: 5 }, () => order(code)));
    const codes = new Set(answers.filter(({ status }) => status === 200).map(({ body }) => body.itemCode as string));
    expect(codes.size).toBe(1);
    expect(answers.every(({ status, body }) => status === 200 || body.code === 'WAYBILL_LIVE')).toBe(true);
    expect((await postal.carrier.orders()).filter((placed) => placed.order.OrderNumber === code)).toHaveLength(1);
    expect(await order(code)).toMatchObject({ status: 409, body: { code: 'WAYBILL_LIVE', whatToDo: expect.stringContaining([...codes][0]!) } });

    const other = await offerDelivery(postal);
    const call = { body: {}, headers: { 'idempotency-key': `order-${other}` } };
    const first = await postal.call('POST', `/dossiers/${other}/delivery-order`, call);
    expect((await postal.call('POST', `/dossiers/${other}/delivery-order`, call)).body).toEqual(first.body);
  });

  it('takes the number of a label that is stuck on already, and no number twice', async () => {
    const [code, other] = [await offerDelivery(postal), await offerDelivery(postal)];
    expect((await order(code, { itemCode: 'rr 473 124 829 vn' })).body).toMatchObject({ itemCode: 'RR473124829VN' });
    expect(await order(other, { itemCode: 'RR473124829VN' })).toMatchObject({ status: 409, body: { code: 'ITEM_CODE_TAKEN' } });
  });

  it('is taken from the work list when the procedure goes another way', async () => {
    const code = await offerDelivery(postal);
    postal.processing.publish({ type: TaskWithdrawnSchema.typeName, subject: code, data: { taskId: `${code}~9`, dossierCode: code } });
    await postal.until(() => postal.call('GET', `/tasks?dossier=${code}`), ({ body }) => body.items.length === 0);
    expect(await order(code)).toMatchObject({ status: 409, body: { code: 'DELIVERY_NOT_WANTED' } });
  });

  it('is seen by its unit and by leaders above', async () => {
    const code = await offerDelivery(postal);
    const seenBy = async (as: typeof POST_LEADER) => (await postal.call('GET', `/tasks?dossier=${code}`, { as })).body.items.length;
    expect([await seenBy(POST_LEADER), await seenBy(POST_CLERK_ELSEWHERE)]).toEqual([1, 0]);
    expect(await postal.call('POST', `/dossiers/${code}/delivery-order`, { as: POST_CLERK_ELSEWHERE, body: {} })).toMatchObject({ status: 403, body: { code: 'OTHER_UNIT' } });
  });
});

describe('a collection', () => {
  it('fetches the papers of an online application', async () => {
    const code = await submitOnline(postal);
    const answer = await postal.call('POST', `/dossiers/${code}/collection-order`, { body: { sender: RECIPIENT } });
    expect(answer.status).toBe(200);
    const placed = await orderOf(`${code}-C`);
    expect(placed.order).toMatchObject({ SenderName: RECIPIENT.name, ReceiverName: 'Bộ phận Một cửa mẫu', ItemCode: answer.body.itemCode });
    await track(answer.body.itemCode, { event: 'EMA' });
    expect(await eventsOf(postal, `collection/${code}`)).toEqual(['PapersOutstanding', 'CollectionPrepared', 'CollectionOrdered', 'ItemCollected']);
    expect(await postal.call('POST', `/dossiers/${code}/collection-order`, { body: { sender: RECIPIENT } })).toMatchObject({ status: 409, body: { code: 'WAYBILL_LIVE' } });
  });
});
