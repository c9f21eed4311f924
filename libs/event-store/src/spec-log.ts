import pg from 'pg';
import { dropDatabase, freshDatabase } from '@lienthong/testing';
import type { AppendRequest, NewEvent, SqlEffect } from './event.js';
import { EventStore, migrateDatabase, prepareDatabase } from './index.js';
import type { DatabaseUrls, EventStoreOptions } from './index.js';

export const AT = '2026-06-09T08:02:00.014+07:00';
export const ORIGIN = 'lienthong.test/tax';

/** An empty migrated log for one spec file, and as many stores over it as the spec wants. */
export type SpecLog = Readonly<{
  urls: DatabaseUrls;
  pool(url?: string): pg.Pool;
  open(options?: Partial<EventStoreOptions>): EventStore;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows have the shape of the spec's own statement
  query(text: string, values?: unknown[]): Promise<any[]>;
  close(): Promise<void>;
}>;

export async function specLog(service = 'tax'): Promise<SpecLog> {
  const urls = await freshDatabase(service, prepareDatabase);
  await migrateDatabase({ ownerUrl: urls.ownerUrl });
  const pools: pg.Pool[] = [];
  const stores: EventStore[] = [];
  const pool = (url = urls.serviceUrl): pg.Pool => {
    const created = new pg.Pool({ connectionString: url, max: 8 });
    created.on('error', () => undefined);
    pools.push(created);
    return created;
  };
  const own = pool();
  return {
    urls, pool,
    open(options = {}) {
      const store = new EventStore({ pool: pool(), origin: ORIGIN, isFact: (type) => type.endsWith('Settled'), ...options });
      stores.push(store);
      return store;
    },
    query: async (text, values = []) => (await own.query(text, values)).rows,
    async close() {
      for (const store of stores) await store.close();
      for (const each of pools) await each.end();
      await dropDatabase(urls.database);
    },
  };
}

/** A request that appends events of one type to one stream, by an officer. */
export function appendTo(stream: string, expected: number | 'none' | 'any', events: readonly NewEvent[] = [happened()], also: readonly SqlEffect[] = []): AppendRequest {
  return { streams: [{ stream, expected, events }], meta: { actor: { role: 'officer', unit: 'H56.T7', id: 'officer-1' }, at: AT, dossier: null }, also };
}

export function happened(data: object = { note: 'Đã tiếp nhận' }, type = 'NoteTaken'): NewEvent {
  return { type, data };
}
