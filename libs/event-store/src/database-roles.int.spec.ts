import pg from 'pg';
import { Inbox } from './index.js';
import { appendTo, happened, specLog } from './spec-log.js';
import type { SpecLog } from './spec-log.js';

// Who may write what in schema log, tried with every write on every table: a grant too many is as red as one too few.

type Role = 'service' | 'erasure';
/** `update <column>` for each column apart. */
type Write = string;

/** Whatever is not here is refused. `all`: every column. */
const MAY: Readonly<Record<Role, Readonly<Record<string, readonly Write[]>>>> = {
  service: {
    head: ['update all'],
    events: ['insert'], streams: ['insert'], dossiers: ['insert'], inbox: ['insert'],
    inbox_cursors: ['insert', 'update all'], parked: ['insert', 'update all'], leases: ['insert', 'update all'],
    timers: ['insert', 'update all', 'delete'], projections: ['insert', 'update all', 'delete'],
    erasures: ['insert', 'update settled_at', 'update streams'],
    self_audit: ['update all'], findings: ['insert', 'update last_pass', 'update mended_at'],
    tiles: ['insert', 'update hashes'],
    signed_head: ['size', 'root', 'signed_at', 'note', 'note_size', 'published_at', 'unwitnessed_since'].map((column) => `update ${column}`),
  },
  // Of the service's work only to take away what waits for a dossier; of the log only what holds personal data.
  erasure: {
    events: ['update salt', 'update sealed'], streams: ['delete'], dossiers: ['delete'], parked: ['update envelope', 'delete'],
    timers: ['delete'], findings: ['delete'], erased_events: ['insert'], erasures: ['update executed_at', 'update events', 'update kept'],
  },
};

const DENIED = { code: '42501' };

let log: SpecLog;
let tables: ReadonlyMap<string, readonly string[]>;
const clients: Partial<Record<Role, pg.Client>> = {};
beforeAll(async () => {
  log = await specLog('tax');
  const store = log.open();
  await store.append({ ...appendTo('obligation/D1', 'none', [happened({ amount: 5 })]), meta: { ...appendTo('x', 'any').meta, dossier: { code: 'D1', ref: 'ab'.repeat(32) } } });
  await log.query(`INSERT INTO log.parked (consumer, source, key, position, message_id, envelope, code, because) VALUES ('tax', 'intake', 'D1', 1, '1', '{"data":{"name":"Người Mẫu"}}', 'X', 'x')`);
  const rows = await log.query(`SELECT c.relname AS "table", array_agg(a.attname::text ORDER BY a.attnum) AS columns FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'log'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> 'migrations' GROUP BY 1`);
  tables = new Map((rows as { table: string; columns: string[] }[]).map(({ table, columns }) => [table, columns]));
  for (const [role, url] of [['service', log.urls.serviceUrl], ['erasure', log.urls.erasureUrl]] as const) await (clients[role] = new pg.Client({ connectionString: url })).connect();
});
afterAll(async () => {
  for (const client of Object.values(clients)) await client.end();
  await log.close();
});

/** Every write there is, with a statement that needs no other privilege. */
function writesOn(table: string): readonly (readonly [Write, string])[] {
  const updates = (tables.get(table) ?? []).map((column) => [`update ${column}`, `UPDATE log.${table} SET ${column} = DEFAULT`] as const);
  return [['insert', `INSERT INTO log.${table} DEFAULT VALUES`], ['delete', `DELETE FROM log.${table}`], ['truncate', `TRUNCATE log.${table}`], ...updates];
}

function may(role: Role, table: string, write: Write): boolean {
  const granted = MAY[role][table] ?? [];
  return granted.includes(write) || (write.startsWith('update ') && granted.includes('update all'));
}

async function isGranted(role: Role, table: string, write: Write): Promise<boolean> {
  const [verb = '', column] = write.split(' ');
  const [row] = await log.query(
    column === undefined ? 'SELECT has_table_privilege($1, $2, $3) AS granted' : 'SELECT has_column_privilege($1, $2, $4, $3) AS granted',
    [`${log.urls.database}_${role}`, `log.${table}`, verb, ...(column === undefined ? [] : [column])]);
  return (row as { granted: boolean }).granted;
}

describe.each(['service', 'erasure'] as const)('the %s role', (role) => {
  it('is refused every write that is not its own, on every table of the log', async () => {
    expect(tables.size).toBeGreaterThanOrEqual(10);
    for (const table of tables.keys()) {
      for (const [write, statement] of writesOn(table)) {
        if (may(role, table, write)) continue;
        await expect(clients[role]!.query(statement)).rejects.toMatchObject(DENIED);
      }
    }
  });

  it('has every write that is its own', async () => {
    for (const table of tables.keys()) for (const [write] of writesOn(table)) expect([table, write, await isGranted(role, table, write)]).toEqual([table, write, may(role, table, write)]);
  });

  it('cannot make or change tables of the log, nor take another role', async () => {
    for (const statement of ['CREATE TABLE log.mine (a int)', 'ALTER TABLE log.events DISABLE TRIGGER ALL', 'DROP TABLE log.events', 'ALTER TABLE log.parked DISABLE TRIGGER ALL',
      'CREATE OR REPLACE FUNCTION log.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$', `SET ROLE "${log.urls.database}_owner"`,
      `SET ROLE "${log.urls.database}_${role === 'service' ? 'erasure' : 'service'}"`, 'SET session_replication_role = replica']) {
      await expect(clients[role]!.query(statement)).rejects.toMatchObject(DENIED);
    }
  });
});

describe('a parked message', () => {
  it('is never rewritten, by either role', async () => {
    for (const role of ['service', 'erasure'] as const) {
      await expect(clients[role]!.query(`UPDATE log.parked SET envelope = '{"data":{"amount":0}}'`)).rejects.toMatchObject({ ...DENIED, message: expect.stringContaining('Expected to keep parked message') as unknown });
    }
    await clients.service!.query('UPDATE log.parked SET attempts = attempts + 1');
  });
});

describe('an erasure', () => {
  it('leaves an event its place, and nobody a way back to the dossier', async () => {
    const { erasure } = clients;
    await erasure!.query('UPDATE log.events SET salt = NULL, sealed = NULL');
    await erasure!.query(`DELETE FROM log.dossiers WHERE code = 'D1'`);
    await erasure!.query(`DELETE FROM log.streams WHERE name = 'obligation/D1'`);
    await erasure!.query('UPDATE log.parked SET envelope = NULL');
    const [event] = await log.open().read({ after: -1, limit: 1 });
    expect(event).toMatchObject({ logIndex: 0, version: 1, data: null, actorId: null, dossier: { code: null, ref: 'ab'.repeat(32), version: 1 }, stream: expect.stringMatching(/^obligation\/[\da-f]{32}$/) as unknown });
    expect(await new Inbox(log.open(), { consumer: 'tax' }).parked()).toMatchObject([{ key: 'D1', status: 'waiting', envelope: {} }]);
    for (const [table, trace] of [['events', 'D1'], ['dossiers', 'D1'], ['streams', 'D1'], ['parked', 'Người Mẫu']]) {
      expect([table, await log.query(`SELECT 1 FROM log.${table} AS t WHERE strpos(t::text, $1) > 0`, [trace])]).toEqual([table, []]);
    }
  });
});
