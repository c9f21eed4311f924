import { runService } from './index.js';
import { cabinet } from './spec-cabinet.js';

// The cabinet as a process of its own: what main.ts of every service does.
await runService(cabinet);
