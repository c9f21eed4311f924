export { deepFreeze, specFor } from './spec-for.js';
export type { PrepareDatabase } from './postgres.js';
export { breakConnections, dropDatabase, freshDatabase, startPostgres } from './postgres.js';
export { createTopics, randomPrefix, startKafka } from './kafka.js';
export type { KafkaCluster } from './kafka-cluster.js';
export { startKafkaCluster } from './kafka-cluster.js';
