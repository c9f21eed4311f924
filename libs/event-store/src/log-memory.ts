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
  readonly #streams: Map<string, StreamPlace> = new Map();
  readonly #dossiers: Map<string, DossierPlace> = new Map();
  #head: Head = { position: NEVER, factNumber: 0 };

  constructor(readonly limit: number) {}

  get head(): Head {
    return this.#head;
  }

  /** False until the head has been read once, and after `forget`. */
  get isExact(): boolean {
    return this.#head.position !== NEVER;
  }

  findStream(name: string): StreamPlace | undefined {
    return touch(this.#streams, name);
  }

  findDossier(ref: string): DossierPlace | undefined {
    return touch(this.#dossiers, ref);
  }

  moveHead(head: Head): void {
    if (head.position >= this.#head.position) this.#head = head;
  }

  rememberStream(name: string, place: StreamPlace): void {
    if ((this.#streams.get(name)?.version ?? -1) <= place.version) keep(this.#streams, name, place, this.limit);
  }

  rememberDossier(ref: string, place: DossierPlace): void {
    const known = this.#dossiers.get(ref);
    keep(this.#dossiers, ref, known === undefined ? place
      : { version: Math.max(known.version, place.version), recorded: known.recorded || place.recorded }, this.limit);
  }

  /** Others have written: brings what is remembered up to date; what is not remembered is left to be looked up. */
  correct(head: Head, events: readonly ForeignEvent[]): void {
    for (const { stream, streamId, version, dossier, dossierVersion } of events) {
      const known = this.#streams.get(stream);
      if (known !== undefined && known.version < version) this.#streams.set(stream, { id: streamId, version });
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

function touch<V>(map: Map<string, V>, key: string): V | undefined {
  const value = map.get(key);
  if (value !== undefined) {
    map.delete(key);
    map.set(key, value);
  }
  return value;
}

function keep<V>(map: Map<string, V>, key: string, value: V, limit: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > limit) for (const oldest of map.keys()) { map.delete(oldest); break; }
}
