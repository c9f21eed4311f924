import type { Collection } from './collection.js';
import type { Delivery } from './delivery.js';
import type { Waybill } from './waybill.js';

/** Where an order stands, in one word for lists. `awaited`: the address is known, nobody waits yet. */
export type ShipmentStatus = 'awaited' | 'wanted' | 'prepared' | 'ordered' | 'posted' | 'delivered' | 'returned';

export function deliveryStatus({ waybill, wanted }: Delivery): ShipmentStatus {
  if (waybill !== null && (waybill.stage !== 'ended' || wanted === null)) return statusOf(waybill);
  return wanted === null ? 'awaited' : 'wanted';
}

export function collectionStatus({ waybill }: Collection): ShipmentStatus {
  return waybill === null ? 'awaited' : statusOf(waybill);
}

function statusOf({ stage, outcome }: Waybill): ShipmentStatus {
  if (stage !== 'ended') return stage;
  return outcome === 'returned' ? 'returned' : 'delivered';
}
