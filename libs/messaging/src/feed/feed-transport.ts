import type { Leases, StoreLog } from '@lienthong/event-store';
import { backOffMs, pause } from '../back-off.js';
import { silentLog, type Channel, type FactTransport, type Subscription } from '../transport.js';
import { fromBatch } from './feed-binding.js';
import { pullFeed, type BearerToken } from './feed-client.js';

export type FeedTransportOptions = Readonly<{
  /** Base address of each service whose feed is pulled: `http://…/feed` is under it. */
  feeds: Readonly<Record<string, string>>;
  /** Of the replicas of this service, one pulls a feed at a time. */
  leases: Pick<Leases, 'hold'>;
  token: BearerToken;
  waitSeconds?: number;
  limit?: number;
  log?: StoreLog;
}>;

const channelOf = (source: string): Channel => `feed/${source}`;

/** Facts pulled from other services' feeds: no broker needed. */
export class FeedTransport implements FactTransport {
  readonly #closing = new AbortController();
  readonly #holds: { stop(): Promise<void> }[] = [];

  constructor(readonly options: FeedTransportOptions) {}

  async subscribe(subscription: Subscription): Promise<void> {
    for (const source of subscription.sources) {
      const base = this.options.feeds[source];
      if (base === undefined) throw new Error(`Expected to pull the feed of ${source}, but no address is configured for it`);
      this.#holds.push(this.options.leases.hold(`feed:${source}`, ({ lost }) =>
        this.#pull(source, base, subscription, AbortSignal.any([lost, this.#closing.signal]))));
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#holds.map((hold) => hold.stop()));
  }

  /** Until the lease is lost: ask, hand over, ask again from where the database stands. */
  async #pull(source: string, base: string, subscription: Subscription, ended: AbortSignal): Promise<void> {
    const log = this.options.log ?? silentLog;
    for (let failures = 0; !ended.aborted;) {
      try {
        const after = Math.max(0, await subscription.cursor(channelOf(source)));
        await this.#pullFrom(source, base, after, subscription, ended, () => { failures = 0; });
      } catch (error) {
        if (ended.aborted) return;
        failures += 1;
        log.warn(`Expected to take facts of ${source}, but it failed; they are asked for again`, { error, failures });
        subscription.onStatus?.('disconnected', error instanceof Error ? error : new Error(String(error)));
        await pause(backOffMs(failures, error), ended);
      }
    }
  }

  async #pullFrom(source: string, base: string, start: number, subscription: Subscription, ended: AbortSignal, succeeded: () => void): Promise<void> {
    const { token, waitSeconds = 20, limit = 500 } = this.options;
    const channel = channelOf(source);
    for (let after = start; !ended.aborted;) {
      const url = new URL(`${base.replace(/\/$/, '')}/feed?after=${after}&wait=${waitSeconds}&limit=${limit}`);
      const { body, next } = await pullFeed(url, token, waitSeconds, ended);
      const facts = fromBatch(channel, after, body);
      subscription.onStatus?.('connected');
      if (facts.length > 0) await subscription.onBatch(channel, facts);
      succeeded();
      after = Math.max(after, facts.at(-1)?.position ?? 0, Number.isSafeInteger(next) ? next : 0);
    }
  }
}
