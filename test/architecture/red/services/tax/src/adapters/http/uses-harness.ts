// Breaks testing-only-in-specs.
export { harness } from '../../../../../libs/testing/src/harness.js';
