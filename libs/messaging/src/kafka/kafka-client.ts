import type { StoreLog } from '@lienthong/event-store';
import { Kafka, logLevel, type KafkaConfig } from 'kafkajs';
import { silentLog, TransportError } from '../transport.js';

export type KafkaSettings = Readonly<{
  brokers: readonly string[];
  clientId: string;
  ssl?: KafkaConfig['ssl'];
  sasl?: KafkaConfig['sasl'];
  log?: StoreLog;
}>;

/** kafkajs tries a few seconds by itself; after that our own restart with back-off takes over, so that there is one policy. */
export function kafkaClient({ brokers, clientId, ssl, sasl, log = silentLog }: KafkaSettings): Kafka {
  return new Kafka({
    brokers: [...brokers], clientId,
    ...(ssl === undefined ? {} : { ssl }),
    ...(sasl === undefined ? {} : { sasl }),
    connectionTimeout: 3_000,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 5, restartOnFailure: async () => false },
    logLevel: logLevel.WARN,
    // Its warnings and errors are what it retries by itself; what it gives up on is reported by us with its class.
    logCreator: () => ({ namespace, log: { message, ...fields } }) => log.warn(`kafkajs: ${message}`, { ...fields, namespace }),
  });
}

/** Protocol errors that time does not heal. */
const FATAL_TYPES: ReadonlySet<string> = new Set([
  'TOPIC_AUTHORIZATION_FAILED', 'GROUP_AUTHORIZATION_FAILED', 'CLUSTER_AUTHORIZATION_FAILED', 'TRANSACTIONAL_ID_AUTHORIZATION_FAILED',
  'SASL_AUTHENTICATION_FAILED', 'ILLEGAL_SASL_STATE', 'UNSUPPORTED_SASL_MECHANISM', 'UNSUPPORTED_VERSION', 'INVALID_TOPIC_EXCEPTION',
  'MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'POLICY_VIOLATION', 'INVALID_CONFIG',
]);
const FATAL_NAMES: ReadonlySet<string> = new Set(['KafkaJSSASLAuthenticationError', 'KafkaJSServerDoesNotSupportApiKey', 'KafkaJSNotImplemented']);
const UNKNOWN_TOPIC = 'UNKNOWN_TOPIC_OR_PARTITION';

/** `doing` reads on from "Expected to": `publish 500 facts to lienthong.tax.facts`. */
export function transportErrorOf(error: unknown, doing: string): TransportError {
  const causes = causesOf(error);
  const isFatal = causes.some(({ name, type }) => FATAL_NAMES.has(name) || (type !== undefined && FATAL_TYPES.has(type)));
  const hint = causes.some(({ type }) => type === UNKNOWN_TOPIC) ? '; topics are made by `node libs/messaging/dist/topics.js create`' : '';
  return new TransportError(isFatal ? 'fatal' : 'retriable', `Expected to ${doing}, but ${causes.at(-1)?.message ?? String(error)}${hint}`, { cause: error });
}

function causesOf(error: unknown): readonly (Error & { type?: string })[] {
  const causes: Error[] = [];
  for (let one = error; one instanceof Error && causes.length < 10; one = one.cause) causes.push(one);
  return causes;
}
