import { describeService } from '@lienthong/service-host/specs';
import { orderForm } from './adapters/carrier/order-form.js';
import { definition } from './definition.js';
import { visibilityOf } from './domain/visibility.js';
import { postalSettings, readCarrier, readLowStock } from './postal.settings.js';

const sampleSettings = Object.fromEntries(Object.entries(postalSettings).map(([name, { sample, default: usual }]) => [name, sample ?? usual ?? '']));

describeService(definition, new URL('../README.md', import.meta.url), 'Problems');

describe('postal', () => {
  it('does not start without a sender or with a threshold that is no count', () => {
    expect(() => readCarrier({ CARRIER_SENDER: '{"name":"x"}' })).toThrow('customerCode, address, tel, email, province, district is missing');
    expect(() => readLowStock({ S10_LOW_STOCK: 'few' })).toThrow('Expected to read S10_LOW_STOCK');
    expect(readLowStock(sampleSettings)).toBe(50);
  });

  it('sends a collection the other way', () => {
    const order = { orderNumber: 'sample-C', itemCode: 'RR473124829VN', citizen: { name: 'Công dân mẫu', address: 'Địa chỉ mẫu', phone: '1', email: 'a@example.org' }, codAmount: 0 };
    const { sender } = readCarrier(sampleSettings);
    expect(orderForm({ ...order, direction: 'collection' }, sender)).toMatchObject({ SenderName: 'Công dân mẫu', SenderTel: '1', SenderEmail: 'a@example.org', ReceiverName: sender.name });
    expect(orderForm({ ...order, direction: 'delivery' }, sender)).toMatchObject({ SenderName: sender.name, ReceiverName: 'Công dân mẫu', ReceiverEmail: 'a@example.org', OrderNumber: 'sample-C' });
  });
});

describe('visibility', () => {
  const clerk = { agency: 'postal', unit: 'H56.B1', roles: ['clerk'] };

  it.each([
    [clerk, { kind: 'unit', unit: 'H56.B1', subordinates: false }],
    [{ ...clerk, roles: ['leader'] }, { kind: 'unit', unit: 'H56.B1', subordinates: true }],
    [{ agency: 'audit', unit: 'H56', roles: ['auditor'] }, { kind: 'all' }],
    [{ ...clerk, agency: 'one-stop' }, { kind: 'none' }],
    [{ ...clerk, unit: '' }, { kind: 'none' }],
  ])('of %j', (someone, expected) => expect(visibilityOf(someone)).toEqual(expected));
});
