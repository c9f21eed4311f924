import { runService } from '@lienthong/service-host';
import { definition } from './definition.js';

await runService(definition);
