import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { CreateEventLog1764000000000 } from './migrations/1764000000000-create-event-log.js';
import { CreateConsumers1764000000001 } from './migrations/1764000000001-create-consumers.js';
import { KeepParkedEnvelopes1764000000002 } from './migrations/1764000000002-keep-parked-envelopes.js';
import { CreateTree1764000000003 } from './migrations/1764000000003-create-tree.js';
import { CreateSelfAudit1764000000005 } from './migrations/1764000000005-create-self-audit.js';
import { CreateErasures1764000000010 } from './migrations/1764000000010-create-erasures.js';

/** In order; run by `migrateDatabase` before a service's own. Forward only: a released one is never changed. */
export const eventStoreMigrations = [
  CreateEventLog1764000000000, CreateConsumers1764000000001, KeepParkedEnvelopes1764000000002, CreateTree1764000000003, CreateSelfAudit1764000000005, CreateErasures1764000000010,
] as const;

/** Connection addresses of one service's database, one per role. `erasure` is used by no running service. */
export type DatabaseUrls = Readonly<{ database: string; ownerUrl: string; serviceUrl: string; erasureUrl: string }>;

export type PrepareOptions = Readonly<{
  adminUrl: string;
  service: string;
  /** Default `lienthong_<service>`; the roles are named after it: `<database>_owner`, `_service`, `_erasure`. */
  database?: string;
  /** Default: drawn anew at every call and returned in the addresses. */
  passwords?: Readonly<{ owner: string; service: string; erasure: string }>;
}>;

/** Creates database and roles where they are missing; run again, it changes nothing but the passwords. */
export async function prepareDatabase(options: PrepareOptions): Promise<DatabaseUrls> {
  const database = options.database ?? `lienthong_${options.service.replaceAll('-', '_')}`;
  const passwords = options.passwords ?? { owner: drawPassword(), service: drawPassword(), erasure: drawPassword() };
  await connected(options.adminUrl, async (admin) => {
    for (const role of ['owner', 'service', 'erasure'] as const) await ensureRole(admin, `${database}_${role}`, passwords[role]);
    await ensureDatabase(admin, database);
  });
  await connected(urlFor(options.adminUrl, database), (admin) => grant(admin, database));
  const url = (role: 'owner' | 'service' | 'erasure') => urlFor(options.adminUrl, database, `${database}_${role}`, passwords[role]);
  return { database, ownerUrl: url('owner'), serviceUrl: url('service'), erasureUrl: url('erasure') };
}

/** `migrations`: the service's own. `only`: exactly these instead of all, for tests that start from an earlier release. */
export type MigrateOptions = Readonly<{ ownerUrl: string; migrations?: readonly (new () => object)[]; only?: readonly (new () => object)[] }>;

/**
 * Brings a database to the newest schema with the owner's role: this library's migrations and the given ones, each in
 * a transaction of its own. Replicas that start together wait for one another. Returns the names of those that ran.
 */
export async function migrateDatabase(options: MigrateOptions): Promise<string[]> {
  return connected(options.ownerUrl, async (owner) => {
    await owner.query(`SELECT pg_advisory_lock(hashtext('lienthong migrations'))`);
    await owner.query('CREATE SCHEMA IF NOT EXISTS log');
    const source = new DataSource({
      type: 'postgres', url: options.ownerUrl, schema: 'log', migrationsTableName: 'migrations', migrationsTransactionMode: 'each',
      migrations: [...(options.only ?? [...eventStoreMigrations, ...(options.migrations ?? [])])],
    });
    await source.initialize();
    try {
      return (await source.runMigrations()).map(({ name }) => name);
    } finally {
      await source.destroy();
    }
  });
}

async function ensureRole(admin: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  const act = rowCount === 0 ? 'CREATE' : 'ALTER';
  await admin.query(`${act} ROLE ${pg.escapeIdentifier(role)} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
}

async function ensureDatabase(admin: pg.Client, database: string): Promise<void> {
  const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
  if (rowCount !== 0) return;
  const owner = pg.escapeIdentifier(`${database}_owner`);
  // An administrator who is no superuser may only give a database to a role he belongs to.
  await admin.query(`GRANT ${owner} TO CURRENT_USER`);
  await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(database)} OWNER ${owner} TEMPLATE template0 ENCODING 'UTF8'`);
}

/** Nobody connects but this service's own roles: one service can never read another's data. */
async function grant(admin: pg.Client, database: string): Promise<void> {
  const [name, service, erasure] = [database, `${database}_service`, `${database}_erasure`].map((each) => pg.escapeIdentifier(each));
  await admin.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await admin.query(`GRANT CONNECT ON DATABASE ${name} TO ${service}, ${erasure}`);
  await admin.query(`GRANT CREATE, TEMPORARY ON DATABASE ${name} TO ${service}`);
  await admin.query(`ALTER ROLE ${service} IN DATABASE ${name} SET search_path = read, public`);
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlFor(adminUrl: string, database: string, user?: string, password?: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if (user !== undefined) url.username = user;
  if (password !== undefined) url.password = password;
  return url.toString();
}

function drawPassword(): string {
  return randomBytes(18).toString('base64url');
}
