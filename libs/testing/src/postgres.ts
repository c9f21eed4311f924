import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { findOrStartServer } from './postgres-server.js';

/**
 * Address of a PostgreSQL with administrator rights: TEST_DATABASE_URL where it is set, else one embedded server per
 * test run, started by whoever asks first and ended with the run. Needs nothing installed on the machine.
 */
export async function startPostgres(): Promise<string> {
  return process.env['TEST_DATABASE_URL'] ?? findOrStartServer();
}

/** Creates database and roles; `prepareDatabase` of the event store is one. Passed in, since every lib's specs use this one. */
export type PrepareDatabase<Urls> = (options: { adminUrl: string; service: string; database: string }) => Promise<Urls>;

/** An empty database of its own for one spec file, with its roles. Drop it in afterAll: `dropDatabase(urls.database)`. */
export async function freshDatabase<Urls>(service: string, prepareDatabase: PrepareDatabase<Urls>): Promise<Urls> {
  const adminUrl = await startPostgres();
  const database = `test_${service.replaceAll('-', '_')}_${randomBytes(5).toString('hex')}`;
  return prepareDatabase({ adminUrl, service, database });
}

/** Ends every session of the database and drops it together with the roles named after it. */
export async function dropDatabase(database: string): Promise<void> {
  await asAdmin(async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(database)} WITH (FORCE)`);
    const { rows } = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles WHERE starts_with(rolname, $1)', [`${database}_`]);
    for (const { rolname } of rows) await client.query(`DROP ROLE IF EXISTS ${pg.escapeIdentifier(rolname)}`);
  });
}

/** Ends all sessions of a database as a crash or a failover would; clients see their connections break. */
export async function breakConnections(database: string): Promise<number> {
  return asAdmin(async (client) => {
    const { rowCount } = await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()', [database]);
    return rowCount ?? 0;
  });
}

async function asAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: await startPostgres() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
