import { EventStore, Leases, LogTree, migrateDatabase, prepareDatabase } from '@lienthong/event-store';
import { dropDatabase, freshDatabase } from '@lienthong/testing';
import pg from 'pg';
import { runWriters } from './append.bench.js';

/** `costs`: share of the plain throughput that sealing, entries and tree take, the median of rounds; `least` and `most` of them beside it. */
export type TreeCostRow = Readonly<{
  writers: number; eventsEach: number; plainPerSecond: number; perSecond: number; costs: number; least: number; most: number;
}>;
/** `mostBehindMs`: longest time between an answered append and its leaf in a stored tile. Bytes with indexes, of events in batches of ten. */
export type TreeCost = Readonly<{ rows: readonly TreeCostRow[]; mostBehindMs: number; bytesPerEvent: number; plainBytesPerEvent: number; tileBytesPerEvent: number }>;

const CASES = [[8, 1], [8, 10], [64, 1], [64, 10]] as const;
const SAMPLE_MS = 50;

type Seal = NonNullable<ConstructorParameters<typeof EventStore>[1]>;
/** The same append without what makes it verifiable: JSON as it comes, neither salt nor commitment in the row, no tree. */
const unsealed: Seal = (content) => ({ kind: 'sealed', sealed: Buffer.from(JSON.stringify(content)), salt: null as unknown as Buffer, commitment: null as unknown as Buffer });
const PLAIN_ROWS = `ALTER TABLE log.events ALTER COLUMN commitment DROP NOT NULL; ALTER TABLE log.events DROP CONSTRAINT events_sealed_whole`;

type Log = Readonly<{ store: EventStore; query(text: string): Promise<Record<string, string>[]>; close(): Promise<void> }>;

/** Both logs take turns in rounds of one run, each first in every other one, so that both meet the same machine. */
export async function treeCostBench(secondsEach = 1.5, rounds = 6, cases: readonly (readonly [number, number])[] = CASES): Promise<TreeCost> {
  const [plain, full] = [await openLog(unsealed), await openLog()];
  const tree = new LogTree({ store: full.store, leases: new Leases({ pool: full.store.pool }) });
  const lag = watchLag(tree);
  tree.start();
  try {
    const rows: TreeCostRow[] = [];
    for (const [writers, eventsEach] of cases) {
      const runPlain = (seconds: number): Promise<number> => runWriters(plain.store, writers, eventsEach, seconds, []);
      const runFull = (seconds: number): Promise<number> => runWriters(full.store, writers, eventsEach, seconds, [], lag.appended);
      await runPlain(0.5);
      await runFull(0.5);
      const measured: { plain: number; full: number }[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const first = round % 2 === 0 ? await runPlain(secondsEach) : 0;
        const second = await runFull(secondsEach);
        measured.push({ plain: first || await runPlain(secondsEach), full: second });
      }
      const costs = measured.map((each) => 1 - each.full / each.plain).sort((a, b) => a - b);
      rows.push({
        writers, eventsEach, plainPerSecond: Math.round(median(measured.map((each) => each.plain))), perSecond: Math.round(median(measured.map((each) => each.full))),
        costs: percent(median(costs)), least: percent(costs[0] ?? 0), most: percent(costs.at(-1) ?? 0),
      });
    }
    return { rows, mostBehindMs: Math.round(lag.most()), ...await sizes(plain, full) };
  } finally {
    await tree.stop();
    await plain.close();
    await full.close();
  }
}

async function openLog(seal?: Seal): Promise<Log> {
  const urls = await freshDatabase('bench', prepareDatabase);
  await migrateDatabase({ ownerUrl: urls.ownerUrl });
  const owner = new pg.Client({ connectionString: urls.ownerUrl });
  await owner.connect();
  if (seal !== undefined) await owner.query(PLAIN_ROWS);
  const pool = new pg.Pool({ connectionString: urls.serviceUrl, max: 4 });
  const store = new EventStore({ pool, origin: 'lienthong.bench/tax', isFact: (type) => type === 'ObligationSettled' }, seal);
  return {
    store, query: async (text) => (await owner.query<Record<string, string>>(text)).rows,
    async close() {
      await store.close();
      await pool.end();
      await owner.end();
      await dropDatabase(urls.database);
    },
  };
}

/** Looks at one answered append in 50 ms until the tree has its leaf. */
function watchLag(tree: LogTree): { appended(position: number): void; most(): number } {
  let waiting: { position: number; at: number }[] = [];
  let most = 0;
  tree.onGrowth((size) => {
    const now = performance.now();
    for (const { position, at } of waiting) if (position < size) most = Math.max(most, now - at);
    waiting = waiting.filter(({ position }) => position >= size);
  });
  return {
    appended(position) {
      const now = performance.now();
      if (now - (waiting.at(-1)?.at ?? -Infinity) > SAMPLE_MS) waiting.push({ position, at: now });
    },
    most: () => most,
  };
}

async function sizes(plain: Log, full: Log): Promise<Pick<TreeCost, 'bytesPerEvent' | 'plainBytesPerEvent' | 'tileBytesPerEvent'>> {
  const per = async (log: Log, table: string): Promise<number> => {
    const [row] = await log.query(`SELECT pg_total_relation_size('${table}')::float / (SELECT position + 1 FROM log.head) AS bytes`);
    return Math.round(Number(row?.['bytes']) * 10) / 10;
  };
  await full.query('VACUUM FULL log.tiles');
  return { bytesPerEvent: await per(full, 'log.events'), plainBytesPerEvent: await per(plain, 'log.events'), tileBytesPerEvent: await per(full, 'log.tiles') };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

function percent(share: number): number {
  return Math.round(share * 1_000) / 10;
}
