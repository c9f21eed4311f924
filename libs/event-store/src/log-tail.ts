import type { StoredEvent } from './event.js';

/** A page of the log and how long its sealed texts are together. */
export type LogPage = Readonly<{ events: readonly StoredEvent[]; characters: number }>;

/** Read models that keep up are apart by less; whoever is further behind reads for itself. */
const MOST_EVENTS = 2_000;
const MOST_CHARACTERS = 8 * 1024 * 1024;

/**
 * The newest events that were read here. Every read model of a process follows the same log: what one of them has read, the others need
 * not ask the database for, nor parse again. Two that ask for the same at once are answered by one statement.
 */
export class LogTail {
  #pages: LogPage[] = [];
  #count = 0;
  #characters = 0;
  #epoch = 0;
  readonly #asked = new Map<string, Promise<readonly StoredEvent[]>>();

  constructor(readonly fetch: (after: number, limit: number) => Promise<LogPage>) {}

  async read(after: number, limit: number): Promise<readonly StoredEvent[]> {
    const known = this.#pages.find(({ events }) => after >= firstOf(events) - 1 && after < lastOf(events))?.events;
    if (known !== undefined) return known.slice(after - firstOf(known) + 1, after - firstOf(known) + 1 + limit);
    const key = `${after} ${limit}`;
    const asked = this.#asked.get(key) ?? this.#fetch(after, limit).finally(() => this.#asked.delete(key));
    this.#asked.set(key, asked);
    return asked;
  }

  /** After an erasure. What is on its way was read before it, and is not kept. */
  forget(): void {
    this.#epoch += 1;
    this.#asked.clear();
    this.#empty();
  }

  #empty(): void {
    this.#pages = [];
    this.#count = this.#characters = 0;
  }

  async #fetch(after: number, limit: number): Promise<readonly StoredEvent[]> {
    const epoch = this.#epoch;
    const page = await this.fetch(after, limit);
    const last = lastOf(this.#pages.at(-1)?.events ?? []);
    if (epoch !== this.#epoch || page.events.length === 0 || after < last) return page.events;
    // Whoever is ahead of what is kept reads what the others will want.
    if (after > last) this.#empty();
    this.#keep(page);
    return page.events;
  }

  #keep(page: LogPage): void {
    this.#pages.push(page);
    this.#count += page.events.length;
    this.#characters += page.characters;
    while (this.#count > MOST_EVENTS || this.#characters > MOST_CHARACTERS) {
      const oldest = this.#pages.shift();
      this.#count -= oldest?.events.length ?? 0;
      this.#characters -= oldest?.characters ?? 0;
    }
  }
}

const firstOf = (events: readonly StoredEvent[]): number => events[0]?.logIndex ?? -1;
const lastOf = (events: readonly StoredEvent[]): number => events.at(-1)?.logIndex ?? -1;
