import type { StoreLog } from '@lienthong/event-store';

/**
 * The seam between facts and whatever carries them. A second Kafka client, or another broker, fills these two.
 * Nothing above this file knows kafkajs or HTTP.
 */

/** A fact as it arrived: mapped to CloudEvents' structured form, not yet judged. */
export type ArrivedFact = Readonly<{
  /** What the transport can say of its key; broken facts without one get a key of their own. */
  key: string;
  /** The channel's cursor once this fact is done: next offset on Kafka, fact number on a feed. Grows strictly. */
  position: number;
  /** CloudEvents JSON, possibly broken: the reader judges it, so that a retry from the park judges it again. */
  envelope: Readonly<Record<string, unknown>>;
}>;

/** A channel is what has a cursor of its own: a Kafka topic's partition or another service's feed. */
export type Channel = string;

export type Subscription = Readonly<{
  /** Services whose facts are wanted. */
  sources: readonly string[];
  /** Where the database stands: 0 before the first fact. Asked at every (re)assignment. */
  cursor(channel: Channel): Promise<number>;
  /**
   * Resolves when the database holds the effects of all of them; only then does the transport move on.
   * If it rejects, the same facts come again after a pause, and none after them on this channel before.
   */
  onBatch(channel: Channel, facts: readonly ArrivedFact[]): Promise<void>;
  onStatus?(status: TransportStatus, error?: Error): void;
}>;

export type TransportStatus = 'connected' | 'disconnected' | 'rebalancing' | 'crashed';

export type FactTransport = Readonly<{
  /** Resolves when the first attempt to connect is made; a broken connection is mended for ever, with back-off. */
  subscribe(subscription: Subscription): Promise<void>;
  /** Ends with no batch in flight. */
  close(): Promise<void>;
}>;

export type FactRecord = Readonly<{ key: string; value: string; headers: Readonly<Record<string, string>> }>;

export type FactPublisher = Readonly<{
  /** Resolves when every replica that must have the records has them. Rejects with a TransportError. */
  publish(topic: string, records: readonly FactRecord[]): Promise<void>;
  close(): Promise<void>;
}>;

/**
 * Thrown by publishers and reported by transports. `retriable`: the other end is away or busy, time heals it.
 * `fatal`: a person must act (credentials, missing topic, oversized record); tried again only at long intervals.
 */
export class TransportError extends Error {
  constructor(readonly kind: 'retriable' | 'fatal', message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TransportError';
  }
}

/** Where messaging reports what no caller is waiting for, when nobody wants to know. */
export const silentLog: StoreLog = { warn() {}, error() {} };
