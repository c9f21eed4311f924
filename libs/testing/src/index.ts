export { deepFreeze, specFor } from './spec-for.js';
