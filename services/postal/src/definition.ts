import { Clock, type ServiceDefinition } from '@lienthong/service-host';
import { postalProblems } from './adapters/http/postal.problems.js';
import { announcements } from './adapters/messaging/announce.js';
import { S10Ranges1764000050000 } from './adapters/postgres/s10-ranges.migration.js';
import { shipmentsProjection } from './adapters/postgres/shipments.projection.js';
import { PostalModule } from './postal.module.js';
import { postalSettings } from './postal.settings.js';
import { askCarrierAgain, type UnconfirmedOrder } from './use-cases/order-item.js';
import { PostOffice } from './use-cases/post-office.js';

export const definition: ServiceDefinition = {
  name: 'postal',
  announcements,
  projections: [shipmentsProjection],
  migrations: [S10Ranges1764000050000],
  listensTo: ['intake', 'processing'],
  problems: postalProblems,
  module: PostalModule,
  settings: postalSettings,
  // The only timers here are orders whose answer nobody heard.
  onTimer: ({ payload }, app) => askCarrierAgain(app.get(PostOffice, { strict: false }), payload as UnconfirmedOrder, app.get(Clock, { strict: false }).now()),
};
