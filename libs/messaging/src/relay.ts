import { Wakeup, type EventStore, type Lease, type LeaseHandle, type Leases, type StoredEvent, type StoreLog } from '@lienthong/event-store';
import type { Announcements } from './announcements.js';
import { backOffMs, pause } from './back-off.js';
import { toRecord } from './kafka/kafka-binding.js';
import type { RelayCheckpoints } from './relay-checkpoints.js';
import { silentLog, type FactPublisher, type FactRecord } from './transport.js';

export type RelayOptions = Readonly<{
  store: Pick<EventStore, 'readFacts' | 'onCommit'>;
  announcements: Announcements;
  origin: string;
  topic: string;
  publisher: FactPublisher;
  /** Of the replicas of this service, one relays. */
  leases: Pick<Leases, 'hold'>;
  checkpoints: RelayCheckpoints;
  batchLimit?: number;
  log?: StoreLog;
}>;

export type RelayStatus = Readonly<{ relaying: boolean; published: number; failure: string | null }>;

/** Facts of this log on their way to Kafka. */
type Batch = Readonly<{ records: readonly FactRecord[]; last: number }>;

/** Commits of other replicas are announced, but an announcement can be lost: look at least this often. */
const LOOK_EVERY_MS = 1_000;

/**
 * Publishes a log's facts in the order of their numbers. The checkpoint follows the broker's acknowledgement, so after a crash
 * or an outage facts may be published again, never skipped. What fails is tried for ever: facts behind it may not overtake it.
 */
export class Relay {
  #holding: LeaseHandle | undefined;
  #status: RelayStatus = { relaying: false, published: 0, failure: null };

  constructor(readonly options: RelayOptions) {}

  start(): void {
    this.#holding ??= this.options.leases.hold(`relay:${this.options.topic}`, (lease) => this.#relay(lease));
  }

  async stop(): Promise<void> {
    await this.#holding?.stop();
    this.#holding = undefined;
    await this.options.publisher.close();
  }

  /** Of this process since it started; `published` is the last fact number the broker has acknowledged. */
  status(): RelayStatus {
    return this.#status;
  }

  async #relay(lease: Lease): Promise<void> {
    const { topic, publisher, checkpoints, store } = this.options;
    const commits = new Wakeup();
    const unsubscribe = store.onCommit(() => commits.wake());
    try {
      const start = await this.#untilDone(lease, () => checkpoints.read(topic));
      if (start === undefined) return;
      this.#status = { relaying: true, published: start, failure: null };
      let upcoming = this.#read(lease, start);
      while (!lease.lost.aborted) {
        const batch = await upcoming;
        if (batch === undefined) break;
        if (batch.records.length === 0) await commits.sleep(LOOK_EVERY_MS, 0, lease.lost);
        // The next facts are read and rendered while the broker writes these.
        upcoming = this.#read(lease, batch.last);
        if (batch.records.length === 0) continue;
        await this.#untilDone(lease, () => publisher.publish(topic, batch.records));
        await this.#untilDone(lease, () => checkpoints.store(topic, batch.last, lease));
        this.#status = { relaying: true, published: batch.last, failure: null };
      }
      await upcoming;
    } finally {
      unsubscribe();
      this.#status = { ...this.#status, relaying: false };
    }
  }

  #read(lease: Lease, after: number): Promise<Batch | undefined> {
    const { store, batchLimit = 500 } = this.options;
    return this.#untilDone(lease, async () => this.#render(after, await store.readFacts({ after, limit: batchLimit })));
  }

  #render(after: number, events: readonly StoredEvent[]): Batch {
    const { announcements, origin } = this.options;
    return { records: events.map((event) => toRecord(announcements.render(event, origin))), last: events.at(-1)?.factNumber ?? after };
  }

  /** Undefined when the lease is lost before it worked. */
  async #untilDone<T>(lease: Lease, work: () => Promise<T>): Promise<T | undefined> {
    for (let attempt = 1; !lease.lost.aborted; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        const failure = error instanceof Error ? error.message : String(error);
        this.#status = { ...this.#status, failure };
        (this.options.log ?? silentLog).warn(`Expected to relay facts to ${this.options.topic}, but it failed; they are tried again`, { error, attempt });
        await pause(backOffMs(attempt, error), lease.lost);
      }
    }
    return undefined;
  }
}
