import pg from 'pg';
import type { PoolClient } from 'pg';
import type { StoredEvent } from './event.js';
import type { Lease } from './leases.js';
import type { Queryable } from './log-statements.js';
import type { Projection, TableComparison } from './projection.js';
import { EffectFailed } from './store-errors.js';

export type Generation = Readonly<{ name: string; generation: number; version: number; schema: string; position: number; status: 'building' | 'live' | 'retired' }>;

/** `sum` is over the hashes of the rows, in no order. A table that is not there has -1 rows. */
export type TableFingerprint = Readonly<{ table: string; rows: number; sum: string }>;

export async function readGenerations(client: Queryable, name: string): Promise<Generation[]> {
  const { rows } = await client.query<Omit<Generation, 'position'> & { position: string }>(
    'SELECT name, generation, version, schema_name AS schema, position, status FROM log.projections WHERE name = $1 ORDER BY generation', [name]);
  return rows.map((row) => ({ ...row, position: Number(row.position) }));
}

/** Locks the live generation: it cannot move on before the transaction ends. */
export async function lockLive(client: PoolClient, name: string): Promise<Generation | undefined> {
  await client.query(`SELECT 1 FROM log.projections WHERE name = $1 AND status = 'live' FOR UPDATE`, [name]);
  return (await readGenerations(client, name)).find(({ status }) => status === 'live');
}

/** A schema of its own with the projection's tables, empty. Replicas that start together make one. */
export async function createGeneration(client: PoolClient, projection: Projection, status: 'building' | 'live'): Promise<Generation> {
  const last = (await readGenerations(client, projection.name)).at(-1)?.generation ?? 0;
  const generation: Generation = {
    name: projection.name, generation: last + 1, version: projection.version, position: -1, status,
    schema: `read_${projection.name.replaceAll('-', '_')}_${last + 1}`,
  };
  await client.query(`CREATE SCHEMA ${pg.escapeIdentifier(generation.schema)}`);
  await useSchema(client, generation);
  for (const statement of projection.ddl) await client.query(statement);
  await client.query('INSERT INTO log.projections (name, generation, version, schema_name, status) VALUES ($1, $2, $3, $4, $5)',
    [generation.name, generation.generation, generation.version, generation.schema, status]);
  return generation;
}

export function lockProjection(client: PoolClient, name: string): Promise<unknown> {
  return client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`projection ${name}`]);
}

/** Plain table names mean this generation's tables, to the end of the transaction. */
export function useSchema(client: PoolClient, at: Generation): Promise<unknown> {
  return client.query(`SELECT set_config('search_path', $1, true)`, [searchPathOf(at)]);
}

const searchPathOf = ({ schema }: Generation): string => `${pg.escapeIdentifier(schema)}, read, public`;

/** The checkpoint, the fence of the lease and the search path in one round trip: a read model has many of them a second. */
const BEGIN_AT = `WITH fence AS (SELECT 1 FROM log.leases WHERE name = $6 AND epoch = $7 FOR SHARE),
    moved AS (UPDATE log.projections SET position = $3 WHERE name = $1 AND generation = $2 AND position = $4 AND status = $5 RETURNING 1)
  SELECT EXISTS (SELECT FROM fence) AS owned, EXISTS (SELECT FROM moved) AS moved, set_config('search_path', $8, true)`;

/** Applies events and stores the checkpoint, in the caller's transaction. False when the generation is not where it was. */
export async function applyEvents(client: PoolClient, projection: Projection, at: Generation, events: readonly StoredEvent[], lease: Lease): Promise<boolean> {
  const last = events.at(-1);
  if (last === undefined) return true;
  const { rows: [begun] } = await client.query<{ owned: boolean; moved: boolean }>(BEGIN_AT, [at.name, at.generation, last.logIndex, at.position, at.status, lease.name, lease.epoch, searchPathOf(at)]);
  if (begun?.moved !== true) return false;
  if (!begun.owned) throw new EffectFailed(BEGIN_AT, 1, 0);
  await projection.apply(events, { query: (text, values = []) => client.query(text, [...values]) });
  return true;
}

export async function checkFence(client: PoolClient, lease: Lease): Promise<void> {
  const { text, values, mustChange = 1 } = lease.fence();
  const { rowCount } = await client.query(text, [...values]);
  if (rowCount !== mustChange) throw new EffectFailed(text, mustChange, rowCount ?? 0);
}

/** Makes the views in `read` show this generation: readers see the old tables or the new ones, never neither. */
export async function showGeneration(client: PoolClient, projection: Projection, shown: Generation, before: Generation | undefined): Promise<void> {
  // A reader that is slow to end holds up the switch, and with it all readers behind: rather try again a little later.
  await client.query(`SET LOCAL lock_timeout = '500ms'`);
  if (before !== undefined) {
    const { rows } = await client.query<{ view: string }>(
      `SELECT DISTINCT view_name AS view FROM information_schema.view_table_usage WHERE view_schema = 'read' AND table_schema = $1`, [before.schema]);
    for (const { view } of rows) await client.query(`DROP VIEW read.${pg.escapeIdentifier(view)}`);
    await client.query(`UPDATE log.projections SET status = 'retired' WHERE name = $1 AND generation = $2`, [before.name, before.generation]);
  }
  await client.query(`UPDATE log.projections SET status = 'live' WHERE name = $1 AND generation = $2`, [shown.name, shown.generation]);
  for (const table of projection.tables) await client.query(`CREATE VIEW read.${pg.escapeIdentifier(table)} AS SELECT * FROM ${tableOf(shown, table)}`);
}

export async function compareTables(client: PoolClient, projection: Projection, before: Generation, after: Generation): Promise<TableComparison[]> {
  const comparisons: TableComparison[] = [];
  for (const table of projection.tables) {
    const [old, fresh] = [await fingerprint(client, before, table), await fingerprint(client, after, table)];
    comparisons.push({ table, rowsBefore: old?.rows ?? 0, rowsAfter: fresh?.rows ?? 0, equal: old !== undefined && old.sum === fresh?.sum && old.rows === fresh.rows });
  }
  return comparisons;
}

/** Number of rows and a sum over their hashes, which knows no order. Undefined where the generation has no such table. */
async function fingerprint(client: PoolClient, at: Generation, table: string): Promise<{ rows: number; sum: string } | undefined> {
  const { rows: [found] } = await client.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [tableOf(at, table)]);
  if (found?.found !== true) return undefined;
  const { rows: [counted] } = await client.query<{ rows: string; sum: string }>(
    `SELECT count(*) AS rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text AS sum FROM ${tableOf(at, table)} AS t`);
  return counted === undefined ? undefined : { rows: Number(counted.rows), sum: counted.sum };
}

/** One look at a live generation: how far it is, and a fingerprint of each of its tables. Undefined before the first generation. */
export async function fingerprintLive(client: PoolClient, projection: Projection): Promise<{ generation: Generation; tables: readonly TableFingerprint[] } | undefined> {
  const generation = (await readGenerations(client, projection.name)).find(({ status }) => status === 'live');
  if (generation === undefined) return undefined;
  const tables: TableFingerprint[] = [];
  for (const table of projection.tables) tables.push({ table, rows: -1, sum: '', ...await fingerprint(client, generation, table) });
  return { generation, tables };
}

/** Tables that no view shows any more. A reader still in them makes this fail; the next rebuild tidies up then. */
export async function dropGeneration(client: PoolClient, { name, generation, schema }: Generation): Promise<void> {
  await client.query(`SET LOCAL lock_timeout = '5s'`);
  await client.query(`DROP SCHEMA IF EXISTS ${pg.escapeIdentifier(schema)} CASCADE`);
  await client.query('DELETE FROM log.projections WHERE name = $1 AND generation = $2', [name, generation]);
}

function tableOf({ schema }: Generation, table: string): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`;
}
