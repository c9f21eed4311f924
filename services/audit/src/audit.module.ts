import { Module } from '@nestjs/common';
import { GapWatcher } from './adapters/clock/gap-watcher.js';
import { BoardController } from './adapters/http/board.controller.js';
import { DossiersController } from './adapters/http/dossiers.controller.js';
import { LiveController } from './adapters/http/live.controller.js';
import { EveryFact } from './adapters/messaging/every-fact.js';
import { MonitoringModule } from './monitoring.module.js';
import { ProvingModule } from './proving.module.js';

@Module({
  imports: [MonitoringModule, ProvingModule],
  controllers: [DossiersController, BoardController, LiveController, EveryFact],
  providers: [GapWatcher],
})
export class AuditModule {}
