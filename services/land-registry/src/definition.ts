import { NumberSeries1764000002100, StepsElsewhere1764000002200, type ServiceDefinition } from '@lienthong/service-host';
import { problems } from './adapters/http/problems.js';
import { announcements } from './adapters/messaging/announce.js';
import { register } from './adapters/postgres/register.projection.js';
import { workList } from './adapters/postgres/work-list.projection.js';
import { LandRegistryModule } from './land-registry.module.js';

export const definition: ServiceDefinition = {
  name: 'land-registry',
  announcements,
  projections: [workList, register],
  migrations: [NumberSeries1764000002100, StepsElsewhere1764000002200],
  listensTo: ['intake', 'processing'],
  problems,
  module: LandRegistryModule,
  erasure: {
    keeps: [{
      category: 'parcel',
      because: {
        vi: 'Sổ địa chính (thửa đất, quyền, giấy chứng nhận và căn cứ đăng ký), bảo quản vĩnh viễn theo pháp luật đất đai',
        en: 'The land register (parcels, rights, titles and what they were registered on), kept for ever under the land law',
      },
    }],
    tables: [{ table: 'steps_elsewhere', column: 'dossier_code', holds: 'code' }],
  },
};
