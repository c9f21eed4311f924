import { NumberSeries1764000002100, StepsElsewhere1764000002200, type ServiceDefinition } from '@lienthong/service-host';
import { bankSettings } from './adapters/bank/bank-signature.guard.js';
import { problems } from './adapters/http/problems.js';
import { announcements } from './adapters/messaging/announce.js';
import { ledger } from './adapters/postgres/ledger.projection.js';
import { suspense } from './adapters/postgres/suspense.projection.js';
import { TaxOfficeTables1764000004000 } from './adapters/postgres/tax-office-tables.migration.js';
import { workList } from './adapters/postgres/work-list.projection.js';
import { TaxModule } from './tax.module.js';

/** Money events are the ledger; who the parties were, what they sold and who worked on it goes with the dossier. */
const LEDGER = {
  vi: 'Chứng từ và sổ kế toán thuế, lưu theo Luật Kế toán và Luật Quản lý thuế, không theo thời hạn của hồ sơ',
  en: 'Tax ledger and its vouchers, kept under the laws on accounting and on tax administration and not by the dossier’s retention',
};

export const definition: ServiceDefinition = {
  name: 'tax',
  announcements,
  projections: [workList, ledger, suspense],
  migrations: [NumberSeries1764000002100, StepsElsewhere1764000002200, TaxOfficeTables1764000004000],
  listensTo: ['intake', 'processing', 'land-registry'],
  problems,
  module: TaxModule,
  erasure: {
    keeps: [
      { category: 'obligation', types: ['NoticeIssued', 'PaymentReceived', 'ObligationSettled', 'PaymentRefunded', 'ObligationCancelled'], beside: 'NoticeIssued', because: LEDGER },
      { category: 'payment', because: LEDGER },
    ],
    tables: [
      { table: 'notices', column: 'dossier_code', holds: 'code' },
      { table: 'steps_elsewhere', column: 'dossier_code', holds: 'code' },
      { table: 'bank_messages', column: 'body', holds: 'mention' },
    ],
  },
  settings: bankSettings,
};
