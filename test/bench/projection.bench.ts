import { EventStore, Leases, migrateDatabase, prepareDatabase, Projections } from '@lienthong/event-store';
import type { Projection } from '@lienthong/event-store';
import { dropDatabase, freshDatabase } from '@lienthong/testing';
import pg from 'pg';

/** `floorPerSecond`: reading the same events and writing the same rows in the same batches, without checkpoint, fence or comparison. */
export type ProjectionFigure = Readonly<{ events: number; perSecond: number; floorPerSecond: number; ofFloor: number }>;

const AT = '2026-06-09T08:02:00.014+07:00';
const BATCH = 1_000;

/** A read model as services have them: one row per dossier, written with unnest. */
const obligations: Projection = {
  name: 'obligations', version: 1, tables: ['obligation'],
  ddl: ['create table obligation (code text primary key, position bigint not null, total bigint not null)'],
  apply: (events, sql) => writeRows(events, (text, values) => sql.query(text, values)).then(() => {}),
};

function writeRows(events: readonly { logIndex: number; stream: string; data: { amount: number } }[], query: (text: string, values: unknown[]) => Promise<unknown>): Promise<unknown> {
  const rows = new Map(events.map((event) => [event.stream, event]));
  return query(
    `insert into obligation select * from unnest($1::text[], $2::bigint[], $3::bigint[])
     on conflict (code) do update set position = excluded.position, total = obligation.total + excluded.total`,
    [[...rows.keys()], [...rows.values()].map(({ logIndex }) => logIndex), [...rows.values()].map(({ data }) => data.amount)],
  );
}

/** Events per second of a rebuild beside the live generation, from first event to switched views. */
export async function projectionBench(events = 100_000): Promise<ProjectionFigure> {
  const urls = await freshDatabase('bench', prepareDatabase);
  await migrateDatabase({ ownerUrl: urls.ownerUrl });
  const pool = new pg.Pool({ connectionString: urls.serviceUrl, max: 6 });
  const store = new EventStore({ pool, origin: 'lienthong.bench/tax', isFact: () => false });
  const projections = new Projections(store, [obligations], new Leases({ pool }));
  try {
    for (let first = 0; first < events; first += 500) {
      await store.append({
        streams: Array.from({ length: 50 }, (_, n) => ({ stream: `obligation/${first + n}`, expected: 'none' as const, events: Array.from({ length: 10 }, (__, i) => ({ type: 'PaymentReceived', data: { amount: i } })) })),
        meta: { actor: { role: 'clock' }, at: AT, dossier: null },
      });
    }
    await projections.start();
    await projections.waitFor('obligations', (await store.head()).position, 60_000);
    const { durationMs } = await projections.rebuild('obligations');
    const perSecond = events / (durationMs / 1_000);
    const floorPerSecond = events / await secondsOfBareLoop(store, pool, events);
    return { events, perSecond: Math.round(perSecond), floorPerSecond: Math.round(floorPerSecond), ofFloor: Math.round((perSecond / floorPerSecond) * 100) / 100 };
  } finally {
    await projections.stop();
    await store.close();
    await pool.end();
    await dropDatabase(urls.database);
  }
}

async function secondsOfBareLoop(store: EventStore, pool: pg.Pool, events: number): Promise<number> {
  await pool.query('create schema bare');
  const client = await pool.connect();
  try {
    await client.query("set search_path = bare");
    await client.query(obligations.ddl[0]!);
    const startedAt = performance.now();
    for (let after = -1; after < events - 1;) {
      const batch = await store.read({ after, limit: BATCH });
      if (batch.length === 0) break;
      await writeRows(batch, (text, values) => client.query(text, values));
      after = batch.at(-1)!.logIndex;
    }
    return (performance.now() - startedAt) / 1_000;
  } finally {
    client.release(true);
  }
}
