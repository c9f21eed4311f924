import type { CommandHandler, EventStore, SqlEffect } from '@lienthong/event-store';
import type { CollectionCommand, CollectionRejection } from '../domain/collection.decider.js';
import type { Collection, CollectionEvent } from '../domain/collection.js';
import type { DeliveryCommand, DeliveryRejection } from '../domain/delivery.decider.js';
import type { Addressee, Delivery, DeliveryEvent } from '../domain/delivery.js';
import type { ItemRejection, TakeItemCode } from '../domain/item.decider.js';
import type { Item, ItemCodeTaken } from '../domain/item.js';
import type { S10StockCommand, S10StockRejection } from '../domain/s10-stock.decider.js';
import type { S10Range, S10Stock, S10StockEvent } from '../domain/s10-stock.js';
import type { ItemCode } from '../domain/s10.js';

/** Numbers that the carrier has allotted to each unit. No number is drawn twice, whoever draws at the same time. */
export abstract class S10Numbers {
  /** Undefined when the unit has none left. */
  abstract draw(unit: string): Promise<ItemCode | undefined>;
  abstract remaining(unit: string): Promise<number>;
  /** Puts a range into the stock, in the transaction of the event that tells of it. */
  abstract stocking(range: S10Range): SqlEffect;
}

export type CarrierOrder = Readonly<{ orderNumber: string; itemCode: string; direction: 'delivery' | 'collection'; citizen: Addressee; codAmount: number }>;

/** `unreachable`: nobody knows whether the order was taken, so the very same one is sent again. */
export type CarrierAnswer =
  | Readonly<{ kind: 'taken' }>
  | Readonly<{ kind: 'refused'; message: string }>
  | Readonly<{ kind: 'unreachable'; because: string }>;

/** The carrier's order interface. An order sent twice under one number is one order. */
export abstract class Carrier {
  abstract order(order: CarrierOrder): Promise<CarrierAnswer>;
}

/** The streams of postal and what lies behind them, as the use cases need it. */
export abstract class PostOffice {
  abstract readonly store: EventStore;
  abstract readonly numbers: S10Numbers;
  abstract readonly carrier: Carrier;
  /** A unit with fewer numbers left than this has its alarm on. */
  abstract readonly lowStock: number;
  abstract readonly deliveries: CommandHandler<DeliveryCommand, Delivery, DeliveryEvent, DeliveryRejection>;
  abstract readonly collections: CommandHandler<CollectionCommand, Collection, CollectionEvent, CollectionRejection>;
  abstract readonly items: CommandHandler<TakeItemCode, Item, ItemCodeTaken, ItemRejection>;
  abstract readonly stock: CommandHandler<S10StockCommand, S10Stock, S10StockEvent, S10StockRejection>;
}

/** The one stream of the stock: a number may not be allotted to two units. */
export const STOCK = 'province';
