import type { AppendRequest, Appended, StreamAppend } from './event.js';
import type { EventStore } from './event-store.js';
import { ConflictError } from './store-errors.js';

/** What a decision over several streams came to: what to append, and what to answer once it is. */
export type DecidedTogether<T, R> =
  | Readonly<{ kind: 'accepted'; request: AppendRequest; result: T }>
  | Readonly<{ kind: 'rejected'; rejection: R }>;

export type AppendedTogether<T, R> =
  | (Readonly<{ kind: 'accepted'; result: T }> & Appended)
  | Readonly<{ kind: 'rejected'; rejection: R }>;

/** Streams that lose this often have more writers than they should. */
const MAX_DECISIONS = 20;

/**
 * Decides over several streams and appends all of it or nothing. When another writer was faster, decides again on what is there now:
 * `decide` prepares afresh each time (`CommandHandler.prepare`).
 */
export async function appendTogether<T, R>(store: Pick<EventStore, 'append'>, decide: () => Promise<DecidedTogether<T, R>>): Promise<AppendedTogether<T, R>> {
  for (let attempt = 1; ; attempt += 1) {
    const decided = await decide();
    if (decided.kind === 'rejected') return decided;
    try {
      return { kind: 'accepted', result: decided.result, ...(await store.append(decided.request)) };
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt === MAX_DECISIONS) throw error;
    }
  }
}

/** Throws ConflictError when a prepared stream is not at the version that the caller saw (If-Match); any version will do where none is given. */
export async function requireVersion(store: Pick<EventStore, 'since'>, { stream, expected }: StreamAppend, seen: number | undefined): Promise<void> {
  const actual = typeof expected === 'number' ? expected : 0;
  if (seen !== undefined && seen !== actual) throw new ConflictError(stream, seen, actual, await store.since(stream, seen));
}
