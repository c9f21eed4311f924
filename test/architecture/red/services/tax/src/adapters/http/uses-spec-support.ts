// Breaks spec-support-only-in-specs.
export { startUnderTest } from '../../../../../libs/service-host/src/specs/spec-support.js';
