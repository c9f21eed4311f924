import type { Pool } from 'pg';
import type { AppendRequest, Appended, DossierRef, StoredEvent, StoreLog, Upcasters } from './event.js';

export type EventStoreOptions = Readonly<{
  pool: Pool; origin: string; isFact(type: string): boolean; upcasters?: Upcasters; log?: StoreLog;
}>;

export class EventStore {
  constructor(readonly options: EventStoreOptions) {}
  async append(_request: AppendRequest): Promise<Appended> { throw new Error('not built yet'); }
  /** `after`: only events above that version; `version` is the stream's version either way (0 = no stream). */
  async load(_stream: string, _after = 0): Promise<{ version: number; events: StoredEvent[] }> { throw new Error('not built yet'); }
  /** By log index; the first event has index 0, so start with `after: -1`. */
  async read(_o: { after: number; limit: number }): Promise<StoredEvent[]> { throw new Error('not built yet'); }
  /** By fact number, from 1; `after: 0` is the start. */
  async readFacts(_o: { after: number; limit: number; types?: readonly string[]; dossier?: string }): Promise<StoredEvent[]> { throw new Error('not built yet'); }
  async head(): Promise<{ position: number; factNumber: number }> { throw new Error('not built yet'); }
  /** The reference of a dossier this log has an event of. */
  async findDossier(_code: string): Promise<DossierRef | undefined> { throw new Error('not built yet'); }
  onCommit(_listener: () => void): () => void { throw new Error('not built yet'); }
  async close(): Promise<void> { throw new Error('not built yet'); }
}
