import { Module } from '@nestjs/common';
import { createCommandHandler, Erasures, EventStore } from '@lienthong/event-store';
import { CalendarFacts, DecisionFacts, drawNumber, PublishedCalendars, PublishedDecisions, ReadModels, SERVICE_NAMES, ServiceConfig, TransparencyPolicy } from '@lienthong/service-host';
import pg from 'pg';
import { DiskVault } from './adapters/files/disk-vault.js';
import { Applications } from './adapters/http/applications.js';
import { DestructionController } from './adapters/http/destruction.controller.js';
import { ApplicationPrintController } from './adapters/http/application-print.controller.js';
import { DossierReadsController } from './adapters/http/dossier-reads.controller.js';
import { DossierFilesController } from './adapters/http/dossier-files.controller.js';
import { DossiersController } from './adapters/http/dossiers.controller.js';
import { KnownFactsController } from './adapters/http/known-facts.controller.js';
import { FilesController } from './adapters/http/files.controller.js';
import { PaymentsController } from './adapters/http/payments.controller.js';
import { PetitionsController } from './adapters/http/petitions.controller.js';
import { ReportsController } from './adapters/http/reports.controller.js';
import { SynchronisationsController } from './adapters/http/synchronisations.controller.js';
import { DestructionFacts } from './adapters/messaging/destruction-facts.controller.js';
import { FactsController } from './adapters/messaging/facts.controller.js';
import { findCodes, findListOf, findOwnFiles, PostgresDestructionReads } from './adapters/postgres/destruction-reads.js';
import { PostgresDossierNumbers } from './adapters/postgres/dossier-numbers.js';
import { PostgresDossierReads } from './adapters/postgres/dossier-reads.js';
import { PostgresPetitionReads } from './adapters/postgres/petition-reads.js';
import { PostgresIndicatorSource } from './adapters/postgres/indicator-rows.js';
import { PostgresSynchronisationReads } from './adapters/postgres/synchronisation-reads.js';
import { SignedStatements } from './adapters/registers/signed-statements.js';
import { PublishedRules } from './adapters/rules/published-rules.js';
import { destructionListDecider } from './domain/destruction-list.decider.js';
import { dossierDecider } from './domain/dossier.decider.js';
import { petitionDecider } from './domain/petition.decider.js';
import { procedureDecider } from './domain/procedure.decider.js';
import { storedFileDecider } from './domain/stored-file.decider.js';
import { submissionDecider } from './domain/submission.decider.js';
import { synchronisationDecider } from './domain/synchronisation.decider.js';
import { MOST_FILE_BYTES, PETITION_CALENDAR, readRouting } from './intake.settings.js';
import { DestructionPorts } from './use-cases/destruction-ports.js';
import { DestructionReads } from './use-cases/destruction-reads.js';
import { DossierPorts } from './use-cases/dossier-ports.js';
import { DossierReads } from './use-cases/dossier-reads.js';
import { FileVault } from './use-cases/file-vault.js';
import { RegisterStatements } from './use-cases/known-sources.js';
import { RulesInForce } from './use-cases/rules-in-force.js';
import { IndicatorSource } from './use-cases/indicator-source.js';
import { PetitionPorts, PetitionReads } from './use-cases/petition-ports.js';
import { SynchronisationPorts, SynchronisationReads } from './use-cases/synchronisation-ports.js';
import { PointRulesByDay, readPointRules } from './use-cases/point-rules.js';
import { readRetention } from './use-cases/retention-periods.js';

function portsOf(store: EventStore, pool: pg.Pool, erasures: Erasures): DossierPorts {
  return {
    store,
    numbers: new PostgresDossierNumbers(pool),
    dossiers: createCommandHandler({ store, decider: dossierDecider, category: 'dossier' }),
    submissions: createCommandHandler({ store, decider: submissionDecider, category: 'submission' }),
    procedures: createCommandHandler({ store, decider: procedureDecider, category: 'procedure' }),
    files: createCommandHandler({ store, decider: storedFileDecider, category: 'file' }),
    isBeingDestroyed: (hash) => erasures.isStreamOrdered(`file/${hash}`),
  };
}

/** Every service that has a log reports. */
const AGENCIES: readonly string[] = SERVICE_NAMES.filter((name) => name !== 'gateway');

function destructionOf(store: EventStore, pool: pg.Pool, reads: ReadModels, config: ServiceConfig): DestructionPorts {
  const retention = readRetention(config);
  return {
    store, agencies: AGENCIES,
    lists: createCommandHandler({ store, decider: destructionListDecider, category: 'destruction-list' }),
    drawNumber: (series) => drawNumber(pool, series),
    retentionOf: (procedureCode, ending) => retention.of(procedureCode, ending),
    findList: async (ref) => findListOf(reads, ref, (await store.head()).position),
    findCodes: (refs) => findCodes(pool, refs),
    findOwnFiles: (codes) => findOwnFiles(pool, codes),
  };
}

function petitionPortsOf(store: EventStore, pool: pg.Pool, { settings }: ServiceConfig, calendars: PublishedCalendars): PetitionPorts {
  return {
    store,
    petitions: createCommandHandler({ store, decider: petitionDecider, category: 'petition' }),
    drawNumber: (series) => drawNumber(pool, series),
    receivingUnit: settings['RECEIVING_UNIT'] ?? '',
    calendar: async () => (await calendars.newest(PETITION_CALENDAR)).latest(PETITION_CALENDAR),
  };
}

@Module({
  controllers: [DossiersController, PaymentsController, DossierFilesController, DossierReadsController, ApplicationPrintController, KnownFactsController, FilesController, DestructionController, ReportsController, PetitionsController, SynchronisationsController, FactsController, DecisionFacts, CalendarFacts, DestructionFacts],
  providers: [
    { provide: PublishedCalendars, inject: [EventStore], useFactory: (store: EventStore) => new PublishedCalendars(store) },
    { provide: PublishedDecisions, inject: [EventStore], useFactory: (store: EventStore) => new PublishedDecisions(store) },
    { provide: RulesInForce, inject: [PublishedDecisions], useFactory: (decisions: PublishedDecisions) => new PublishedRules(decisions) },
    { provide: RegisterStatements, inject: [TransparencyPolicy, ServiceConfig], useFactory: (policy: TransparencyPolicy, { province }: ServiceConfig) => new SignedStatements(policy, province) },
    { provide: DossierPorts, inject: [EventStore, pg.Pool, Erasures], useFactory: portsOf },
    { provide: DestructionPorts, inject: [EventStore, pg.Pool, ReadModels, ServiceConfig], useFactory: destructionOf },
    { provide: DestructionReads, inject: [ReadModels, pg.Pool], useFactory: (reads: ReadModels, pool: pg.Pool) => new PostgresDestructionReads(reads, pool) },
    { provide: DossierReads, inject: [ReadModels], useFactory: (reads: ReadModels) => new PostgresDossierReads(reads) },
    { provide: IndicatorSource, inject: [ReadModels, pg.Pool], useFactory: (reads: ReadModels, pool: pg.Pool) => new PostgresIndicatorSource(reads, pool) },
    { provide: PetitionPorts, inject: [EventStore, pg.Pool, ServiceConfig, PublishedCalendars], useFactory: petitionPortsOf },
    { provide: SynchronisationPorts, inject: [DossierPorts], useFactory: ({ store, procedures }: DossierPorts): SynchronisationPorts => ({ store, procedures, synchronisations: createCommandHandler({ store, decider: synchronisationDecider, category: 'synchronisation' }) }) },
    { provide: SynchronisationReads, inject: [ReadModels], useFactory: (reads: ReadModels) => new PostgresSynchronisationReads(reads) },
    { provide: PetitionReads, inject: [ReadModels], useFactory: (reads: ReadModels) => new PostgresPetitionReads(reads) },
    { provide: PointRulesByDay, inject: [ServiceConfig], useFactory: ({ settings }: ServiceConfig) => readPointRules(settings['INDICATOR_POINTS'] ?? '') },
    { provide: FileVault, inject: [ServiceConfig], useFactory: ({ settings }: ServiceConfig) => new DiskVault(settings['FILES_DIR']!, MOST_FILE_BYTES) },
    { provide: Applications, inject: [ServiceConfig], useFactory: ({ settings }: ServiceConfig) => new Applications(readRouting(settings)) },
  ],
})
export class IntakeModule {}
