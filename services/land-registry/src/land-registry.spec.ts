import { describeService } from '@lienthong/service-host/specs';
import { definition } from './definition.js';

describeService(definition, new URL('../README.md', import.meta.url), 'Refusals');
