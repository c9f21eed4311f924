import { readFileSync } from 'node:fs';
import { unguardedRoutes } from '@lienthong/service-host';
import { orderForm } from './adapters/carrier/order-form.js';
import { postalProblems } from './adapters/http/postal.problems.js';
import { announcements } from './adapters/messaging/announce.js';
import { visibilityOf } from './domain/visibility.js';
import { PostalModule } from './postal.module.js';
import { postalSettings, readCarrier, readLowStock } from './postal.settings.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const sampleSettings = Object.fromEntries(Object.entries(postalSettings).map(([name, { sample, default: usual }]) => [name, sample ?? usual ?? '']));

describe('postal', () => {
  it('admits nobody by accident', () => expect(unguardedRoutes(PostalModule)).toEqual([]));

  it('documents every problem with its status, and no others', () => {
    const documented = [...readme.matchAll(/^\| `([A-Z0-9_]+)` \| (\d{3}) \|/gm)].map(([, code, status]) => `${code} ${status}`);
    expect(documented.toSorted()).toEqual(Object.entries(postalProblems).map(([code, { status }]) => `${code} ${status}`).toSorted());
  });

  it('documents the facts that it announces, and no others', () => {
    const [, section = ''] = /## Facts it announces\n([\s\S]*?)\n## /.exec(readme) ?? [];
    expect([...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, type = '']) => type).toSorted()).toEqual(announcements.announcedTypes.toSorted());
  });

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
