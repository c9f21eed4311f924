import type { ServiceDefinition } from '@lienthong/service-host';
import { intakeProblems } from './adapters/http/intake.problems.js';
import { announcements } from './adapters/messaging/announce.js';
import { catalogueProjection } from './adapters/postgres/catalogue.projection.js';
import { DossierCounters1764000010000 } from './adapters/postgres/dossier-counters.migration.js';
import { dossiersProjection } from './adapters/postgres/dossiers.projection.js';
import { IntakeModule } from './intake.module.js';
import { intakeSettings, MOST_FILE_BYTES } from './intake.settings.js';

export const definition: ServiceDefinition = {
  name: 'intake',
  announcements,
  projections: [dossiersProjection, catalogueProjection],
  migrations: [DossierCounters1764000010000],
  listensTo: ['processing', 'land-registry', 'postal'],
  problems: intakeProblems,
  module: IntakeModule,
  settings: intakeSettings,
  uploads: { maxFileBytes: MOST_FILE_BYTES, maxFiles: 1 },
};
