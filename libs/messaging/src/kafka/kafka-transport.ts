import type { StoreLog } from '@lienthong/event-store';
import { backOffMs, pause } from '../back-off.js';
import { topicOf } from '../fact-envelope.js';
import { silentLog, type FactTransport, type Subscription } from '../transport.js';
import { transportErrorOf, type KafkaSettings } from './kafka-client.js';
import { KafkaSession, type KafkaSessionOptions } from './kafka-session.js';

export type KafkaTransportOptions = Readonly<{
  kafka: KafkaSettings;
  /** Replicas of one service share it. */
  groupId: string;
  topicOf?: (source: string) => string;
  log?: StoreLog;
}> & Partial<Pick<KafkaSessionOptions, 'batchLimit' | 'partitionsAtOnce' | 'commitEveryMs' | 'sessionTimeoutMs'>>;

/** Facts from Kafka. Connects again for ever, with back-off: kafkajs gives up after some seconds, a service must not. */
export class KafkaTransport implements FactTransport {
  readonly #closing = new AbortController();
  readonly #closed = new Promise<undefined>((resolve) => this.#closing.signal.addEventListener('abort', () => resolve(undefined), { once: true }));
  #running: Promise<void> = Promise.resolve();

  constructor(readonly options: KafkaTransportOptions) {}

  async subscribe(subscription: Subscription): Promise<void> {
    const { promise: firstAttempt, resolve: attempted } = Promise.withResolvers<void>();
    this.#running = this.#keepRunning(subscription, attempted);
    await firstAttempt;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #keepRunning(subscription: Subscription, attempted: () => void): Promise<void> {
    const { signal } = this.#closing;
    for (let failures = 0; !signal.aborted;) {
      const startedAt = performance.now();
      const error = await this.#runOnce(subscription, attempted);
      attempted();
      if (error === undefined) return;
      failures = performance.now() - startedAt > 60_000 ? 1 : failures + 1;
      const report = transportErrorOf(error, `consume ${subscription.sources.join(', ')}`);
      this.#log.error(report.message, { kind: report.kind, failures });
      subscription.onStatus?.('crashed', report);
      await pause(backOffMs(failures, report), signal);
    }
  }

  /** Resolves with the error it crashed on, or with nothing when it was closed. */
  async #runOnce(subscription: Subscription, attempted: () => void): Promise<unknown> {
    const { promise: crash, resolve: crashed } = Promise.withResolvers<unknown>();
    const session = new KafkaSession(this.#sessionOptions(subscription), subscription, crashed);
    try {
      await session.start();
      attempted();
      return await Promise.race([crash, this.#closed]);
    } catch (error) {
      return error;
    } finally {
      await session.close();
      subscription.onStatus?.('disconnected');
    }
  }

  #sessionOptions({ sources }: Subscription): KafkaSessionOptions {
    const { kafka, groupId, batchLimit = 500, partitionsAtOnce = 4, commitEveryMs = 1_000, sessionTimeoutMs = 6_000 } = this.options;
    const topics = sources.map(this.options.topicOf ?? topicOf);
    return { kafka: { ...kafka, log: this.#log }, groupId, topics, batchLimit, partitionsAtOnce, commitEveryMs, sessionTimeoutMs, log: this.#log };
  }

  get #log(): StoreLog { return this.options.log ?? silentLog; }
}
