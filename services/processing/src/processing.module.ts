import { Module } from '@nestjs/common';
import { EventStore } from '@lienthong/event-store';
import { Clock, Log } from '@lienthong/service-host';
import { ProcedureFolder, RELEASED_PROCEDURES } from './adapters/files/procedure-folder.js';
import { DossiersController } from './adapters/http/dossiers.controller.js';
import { IncidentsController } from './adapters/http/incidents.controller.js';
import { ProceduresController } from './adapters/http/procedures.controller.js';
import { TasksController } from './adapters/http/tasks.controller.js';
import { FactsController } from './adapters/messaging/facts.controller.js';
import { dossierStreams } from './adapters/postgres/dossier-streams.js';
import { procedureStream } from './adapters/postgres/procedure-stream.js';
import { PublishedProcedures } from './adapters/postgres/published-procedures.js';
import { DossierPorts } from './use-cases/dossier-ports.js';
import { ProcedurePorts } from './use-cases/publish-procedure.js';

@Module({
  controllers: [TasksController, IncidentsController, ProceduresController, DossiersController, FactsController],
  providers: [
    { provide: PublishedProcedures, inject: [EventStore], useFactory: (store: EventStore) => new PublishedProcedures(store) },
    { provide: DossierPorts, inject: [EventStore, PublishedProcedures], useFactory: dossierStreams },
    { provide: ProcedurePorts, inject: [EventStore], useFactory: procedureStream },
    {
      provide: ProcedureFolder,
      inject: [ProcedurePorts, Clock, Log],
      useFactory: (ports: ProcedurePorts, clock: Clock, log: Log) => new ProcedureFolder(RELEASED_PROCEDURES, ports, clock, log),
    },
  ],
})
export class ProcessingModule {}
