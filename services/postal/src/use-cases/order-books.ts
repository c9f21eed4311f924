import type { Prepared, StreamAppend } from '@lienthong/event-store';
import type { CollectionRejection } from '../domain/collection.decider.js';
import type { Collection } from '../domain/collection.js';
import type { DeliveryRejection } from '../domain/delivery.decider.js';
import type { Addressee, Delivery } from '../domain/delivery.js';
import type { Direction } from '../domain/item.js';
import type { Waybill } from '../domain/waybill.js';
import type { CarrierOrder, PostOffice } from './post-office.js';

export type BookedOrder = Readonly<{ itemCode: string; unit: string; citizen: Addressee | null; codAmount: number }>;
export type BookRejection = DeliveryRejection | CollectionRejection;

/** `order` is what the carrier is to be told: an earlier one where the append has no events. */
export type BookEntry =
  | Readonly<{ kind: 'accepted'; append: StreamAppend; order: CarrierOrder | undefined }>
  | Readonly<{ kind: 'rejected'; rejection: BookRejection }>;

/** What deliveries and collections have in common where they are ordered. */
export type OrderBook = Readonly<{
  prepare(code: string, order: BookedOrder, at: string): Promise<BookEntry>;
  /** `refusal`: the carrier's own words, or null where it has taken the order. */
  answer(code: string, itemCode: string, refusal: string | null, at: string): Promise<BookEntry>;
  findUnconfirmed(code: string): Promise<CarrierOrder | undefined>;
}>;

export function orderBook({ deliveries, collections }: PostOffice, direction: Direction): OrderBook {
  if (direction === 'delivery') {
    return {
      prepare: async (code, { itemCode, unit, citizen, codAmount }, at) => entryOf(await deliveries.prepare(code, { type: 'PrepareDelivery', at, data: { code, itemCode, unit, recipient: citizen, codAmount } }), deliveryOrder),
      answer: async (code, itemCode, refusal, at) => entryOf(await deliveries.prepare(code, refusal === null
        ? { type: 'ConfirmDelivery', at, data: { code, itemCode } }
        : { type: 'RefuseDelivery', at, data: { code, itemCode, because: refusal } }), deliveryOrder),
      findUnconfirmed: async (code) => deliveryOrder((await deliveries.state(code)).state),
    };
  }
  return {
    prepare: async (code, { itemCode, unit, citizen }, at) => entryOf(await collections.prepare(code, { type: 'PrepareCollection', at, data: { code, itemCode, unit, sender: citizen } }), collectionOrder),
    answer: async (code, itemCode, refusal, at) => entryOf(await collections.prepare(code, refusal === null
      ? { type: 'ConfirmCollection', at, data: { code, itemCode } }
      : { type: 'RefuseCollection', at, data: { code, itemCode, because: refusal } }), collectionOrder),
    findUnconfirmed: async (code) => collectionOrder((await collections.state(code)).state),
  };
}

function entryOf<State>(prepared: Prepared<State, BookRejection>, orderIn: (state: State) => CarrierOrder | undefined): BookEntry {
  return prepared.kind === 'rejected' ? prepared : { kind: 'accepted', append: prepared.append, order: orderIn(prepared.state) };
}

function deliveryOrder({ waybill, recipient, codAmount }: Delivery): CarrierOrder | undefined {
  return orderOf('delivery', waybill, recipient, codAmount);
}

function collectionOrder({ waybill, sender }: Collection): CarrierOrder | undefined {
  return orderOf('collection', waybill, sender, 0);
}

function orderOf(direction: Direction, waybill: Waybill | null, citizen: Addressee | null, codAmount: number): CarrierOrder | undefined {
  if (waybill?.stage !== 'prepared' || citizen === null) return undefined;
  return { orderNumber: waybill.orderNumber, itemCode: waybill.itemCode, direction, citizen, codAmount };
}
