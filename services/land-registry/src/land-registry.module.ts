import { Module } from '@nestjs/common';
import { createCommandHandler, EventStore } from '@lienthong/event-store';
import pg from 'pg';
import { ParcelsController } from './adapters/http/parcels.controller.js';
import { TasksController } from './adapters/http/tasks.controller.js';
import { TransfersController } from './adapters/http/transfers.controller.js';
import { IntakeFacts } from './adapters/messaging/intake-facts.controller.js';
import { ProcessingFacts } from './adapters/messaging/processing-facts.controller.js';
import { drawNumber } from './adapters/postgres/number-series.js';
import { stepsElsewhere } from './adapters/postgres/steps-elsewhere.js';
import { parcelDecider } from './domain/parcel.decider.js';
import { transferDecider } from './domain/transfer.decider.js';
import { LAND_OFFICE, type LandOffice } from './use-cases/land-office.js';

export function createLandOffice(store: EventStore, pool: pg.Pool): LandOffice {
  return {
    store,
    parcels: createCommandHandler({ store, decider: parcelDecider, category: 'parcel' }),
    transfers: createCommandHandler({ store, decider: transferDecider, category: 'transfer' }),
    drawNumber: (series) => drawNumber(pool, series),
    whereabouts: stepsElsewhere(pool),
  };
}

@Module({
  controllers: [TasksController, TransfersController, ParcelsController, IntakeFacts, ProcessingFacts],
  providers: [{ provide: LAND_OFFICE, useFactory: createLandOffice, inject: [EventStore, pg.Pool] }],
})
export class LandRegistryModule {}
