export { CosignedLogs } from './cosigned-logs.js';
export { OutsideWitness } from './outside-witness.js';
export type { OutsideWitnessParts } from './outside-witness.js';
export { serveWitness } from './witness-server.js';
export type { RunningWitness } from './witness-server.js';
