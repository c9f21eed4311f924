import type { Addressee, DeliveryEvent, Wanted } from './delivery.js';
import type { Scan, TrackingCode } from './tracking.js';

// Sample data for specs: nobody of these names is meant.

export const CODE = 'H56.17-20261120-0001';
export const ITEM = 'RR473124829VN';
export const NOW = '2026-12-04T09:00:00.000+07:00';

export const RECIPIENT: Addressee = { name: 'Công dân mẫu B', address: 'Địa chỉ mẫu', phone: '0900000000', email: '' };

export const WANTED: Wanted = {
  taskId: `${CODE}~9`, type: 'postal.deliver-result', element: 'deliver', name: 'Trả kết quả qua bưu chính', agency: 'postal', unit: 'H56.B1', role: 'clerk',
  reason: { vi: 'Kết quả đã xong', en: 'The result is finished' }, offeredAt: NOW, dueAt: '',
};

export const scan = (event: TrackingCode, changes: Partial<Scan> = {}): Scan => ({ event, at: '2026-12-04T08:00:00.000+07:00', office: '', reason: '', receivedBy: '', ...changes });

export const known: DeliveryEvent = { type: 'RecipientKnown', data: { code: CODE, recipient: RECIPIENT, sender: 'H56.17' } };
export const wanted: DeliveryEvent = { type: 'DeliveryWanted', data: { code: CODE, recipient: null, ...WANTED } };
export const deliveryPrepared: DeliveryEvent = { type: 'DeliveryPrepared', data: { code: CODE, itemCode: ITEM, orderNumber: CODE, recipient: RECIPIENT, codAmount: 0, unit: 'H56.B1' } };
export const ordered: DeliveryEvent = { type: 'DeliveryOrdered', data: { code: CODE, itemCode: ITEM, orderedAt: NOW } };
export const posted: DeliveryEvent = { type: 'ItemPosted', data: { code: CODE, itemCode: ITEM, scan: scan('EMA') } };
