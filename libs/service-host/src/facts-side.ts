import { Erasures, type StoreLog } from '@lienthong/event-store';
import { FactsServer, FeedReader, FeedTransport, KafkaPublisher, KafkaTransport, Relay, RelayCheckpoints, topicOf, type FactTransport, type KafkaSettings, type ProvenLog } from '@lienthong/messaging';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServiceToken } from './identity/service-token.js';
import type { Log } from './log.js';
import type { LogSide } from './log-side.js';
import type { ServiceConfig } from './service-config.js';
import type { ServiceDefinition } from './service-definition.js';
import { originOf } from './service-names.js';

type Parts = Readonly<{ definition: ServiceDefinition; config: ServiceConfig; side: LogSide; log: Log; token: ServiceToken }>;

/** The service's own facts, for whoever pulls them; served over either transport, since integrators need no broker. */
export function createFeedReader({ definition, config, side }: Omit<Parts, 'log' | 'token'>, log: ProvenLog): FeedReader {
  return new FeedReader({ store: side.store, announcements: definition.announcements, origin: originOf(config.province, definition.name), log });
}

/** Connects the module's `@OnFact` handlers to the facts of the services it listens to. Call before `app.init()`. */
export function listenToFacts(app: NestFastifyApplication, parts: Parts): void {
  const { definition: { listensTo }, side } = parts;
  if (listensTo.length === 0) return;
  const erasures = new Erasures(side.pool);
  const erased = (refs: readonly string[]): Promise<ReadonlySet<string>> => erasures.ordered(refs);
  // The host's interceptors carry the trace into handlers, so the strategy shares the application's configuration.
  app.connectMicroservice({ strategy: new FactsServer({ transport: createTransport(parts), inbox: side.inbox, sources: listensTo, erased }) }, { inheritAppConfig: true });
}

/** Publishes the service's facts to Kafka, in one replica at a time; over the feed there is nothing to do. */
export function startRelay({ definition, config, side }: Parts): { stop(): Promise<void> } {
  if (config.transport !== 'kafka' || definition.announcements.announcedTypes.length === 0) return { stop: async () => {} };
  const relay = new Relay({
    store: side.store, announcements: definition.announcements, origin: originOf(config.province, definition.name), topic: topicOf(definition.name),
    publisher: new KafkaPublisher(kafkaSettings(config, side.storeLog)), leases: side.leases, checkpoints: new RelayCheckpoints(side.pool), log: side.storeLog,
  });
  relay.start();
  return relay;
}

function createTransport({ config, side, token }: Parts): FactTransport {
  if (config.transport === 'kafka') return new KafkaTransport({ kafka: kafkaSettings(config, side.storeLog), groupId: `lienthong-${config.service}`, log: side.storeLog });
  return new FeedTransport({ feeds: config.feeds, leases: side.leases, token: (renew) => token.get(renew), log: side.storeLog });
}

/** The broker that facts go over; null over the feed. */
export function kafkaOf(config: ServiceConfig, { storeLog }: LogSide): KafkaSettings | null {
  return config.transport === 'kafka' ? kafkaSettings(config, storeLog) : null;
}

function kafkaSettings(config: ServiceConfig, log: StoreLog): KafkaSettings {
  return { brokers: config.kafkaBrokers, clientId: `lienthong-${config.service}`, log };
}
