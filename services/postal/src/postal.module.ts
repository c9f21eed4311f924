import { Module } from '@nestjs/common';
import { createCommandHandler, EventStore } from '@lienthong/event-store';
import { ReadModels, ServiceConfig } from '@lienthong/service-host';
import pg from 'pg';
import { CarrierOrders } from './adapters/carrier/carrier-orders.js';
import { ItemsController } from './adapters/http/items.controller.js';
import { OrdersController } from './adapters/http/orders.controller.js';
import { ShipmentsController } from './adapters/http/shipments.controller.js';
import { StockController } from './adapters/http/stock.controller.js';
import { FactsController } from './adapters/messaging/facts.controller.js';
import { PostgresS10Numbers } from './adapters/postgres/s10-numbers.js';
import { PostgresShipmentReads } from './adapters/postgres/shipment-reads.js';
import { collectionDecider } from './domain/collection.decider.js';
import { deliveryDecider } from './domain/delivery.decider.js';
import { itemDecider } from './domain/item.decider.js';
import { s10StockDecider } from './domain/s10-stock.decider.js';
import { readCarrier, readLowStock } from './postal.settings.js';
import { PostOffice } from './use-cases/post-office.js';
import { ShipmentReads } from './use-cases/shipment-reads.js';

function officeOf(store: EventStore, pool: pg.Pool, { settings }: ServiceConfig): PostOffice {
  return {
    store,
    numbers: new PostgresS10Numbers(pool),
    carrier: new CarrierOrders(readCarrier(settings)),
    lowStock: readLowStock(settings),
    deliveries: createCommandHandler({ store, decider: deliveryDecider, category: 'delivery' }),
    collections: createCommandHandler({ store, decider: collectionDecider, category: 'collection' }),
    items: createCommandHandler({ store, decider: itemDecider, category: 'item' }),
    stock: createCommandHandler({ store, decider: s10StockDecider, category: 'item-stock' }),
  };
}

@Module({
  controllers: [OrdersController, ItemsController, ShipmentsController, StockController, FactsController],
  providers: [
    { provide: PostOffice, inject: [EventStore, pg.Pool, ServiceConfig], useFactory: officeOf },
    { provide: ShipmentReads, inject: [ReadModels, pg.Pool], useFactory: (reads: ReadModels, pool: pg.Pool) => new PostgresShipmentReads(reads, pool) },
  ],
})
export class PostalModule {}
