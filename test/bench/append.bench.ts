import { EventStore, migrateDatabase, prepareDatabase } from '@lienthong/event-store';
import { dropDatabase, freshDatabase } from '@lienthong/testing';
import pg from 'pg';

/** `floorPerSecond`: a bare loop on one connection, same table, same columns, same batch size, no checks; measured beside it. */
export type AppendRow = Readonly<{
  writers: number; eventsEach: number; perSecond: number; p50Ms: number; p99Ms: number; floorPerSecond: number; ofFloor: number;
}>;

const CASES = [[8, 1], [8, 10], [64, 1], [64, 10], [512, 1]] as const;
const AT = '2026-06-09T08:02:00.014+07:00';
const DATA = { dossierCode: 'H56.17-20260609-0001', nguoiNop: 'Nguyễn Thị Hồng Đào', soTien: 12_500_000, ghiChu: 'Mẫu thử' };

/** Durable appends to hot streams of one log, and the floor of each case, alternating so that both meet the same machine. */
export async function appendBench(secondsEach = 2, rounds = 2, cases: readonly (readonly [number, number])[] = CASES): Promise<AppendRow[]> {
  const urls = await freshDatabase('bench', prepareDatabase);
  await migrateDatabase({ ownerUrl: urls.ownerUrl });
  const pool = new pg.Pool({ connectionString: urls.serviceUrl, max: 4 });
  const store = new EventStore({ pool, origin: 'lienthong.bench/tax', isFact: (type) => type === 'ObligationSettled' });
  const bare = await openBareTable(urls.ownerUrl);
  try {
    const rows: AppendRow[] = [];
    for (const [writers, eventsEach] of cases) {
      const latencies: number[] = [];
      let [appended, floor] = [0, 0];
      await runWriters(store, writers, eventsEach, 0.5, []);
      for (let round = 0; round < rounds; round += 1) {
        appended += await runWriters(store, writers, eventsEach, secondsEach, latencies);
        floor += await runBare(bare, writers, eventsEach, secondsEach);
      }
      latencies.sort((a, b) => a - b);
      const at = (share: number): number => Math.round((latencies[Math.floor(latencies.length * share)] ?? 0) * 100) / 100;
      rows.push({
        writers, eventsEach, perSecond: Math.round(appended / rounds), p50Ms: at(0.5), p99Ms: at(0.99),
        floorPerSecond: Math.round(floor / rounds), ofFloor: Math.round((appended / floor) * 100) / 100,
      });
    }
    return rows;
  } finally {
    await store.close();
    await pool.end();
    await bare.end();
    await dropDatabase(urls.database);
  }
}

/** Events per second of `writers` that each append again as soon as they are answered. `appended` hears of each answer's log index. */
export async function runWriters(
  store: EventStore, writers: number, eventsEach: number, seconds: number, latencies: number[], appended?: (position: number) => void,
): Promise<number> {
  const events = Array.from({ length: eventsEach }, (_, index) => ({ type: index === 0 ? 'ObligationSettled' : 'PaymentReceived', data: DATA }));
  const start = performance.now();
  const end = start + seconds * 1_000;
  const counts = await Promise.all(Array.from({ length: writers }, async (_, writer) => {
    const stream = `obligation/${writers}-${eventsEach}-${writer}`;
    let { version } = await store.load(stream, Number.MAX_SAFE_INTEGER);
    let count = 0;
    for (let from = performance.now(); from < end; ) {
      const { versions, position } = await store.append({
        streams: [{ stream, expected: version, events }], meta: { actor: { role: 'officer', unit: 'H56.T7', id: 'officer-1' }, at: AT, dossier: null },
      });
      version = versions[stream] ?? 0;
      count += eventsEach;
      appended?.(position);
      const now = performance.now();
      latencies.push(now - from);
      from = now;
    }
    return count;
  }));
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - start) / 1_000);
}

const COLUMNS = ['bigint', 'bigint', 'uuid', 'text', 'int', 'bytea', 'int', 'text', 'smallint', 'text', 'timestamptz', 'text', 'text', 'text', 'bytea', 'bytea', 'bytea'];
const BARE_INSERT = `INSERT INTO public.bare (log_index, fact_number, stream_id, stream_category, stream_version, dossier, dossier_version, type, schema,
  actor, occurred_at, cause, causation_id, trace_parent, commitment, salt, sealed) SELECT * FROM unnest(${COLUMNS.map((type, index) => `$${index + 1}::${type}[]`).join(', ')})`;

async function openBareTable(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('CREATE TABLE public.bare (LIKE log.events INCLUDING ALL)');
  return client;
}

let bareIndex = 0;
const bareVersions = new Map<string, number>();

/** Rows per second of a loop that only inserts: as many hot streams as there are writers, as many rows of each as a writer appends. */
async function runBare(client: pg.Client, writers: number, eventsEach: number, seconds: number): Promise<number> {
  const bytes = Buffer.alloc(32, 7);
  const sealed = Buffer.from(JSON.stringify({ actorId: 'officer-1', data: DATA }));
  const start = performance.now();
  let count = 0;
  while (performance.now() < start + seconds * 1_000) {
    const rows = Array.from({ length: writers * eventsEach }, (_, row): unknown[] => {
      bareIndex += 1;
      const id = `${eventsEach}${writers}${Math.floor(row / eventsEach)}`.padStart(32, '0');
      const version = (bareVersions.get(id) ?? 0) + 1;
      bareVersions.set(id, version);
      return [bareIndex, bareIndex, id, 'obligation', version, null, null, 'PaymentReceived', 1, 'officer@H56.T7', AT, null, null, null, bytes, bytes, sealed];
    });
    await client.query({ name: 'bare', text: BARE_INSERT, values: COLUMNS.map((_, column) => rows.map((row) => row[column])) });
    count += rows.length;
  }
  return count / ((performance.now() - start) / 1_000);
}
