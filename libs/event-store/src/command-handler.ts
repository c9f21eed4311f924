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
}>;

export type CommandHandlerOptions<C, S, E, R> = Readonly<{
  store: EventStore; decider: Decider<C, S, E, R>; category: string; cacheLimit?: number;
}>;

type Folded<S> = Readonly<{ state: S; version: number }>;

/** Only other replicas can win against this one; losing this often, a stream has more writers than one aggregate should. */
const MAX_DECISIONS = 20;
/** Folded states are small plain data; 5,000 of 2 kB are 10 MB. */
const CACHE_LIMIT = 5_000;

/** The generic handler of a decider's commands, with a bounded cache of folded states. */
export function createCommandHandler<C, S, E extends NewEvent, R extends Rejection<string>>(
  { store, decider, category, cacheLimit = CACHE_LIMIT }: CommandHandlerOptions<C, S, E, R>,
): CommandHandler<C, S, E, R> {
  const cache = new Map<string, Folded<S>>();
  const turns = new Map<string, Promise<void>>();

  function keep(key: string, folded: Folded<S>): Folded<S> {
    cache.delete(key);
    cache.set(key, folded);
    if (cache.size > cacheLimit) for (const oldest of cache.keys()) { cache.delete(oldest); break; }
    return folded;
  }

  /** Folds what was appended since the cached state; a state of another call that is newer already is left alone. */
  async function refresh(key: string): Promise<Folded<S>> {
    const known = cache.get(key) ?? { state: decider.initial, version: 0 };
    const { version, events } = await store.load(`${category}/${key}`, known.version);
    if (version === known.version) return known;
    // An erased event has nothing left to fold; what the rest amounts to is for the decider to judge.
    const state = events.filter(({ data }) => data !== null)
      .reduce<S>((folded, { type, data }) => decider.evolve(folded, { type, data } as unknown as E), known.state);
    return keep(key, { state, version });
  }

  /** Commands on one key take turns in this process: decided side by side, all but one would lose and decide again. */
  async function handle(key: string, command: C, options: HandleOptions<E, S>): Promise<Handled<E, R>> {
    const before = turns.get(key) ?? Promise.resolve();
    const own = before.then(() => decideAndAppend(key, command, options));
    const settled = own.then(() => undefined, () => undefined);
    turns.set(key, settled);
    try {
      return await own;
    } finally {
      if (turns.get(key) === settled) turns.delete(key);
    }
  }

  async function decideAndAppend(key: string, command: C, { meta, expectedVersion, also }: HandleOptions<E, S>): Promise<Handled<E, R>> {
    let folded = cache.get(key) ?? (await refresh(key));
    for (let attempt = 1; ; attempt += 1) {
      if (expectedVersion !== undefined && expectedVersion !== folded.version) folded = await refreshOrConflict(key, expectedVersion);
      const decision = decider.decide(command, folded.state);
      // "No" and "nothing to do" reach no version check: they must not rest on a state that others have moved on from.
      if (decision.kind === 'rejected' || decision.events.length === 0) {
        const fresh = await refresh(key);
        if (fresh.version !== folded.version && attempt < MAX_DECISIONS) { folded = fresh; continue; }
        if (decision.kind === 'rejected') return decision;
      }
      const state = decision.events.reduce((next, event) => decider.evolve(next, event), folded.state);
      const effects = typeof also === 'function' ? also(decision.events, state) : also ?? [];
      const stream = `${category}/${key}`;
      const { version } = folded;
      if (decision.events.length === 0 && effects.length === 0) return { kind: 'accepted', events: [], version, position: (await store.head()).position };
      try {
        const { position } = await store.append({ streams: [{ stream, expected: version === 0 ? 'none' : version, events: decision.events }], meta, also: effects });
        keep(key, { state, version: version + decision.events.length });
        return { kind: 'accepted', events: decision.events, version: version + decision.events.length, position };
      } catch (error) {
        cache.delete(key);
        if (!(error instanceof ConflictError) || expectedVersion !== undefined || attempt === MAX_DECISIONS) throw error;
        folded = await refresh(key);
      }
    }
  }

  async function refreshOrConflict(key: string, expected: number): Promise<Folded<S>> {
    const fresh = await refresh(key);
    if (fresh.version === expected) return fresh;
    const stream = `${category}/${key}`;
    throw new ConflictError(stream, expected, fresh.version, await store.since(stream, expected));
  }

  async function prepare(key: string, command: C): Promise<Prepared<S, R>> {
    const { state, version } = await refresh(key);
    const decision = decider.decide(command, state);
    if (decision.kind === 'rejected') return { ...decision, state };
    const next = decision.events.reduce((folded, event) => decider.evolve(folded, event), state);
    return { kind: 'accepted', state: next, append: { stream: `${category}/${key}`, expected: version === 0 ? 'none' : version, events: decision.events } };
  }

  return { handle, prepare, state: refresh };
}
