/** What is known of a stream: its random public id and the number of its events. */
export type StreamPlace = Readonly<{ id: string; version: number }>;
/** `recorded`: the map from reference to code has its row already. */
export type DossierPlace = Readonly<{ version: number; recorded: boolean }>;
export type Head = Readonly<{ position: number; factNumber: number }>;

/** An event somebody else wrote, as far as it changes what is remembered. */
export type ForeignEvent = Readonly<{ stream: string; streamId: string; version: number; dossier: string | null; dossierVersion: number | null }>;

const NEVER = -2;

/**
 * Versions of the streams and dossiers used last, exact at log index `head.position` and bounded in number. A process
 * reads and writes at once, so a value may arrive late: of two values for one name the larger is the newer, since
 * versions only grow (the max rule). What has been forgotten is looked up again.
 */
export class LogMemory {
  readonly #streams: LastUsed<StreamPlace>;
  readonly #dossiers: LastUsed<DossierPlace>;
  #head: Head = { position: NEVER, factNumber: 0 };

  constructor(readonly limit: number) {
    this.#streams = new LastUsed(limit);
    this.#dossiers = new LastUsed(limit);
  }

  get head(): Head {
    return this.#head;
  }

  /** False until the head has been read once, and after `forget`. */
  get isExact(): boolean {
    return this.#head.position !== NEVER;
  }

  findStream(name: string): StreamPlace | undefined {
    return this.#streams.use(name);
  }

  findDossier(ref: string): DossierPlace | undefined {
    return this.#dossiers.use(ref);
  }

  moveHead(head: Head): void {
    if (head.position >= this.#head.position) this.#head = head;
  }

  rememberStream(name: string, place: StreamPlace): void {
    if ((this.#streams.get(name)?.version ?? -1) <= place.version) this.#streams.keep(name, place);
  }

  rememberDossier(ref: string, place: DossierPlace): void {
    const known = this.#dossiers.get(ref);
    this.#dossiers.keep(ref, known === undefined ? place
      : { version: Math.max(known.version, place.version), recorded: known.recorded || place.recorded });
  }

  /** Others have written: brings what is remembered up to date; what is not remembered is left to be looked up. */
  correct(head: Head, events: readonly ForeignEvent[]): void {
    for (const { stream, streamId, version, dossier, dossierVersion } of events) {
      const known = this.#streams.get(stream);
      if (known !== undefined && known.version < version) this.#streams.replace(stream, { id: streamId, version });
      if (dossier !== null && this.#dossiers.has(dossier)) this.rememberDossier(dossier, { version: dossierVersion ?? 0, recorded: true });
    }
    this.#head = head;
  }

  forget(): void {
    this.#streams.clear();
    this.#dossiers.clear();
    this.#head = { position: NEVER, factNumber: 0 };
  }
}

/** A map that forgets what was used longest ago. */
class LastUsed<V> {
  readonly #map = new Map<string, V>();
  #newest: string | undefined;

  constructor(readonly limit: number) {}

  get(key: string): V | undefined {
    return this.#map.get(key);
  }

  has(key: string): boolean {
    return this.#map.has(key);
  }

  /** As `get`, and counts as a use. One stream is often used many times in turn; moving it where it is costs as much as the batch's sealing. */
  use(key: string): V | undefined {
    const value = this.#map.get(key);
    if (value !== undefined && key !== this.#newest) this.#moveToEnd(key, value);
    return value;
  }

  keep(key: string, value: V): void {
    if (key === this.#newest) this.#map.set(key, value);
    else this.#moveToEnd(key, value);
    if (this.#map.size > this.limit) for (const oldest of this.#map.keys()) { this.#map.delete(oldest); break; }
  }

  replace(key: string, value: V): void {
    this.#map.set(key, value);
  }

  clear(): void {
    this.#map.clear();
    this.#newest = undefined;
  }

  #moveToEnd(key: string, value: V): void {
    this.#map.delete(key);
    this.#map.set(key, value);
    this.#newest = key;
  }
}
