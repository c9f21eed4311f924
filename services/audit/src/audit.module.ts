import { Module } from '@nestjs/common';
import { ReadModels } from '@lienthong/service-host';
import { GapWatcher } from './adapters/clock/gap-watcher.js';
import { BoardController } from './adapters/http/board.controller.js';
import { DossiersController } from './adapters/http/dossiers.controller.js';
import { LiveController } from './adapters/http/live.controller.js';
import { EveryFact } from './adapters/messaging/every-fact.js';
import { Histories } from './adapters/postgres/histories.js';
import { MonitoringModule } from './monitoring.module.js';
import { DossierReads } from './use-cases/dossier-reads.js';

@Module({
  imports: [MonitoringModule],
  controllers: [DossiersController, BoardController, LiveController, EveryFact],
  providers: [{ provide: DossierReads, useFactory: (reads: ReadModels) => new Histories(reads), inject: [ReadModels] }, GapWatcher],
})
export class AuditModule {}
