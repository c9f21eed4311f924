import { runService } from '@lienthong/service-host';
import { auditService } from './audit.service.js';

await runService(auditService);
