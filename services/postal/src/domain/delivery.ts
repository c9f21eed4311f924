import type { Fact } from '@lienthong/kernel';
import type { Scan } from './tracking.js';
import { isLive, prepared, withScan, type Waybill } from './waybill.js';

export type Addressee = Readonly<{ name: string; address: string; phone: string; email: string }>;

/** A step of a procedure that waits for the post. */
export type Wanted = Readonly<{
  taskId: string; type: string; element: string; name: string; agency: string; unit: string; role: string;
  reason: Readonly<{ vi: string; en: string }>; offeredAt: string; dueAt: string;
}>;

/** Where the application says now that the result shall go, why and since when. */
export type Correction = Readonly<{ recipient: Addressee; reason: string; correctedAt: string }>;

// Events

/** Private: the application says where the result shall go. */
export type RecipientKnown = Fact<'RecipientKnown', { code: string; recipient: Addressee; sender: string }>;
/** Private: the application was set right. Whoever goes out from then on goes there; what is on its way no longer turns. */
export type RecipientCorrected = Fact<'RecipientCorrected', { code: string } & Correction>;
/** Private: a step of the procedure waits for the delivery. */
export type DeliveryWanted = Fact<'DeliveryWanted', { code: string; recipient: Addressee | null } & Wanted>;
/** Private: the legal clock has moved the step's date. */
export type DeliveryDateMoved = Fact<'DeliveryDateMoved', { code: string; taskId: string; dueAt: string }>;
/** Private: the step is over, or was taken back. */
export type DeliveryUnwanted = Fact<'DeliveryUnwanted', { code: string; taskId: string }>;
/** Private: the number is taken and the carrier is about to be asked. */
export type DeliveryPrepared = Fact<'DeliveryPrepared', { code: string; itemCode: string; orderNumber: string; recipient: Addressee; codAmount: number; unit: string }>;
export type DeliveryOrdered = Fact<'DeliveryOrdered', { code: string; itemCode: string; orderedAt: string }>;
/** Private: the carrier said no, in its own words. */
export type DeliveryOrderRefused = Fact<'DeliveryOrderRefused', { code: string; itemCode: string; because: string }>;
export type ItemPosted = Fact<'ItemPosted', { code: string; itemCode: string; scan: Scan }>;
/** Private: the item moves. */
export type TrackingRecorded = Fact<'TrackingRecorded', { code: string; itemCode: string; scan: Scan }>;
export type DeliveryAttempted = Fact<'DeliveryAttempted', { code: string; itemCode: string; attempt: number; scan: Scan }>;
export type ItemDelivered = Fact<'ItemDelivered', { code: string; itemCode: string; scan: Scan }>;
export type ItemReturned = Fact<'ItemReturned', { code: string; itemCode: string; scan: Scan }>;

export type DeliveryEvent =
  | RecipientKnown | RecipientCorrected | DeliveryWanted | DeliveryDateMoved | DeliveryUnwanted | DeliveryPrepared | DeliveryOrdered | DeliveryOrderRefused
  | ItemPosted | TrackingRecorded | DeliveryAttempted | ItemDelivered | ItemReturned;

// State

/**
 * `orders` counts the orders that the carrier has taken; `waybill` is the latest; `unit` is whose work it is, empty while anyone's. `correction`: one that
 * came when the item was under way to `recipient`.
 */
export type Delivery = Readonly<{ recipient: Addressee | null; correction?: Correction; wanted: Wanted | null; waybill: Waybill | null; orders: number; unit: string; codAmount: number }>;

export const noDelivery: Delivery = { recipient: null, wanted: null, waybill: null, orders: 0, unit: '', codAmount: 0 };

/** Who an order is for that goes out now. */
export const nextAddressee = ({ recipient, correction }: Delivery): Addressee | null => correction?.recipient ?? recipient;

// Evolve

export function evolveDelivery(delivery: Delivery, event: DeliveryEvent): Delivery {
  switch (event.type) {
    case 'RecipientKnown': return { ...delivery, recipient: event.data.recipient };
    case 'RecipientCorrected': return corrected(delivery, event);
    case 'DeliveryWanted': return { ...delivery, recipient: event.data.recipient ?? delivery.recipient, wanted: wantedOf(event), unit: event.data.unit };
    case 'DeliveryDateMoved': return { ...delivery, wanted: delivery.wanted && { ...delivery.wanted, dueAt: event.data.dueAt } };
    case 'DeliveryUnwanted': return { ...delivery, wanted: null };
    case 'DeliveryPrepared': return { ...withoutCorrection(delivery), recipient: event.data.recipient, unit: event.data.unit, codAmount: event.data.codAmount, waybill: prepared(event.data.itemCode, event.data.orderNumber) };
    case 'DeliveryOrderRefused': return { ...delivery, waybill: null };
    default: return { ...delivery, ...evolveWaybill(delivery, event) };
  }
}

function corrected(delivery: Delivery, { data: { recipient, reason, correctedAt } }: RecipientCorrected): Delivery {
  return isLive(delivery.waybill) ? { ...delivery, correction: { recipient, reason, correctedAt } } : { ...withoutCorrection(delivery), recipient };
}

const withoutCorrection = ({ correction: _correction, ...delivery }: Delivery): Delivery => delivery;

type WaybillEvent = DeliveryOrdered | ItemPosted | TrackingRecorded | DeliveryAttempted | ItemDelivered | ItemReturned;

function evolveWaybill({ waybill, orders, wanted }: Delivery, event: WaybillEvent): Pick<Delivery, 'waybill' | 'orders' | 'wanted'> {
  if (waybill === null) return { waybill, orders, wanted };
  switch (event.type) {
    case 'DeliveryOrdered': return { waybill: { ...waybill, stage: 'ordered', orderedAt: event.data.orderedAt }, orders: orders + 1, wanted };
    case 'ItemPosted': return { waybill: withScan(waybill, event.data.scan, { stage: 'posted' }), orders, wanted };
    case 'TrackingRecorded': return { waybill: withScan(waybill, event.data.scan), orders, wanted };
    case 'DeliveryAttempted': return { waybill: withScan(waybill, event.data.scan, { attempts: event.data.attempt }), orders, wanted };
    case 'ItemDelivered': return { waybill: withScan(waybill, event.data.scan, { stage: 'ended', endedAt: event.data.scan.at, outcome: 'delivered' }), orders, wanted: null };
    case 'ItemReturned': return { waybill: withScan(waybill, event.data.scan, { stage: 'ended', endedAt: event.data.scan.at, outcome: 'returned' }), orders, wanted: null };
  }
}

function wantedOf({ data: { taskId, type, element, name, agency, unit, role, reason, offeredAt, dueAt } }: DeliveryWanted): Wanted {
  return { taskId, type, element, name, agency, unit, role, reason, offeredAt, dueAt };
}
