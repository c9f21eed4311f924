import pg from 'pg';
import { dropDatabase, freshDatabase, startPostgres } from '@lienthong/testing';
import { EventStore, eventStoreMigrations, migrateDatabase, prepareDatabase } from './index.js';
import type { DatabaseUrls } from './index.js';
import { appendTo, happened, ORIGIN, specLog } from './spec-log.js';
import type { SpecLog } from './spec-log.js';

let log: SpecLog;
let other: DatabaseUrls;
const clients: pg.Client[] = [];
beforeAll(async () => {
  log = await specLog('land-registry');
  other = await freshDatabase('tax', prepareDatabase);
  await log.open().append(appendTo('parcel/1', 'none', [happened({ owner: 'Nguyễn Thị Hồng Đào' }), happened({ owner: 'Lê Văn Ước' })]));
});
afterAll(async () => {
  for (const client of clients) await client.end();
  await log.close();
  await dropDatabase(other.database);
});

async function as(url: string): Promise<(text: string) => Promise<number | null>> {
  const client = new pg.Client({ connectionString: url });
  clients.push(client);
  await client.connect();
  return async (text) => (await client.query(text)).rowCount;
}

const DENIED = { code: '42501' };

describe('roles', () => {
  it('let the service insert and select events, and nothing else', async () => {
    const service = await as(log.urls.serviceUrl);
    expect(await service('SELECT 1 FROM log.events')).toBe(2);
    for (const change of [`UPDATE log.events SET actor = 'clock'`, 'UPDATE log.events SET salt = NULL, sealed = NULL', 'DELETE FROM log.events', 'TRUNCATE log.events',
      'ALTER TABLE log.events DISABLE TRIGGER ALL', 'DROP TABLE log.events', 'DELETE FROM log.streams', 'DELETE FROM log.dossiers', 'DELETE FROM log.inbox', 'CREATE TABLE log.mine (a int)']) {
      await expect(service(change)).rejects.toMatchObject(DENIED);
    }
  });

  it('let nobody else change events either: triggers refuse the owner too', async () => {
    const owner = await as(log.urls.ownerUrl);
    for (const change of [`UPDATE log.events SET actor = 'clock'`, 'UPDATE log.events SET salt = NULL, sealed = NULL', 'DELETE FROM log.events', 'TRUNCATE log.events']) {
      await expect(owner(change)).rejects.toMatchObject({ ...DENIED, message: expect.stringContaining('Expected to keep events as they are') as unknown });
    }
    const administrator = await as(Object.assign(new URL(await startPostgres()), { pathname: `/${log.urls.database}` }).toString());
    await expect(administrator('SET session_replication_role = replica; DELETE FROM log.events')).rejects.toMatchObject(DENIED);
  });

  it('let erasure null salt and sealed text together, and nothing else', async () => {
    const erasure = await as(log.urls.erasureUrl);
    for (const change of [`UPDATE log.events SET actor = 'clock'`, `UPDATE log.events SET sealed = 'x'`, 'UPDATE log.events SET sealed = NULL', 'UPDATE log.events SET salt = sealed',
      'UPDATE log.events SET commitment = NULL, salt = NULL, sealed = NULL', 'DELETE FROM log.events', 'TRUNCATE log.events', 'INSERT INTO log.streams SELECT * FROM log.streams']) {
      await expect(erasure(change)).rejects.toBeDefined();
    }
    expect(await erasure('UPDATE log.events SET salt = NULL, sealed = NULL WHERE log_index = 0')).toBe(1);
    await expect(erasure(`UPDATE log.events SET salt = '\\x01', sealed = '\\x01' WHERE log_index = 0`)).rejects.toMatchObject(DENIED);
    const { events } = await log.open().load('parcel/1');
    expect(events.map(({ data, actorId, actor, type }) => ({ data: data as unknown, actorId, actor, type }))).toEqual([
      { data: null, actorId: null, actor: 'officer@H56.T7', type: 'NoteTaken' },
      { data: { owner: 'Lê Văn Ước' }, actorId: 'officer-1', actor: 'officer@H56.T7', type: 'NoteTaken' },
    ]);
  });

  it('let a service read its own database only: tax does not get into land-registry', async () => {
    for (const url of [other.serviceUrl, other.ownerUrl, other.erasureUrl]) {
      const trespassing = new URL(url);
      trespassing.pathname = `/${log.urls.database}`;
      await expect(new pg.Client({ connectionString: trespassing.toString() }).connect()).rejects.toMatchObject({ ...DENIED, message: expect.stringContaining('permission denied for database') as unknown });
    }
  });
});

describe('migrations', () => {
  it('run from empty, each once, also when replicas start together', async () => {
    const urls = await freshDatabase('postal', prepareDatabase);
    const ran = await Promise.all([migrateDatabase(urls), migrateDatabase(urls)]);
    expect(ran.flat()).toEqual(eventStoreMigrations.map(({ name }) => name));
    expect(await migrateDatabase(urls)).toEqual([]);
    await dropDatabase(urls.database);
  });

  it('are followed by those of a service, whose tables its role may use', async () => {
    class CountParcels1764000009999 {
      readonly name = 'CountParcels1764000009999';
      up = (runner: { query(text: string): Promise<unknown> }) => runner.query('CREATE TABLE parcel_count (n int)');
      down = () => Promise.reject(new Error('forward only'));
    }
    expect(await migrateDatabase({ ownerUrl: log.urls.ownerUrl, migrations: [CountParcels1764000009999] })).toEqual(['CountParcels1764000009999']);
    const service = await as(log.urls.serviceUrl);
    expect(await service('INSERT INTO parcel_count VALUES (1)')).toBe(1);
    expect(await service('DELETE FROM parcel_count')).toBe(1);
    await expect(service('DROP TABLE parcel_count')).rejects.toMatchObject(DENIED);
  });

  it('leave data of an earlier release alone', async () => {
    const urls = await freshDatabase('intake', prepareDatabase);
    const [first] = eventStoreMigrations;
    await migrateDatabase({ ...urls, only: [first] });
    const pool = new pg.Pool({ connectionString: urls.serviceUrl });
    const store = new EventStore({ pool, origin: ORIGIN, isFact: () => false });
    await store.append(appendTo('dossier/1', 'none'));
    await migrateDatabase(urls);
    expect((await store.load('dossier/1')).version).toBe(1);
    await store.close();
    await pool.end();
    await dropDatabase(urls.database);
  });

  it('are prepared for again without harm', async () => {
    const again = await prepareDatabase({ adminUrl: await startPostgres(), service: 'land-registry', database: log.urls.database });
    const service = await as(again.serviceUrl);
    expect(await service('SELECT 1 FROM log.events')).toBe(2);
  });
});
