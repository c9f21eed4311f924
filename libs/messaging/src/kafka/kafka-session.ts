import type { StoreLog } from '@lienthong/event-store';
import type { Consumer, EachBatchPayload, KafkaMessage } from 'kafkajs';
import { backOffMs, pause } from '../back-off.js';
import { TransportError, type Channel, type Subscription } from '../transport.js';
import { fromRecord } from './kafka-binding.js';
import { kafkaClient, transportErrorOf, type KafkaSettings } from './kafka-client.js';

export type KafkaSessionOptions = Readonly<{
  kafka: KafkaSettings;
  groupId: string;
  topics: readonly string[];
  /** Facts given to the subscriber at once; larger batches of the broker are cut. */
  batchLimit: number;
  /** Partitions handled at the same time. */
  partitionsAtOnce: number;
  commitEveryMs: number;
  sessionTimeoutMs: number;
  log: StoreLog;
}>;

const HEARTBEAT_MS = 500;
const channelOf = (topic: string, partition: number): Channel => `${topic}/${partition}`;

type Handled = Readonly<{ topic: string; partition: number; offset: string }>;

/**
 * One kafkajs consumer from connect to crash or close. The database says where a partition stands; the offsets in the group
 * are a hint that is committed now and then, never ahead of the database.
 */
export class KafkaSession {
  readonly #consumer: Consumer;
  readonly #closing = new AbortController();
  /** Resolves when every assigned partition has been set to where the database stands. Renewed at each assignment. */
  #positioned: Promise<void> = Promise.resolve();
  #assignments = 0;
  readonly #expected = new Map<Channel, number>();
  readonly #failures = new Map<Channel, number>();
  readonly #handled = new Map<Channel, Handled>();
  #committing: NodeJS.Timeout | undefined;

  constructor(readonly options: KafkaSessionOptions, readonly subscription: Subscription, onCrash: (error: Error) => void) {
    this.#consumer = kafkaClient(options.kafka).consumer({
      groupId: options.groupId, sessionTimeout: options.sessionTimeoutMs, rebalanceTimeout: options.sessionTimeoutMs, heartbeatInterval: HEARTBEAT_MS,
      maxWaitTimeInMs: 100, minBytes: 1, maxBytes: 4 * 1024 * 1024, maxBytesPerPartition: 512 * 1024, allowAutoTopicCreation: false,
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 5, restartOnFailure: async () => false },
    });
    const { GROUP_JOIN, REBALANCING, CRASH } = this.#consumer.events;
    this.#consumer.on(GROUP_JOIN, ({ payload }) => this.#assigned(payload.memberAssignment));
    this.#consumer.on(REBALANCING, () => { subscription.onStatus?.('rebalancing'); void this.#commit(); });
    this.#consumer.on(CRASH, ({ payload }) => onCrash(payload.error));
  }

  async start(): Promise<void> {
    const { topics, partitionsAtOnce, commitEveryMs } = this.options;
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await this.#consumer.run({
      autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently: partitionsAtOnce, eachBatch: (batch) => this.#onBatch(batch),
    });
    this.#committing = setInterval(() => void this.#commit(), commitEveryMs);
  }

  /** Resolves when no batch is in flight. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#committing);
    await this.#commit();
    await this.#consumer.disconnect().catch(() => undefined); // a crashed consumer has no connection to end
  }

  #assigned(assignment: Readonly<Record<string, readonly number[]>>): void {
    this.#assignments += 1;
    this.#handled.clear();
    this.#expected.clear();
    const partitions = Object.entries(assignment).flatMap(([topic, numbers]) => numbers.map((partition) => ({ topic, partition })));
    this.#positioned = this.#position(partitions);
    this.subscription.onStatus?.('connected');
  }

  async #position(partitions: readonly { topic: string; partition: number }[]): Promise<void> {
    for (const { topic, partition } of partitions) {
      const next = (await this.#cursor(channelOf(topic, partition))) + 1;
      if (this.#closing.signal.aborted) return;
      this.#expected.set(channelOf(topic, partition), next);
      this.#consumer.seek({ topic, partition, offset: String(next) });
    }
  }

  /** The database may be away just now; without it nothing can be handled anyway. */
  async #cursor(channel: Channel): Promise<number> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.subscription.cursor(channel);
      } catch (error) {
        this.options.log.warn(`Expected to read where ${channel} stands, but the database did not answer`, { error, attempt });
        await pause(backOffMs(attempt), this.#closing.signal);
        if (this.#closing.signal.aborted) return -1;
      }
    }
  }

  async #onBatch(payload: EachBatchPayload): Promise<void> {
    const { batch, heartbeat, resolveOffset, isRunning, isStale } = payload;
    const channel = channelOf(batch.topic, batch.partition);
    const alive = keepAlive(heartbeat);
    try {
      await this.#positioned;
      const assignment = this.#assignments;
      if (!isRunning() || isStale() || !this.#isInPlace(channel, payload)) return;
      for (const messages of slices(batch.messages, this.options.batchLimit)) {
        if (!isRunning() || isStale() || alive.failure() !== undefined) break;
        await this.subscription.onBatch(channel, messages.map((message) => fromRecord(channel, message)));
        // Assigned anew meanwhile, here or elsewhere: whoever has the partition now has set it to where the database stood.
        if (assignment !== this.#assignments) return;
        const last = messages.at(-1)!.offset;
        resolveOffset(last);
        this.#moved(channel, { topic: batch.topic, partition: batch.partition, offset: String(Number(last) + 1) });
      }
    } catch (error) {
      this.#holdBack(channel, payload, error);
    } finally {
      alive.stop();
    }
    await heartbeat(); // says whether the group is rebalancing; kafkajs joins again then
  }

  #moved(channel: Channel, handled: Handled): void {
    this.#failures.delete(channel);
    this.#expected.set(channel, Number(handled.offset));
    this.#handled.set(channel, handled);
  }

  /** Facts have no gaps of their own on a partition. Where one shows, something was deleted that this consumer has not seen. */
  #isInPlace(channel: Channel, { batch, pause: hold }: EachBatchPayload): boolean {
    const expected = this.#expected.get(channel) ?? 0;
    const first = Number(batch.messages[0]?.offset ?? expected);
    if (first === expected) return true;
    const report = new TransportError('fatal', `Expected to go on with ${channel} at offset ${expected}, but it starts at ${first}`);
    this.options.log.error(report.message);
    // A new consumer meets a topic whose oldest facts are past their retention, or a topic was made anew: ids tell old from new.
    if (expected === 0 || first < expected) return true;
    hold();
    this.subscription.onStatus?.('crashed', report);
    return false;
  }

  /** The partition pauses and the same facts come again; the others go on. */
  #holdBack(channel: Channel, { pause: hold }: EachBatchPayload, error: unknown): void {
    if (this.#closing.signal.aborted) return;
    const attempt = (this.#failures.get(channel) ?? 0) + 1;
    this.#failures.set(channel, attempt);
    this.options.log.warn(`Expected to handle facts of ${channel}, but it failed; the partition pauses`, { error, attempt });
    const resume = hold();
    void pause(backOffMs(attempt), this.#closing.signal).then(resume);
  }

  /** Only a hint for the group, so a failure is none: the next interval commits more. */
  async #commit(): Promise<void> {
    const offsets = [...this.#handled.values()];
    if (offsets.length === 0) return;
    this.#handled.clear();
    await this.#consumer.commitOffsets(offsets).catch((error: unknown) => this.options.log.warn(transportErrorOf(error, 'commit offsets').message));
  }
}

/** While a batch is handled nobody else tells the group that this member lives. */
function keepAlive(heartbeat: () => Promise<void>): { stop(): void; failure(): unknown } {
  let failure: unknown;
  const timer = setInterval(() => void heartbeat().catch((error: unknown) => { failure ??= error; }), HEARTBEAT_MS);
  return { stop: () => clearInterval(timer), failure: () => failure };
}

function* slices(messages: readonly KafkaMessage[], limit: number): Generator<readonly KafkaMessage[]> {
  for (let from = 0; from < messages.length; from += limit) yield messages.slice(from, from + limit);
}
