import type { SettingSpecs } from '@lienthong/service-host';
import type { CarrierSettings } from './adapters/carrier/carrier-orders.js';
import type { SenderSettings } from './adapters/carrier/order-form.js';

export const postalSettings: SettingSpecs = {
  CARRIER_URL: { purpose: 'where the carrier takes orders', sample: 'http://127.0.0.1:4090' },
  CARRIER_TOKEN: { purpose: 'to sign in to the carrier', sample: 'sample-carrier-token' },
  CARRIER_SENDER: {
    purpose: 'the office on whose behalf orders go out, as JSON',
    sample: JSON.stringify({ customerCode: 'SAMPLE', name: 'Bộ phận Một cửa mẫu', address: 'Địa chỉ mẫu', tel: '0900000000', email: '', province: '0', district: '0' }),
  },
  S10_LOW_STOCK: { purpose: 'number of item codes below which a unit is warned', default: '50' },
};

const SENDER_MEMBERS = ['customerCode', 'name', 'address', 'tel', 'email', 'province', 'district'] as const satisfies readonly (keyof SenderSettings)[];

type Settings = Readonly<Record<string, string>>;

/** Throws at start: an order without a sender would be refused by the carrier, one by one. */
export function readCarrier(settings: Settings): CarrierSettings {
  const sender = JSON.parse(settings['CARRIER_SENDER'] ?? '') as Record<string, unknown>;
  const missing = SENDER_MEMBERS.filter((member) => typeof sender[member] !== 'string');
  if (missing.length > 0) throw new Error(`Expected to read CARRIER_SENDER, but ${missing.join(', ')} is missing`);
  return { url: settings['CARRIER_URL'] ?? '', accessToken: settings['CARRIER_TOKEN'] ?? '', sender: sender as unknown as SenderSettings };
}

export function readLowStock(settings: Settings): number {
  const lowStock = Number(settings['S10_LOW_STOCK']);
  if (!Number.isSafeInteger(lowStock) || lowStock < 0) throw new Error(`Expected to read S10_LOW_STOCK, but "${settings['S10_LOW_STOCK']}" is no count`);
  return lowStock;
}
