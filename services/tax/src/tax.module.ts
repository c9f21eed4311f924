import { Module } from '@nestjs/common';
import { createCommandHandler, EventStore } from '@lienthong/event-store';
import { DecisionFacts, drawNumber, OfferedWork, PublishedDecisions, stepsElsewhere, tasksController, WorkListFacts } from '@lienthong/service-host';
import pg from 'pg';
import { BankPaymentsController } from './adapters/bank/bank-payments.controller.js';
import { BankSignatureGuard } from './adapters/bank/bank-signature.guard.js';
import { LedgerController } from './adapters/http/ledger.controller.js';
import { ObligationsController } from './adapters/http/obligations.controller.js';
import { DossierFacts } from './adapters/messaging/dossier-facts.controller.js';
import { offeredWork } from './adapters/messaging/offered-work.js';
import { bankMessages } from './adapters/postgres/bank-messages.js';
import { noticeTable } from './adapters/postgres/notices.js';
import { obligationDecider } from './domain/obligation.decider.js';
import { paymentDecider } from './domain/payment.decider.js';
import { TAX_OFFICE, type TaxOffice } from './use-cases/tax-office.js';

export function createTaxOffice(store: EventStore, pool: pg.Pool, tables: PublishedDecisions): TaxOffice {
  return {
    store,
    obligations: createCommandHandler({ store, decider: obligationDecider, category: 'obligation' }),
    payments: createCommandHandler({ store, decider: paymentDecider, category: 'payment' }),
    notices: noticeTable(pool),
    tables,
    drawNumber: (series) => drawNumber(pool, series),
    whereabouts: stepsElsewhere(pool),
    bankInbox: bankMessages(pool),
    head: async () => (await store.head()).position,
  };
}

@Module({
  controllers: [tasksController('tax'), ObligationsController, LedgerController, BankPaymentsController, DossierFacts, DecisionFacts, WorkListFacts],
  providers: [
    BankSignatureGuard,
    { provide: PublishedDecisions, inject: [EventStore], useFactory: (store: EventStore) => new PublishedDecisions(store) },
    { provide: TAX_OFFICE, useFactory: createTaxOffice, inject: [EventStore, pg.Pool, PublishedDecisions] },
    { provide: OfferedWork, useFactory: offeredWork, inject: [TAX_OFFICE] },
  ],
})
export class TaxModule {}
