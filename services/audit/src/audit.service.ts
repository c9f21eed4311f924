import type { ServiceDefinition } from '@lienthong/service-host';
import { auditProblems } from './adapters/http/audit.problems.js';
import { announcements } from './adapters/messaging/announce.js';
import { AuditedLogs1764000006000 } from './adapters/postgres/audited-logs.migration.js';
import { alarms } from './adapters/postgres/alarms.projection.js';
import { hearings } from './adapters/postgres/hearings.projection.js';
import { histories } from './adapters/postgres/histories.projection.js';
import { AuditModule } from './audit.module.js';
import { auditSettings } from './audit.settings.js';

/** Audit hears every service and owns nothing but what it heard. */
export const auditService: ServiceDefinition = {
  name: 'audit',
  announcements,
  projections: [histories, alarms, hearings],
  migrations: [AuditedLogs1764000006000],
  listensTo: ['intake', 'processing', 'tax', 'land-registry', 'postal'],
  problems: auditProblems,
  module: AuditModule,
  settings: auditSettings,
};
