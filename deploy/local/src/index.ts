export { keycloakRealm } from './keycloak-realm.js';
export { freePort } from './free-port.js';
export { LocalPostgres } from './local-postgres.js';
export { ManagedProcess } from './managed-process.js';
export { Platform } from './platform.js';
export type { PlatformOptions } from './platform.js';
export { samplePolicy } from './sample-policy.js';
export { serviceEnvironment, SERVICES_WITH_LOG } from './service-environment.js';
export type { LocalPlace, PlaceName } from './service-environment.js';
