import { EventStore } from '@lienthong/event-store';
import { Clock, vietnamTime, type ServiceDefinition } from '@lienthong/service-host';
import { problems } from './adapters/http/problems.js';
import { announcements } from './adapters/messaging/announce.js';
import { callableProcessesProjection } from './adapters/postgres/callable-processes.projection.js';
import { decisionsProjection } from './adapters/postgres/decisions.projection.js';
import { calendarsProjection } from './adapters/postgres/calendars.projection.js';
import { earlierShapes } from './adapters/postgres/earlier-shapes.js';
import { JobLocks1764000050000 } from './adapters/postgres/jobs-locks.migration.js';
import { jobsProjection } from './adapters/postgres/jobs.projection.js';
import { livingDossiersCheck } from './adapters/postgres/living-dossiers-check.js';
import { LookTable1764000060000 } from './adapters/postgres/look-table.migration.js';
import { MailTables1764000030000 } from './adapters/postgres/mail-tables.migration.js';
import { migrationsProjection } from './adapters/postgres/migrations.projection.js';
import { OfficerTable1764000040000 } from './adapters/postgres/officer-table.migration.js';
import { proceduresProjection } from './adapters/postgres/procedures.projection.js';
import { stepTimesProjection } from './adapters/postgres/step-times.projection.js';
import { workProjection } from './adapters/postgres/work.projection.js';
import { ProcessingModule } from './processing.module.js';
import { DossierPorts } from './use-cases/dossier-ports.js';
import { fireTimer, keyOfTimer } from './use-cases/fire-timer.js';

export const processing: ServiceDefinition = {
  name: 'processing',
  announcements,
  upcasters: earlierShapes,
  projections: [workProjection, proceduresProjection, decisionsProjection, migrationsProjection, callableProcessesProjection, jobsProjection, calendarsProjection, stepTimesProjection],
  migrations: [MailTables1764000030000, OfficerTable1764000040000, JobLocks1764000050000, LookTable1764000060000],
  listensTo: ['intake', 'land-registry', 'tax', 'postal'],
  problems,
  erasure: { keeps: [], tables: [{ table: 'subscription', column: 'case_code', holds: 'code' }, { table: 'message', column: 'case_code', holds: 'code' }, { table: 'message', column: 'correlation_key', holds: 'mention' }, { table: 'job_lock', column: 'code', holds: 'code' }] },
  module: ProcessingModule,
  onTimer: (timer, app) => fireTimer(app.get(DossierPorts), { ...timer, dueAt: vietnamTime(Date.parse(timer.dueAt)) }, app.get(Clock).now()),
  timerKey: keyOfTimer,
  selfChecks: (app) => [livingDossiersCheck(app.get(EventStore), app.get(DossierPorts))],
};
