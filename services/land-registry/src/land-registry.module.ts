import { Module } from '@nestjs/common';
import { createCommandHandler, EventStore } from '@lienthong/event-store';
import { drawNumber, OfferedWork, stepsElsewhere, tasksController, WorkListFacts } from '@lienthong/service-host';
import pg from 'pg';
import { ParcelStatementsController } from './adapters/http/parcel-statements.controller.js';
import { ParcelsController } from './adapters/http/parcels.controller.js';
import { TransfersController } from './adapters/http/transfers.controller.js';
import { IntakeFacts } from './adapters/messaging/intake-facts.controller.js';
import { offeredWork } from './adapters/messaging/offered-work.js';
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
  controllers: [tasksController('land-registry'), TransfersController, ParcelsController, ParcelStatementsController, IntakeFacts, WorkListFacts],
  providers: [
    { provide: LAND_OFFICE, useFactory: createLandOffice, inject: [EventStore, pg.Pool] },
    { provide: OfferedWork, useFactory: offeredWork, inject: [LAND_OFFICE] },
  ],
})
export class LandRegistryModule {}
