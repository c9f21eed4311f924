import { startPostgres } from '@lienthong/testing';
import pg from 'pg';
import type { UnderTest } from '../specs/spec-under-test.js';

/** A copy of a database as a backup would keep it; nobody may be connected. */
export async function backUp(database: string): Promise<string> {
  const copy = `${database}_backup`;
  await asAdmin(`CREATE DATABASE ${copy} TEMPLATE ${database}`);
  return copy;
}

/** Puts a copy of the backup in the place of the database; nobody may be connected. What stood there is kept under the name that is answered. */
export async function restore(database: string, backup: string): Promise<string> {
  const aside = `${database}_aside_${Date.now()}`;
  await asAdmin(`ALTER DATABASE ${database} RENAME TO ${aside}`);
  await asAdmin(`CREATE DATABASE ${database} TEMPLATE ${backup} OWNER ${database}_owner`);
  await asAdmin(`GRANT CONNECT ON DATABASE ${database} TO ${database}_service, ${database}_owner, ${database}_erasure`);
  return aside;
}

/** As the one who migrates, and may set back what was signed; the service is stopped meanwhile. */
export async function asOwner({ whileStopped, urls }: UnderTest, statement: string, values: readonly unknown[]): Promise<void> {
  await whileStopped(async () => {
    const client = new pg.Client({ connectionString: urls.ownerUrl });
    await client.connect();
    await client.query(statement, [...values]);
    await client.end();
  });
}

export async function dropCopies(names: readonly string[]): Promise<void> {
  for (const name of names) await asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: await startPostgres() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
