import type { ServiceDefinition } from '@lienthong/service-host';
import { problems } from './adapters/http/problems.js';
import { announcements } from './adapters/messaging/announce.js';
import { LandOfficeTables1764000003000 } from './adapters/postgres/land-office-tables.migration.js';
import { register } from './adapters/postgres/register.projection.js';
import { workList } from './adapters/postgres/work-list.projection.js';
import { LandRegistryModule } from './land-registry.module.js';

export const definition: ServiceDefinition = {
  name: 'land-registry',
  announcements,
  projections: [workList, register],
  migrations: [LandOfficeTables1764000003000],
  listensTo: ['intake', 'processing'],
  problems,
  module: LandRegistryModule,
};
