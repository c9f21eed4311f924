import type { Pool } from 'pg';
import { CommitSignal } from './commit-signal.js';
import type { AppendRequest, Appended, DossierRef, SinceEvent, StoredEvent, StoreLog, Upcasters } from './event.js';
import { EventReader } from './event-reader.js';
import { GroupCommit } from './group-commit.js';
import { readHead } from './log-statements.js';
import { LogTail } from './log-tail.js';
import { LogWriter } from './log-writer.js';
import { retrying } from './retrying.js';
import { seal, sealAppend } from './sealed-append.js';
import type { Seal } from './sealed-append.js';
import { ConflictError } from './store-errors.js';
import { EntryHandoff } from './tree/entry-handoff.js';

/** As long as the writer itself goes on trying: a broken connection is not the caller's concern, a longer outage is. */
const OPEN_LIMIT_MS = 3_000;
/** As many as may be on their way at once; each is 100 bytes, a miss costs one read. */
const MOST_DOSSIERS = 20_000;

/** `isFact` says which event types are announced: those get a fact number. `origin` names this log for ever. */
export type EventStoreOptions = Readonly<{
  pool: Pool; origin: string; isFact(type: string): boolean; upcasters?: Upcasters; log?: StoreLog;
}>;

/** One service's log. Any number of processes may hold one each over the same database. */
export class EventStore {
  /** What this process appends, for the tree that it may be building. */
  readonly handoff = new EntryHandoff();
  readonly #reader: EventReader;
  readonly #tail: LogTail;
  readonly #writer: LogWriter;
  readonly #commits: GroupCommit;
  readonly #signal: CommitSignal;
  readonly #forgetters = new Set<() => void>();
  readonly #dossiers = new Map<string, DossierRef>();
  #opened: Promise<void> | undefined;

  /** `sealing`: only the bench passes another, to measure what it costs. */
  constructor(readonly options: EventStoreOptions, readonly sealing: Seal = seal) {
    const { pool, upcasters = {}, log } = options;
    // Without a listener an idle connection that breaks would end the process.
    pool.on('error', (error) => log?.warn('Expected to keep an idle connection, but it broke', { because: error.message }));
    // The pool listens to idle ones only; one that breaks in somebody's hands between two statements tells them at the next.
    pool.on('connect', (client) => { client.on('error', () => undefined); });
    this.#reader = new EventReader(pool, upcasters);
    this.#tail = new LogTail((after, limit) => this.#reader.read(after, limit));
    this.#writer = new LogWriter(pool, this.handoff);
    this.#signal = new CommitSignal(pool, log);
    this.#commits = new GroupCommit((batch) => this.#writer.write(batch), () => this.#signal.committed());
  }

  get pool(): Pool {
    return this.options.pool;
  }

  /**
   * Resolves when everything in the request is durable. Throws ConflictError when a stream is not where it is expected,
   * EffectFailed when an effect changed too few rows, Overloaded when too much waits; then nothing of it was stored.
   * A database error means the same, unless its connection broke while it committed effects without an event.
   */
  async append(request: AppendRequest): Promise<Appended> {
    const { upcasters, isFact } = this.options;
    const sealed = sealAppend(request, { isFact, newestSchema: (type) => (upcasters?.[type]?.length ?? 0) + 1, seal: this.sealing });
    await this.#open();
    const result = await this.#commits.add(sealed);
    if (result.kind === 'failed') throw result.error;
    if (result.kind === 'placed') {
      if (request.meta.dossier !== null && sealed.eventCount > 0) this.#rememberDossier(request.meta.dossier);
      return { position: result.position, versions: result.versions };
    }
    const { stream, expected, actual } = result.conflict;
    // More may have come while the answer was made; it speaks of one moment, that of the conflict.
    const since = await this.since(stream, expected === 'none' ? 0 : expected);
    throw new ConflictError(stream, expected, actual, since.filter(({ version }) => version <= actual));
  }

  /** What was appended to a stream above a version, at most 50 events: the answer to whoever acted on that version. */
  since(stream: string, version: number): Promise<SinceEvent[]> {
    return this.#reader.since(stream, version);
  }

  /** Events above version `after`, oldest first; `version` is the stream's own either way, 0 where there is no stream. */
  async load(stream: string, after = 0): Promise<{ version: number; events: StoredEvent[] }> {
    const { place, events } = await this.#reader.load(stream, after);
    if (place !== undefined) this.#writer.memory.rememberStream(stream, place);
    return { version: place?.version ?? 0, events };
  }

  /** How far this process has written or read the stream, or met it in a conflict. 0 says nothing: an append that expects none finds out. */
  seenVersion(stream: string): number {
    return this.#writer.memory.findStream(stream)?.version ?? 0;
  }

  /** By log index; the first event has index 0, so start with `after: -1`. At most 5,000 at once. */
  async read({ after, limit }: { after: number; limit: number }): Promise<readonly StoredEvent[]> {
    return (await this.#reader.read(after, limit)).events;
  }

  /** The same for those who follow the log: what another one has just read is not asked for again. Often fewer than `limit`; none only where there are none. */
  follow({ after, limit }: { after: number; limit: number }): Promise<readonly StoredEvent[]> {
    return this.#tail.read(after, limit);
  }

  /** By fact number, from 1; `after: 0` is the start. `dossier` is a code. At most 5,000 at once. */
  readFacts(o: { after: number; limit: number; types?: readonly string[]; dossier?: string }): Promise<StoredEvent[]> {
    return this.#reader.readFacts(o);
  }

  /** Log index of the newest event (-1: none) and number of the newest fact (0: none). */
  head(): Promise<{ position: number; factNumber: number }> {
    return readHead(this.pool);
  }

  /** The reference of a dossier that this log has an event of. It never changes, so that it is asked for once. */
  async findDossier(code: string): Promise<DossierRef | undefined> {
    const known = this.#dossiers.get(code);
    if (known !== undefined) return known;
    const found = await this.#reader.findDossier(code);
    if (found !== undefined) this.#rememberDossier(found);
    return found;
  }

  /** Calls back after each commit of this process, and of the others once per batch. Keep it short: set a flag, look later. */
  onCommit(listener: () => void): () => void {
    return this.#signal.listen(listener);
  }

  /** Drops what this process remembers of streams and dossiers, here and in the caches that were told of it: after an erasure. */
  forget(): void {
    this.#writer.forgetSoon();
    this.#dossiers.clear();
    this.#tail.forget();
    for (const forgetter of this.#forgetters) forgetter();
  }

  /** For caches that hold what events say. */
  onForget(forgetter: () => void): void {
    this.#forgetters.add(forgetter);
  }

  /** Waits for what has been queued. The pool is the caller's to end. */
  async close(): Promise<void> {
    await this.#commits.settle();
    await this.#signal.close();
    await this.#writer.close();
  }

  #rememberDossier({ code, ref }: DossierRef): void {
    if (this.#dossiers.size >= MOST_DOSSIERS) this.#dossiers.delete(this.#dossiers.keys().next().value ?? '');
    this.#dossiers.set(code, { code, ref });
  }

  /** The log keeps the first origin it was opened with: entries of one log must never name two. */
  #open(): Promise<void> {
    this.#opened ??= retrying(() => this.#checkOrigin(), AbortSignal.timeout(OPEN_LIMIT_MS), this.options.log).catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  async #checkOrigin(): Promise<void> {
    const { origin } = this.options;
    await this.pool.query('UPDATE log.head SET origin = $1 WHERE origin IS NULL', [origin]);
    const { rows } = await this.pool.query<{ origin: string }>('SELECT origin FROM log.head');
    if (rows[0]?.origin !== origin) throw new Error(`Expected to open the log of ${origin}, but the database holds ${rows[0]?.origin ?? 'no log'}`);
  }
}
