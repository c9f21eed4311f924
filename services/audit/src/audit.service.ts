import type { ServiceDefinition } from '@lienthong/service-host';
import { announcements } from './adapters/messaging/announce.js';
import { histories } from './adapters/postgres/histories.projection.js';
import { AuditModule } from './audit.module.js';

/** Audit hears every service and owns nothing but what it heard. */
export const auditService: ServiceDefinition = {
  name: 'audit',
  announcements,
  projections: [histories],
  listensTo: ['intake', 'processing', 'tax', 'land-registry', 'postal'],
  problems: {},
  module: AuditModule,
};
