import { runService } from '@lienthong/service-host';
import { processing } from './processing.definition.js';

await runService(processing);
