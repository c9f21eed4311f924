import { Module } from '@nestjs/common';
import { EventStore, Leases } from '@lienthong/event-store';
import { Clock, Log, ReadModels } from '@lienthong/service-host';
import { MigrationRunner } from './adapters/clock/migration-runner.js';
import { ProcedureFolder, RELEASED_PROCEDURES } from './adapters/files/procedure-folder.js';
import { DossiersController } from './adapters/http/dossiers.controller.js';
import { IncidentsController } from './adapters/http/incidents.controller.js';
import { MigrationsController } from './adapters/http/migrations.controller.js';
import { ModificationsController } from './adapters/http/modifications.controller.js';
import { ProceduresController } from './adapters/http/procedures.controller.js';
import { TasksController } from './adapters/http/tasks.controller.js';
import { FactsController } from './adapters/messaging/facts.controller.js';
import { dossierStreams } from './adapters/postgres/dossier-streams.js';
import { migrationStreams } from './adapters/postgres/migration-streams.js';
import { procedureStream } from './adapters/postgres/procedure-stream.js';
import { PublishedProcedures } from './adapters/postgres/published-procedures.js';
import { VersionComparisons } from './use-cases/compare-versions.js';
import { DossierPorts } from './use-cases/dossier-ports.js';
import { MigrationPorts } from './use-cases/migration-ports.js';
import { ProcedurePorts } from './use-cases/publish-procedure.js';

@Module({
  controllers: [TasksController, IncidentsController, ProceduresController, MigrationsController, DossiersController, ModificationsController, FactsController],
  providers: [
    { provide: PublishedProcedures, inject: [EventStore, ReadModels], useFactory: (store: EventStore, readModels: ReadModels) => new PublishedProcedures(store, readModels) },
    { provide: DossierPorts, inject: [EventStore, PublishedProcedures], useFactory: dossierStreams },
    { provide: ProcedurePorts, inject: [EventStore], useFactory: procedureStream },
    { provide: VersionComparisons, inject: [DossierPorts], useFactory: (ports: DossierPorts) => new VersionComparisons(ports) },
    { provide: MigrationPorts, inject: [EventStore, ReadModels], useFactory: migrationStreams },
    {
      provide: MigrationRunner,
      inject: [EventStore, Leases, DossierPorts, MigrationPorts, Clock, Log],
      useFactory: (store: EventStore, leases: Leases, dossiers: DossierPorts, migrations: MigrationPorts, clock: Clock, log: Log) =>
        new MigrationRunner({ store, leases, dossiers, migrations, clock, log }),
    },
    {
      provide: ProcedureFolder,
      inject: [ProcedurePorts, Clock, Log],
      useFactory: (ports: ProcedurePorts, clock: Clock, log: Log) => new ProcedureFolder(RELEASED_PROCEDURES, ports, clock, log),
    },
  ],
})
export class ProcessingModule {}
