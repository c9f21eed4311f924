import { describeService } from '@lienthong/service-host/specs';
import { processing } from './processing.definition.js';

describeService(processing, new URL('../README.md', import.meta.url), 'Refusals');
