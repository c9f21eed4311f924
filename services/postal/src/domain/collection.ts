import type { Fact } from '@lienthong/kernel';
import type { Addressee } from './delivery.js';
import { meaningOf, type Scan } from './tracking.js';
import { prepared, withScan, type Waybill } from './waybill.js';

// Events

/** Private: an application came in online, so its paper originals may have to be fetched. */
export type PapersOutstanding = Fact<'PapersOutstanding', { code: string; receivingUnit: string }>;
/** Private: the number is taken and the carrier is about to be asked. */
export type CollectionPrepared = Fact<'CollectionPrepared', { code: string; itemCode: string; orderNumber: string; sender: Addressee; unit: string }>;
export type CollectionOrdered = Fact<'CollectionOrdered', { code: string; itemCode: string; orderedAt: string }>;
/** Private: the carrier said no, in its own words. */
export type CollectionOrderRefused = Fact<'CollectionOrderRefused', { code: string; itemCode: string; because: string }>;
export type ItemCollected = Fact<'ItemCollected', { code: string; itemCode: string; scan: Scan }>;
/** Private: on its way, at the one-stop unit, or back with the citizen. */
export type CollectionTracked = Fact<'CollectionTracked', { code: string; itemCode: string; scan: Scan; ended: boolean }>;

export type CollectionEvent = PapersOutstanding | CollectionPrepared | CollectionOrdered | CollectionOrderRefused | ItemCollected | CollectionTracked;

// State

/** `receivingUnit` is null while the dossier is unknown here. */
export type Collection = Readonly<{ receivingUnit: string | null; sender: Addressee | null; waybill: Waybill | null; orders: number; unit: string }>;

export const noCollection: Collection = { receivingUnit: null, sender: null, waybill: null, orders: 0, unit: '' };

// Evolve

export function evolveCollection(collection: Collection, event: CollectionEvent): Collection {
  switch (event.type) {
    case 'PapersOutstanding': return { ...collection, receivingUnit: event.data.receivingUnit };
    case 'CollectionPrepared': return { ...collection, sender: event.data.sender, unit: event.data.unit, waybill: prepared(event.data.itemCode, event.data.orderNumber) };
    case 'CollectionOrderRefused': return { ...collection, waybill: null };
    case 'CollectionOrdered': return { ...collection, orders: collection.orders + 1, waybill: changed(collection, (waybill) => ({ ...waybill, stage: 'ordered', orderedAt: event.data.orderedAt })) };
    case 'ItemCollected': return { ...collection, waybill: changed(collection, (waybill) => withScan(waybill, event.data.scan, { stage: 'posted' })) };
    case 'CollectionTracked': return { ...collection, waybill: changed(collection, (waybill) => withScan(waybill, event.data.scan, event.data.ended ? endOf(event.data.scan) : {})) };
  }
}

function endOf(scan: Scan): Partial<Waybill> {
  return { stage: 'ended', endedAt: scan.at, outcome: meaningOf(scan) === 'returned' ? 'returned' : 'delivered' };
}

function changed({ waybill }: Collection, change: (waybill: Waybill) => Waybill): Waybill | null {
  return waybill === null ? null : change(waybill);
}
