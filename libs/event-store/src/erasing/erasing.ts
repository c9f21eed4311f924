import pg from 'pg';
import type { StoreLog } from '../event.js';
import { eraseDossier } from './erase-dossier.js';
import { KEEPS_IT } from './erasure-orders.js';

export type ErasingOptions = Readonly<{
  /** Addresses in the erasing role, by service; `ordering` is the one whose log orders. */
  urls: Readonly<Record<string, string>>;
  ordering: string;
  /** How long an order rests before it is executed: batches that were begun before it was known have ended by then. */
  restMs: number;
  log: StoreLog;
}>;

/** What one round did, by service. `refused`: orders that the ordering log does not know. */
export type ErasingRound = Readonly<{ executed: number; refused: number; failed: number }>;

/** One round takes this many orders a database; the next round takes more. */
const MAX_ORDERS = 1_000;
/** Long enough for a dossier of 10,000 events on a busy machine; then the database is asked for something it cannot do. */
const STATEMENT_LIMIT_MS = 120_000;

type Order = Readonly<{ ref: string }>;

/**
 * One look at every database: what is ordered, known to the ordering log and rested is erased, each dossier in a transaction of its own.
 * Killed in the middle it has erased whole dossiers, and the next round goes on. A database that does not answer keeps no other waiting.
 */
export async function eraseOrdered(options: ErasingOptions, stop: AbortSignal): Promise<ErasingRound> {
  const total = { executed: 0, refused: 0, failed: 0 };
  for (const [service, url] of Object.entries(options.urls)) {
    if (stop.aborted) break;
    try {
      const { executed, refused } = await connected(url, (client) => eraseIn(client, service, options, stop));
      total.executed += executed;
      total.refused += refused;
    } catch (error) {
      total.failed += 1;
      options.log.error(`Expected to erase what is ordered in ${service}, but it failed; trying again in the next round`, { because: error instanceof Error ? error.message : String(error) });
    }
  }
  return total;
}

async function eraseIn(client: pg.Client, service: string, { urls, ordering, restMs, log }: ErasingOptions, stop: AbortSignal): Promise<Omit<ErasingRound, 'failed'>> {
  const orders = await findOrders(client, restMs);
  if (orders.length === 0) return { executed: 0, refused: 0 };
  const known = await connected(urls[ordering] ?? '', (orderingLog) => findOrderedThere(orderingLog, orders));
  let [executed, refused] = [0, 0];
  for (const { ref } of orders) {
    if (stop.aborted) break;
    if (!known.has(ref)) {
      refused += 1;
      log.error(`Expected to erase dossier ${ref} in ${service}, but the log of ${ordering} has not ordered it`);
      continue;
    }
    const { events, kept, rows } = await inTransaction(client, () => eraseDossier(client, ref));
    executed += 1;
    log.warn(`Erased dossier ${ref} in ${service}`, { events, kept, rows });
  }
  return { executed, refused };
}

/** Those not executed, and of those that are executed but not settled the ones about which something has come in since. */
async function findOrders(client: pg.Client, restMs: number): Promise<readonly Order[]> {
  const { rows } = await client.query<Order>(
    `SELECT encode(x.ref, 'hex') AS ref FROM log.erasures x
     WHERE x.settled_at IS NULL AND x.recorded_at <= now() - $1 * interval '1 ms'
       AND (x.executed_at IS NULL OR EXISTS (SELECT 1 FROM log.dossiers d WHERE d.ref = x.ref) OR EXISTS (SELECT 1 FROM log.events e WHERE e.dossier = x.ref AND e.salt IS NOT NULL AND NOT EXISTS (${KEEPS_IT})))
     ORDER BY x.recorded_at, x.ref LIMIT ${MAX_ORDERS}`, [restMs]);
  return rows;
}

/** Two databases must say the same: an order that somebody put into an agency's database is not executed unless its list was approved. */
async function findOrderedThere(client: pg.Client, orders: readonly Order[]): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT s.name FROM log.streams s WHERE s.name = ANY($1) AND EXISTS (SELECT 1 FROM log.events e WHERE e.stream_id = s.id AND e.type = 'ErasureOrdered')`,
    [orders.map(({ ref }) => `erasure/${ref}`)]);
  return new Set(rows.map(({ name }) => name.slice('erasure/'.length)));
}

async function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'lienthong eraser', statement_timeout: STATEMENT_LIMIT_MS, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined); // the statement under way rejects with it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
