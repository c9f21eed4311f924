// Breaks everything-resolves.
export { nothing } from './no-such-file.js';
