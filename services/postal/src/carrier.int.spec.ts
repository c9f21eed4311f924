import { addStock, eventsOf, offerDelivery, startPostal, type Postal } from './spec-postal.js';
import { askCarrierAgain } from './use-cases/order-item.js';

let postal: Postal;
beforeAll(async () => {
  postal = await startPostal();
  await addStock(postal, 20_000, 29_999);
});
afterAll(async () => { await postal.stop(); });

const order = (code: string) => postal.call('POST', `/dossiers/${code}/delivery-order`, { body: {} });
const placedFor = async (code: string) => (await postal.carrier.orders()).filter((placed) => placed.order.OrderNumber === code);

describe('a carrier in trouble', () => {
  it('is asked again when it is down for a moment, or says something else than it should', async () => {
    for (const fault of ['unavailable', 'nonsense', 'silent']) {
      const code = await offerDelivery(postal);
      await postal.carrier.fail(fault, 1);
      expect(await order(code)).toMatchObject({ status: 200 });
      expect(await placedFor(code)).toHaveLength(1);
    }
  });

  it('has one order when its answer was lost: the next one says "101", which counts as taken', async () => {
    const code = await offerDelivery(postal);
    await postal.carrier.fail('lost', 1);
    expect(await order(code)).toMatchObject({ status: 200 });
    expect(await placedFor(code)).toMatchObject([{ times: 2 }]);
    expect(await eventsOf(postal, `delivery/${code}`)).toEqual(['RecipientKnown', 'DeliveryWanted', 'DeliveryPrepared', 'DeliveryOrdered']);
  });

  it('refuses in its own words, and the clerk may order again', async () => {
    const code = await offerDelivery(postal);
    await postal.carrier.fail('refused', 1);
    expect(await order(code)).toMatchObject({ status: 409, body: { code: 'CARRIER_REFUSED', whatToDo: expect.stringContaining('Địa chỉ người nhận ngoài vùng phục vụ') } });
    expect(await order(code)).toMatchObject({ status: 200 });
    expect(await eventsOf(postal, `delivery/${code}`)).toEqual(['RecipientKnown', 'DeliveryWanted', 'DeliveryPrepared', 'DeliveryOrderRefused', 'DeliveryPrepared', 'DeliveryOrdered']);
  });

  it('leaves the order prepared when it is away, and gets the very same one when it is back', async () => {
    const code = await offerDelivery(postal);
    await postal.carrier.stop();
    const away = await order(code);
    expect(away).toMatchObject({ status: 503, body: { code: 'CARRIER_UNREACHABLE' } });
    expect(away.headers.get('retry-after')).toBe('60');
    const { body: { items: [task] } } = await postal.until(() => postal.call('GET', `/tasks?dossier=${code}`), ({ body }) => body.items[0]?.inputs.status === 'prepared');
    await postal.carrier.start();
    const again = await order(code);
    expect(again).toMatchObject({ status: 200, body: { itemCode: task.inputs.itemCode } });
    expect(await placedFor(code)).toMatchObject([{ order: { ItemCode: task.inputs.itemCode } }]);
  });

  it('gets it from the clock when no clerk comes back', async () => {
    const code = await offerDelivery(postal);
    await postal.carrier.stop();
    await order(code);
    await expect(askCarrierAgain(postal.office(), { direction: 'delivery', code }, new Date().toISOString())).rejects.toThrow('the carrier does not answer');
    await postal.carrier.start();
    // A minute has passed; the next commit makes the clock look.
    await postal.query('UPDATE log.timers SET due_at = now() WHERE id = $1', [`order/delivery/${code}`]);
    await offerDelivery(postal);
    await postal.until(() => eventsOf(postal, `delivery/${code}`), (events) => events.at(-1) === 'DeliveryOrdered');
    const { events } = await postal.store.load(`delivery/${code}`);
    expect(events.at(-1)).toMatchObject({ actor: 'clock', dossier: { code } });
    expect(await placedFor(code)).toHaveLength(1);
    expect(await askCarrierAgain(postal.office(), { direction: 'delivery', code }, new Date().toISOString())).toBe('nothing');
  });
});

describe('the timer of an order', () => {
  it('is there while the answer is awaited, and gone with it', async () => {
    const code = await offerDelivery(postal);
    const timers = async () => (await postal.query('SELECT payload FROM log.timers WHERE id = $1', [`order/delivery/${code}`])).map(({ payload }) => payload);
    await postal.carrier.fail('unavailable', 3);
    await order(code);
    expect(await timers()).toEqual([{ direction: 'delivery', code }]);
    await order(code);
    expect(await timers()).toEqual([]);
  });
});
