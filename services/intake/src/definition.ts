import { EventStore } from '@lienthong/event-store';
import { NumberSeries1764000002100, type ServiceDefinition } from '@lienthong/service-host';
import { storedFilesCheck } from './adapters/files/stored-files-check.js';
import { intakeProblems } from './adapters/http/intake.problems.js';
import { announcements } from './adapters/messaging/announce.js';
import { catalogueProjection } from './adapters/postgres/catalogue.projection.js';
import { destructionProjection } from './adapters/postgres/destruction.projection.js';
import { DossierCounters1764000010000 } from './adapters/postgres/dossier-counters.migration.js';
import { dossiersProjection } from './adapters/postgres/dossiers.projection.js';
import { indicatorsProjection } from './adapters/postgres/indicators.projection.js';
import { synchronisationsProjection } from './adapters/postgres/synchronisations.projection.js';
import { petitionsProjection } from './adapters/postgres/petitions.projection.js';
import { intakeErasure } from './intake-erasure.js';
import { IntakeModule } from './intake.module.js';
import { intakeSettings, MOST_FILE_BYTES } from './intake.settings.js';
import { FileVault } from './use-cases/file-vault.js';

export const definition: ServiceDefinition = {
  name: 'intake',
  announcements,
  projections: [dossiersProjection, catalogueProjection, destructionProjection, indicatorsProjection, petitionsProjection, synchronisationsProjection],
  migrations: [NumberSeries1764000002100, DossierCounters1764000010000],
  listensTo: ['processing', 'land-registry', 'postal', 'tax', 'audit'],
  problems: intakeProblems,
  module: IntakeModule,
  settings: intakeSettings,
  uploads: { maxFileBytes: MOST_FILE_BYTES, maxFiles: 1 },
  erasure: intakeErasure,
  selfChecks: (app) => [storedFilesCheck(app.get(EventStore), app.get(FileVault))],
};
