export type * from './instance.js';
export { evolveInstance, notStarted } from './instance.js';
export type * from './instance-command.js';
