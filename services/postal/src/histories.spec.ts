import { describeHistories } from '@lienthong/service-host/specs';
import { announcements } from './adapters/messaging/announce.js';
import { collectionDecider } from './domain/collection.decider.js';
import type { CollectionEvent } from './domain/collection.js';
import { deliveryDecider } from './domain/delivery.decider.js';
import type { DeliveryEvent } from './domain/delivery.js';
import { itemDecider } from './domain/item.decider.js';
import type { ItemCodeTaken } from './domain/item.js';
import { s10StockDecider } from './domain/s10-stock.decider.js';
import type { S10StockEvent } from './domain/s10-stock.js';

const released: Readonly<Record<DeliveryEvent['type'] | CollectionEvent['type'] | ItemCodeTaken['type'] | S10StockEvent['type'], true>> = {
  RecipientKnown: true, RecipientCorrected: true, DeliveryWanted: true, DeliveryDateMoved: true, DeliveryUnwanted: true, DeliveryPrepared: true, DeliveryOrdered: true, DeliveryOrderRefused: true, ItemPosted: true, TrackingRecorded: true,
  DeliveryAttempted: true, ItemDelivered: true, ItemReturned: true, PapersOutstanding: true, CollectionPrepared: true, CollectionOrdered: true, CollectionOrderRefused: true, ItemCollected: true,
  CollectionTracked: true, ItemCodeTaken: true, S10RangeAdded: true, S10StockRanLow: true,
};

describeHistories({
  folder: new URL('../test/histories/', import.meta.url), announcements, released,
  deciders: { delivery: deliveryDecider, collection: collectionDecider, item: itemDecider, 'item-stock': s10StockDecider },
});
