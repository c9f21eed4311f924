import { startPostgres } from '@lienthong/testing';
import pg from 'pg';
import { newDossierRef, Projections, SelfAudit, SignedHead, Leases } from '../index.js';
import type { EventStore, Finding, LogTree, Projection } from '../index.js';
import { AT, happened, specLog } from '../spec-log.js';
import type { SpecLog } from '../spec-log.js';
import { caughtUp, treeOver } from '../tree/spec-tree.js';

const notes: Projection = {
  name: 'notes', version: 1, tables: ['notes'], ddl: ['create table notes (position bigint primary key, note text)'],
  async apply(events, sql) {
    for (const { logIndex, data } of events) await sql.query('insert into notes values ($1, $2)', [logIndex, (data as { note: string } | null)?.note ?? null]);
  },
};

/** Each as the superuser of the database: no trigger and no grant stands in his way. */
describe('a self-audit', () => {
  let log: SpecLog, store: EventStore, tree: LogTree, projections: Projections, audit: SelfAudit, superuser: pg.Client;

  beforeAll(async () => {
    log = await specLog();
    store = log.open({ isFact: (type) => type === 'NoteSettled' });
    tree = treeOver(store);
    tree.start();
    projections = new Projections(store, [notes], new Leases({ pool: store.pool, ttlMs: 400 }));
    await projections.start();
    const dossier = newDossierRef('H56.17-20260609-0001');
    for (let at = 0; at < 600; at += 20) {
      await store.append({
        streams: [{ stream: `note/${at}`, expected: 'none', events: Array.from({ length: 20 }, (_, i) => happened({ note: `ghi chú ${at + i}` }, i % 5 === 0 ? 'NoteSettled' : 'NoteTaken')) }],
        meta: { actor: { role: 'officer', unit: 'H56.T7', id: 'officer-1' }, at: AT, dossier: at < 100 ? dossier : null },
      });
    }
    const size = await caughtUp(tree);
    const signed = new SignedHead(store.pool);
    await signed.advance(await signed.read(), { size, root: await tree.root(size) });
    await projections.waitFor('notes', 599, 30_000);
    superuser = await openAsSuperuser(log);
    audit = new SelfAudit({ store, projections, leases: new Leases({ pool: store.pool, ttlMs: 400 }) });
  });
  afterAll(async () => {
    await superuser.end();
    await projections.stop();
    await tree.stop();
    await log.close();
  });

  const look = async (): Promise<readonly Finding[]> => {
    await audit.pass(new AbortController().signal);
    return (await audit.status()).findings.filter(({ mendedAt }) => mendedAt === null).map(({ kind, index, subject, explanation }) => ({ kind, index, subject, explanation }));
  };
  /** Does harm, looks, and puts it right again: then the finding is said to be mended. */
  const drill = async (harm: string, mend: string): Promise<readonly [string, number | null][]> => {
    await superuser.query(harm);
    const found = await look();
    await superuser.query(mend);
    expect(await look()).toEqual([]);
    return found.map(({ kind, index }) => [kind, index] as const);
  };
  const without = (statement: string): string => `ALTER TABLE log.events DISABLE TRIGGER USER; ${statement}; ALTER TABLE log.events ENABLE ALWAYS TRIGGER events_stay; ALTER TABLE log.events ENABLE ALWAYS TRIGGER events_stay_all`;

  it('finds nothing in a log that nobody touched', async () => {
    expect(await look()).toEqual([]);
    expect((await audit.status()).pass).toMatchObject({ checked: 600, of: 600, number: 1 });
  });

  it('finds a changed payload', async () => {
    expect(await drill(
      without(`UPDATE log.events SET sealed = convert_to(replace(convert_from(sealed, 'UTF8'), 'ghi chú 300', 'ghi chú 999'), 'UTF8') WHERE log_index = 300`),
      without(`UPDATE log.events SET sealed = convert_to(replace(convert_from(sealed, 'UTF8'), 'ghi chú 999', 'ghi chú 300'), 'UTF8') WHERE log_index = 300`),
    )).toContainEqual(['payload-altered', 300]);
  });

  it('finds a dossier whose code does not lead to its reference, at the first of its events', async () => {
    expect(await drill(`UPDATE log.dossiers SET code = 'H56.17-20260609-0002'`, `UPDATE log.dossiers SET code = 'H56.17-20260609-0001'`)).toEqual([['payload-altered', 0]]);
  });

  it('finds changed metadata, and the signed root that no longer fits', async () => {
    expect(await drill(
      without(`UPDATE log.events SET actor = 'officer@H56.T8' WHERE log_index = 301`), without(`UPDATE log.events SET actor = 'officer@H56.T7' WHERE log_index = 301`),
    )).toEqual(expect.arrayContaining([['entry-altered', 301], ['signed-root-differs', null]]));
  });

  it('finds an event that was taken out, and one that was put behind the head', async () => {
    await superuser.query('CREATE TABLE kept AS SELECT * FROM log.events WHERE log_index = 302');
    expect(await drill(without('DELETE FROM log.events WHERE log_index = 302'), 'INSERT INTO log.events SELECT * FROM kept')).toContainEqual(['event-missing', 302]);
    expect(await drill(
      `INSERT INTO log.events SELECT (jsonb_populate_record(e, '{"log_index": 600, "fact_number": null, "stream_version": 900}')).* FROM log.events e WHERE log_index = 302`,
      without('DELETE FROM log.events WHERE log_index = 600'),
    )).toEqual([['event-added', 600]]);
  });

  it('finds two events that changed places', async () => {
    const swap = without('UPDATE log.events SET log_index = -1 - log_index WHERE false; UPDATE log.events SET log_index = 10000 WHERE log_index = 401; UPDATE log.events SET log_index = 401 WHERE log_index = 402; UPDATE log.events SET log_index = 402 WHERE log_index = 10000');
    expect(await drill(swap, swap)).toEqual(expect.arrayContaining([['entry-altered', 401], ['entry-altered', 402]]));
  });

  it('finds a changed tile, and says that it is the tile', async () => {
    const flip = `ALTER TABLE log.tiles DISABLE TRIGGER USER; UPDATE log.tiles SET hashes = set_byte(hashes, 32, get_byte(hashes, 32) # 1) WHERE level = 0 AND index = 1; ALTER TABLE log.tiles ENABLE ALWAYS TRIGGER tiles_grow`;
    expect(await drill(flip, flip)).toEqual([['tiles-altered', 257]]);
    const above = flip.replace('level = 0 AND index = 1', 'level = 1 AND index = 0');
    expect(await drill(above, above)).toEqual([['tiles-altered', null]]);
  });

  it('finds a read model that was changed from outside, though no event was applied', async () => {
    const { generation } = (await projections.fingerprint('notes'))!;
    const change = (note: string): string => `UPDATE ${generation.schema}.notes SET note = '${note}' WHERE position = 7`;
    expect(await drill(change('bịa đặt'), change('ghi chú 7'))).toEqual([['projection-altered', null]]);
  });

  it('finds a payload that was destroyed without an order, and none that was destroyed on order', async () => {
    await superuser.query('CREATE TABLE gone AS SELECT * FROM log.events WHERE log_index = 50');
    const destroy = without('UPDATE log.events SET salt = NULL, sealed = NULL WHERE log_index = 50');
    const found = await drill(destroy, without('UPDATE log.events e SET salt = g.salt, sealed = g.sealed FROM gone g WHERE e.log_index = g.log_index'));
    expect(found).toEqual([['payload-missing', 50]]);
    await superuser.query(destroy);
    await superuser.query(`INSERT INTO log.erasures (ref, list, legal_basis, ordered_at, executed_at) SELECT dossier, 'TH-1', 'Luật Lưu trữ', now(), now() FROM gone`);
    expect(await look()).toEqual([]);
  });
});

async function openAsSuperuser({ urls }: SpecLog): Promise<pg.Client> {
  const url = new URL(await startPostgres());
  url.pathname = `/${urls.database}`;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  return client;
}
