import type { Decider, Rejection } from '@lienthong/kernel';
import type { AppendMeta, NewEvent, SqlEffect, StreamAppend } from './event.js';
import type { EventStore } from './event-store.js';
import { ConflictError } from './store-errors.js';

export type HandleOptions<E, S> = Readonly<{
  meta: AppendMeta;
  /** The version the caller saw (If-Match). Without it a conflict is answered by deciding again. */
  expectedVersion?: number | undefined;
  /** Effects of the same transaction; as a function they may depend on the events and the state after them. */
  also?: readonly SqlEffect[] | ((events: readonly E[], state: S) => readonly SqlEffect[]) | undefined;
}>;

export type Handled<E, R> =
  | Readonly<{ kind: 'accepted'; events: readonly E[]; version: number; position: number }>
  | Readonly<{ kind: 'rejected'; rejection: R }>;

export type Prepared<S, R> =
  | Readonly<{ kind: 'accepted'; append: StreamAppend; state: S }>
  | Readonly<{ kind: 'rejected'; rejection: R; state: S }>;

export type CommandHandler<C, S, E, R> = Readonly<{
  /** Load, fold, decide, append. Throws ConflictError when `expectedVersion` is given and passed. */
  handle(key: string, command: C, options: HandleOptions<E, S>): Promise<Handled<E, R>>;
  /** Decides without appending, for several streams in one append. After a conflict prepare again: it reads afresh. */
  prepare(key: string, command: C): Promise<Prepared<S, R>>;
  state(key: string): Promise<{ state: S; version: number }>;
  /**
   * What this process remembers, read only where it remembers nothing: no statement for what it has written itself. It may be behind.
   * So the append has to check the version, and a "no" or "nothing to do" has to be decided on `state`.
   */
  recall(key: string): Promise<{ state: S; version: number }>;
  /** The same for a stream that is about to begin: one that this process has not seen counts as not there, without a statement. */
  begin(key: string): Promise<{ state: S; version: number }>;
  /** What an append that was decided on `recall` or `begin` came to. */
  learn(key: string, folded: Readonly<{ state: S; version: number }>): void;
}>;

export type CommandHandlerOptions<C, S, E, R> = Readonly<{
  store: EventStore; decider: Decider<C, S, E, R>; category: string; cacheLimit?: number;
}>;

type Folded<S> = Readonly<{ state: S; version: number }>;

/** Only other replicas can win against this one; losing this often, a stream has more writers than one aggregate should. */
const MAX_DECISIONS = 20;
/** More than move at the same time on one machine; a miss costs one read. A dossier's running procedure is the largest state, some 10 kB. */
const CACHE_LIMIT = 1_000;

/** The generic handler of a decider's commands, with a bounded cache of folded states. */
export function createCommandHandler<C, S, E extends NewEvent, R extends Rejection<string>>(options: CommandHandlerOptions<C, S, E, R>): CommandHandler<C, S, E, R> {
  const handler = new DeciderHandler(options);
  return {
    handle: (key, command, how) => handler.handle(key, command, how),
    prepare: (key, command) => handler.prepare(key, command),
    state: (key) => handler.refresh(key),
    recall: (key) => handler.recall(key),
    begin: (key) => handler.begin(key),
    learn: (key, folded) => handler.learn(key, folded),
  };
}

class DeciderHandler<C, S, E extends NewEvent, R extends Rejection<string>> {
  readonly #cache = new Map<string, Folded<S>>();
  readonly #turns = new Map<string, Promise<void>>();

  constructor(readonly options: CommandHandlerOptions<C, S, E, R>) {
    options.store.onForget(() => this.#cache.clear());
  }

  /** Commands on one key take turns in this process: decided side by side, all but one would lose and decide again. */
  async handle(key: string, command: C, how: HandleOptions<E, S>): Promise<Handled<E, R>> {
    const before = this.#turns.get(key) ?? Promise.resolve();
    const own = before.then(() => this.#decideAndAppend(key, command, how));
    const settled = own.then(() => undefined, () => undefined);
    this.#turns.set(key, settled);
    try {
      return await own;
    } finally {
      if (this.#turns.get(key) === settled) this.#turns.delete(key);
    }
  }

  async prepare(key: string, command: C): Promise<Prepared<S, R>> {
    const folded = await this.refresh(key);
    const decision = this.options.decider.decide(command, folded.state);
    if (decision.kind === 'rejected') return { ...decision, state: folded.state };
    return { kind: 'accepted', state: this.#evolve(folded.state, decision.events), append: this.#appendTo(key, folded.version, decision.events) };
  }

  /** Folds what was appended since the cached state. */
  async refresh(key: string): Promise<Folded<S>> {
    const known = this.#cache.get(key) ?? { state: this.options.decider.initial, version: 0 };
    const { version, events } = await this.options.store.load(this.#stream(key), known.version);
    if (version === known.version) return known;
    // An erased event has nothing left to fold; what the rest amounts to is for the decider to judge.
    const readable = events.filter(({ data }) => data !== null).map(({ type, data }) => ({ type, data }) as unknown as E);
    return this.#keep(key, { state: this.#evolve(known.state, readable), version });
  }

  async recall(key: string): Promise<Folded<S>> {
    const known = this.#cache.get(key);
    return known === undefined || known.version < this.options.store.seenVersion(this.#stream(key)) ? this.refresh(key) : known;
  }

  async begin(key: string): Promise<Folded<S>> {
    const isNew = !this.#cache.has(key) && this.options.store.seenVersion(this.#stream(key)) === 0;
    return isNew ? { state: this.options.decider.initial, version: 0 } : this.recall(key);
  }

  /** Never backwards: appends of one process may be answered in another order than they were decided. */
  learn(key: string, folded: Folded<S>): void {
    if ((this.#cache.get(key)?.version ?? 0) < folded.version) this.#keep(key, folded);
  }

  async #decideAndAppend(key: string, command: C, { meta, expectedVersion, also }: HandleOptions<E, S>): Promise<Handled<E, R>> {
    const { store, decider } = this.options;
    let folded = this.#cache.get(key) ?? (await this.refresh(key));
    for (let attempt = 1; ; attempt += 1) {
      if (expectedVersion !== undefined && expectedVersion !== folded.version) folded = await this.#refreshOrConflict(key, expectedVersion);
      const decision = decider.decide(command, folded.state);
      // "No" and "nothing to do" reach no version check: they must not rest on a state that others have moved on from.
      if (decision.kind === 'rejected' || decision.events.length === 0) {
        const fresh = await this.refresh(key);
        if (fresh.version !== folded.version && attempt < MAX_DECISIONS) { folded = fresh; continue; }
        if (decision.kind === 'rejected') return decision;
      }
      const { version } = folded;
      const state = this.#evolve(folded.state, decision.events);
      const effects = typeof also === 'function' ? also(decision.events, state) : also ?? [];
      if (decision.events.length === 0 && effects.length === 0) return { kind: 'accepted', events: [], version, position: (await store.head()).position };
      try {
        const { position } = await store.append({ streams: [this.#appendTo(key, version, decision.events)], meta, also: effects });
        this.#keep(key, { state, version: version + decision.events.length });
        return { kind: 'accepted', events: decision.events, version: version + decision.events.length, position };
      } catch (error) {
        this.#cache.delete(key);
        if (!(error instanceof ConflictError) || expectedVersion !== undefined || attempt === MAX_DECISIONS) throw error;
        folded = await this.refresh(key);
      }
    }
  }

  async #refreshOrConflict(key: string, expected: number): Promise<Folded<S>> {
    const fresh = await this.refresh(key);
    if (fresh.version === expected) return fresh;
    throw new ConflictError(this.#stream(key), expected, fresh.version, await this.options.store.since(this.#stream(key), expected));
  }

  #evolve(state: S, events: readonly E[]): S {
    return events.reduce((next, event) => this.options.decider.evolve(next, event), state);
  }

  #appendTo(key: string, version: number, events: readonly E[]): StreamAppend {
    return { stream: this.#stream(key), expected: version === 0 ? 'none' : version, events };
  }

  #stream(key: string): string {
    return `${this.options.category}/${key}`;
  }

  #keep(key: string, folded: Folded<S>): Folded<S> {
    this.#cache.delete(key);
    this.#cache.set(key, folded);
    if (this.#cache.size > (this.options.cacheLimit ?? CACHE_LIMIT)) for (const oldest of this.#cache.keys()) { this.#cache.delete(oldest); break; }
    return folded;
  }
}
