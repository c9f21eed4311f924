import { setTimeout as pause } from 'node:timers/promises';
import { EventStore, Leases, LogTree } from '@lienthong/event-store';
import pg from 'pg';
import type { UnderTest } from '../specs/spec-under-test.js';

/** Opens folders until the log has so many events. */
export async function growTo(cabinet: UnderTest, size: number): Promise<void> {
  for (let { position } = await cabinet.store.head(); position < size - 1; { position } = await cabinet.store.head()) {
    const streams = Array.from({ length: Math.min(100, size - position - 1) }, (_, at) => ({ stream: `folder/${position}-${at}-${Math.random()}`, expected: 0, events: [{ type: 'FolderOpened', data: { code: 'x', title: 'mẫu' } }] }));
    await cabinet.store.append({ streams, meta: { actor: { role: 'clock' }, at: '2026-11-25T09:00:00.000+07:00', dossier: null } });
  }
}

/** So many more than there are. */
export async function growBy(cabinet: UnderTest, events: number): Promise<number> {
  const size = (await cabinet.store.head()).position + 1 + events;
  await growTo(cabinet, size);
  return size;
}

/** As a replica that appends and hashes, but publishes nothing: so that a service which starts next finds more in the tree than was signed. */
export async function growUnsigned({ urls }: UnderTest, origin: string, events: number): Promise<void> {
  const pool = new pg.Pool({ connectionString: urls.serviceUrl, max: 4 });
  const store = new EventStore({ pool, origin, isFact: () => false });
  const tree = new LogTree({ store, leases: new Leases({ pool }) });
  const streams = Array.from({ length: events }, (_, at) => ({ stream: `folder/unsigned-${at}`, expected: 0, events: [{ type: 'FolderOpened', data: { code: 'x', title: 'mẫu' } }] }));
  const { position } = await store.append({ streams, meta: { actor: { role: 'clock' }, at: '2026-11-25T09:00:00.000+07:00', dossier: null } });
  tree.start();
  while (await tree.size() <= position) await pause(20);
  await tree.stop();
  await store.close();
  await pool.end();
}
