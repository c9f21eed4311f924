import { vietnamTime, type ServiceDefinition } from '@lienthong/service-host';
import { problems } from './adapters/http/problems.js';
import { announcements } from './adapters/messaging/announce.js';
import { earlierShapes } from './adapters/postgres/earlier-shapes.js';
import { proceduresProjection } from './adapters/postgres/procedures.projection.js';
import { workProjection } from './adapters/postgres/work.projection.js';
import { ProcessingModule } from './processing.module.js';
import { DossierPorts } from './use-cases/dossier-ports.js';
import { fireTimer } from './use-cases/fire-timer.js';

export const processing: ServiceDefinition = {
  name: 'processing',
  announcements,
  upcasters: earlierShapes,
  projections: [workProjection, proceduresProjection],
  listensTo: ['intake', 'land-registry', 'tax', 'postal'],
  problems,
  module: ProcessingModule,
  onTimer: (timer, app) => fireTimer(app.get(DossierPorts), { ...timer, dueAt: vietnamTime(Date.parse(timer.dueAt)) }),
};
