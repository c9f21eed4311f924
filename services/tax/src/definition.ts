import { NumberSeries1764000002100, StepsElsewhere1764000002200, type ServiceDefinition } from '@lienthong/service-host';
import { bankSettings } from './adapters/bank/bank-signature.guard.js';
import { problems } from './adapters/http/problems.js';
import { announcements } from './adapters/messaging/announce.js';
import { ledger } from './adapters/postgres/ledger.projection.js';
import { suspense } from './adapters/postgres/suspense.projection.js';
import { TaxOfficeTables1764000004000 } from './adapters/postgres/tax-office-tables.migration.js';
import { workList } from './adapters/postgres/work-list.projection.js';
import { TaxModule } from './tax.module.js';

export const definition: ServiceDefinition = {
  name: 'tax',
  announcements,
  projections: [workList, ledger, suspense],
  migrations: [NumberSeries1764000002100, StepsElsewhere1764000002200, TaxOfficeTables1764000004000],
  listensTo: ['intake', 'processing', 'land-registry'],
  problems,
  module: TaxModule,
  settings: bankSettings,
};
