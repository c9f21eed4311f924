import { readdirSync, readFileSync } from 'node:fs';
import { announcements } from './adapters/messaging/announce.js';
import { evolveCollection, noCollection, type Collection, type CollectionEvent } from './domain/collection.js';
import { evolveDelivery, noDelivery, type Delivery, type DeliveryEvent } from './domain/delivery.js';
import { evolveItem, type Item, type ItemCodeTaken } from './domain/item.js';
import { emptyStock, evolveS10Stock, type S10Stock, type S10StockEvent } from './domain/s10-stock.js';

// Streams as they were written by released versions. They must fold, and render to the same facts, for ever.

type Recorded = Readonly<{ type: string; data: unknown }>;
type History = Readonly<{ stream: string; events: readonly Recorded[]; folds: object; facts: readonly object[] }>;

const folder = new URL('../test/histories/', import.meta.url);
const histories = readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as History] as const);

const FOLDS: Readonly<Record<string, (events: readonly Recorded[]) => unknown>> = {
  delivery: (events) => (events as readonly DeliveryEvent[]).reduce<Delivery>(evolveDelivery, noDelivery),
  collection: (events) => (events as readonly CollectionEvent[]).reduce<Collection>(evolveCollection, noCollection),
  item: (events) => (events as readonly ItemCodeTaken[]).reduce<Item>(evolveItem, null),
  'item-stock': (events) => (events as readonly S10StockEvent[]).reduce<S10Stock>(evolveS10Stock, emptyStock),
};

describe('recorded histories', () => {
  it.each(histories)('%s folds', (_, { stream, events, folds }) => expect(FOLDS[stream.split('/')[0]!]!(events)).toEqual(folds));

  it.each(histories)('%s renders to the same facts', (_, { stream, events, facts }) => {
    const code = stream.slice(stream.indexOf('/') + 1);
    const rendered = events.filter(({ type }) => announcements.isFact(type)).map(({ type, data }, index) => announcements.render({
      type, data, stream, logIndex: index, factNumber: index + 1, version: index + 1, dossier: { code, ref: 'sample', version: index + 1 }, schema: 1, actor: 'clock', actorId: null,
      occurredAt: '2026-12-04T02:00:00.000Z', recordedAt: '2026-12-04T02:00:00.000Z', cause: null, causationId: null, traceParent: null,
    }, 'lienthong.sample/postal'));
    expect(rendered.map(({ type, data }) => ({ type, data }))).toEqual(facts);
  });

  it('cover every event that this version writes', () => {
    const recorded = new Set(histories.flatMap(([, { events }]) => events.map(({ type }) => type)));
    const written: Record<DeliveryEvent['type'] | CollectionEvent['type'] | ItemCodeTaken['type'] | S10StockEvent['type'], true> = {
      RecipientKnown: true, DeliveryWanted: true, DeliveryUnwanted: true, DeliveryPrepared: true, DeliveryOrdered: true, DeliveryOrderRefused: true, ItemPosted: true, TrackingRecorded: true,
      DeliveryAttempted: true, ItemDelivered: true, ItemReturned: true, PapersOutstanding: true, CollectionPrepared: true, CollectionOrdered: true, CollectionOrderRefused: true, ItemCollected: true,
      CollectionTracked: true, ItemCodeTaken: true, S10RangeAdded: true, S10StockRanLow: true,
    };
    expect(Object.keys(written).filter((type) => !recorded.has(type))).toEqual([]);
  });
});
