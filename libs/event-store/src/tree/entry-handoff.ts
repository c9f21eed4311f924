import type { PlacedEvent } from '../batch-plan.js';

/** A batch or two at the batch's own limit. Events carry their payloads until they are taken, so no more is kept: rows have them too. */
const MAX_EVENTS = 2_000;
/** Few events at a time leave the hashing cold; so many take 0.2 ms, a part of what a commit takes. */
const WORTHWHILE = 128;

type Taker = (events: readonly PlacedEvent[]) => void;

/**
 * From the process that appends to the tree that the same process builds: committed events, in log order, without a
 * second read. They are taken while the writer waits for the database's answer to the next batch, where rendering and
 * hashing cost no append any time. What is dropped here is no loss: the tree reads what it misses from the rows.
 */
export class EntryHandoff {
  #taker: Taker | undefined;
  #batches: (readonly PlacedEvent[])[] = [];
  #count = 0;

  /** One at a time; there is one builder of a tree. Returns how to stop. */
  follow(taker: Taker): () => void {
    this.#taker = taker;
    return () => {
      if (this.#taker === taker) this.#taker = undefined;
      this.#clear();
    };
  }

  /** The writer: these are durable. */
  placed(events: readonly PlacedEvent[]): void {
    if (this.#taker === undefined || events.length === 0) return;
    if (this.#count + events.length > MAX_EVENTS) this.#clear();
    this.#batches.push(events);
    this.#count += events.length;
  }

  /** The writer, while it waits. */
  takeMany(): void {
    if (this.#count >= WORTHWHILE) this.take();
  }

  /** The builder, before it stores. */
  take(): void {
    if (this.#count === 0) return;
    const batches = this.#batches;
    this.#clear();
    for (const events of batches) this.#taker?.(events);
  }

  #clear(): void {
    this.#batches = [];
    this.#count = 0;
  }
}
