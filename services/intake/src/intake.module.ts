import { Module } from '@nestjs/common';
import { createCommandHandler, EventStore } from '@lienthong/event-store';
import { ReadModels, ServiceConfig } from '@lienthong/service-host';
import pg from 'pg';
import { DiskVault } from './adapters/files/disk-vault.js';
import { Applications } from './adapters/http/applications.js';
import { DossierReadsController } from './adapters/http/dossier-reads.controller.js';
import { DossiersController } from './adapters/http/dossiers.controller.js';
import { FilesController } from './adapters/http/files.controller.js';
import { FactsController } from './adapters/messaging/facts.controller.js';
import { PostgresDossierNumbers } from './adapters/postgres/dossier-numbers.js';
import { PostgresDossierReads } from './adapters/postgres/dossier-reads.js';
import { dossierDecider } from './domain/dossier.decider.js';
import { procedureDecider } from './domain/procedure.decider.js';
import { storedFileDecider } from './domain/stored-file.decider.js';
import { submissionDecider } from './domain/submission.decider.js';
import { MOST_FILE_BYTES, readRouting } from './intake.settings.js';
import { DossierPorts } from './use-cases/dossier-ports.js';
import { DossierReads } from './use-cases/dossier-reads.js';
import { FileVault } from './use-cases/file-vault.js';

function portsOf(store: EventStore, pool: pg.Pool): DossierPorts {
  return {
    store,
    numbers: new PostgresDossierNumbers(pool),
    dossiers: createCommandHandler({ store, decider: dossierDecider, category: 'dossier' }),
    submissions: createCommandHandler({ store, decider: submissionDecider, category: 'submission' }),
    procedures: createCommandHandler({ store, decider: procedureDecider, category: 'procedure' }),
    files: createCommandHandler({ store, decider: storedFileDecider, category: 'file' }),
  };
}

@Module({
  controllers: [DossiersController, DossierReadsController, FilesController, FactsController],
  providers: [
    { provide: DossierPorts, inject: [EventStore, pg.Pool], useFactory: portsOf },
    { provide: DossierReads, inject: [ReadModels], useFactory: (reads: ReadModels) => new PostgresDossierReads(reads) },
    { provide: FileVault, inject: [ServiceConfig], useFactory: ({ settings }: ServiceConfig) => new DiskVault(settings['FILES_DIR']!, MOST_FILE_BYTES) },
    { provide: Applications, inject: [ServiceConfig], useFactory: ({ settings }: ServiceConfig) => new Applications(readRouting(settings)) },
  ],
})
export class IntakeModule {}
