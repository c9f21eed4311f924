import type { EventStore, StoredEvent } from '@lienthong/event-store';
import type { Announcements } from '../announcements.js';
import type { FactEnvelope } from '../fact-envelope.js';
import { BATCH_MEDIA_TYPE, NEXT_HEADER, toBatch } from './feed-binding.js';
import { proveFacts, type ProvenLog } from './feed-proofs.js';
import type { FeedQuery } from './feed-query.js';

export type FeedReaderOptions = Readonly<{
  store: Pick<EventStore, 'readFacts' | 'head' | 'onCommit'>;
  announcements: Announcements;
  origin: string;
  /** What proves the facts; a feed without it refuses to prove. */
  log?: ProvenLog;
  /** Requests that wait at the same time; one more is answered at once, empty. */
  waitingLimit?: number;
}>;

export type FeedAnswerParts = Readonly<{ headers: Readonly<Record<string, string>>; body: string }>;

export type FeedPage = Readonly<{ facts: readonly FactEnvelope[]; next: number }>;

/** Facts looked at in one request when a filter of types finds few. */
const SCAN_LIMIT = 5_000;

/** A service's side of the feed: its facts by number, with a long poll. One per process. */
export class FeedReader {
  readonly #waiting = new Set<{ after: number; wake(found: boolean): void }>();
  readonly #unsubscribe: () => void;
  #closed = false;
  #looking = false;
  #lookAgain = false;

  constructor(readonly options: FeedReaderOptions) {
    this.#unsubscribe = options.store.onCommit(() => void this.#look());
  }

  /** `signal` ends the wait, when the client is gone or the service stops. */
  async read(query: FeedQuery, signal: AbortSignal): Promise<FeedPage> {
    const giveUpAt = performance.now() + query.waitSeconds * 1_000;
    for (let { after } = query; ;) {
      const page = await this.#readOnce({ ...query, after });
      const leftMs = giveUpAt - performance.now();
      if (page.facts.length > 0 || leftMs <= 0 || signal.aborted) return page;
      after = page.next;
      if (!(await this.#factAfter(after, leftMs, signal))) return page;
    }
  }

  /** The page as HTTP carries it: CloudEvents' JSON batch; where to go on stands in a header. Undefined when proofs are asked for and no checkpoint is served yet. */
  async answer(query: FeedQuery, signal: AbortSignal): Promise<FeedAnswerParts | undefined> {
    const { facts, next } = await this.read(query, signal);
    const headers = { 'content-type': BATCH_MEDIA_TYPE, 'cache-control': 'no-store' };
    if (query.proofs === undefined) return { headers: { ...headers, [NEXT_HEADER]: String(next) }, body: toBatch(facts) };
    const proven = this.options.log === undefined ? undefined : await proveFacts(this.options.log, facts, query.proofs.since, signal);
    if (proven === undefined) return undefined;
    // What no checkpoint covers yet is asked for again.
    const reached = proven.facts.length === facts.length ? next : Number(proven.facts.at(-1)?.sequence ?? query.after);
    return { headers: { ...headers, ...proven.headers, [NEXT_HEADER]: String(reached) }, body: toBatch(proven.facts) };
  }

  /** Requests that wait now. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Answers those who wait; from now on nobody does. */
  close(): void {
    this.#closed = true;
    this.#unsubscribe();
    for (const { wake } of this.#waiting) wake(false);
  }

  async #readOnce({ after, limit, types, subject }: FeedQuery): Promise<FeedPage> {
    const { store, announcements, origin } = this.options;
    // Everything up to this number is visible to the reads below, so an incomplete page says that there is no more up to here.
    const { factNumber } = await store.head();
    const facts: FactEnvelope[] = [];
    let next = after;
    for (let scanned = 0; scanned < SCAN_LIMIT && facts.length < limit;) {
      const events: StoredEvent[] = await store.readFacts({ after: next, limit, ...(subject === undefined ? {} : { dossier: subject }) });
      for (const event of events) {
        if (facts.length === limit) break;
        next = event.factNumber!;
        const envelope = announcements.render(event, origin);
        if (types.length === 0 || types.includes(envelope.type)) facts.push(envelope);
      }
      if (events.length < limit) return { facts, next: facts.length === limit ? next : Math.max(next, factNumber) };
      scanned += events.length;
    }
    return { facts, next };
  }

  /** True when there is a fact after that number, false when time or the client is up. */
  async #factAfter(after: number, waitMs: number, signal: AbortSignal): Promise<boolean> {
    if (this.#closed || this.#waiting.size >= (this.options.waitingLimit ?? 1_000)) return false;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const waiter = { after, wake: resolve };
    const giveUp = () => resolve(false);
    const timer = setTimeout(giveUp, waitMs);
    signal.addEventListener('abort', giveUp, { once: true });
    this.#waiting.add(waiter);
    void this.#look(); // a fact may have come between the read and now
    const found = await promise;
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
    this.#waiting.delete(waiter);
    return found;
  }

  /** One look at the head for all who wait, however many commits there were meanwhile. */
  async #look(): Promise<void> {
    this.#lookAgain = true;
    if (this.#looking || this.#waiting.size === 0) return;
    this.#looking = true;
    try {
      while (this.#lookAgain) {
        this.#lookAgain = false;
        const { factNumber } = await this.options.store.head();
        for (const { after, wake } of this.#waiting) if (after < factNumber) wake(true);
      }
    } catch {
      for (const { wake } of this.#waiting) wake(true); // their own read meets the error and answers with it
    } finally {
      this.#looking = false;
    }
  }
}
