export { deepFreeze, specFor } from './spec-for.js';
export type { PrepareDatabase } from './postgres.js';
export { breakConnections, dropDatabase, freshDatabase, startPostgres } from './postgres.js';
export { createTopics, randomPrefix, startKafka } from './kafka.js';
export type { KafkaCluster } from './kafka-cluster.js';
export { startKafkaCluster } from './kafka-cluster.js';
export type { TokenClaims, TokenFaults, TokenIssuer } from './token-issuer.js';
export { startTokenIssuer } from './token-issuer.js';
