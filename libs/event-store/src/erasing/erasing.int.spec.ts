import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Erasures, eraseOrdered, Inbox, Leases, LogTree, newDossierRef, orderErasure, Projections, scheduleTimer } from '../index.js';
import type { EventStore, Projection, StoredEvent } from '../index.js';
import { AT, specLog } from '../spec-log.js';
import type { SpecLog } from '../spec-log.js';
import { mentioning } from './erase-dossier.js';
import { declareErasure } from './erasure-rules.js';

const ERASER = fileURLToPath(new URL('../eraser.js', import.meta.url));
const meta = { actor: { role: 'citizen', id: '038000000001' } as const, at: AT, dossier: null };
const NAME = 'Nguyễn Thị Mẫu';

let intake: SpecLog;
let tax: SpecLog;
let ordering: EventStore;
let store: EventStore;
let erasures: Erasures;
beforeAll(async () => {
  [intake, tax] = await Promise.all([specLog('intake'), specLog('tax')]);
  [ordering, store] = [intake.open(), tax.open()];
  await declareErasure(tax.urls.ownerUrl, { keeps: [{ category: 'ledger', because: { vi: 'Luật Kế toán (mẫu)', en: 'Accounting law (sample)' } }, { category: 'obligation', types: ['NoticeIssued', 'Cancelled'], beside: 'NoticeIssued', because: { vi: 'Luật thuế (mẫu)', en: 'Tax law (sample)' } }], tables: [] });
  erasures = new Erasures(tax.pool());
});
afterAll(() => Promise.all([intake.close(), tax.close()]));

type Sample = Readonly<{ code: string; ref: string; salt?: string }>;

/** Three events of a dossier, one of them kept; a shared stream, a timer, a parked message. */
async function fill(code: string): Promise<Sample> {
  const dossier = newDossierRef(code);
  await store.append({
    streams: [
      { stream: `obligation/${code}`, expected: 'none', events: [{ type: 'PapersReceived', data: { dossierCode: code, name: NAME } }, { type: 'NoticeIssued', data: { amount: 5 } }] },
      { stream: 'ledger/all', expected: 'any', events: [{ type: 'Booked', data: { amount: 5 } }] },
      { stream: `note/${code.slice(-4)}`, expected: 'any', events: [{ type: 'NoteTaken', data: { note: NAME } }] },
    ],
    meta: { ...meta, dossier }, also: [scheduleTimer({ id: `${code}~timer`, dueAt: '2040-01-01T00:00:00Z', payload: { code } })],
  });
  await tax.query(`INSERT INTO log.parked (consumer, source, key, position, message_id, envelope, code, because) VALUES ('tax', 'intake', $1, 1, $1, $2, 'X', 'x')`, [code, JSON.stringify({ data: { name: NAME } })]);
  return dossier;
}

async function order({ ref }: Sample, { approved = true, streams = [] as readonly string[] } = {}): Promise<void> {
  if (approved) await ordering.append({ streams: [{ stream: `erasure/${ref}`, expected: 'none', events: [{ type: 'ErasureOrdered', data: { ref } }] }], meta: { ...meta, actor: { role: 'clock' } } });
  await store.append({ streams: [], meta, also: [orderErasure({ ref, list: 'TH-2026-0001', legalBasis: 'Căn cứ mẫu', orderedAt: AT, streams })] });
}

const erase = (restMs = 0) => eraseOrdered({ urls: { intake: intake.urls.erasureUrl, tax: tax.urls.erasureUrl }, ordering: 'intake', restMs, log: { warn() {}, error() {} } }, new AbortController().signal);

/** Every row of every table, as text; bytes as the text they hold. */
async function dump(log: SpecLog): Promise<string> {
  const tables = await log.query(`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT')`);
  const parts = await Promise.all((tables as { name: string }[]).map(async ({ name }) => (await log.query(`SELECT * FROM ${name}`) as object[]).map((row) => JSON.stringify(row, (_, value) => (isBytes(value) ? Buffer.from(value.data).toString('utf8') : value as unknown))).join('\n')));
  return parts.join('\n');
}
const isBytes = (value: unknown): value is { data: number[] } => typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'Buffer';

const traces = (text: string, code: string): readonly string[] => [code, NAME, '038000000001'].filter((value) => text.includes(value));

async function leavesOf(log: EventStore): Promise<Readonly<{ size: number; root: string; bundle: string }>> {
  const tree = new LogTree({ store: log, leases: new Leases({ pool: log.pool }) });
  tree.start();
  try {
    const wanted = (await log.head()).position + 1;
    for (const until = Date.now() + 45_000; await tree.size() < wanted && Date.now() < until;) await pause(20);
    const bundle = await tree.bundle(0, Math.min(256, wanted));
    return { size: wanted, root: (await tree.root(wanted)).toString('hex'), bundle: bundle?.toString('hex') ?? '' };
  } finally {
    await tree.stop();
  }
}

describe('an erasure', () => {
  it('leaves no trace but the entries, and they as they were', async () => {
    const dossier = await fill('H56.17-20260609-0001');
    await store.append({ streams: [{ stream: 'file/aa', expected: 'none', events: [{ type: 'FileStored', data: { name: NAME } }] }], meta });
    const before = await leavesOf(store);
    expect(traces(await dump(tax), dossier.code)).toHaveLength(3); // the search finds what is there
    await order(dossier, { streams: ['file/aa'] });
    expect(await erase()).toEqual({ executed: 1, refused: 0, failed: 0 });
    const text = await dump(tax);
    // The ledger's event is kept as it is, with the person who caused it.
    expect(traces(text, dossier.code)).toEqual(['038000000001']);
    expect(await tax.query(`SELECT stream_category AS category, type FROM log.events WHERE salt IS NOT NULL ORDER BY 1`)).toEqual([{ category: 'ledger', type: 'Booked' }, { category: 'obligation', type: 'NoticeIssued' }]);
    expect(await leavesOf(store)).toEqual(before);
    expect(await tax.query('SELECT log_index::int AS at FROM log.erased_events')).toEqual([{ at: 4 }]);
    store.forget();
    expect(await store.findDossier(dossier.code)).toBeUndefined();
    const [order1] = await erasures.unsettled();
    expect(order1).toMatchObject({ ref: dossier.ref, events: 3, kept: 2, list: 'TH-2026-0001' });
    expect((await erasures.keptCategories(dossier.ref)).map(({ category, events, because }) => [category, events, because.en])).toEqual([['ledger', 1, 'Accounting law (sample)'], ['obligation', 1, 'Tax law (sample)']]);
  });

  it('is harmless when repeated, and takes along what came in since', async () => {
    const dossier = await fill('H56.17-20260609-0002');
    await order(dossier);
    await order(dossier, { approved: false });
    await erase();
    expect(await erase()).toEqual({ executed: 0, refused: 0, failed: 0 });
    await store.append({ streams: [{ stream: 'late/fact', expected: 'any', events: [{ type: 'NoteTaken', data: { note: dossier.code } }] }], meta: { ...meta, dossier } });
    expect(await erasures.leftOver([dossier.ref])).toEqual([dossier.ref]);
    expect(await erase()).toMatchObject({ executed: 1 });
    expect(await erasures.leftOver([dossier.ref])).toEqual([]);
    expect(traces(await dump(tax), dossier.code)).toEqual(['038000000001']);
  });

  it('touches no other dossier, not even one whose code begins alike', async () => {
    const [dossier, other] = [await fill('H56.17-20260609-0003'), await fill('H56.17-20260609-00031')];
    await order(dossier);
    await erase();
    const [{ events, timers, parked } = { events: 0, timers: 0, parked: 0 }] = await tax.query(
      `SELECT (SELECT count(*)::int FROM log.events WHERE dossier = $1 AND salt IS NOT NULL) AS events, (SELECT count(*)::int FROM log.timers WHERE id = $2) AS timers,
        (SELECT count(*)::int FROM log.parked WHERE key = $3) AS parked`, [Buffer.from(other.ref, 'hex'), `${other.code}~timer`, other.code]) as { events: number; timers: number; parked: number }[];
    expect([events, timers, parked]).toEqual([4, 1, 1]);
  });

  it('keeps the name of a stream that other dossiers still use', async () => {
    const [first, second] = [await fill('H56.17-20260609-7004'), await fill('H56.18-20260609-7004')];
    await order(first);
    await erase();
    const { events } = await store.load('note/7004');
    expect(events.map(({ data, dossier }) => [data !== null, dossier?.ref])).toEqual([[false, first.ref], [true, second.ref]]);
  });

  it('keeps what another law keeps only in the company that makes it so', async () => {
    const dossier = newDossierRef('H56.17-20260609-0010');
    await store.append({ streams: [{ stream: `obligation/${dossier.code}`, expected: 'none', events: [{ type: 'Cancelled', data: { amount: 0 } }] }], meta: { ...meta, dossier } });
    await order(dossier);
    await erase();
    expect(await tax.query('SELECT type, salt FROM log.events WHERE dossier = $1', [Buffer.from(dossier.ref, 'hex')])).toEqual([{ type: 'Cancelled', salt: null }]);
  });

  it('waits until its order has rested', async () => {
    const dossier = await fill('H56.17-20260609-0005');
    await order(dossier);
    expect(await erase(60_000)).toEqual({ executed: 0, refused: 0, failed: 0 });
    expect((await erasures.ordered([dossier.ref, 'ab'.repeat(32)]))).toEqual(new Set([dossier.ref]));
    expect(await erase()).toMatchObject({ executed: 1 });
  });

  it('is refused where intake has ordered nothing', async () => {
    const dossier = await fill('H56.17-20260609-0006');
    await order(dossier, { approved: false });
    expect(await erase()).toEqual({ executed: 0, refused: 1, failed: 0 });
    expect((await store.load(`obligation/${dossier.code}`)).events.every(({ data }) => data !== null)).toBe(true);
    await tax.pool(tax.urls.ownerUrl).query('DELETE FROM log.erasures WHERE ref = $1', [Buffer.from(dossier.ref, 'hex')]);
  });

  it('goes on with the other databases when one is away', async () => {
    const dossier = await fill('H56.17-20260609-0007');
    await order(dossier);
    const urls = { intake: intake.urls.erasureUrl, postal: 'postgres://nobody:x@127.0.0.1:1/none', tax: tax.urls.erasureUrl };
    expect(await eraseOrdered({ urls, ordering: 'intake', restMs: 0, log: { warn() {}, error() {} } }, new AbortController().signal)).toEqual({ executed: 1, refused: 0, failed: 1 });
  });
});

describe('a running service', () => {
  it('fills its read models anew and keeps no generation that holds what is erased', async () => {
    const dossier = await fill('H56.17-20260609-0008');
    const papers: Projection = {
      name: 'papers', version: 1, tables: ['papers'], ddl: ['CREATE TABLE papers (code text PRIMARY KEY, name text NOT NULL)'],
      apply: async (events: readonly StoredEvent[], sql) => {
        for (const { type, data } of events) if (type === 'PapersReceived' && data !== null) await sql.query('INSERT INTO papers VALUES ($1, $2)', [data.dossierCode, data.name]);
      },
    };
    const projections = new Projections(store, [papers]);
    await projections.start();
    try {
      expect(await projections.waitFor('papers', (await store.head()).position, 5_000)).toBe(true);
      // A build that was interrupted before the erasure: it must not be gone on with.
      await tax.query(`CREATE SCHEMA read_papers_9`);
      await tax.query(`CREATE TABLE read_papers_9.papers AS SELECT * FROM read.papers`);
      await tax.query(`INSERT INTO log.projections (name, generation, version, schema_name, status, position) VALUES ('papers', 9, 1, 'read_papers_9', 'building', $1)`, [(await store.head()).position]);
      await order(dossier);
      await erase();
      expect((await dump(tax)).includes(dossier.code)).toBe(true); // still in the old generation
      await projections.rebuild('papers', { fresh: true });
      expect((await dump(tax)).includes(dossier.code)).toBe(false);
      expect(await tax.query(`SELECT status FROM log.projections WHERE name = 'papers'`)).toEqual([{ status: 'live' }]);
    } finally {
      await projections.stop();
    }
  });

  it('forgets names that it remembers, also between two appends to them', async () => {
    const dossier = await fill('H56.17-20260609-0009');
    await order(dossier);
    await erase();
    const again = { streams: [{ stream: `obligation/${dossier.code}`, expected: 'none', events: [{ type: 'NoteTaken', data: {} }] }], meta } as const;
    await expect(store.append(again)).rejects.toMatchObject({ name: 'ConflictError' });
    store.forget();
    expect(await store.append(again)).toMatchObject({ versions: { [`obligation/${dossier.code}`]: 1 } });
    expect(await new Inbox(store, { consumer: 'tax' }).parked({ key: dossier.code })).toEqual([]);
  });
});

describe('the eraser', () => {
  const environment = () => ({ ...process.env, ERASURE_URLS: JSON.stringify({ intake: intake.urls.erasureUrl, tax: tax.urls.erasureUrl }), ERASURE_REST_SECONDS: '0' });
  const start = (): ChildProcess => spawn(process.execPath, ['--no-warnings', ERASER, '--once'], { env: environment(), stdio: 'ignore' });
  const executed = async (): Promise<number> => ((await tax.query(`SELECT count(*)::int AS n FROM log.erasures WHERE list = 'TH-2026-0001' AND executed_at IS NOT NULL`)) as { n: number }[])[0]?.n ?? 0;

  it('killed in the middle has erased whole dossiers, and goes on', async () => {
    const dossiers: Sample[] = [];
    for (let n = 0; n < 150; n += 1) dossiers.push(await fill(`H56.19-20260609-${String(n).padStart(4, '0')}`));
    for (const dossier of dossiers) await order(dossier);
    const before = await executed();
    const eraser = start();
    const gone = once(eraser, 'exit');
    for (const until = Date.now() + 45_000; await executed() < before + 5 && Date.now() < until;) await pause(2);
    process.kill(eraser.pid!, 'SIGKILL');
    await gone;
    const done = await executed() - before;
    expect(done).toBeGreaterThanOrEqual(5);
    expect(done).toBeLessThan(dossiers.length);
    // Each dossier is gone altogether or not at all.
    expect(await tax.query(
      `SELECT 1 FROM log.erasures x WHERE (x.executed_at IS NULL) <> EXISTS (SELECT 1 FROM log.dossiers d WHERE d.ref = x.ref)
        OR (x.executed_at IS NULL) <> EXISTS (SELECT 1 FROM log.events e WHERE e.dossier = x.ref AND e.salt IS NOT NULL AND e.stream_category = 'note')`)).toEqual([]);
    const [code] = await once(start(), 'exit') as [number];
    expect(code).toBe(0);
    expect(await executed()).toBe(before + dossiers.length);
    expect(/H56\.19-20260609/.test(await dump(tax))).toBe(false);
  });

  it('does not start without the log that orders', async () => {
    const eraser = spawn(process.execPath, ['--no-warnings', ERASER, '--once'], { env: { ...process.env, ERASURE_URLS: JSON.stringify({ tax: tax.urls.erasureUrl }) }, stdio: 'ignore' });
    expect((await once(eraser, 'exit') as [number])[0]).toBe(2);
  });
});

describe('a mention of a dossier', () => {
  it.each([
    ['H56.17-20260609-0001', true], ['dossiers/H56.17-20260609-0001', true], ['H56.17-20260609-0001~verify~1', true], ['{"code":"H56.17-20260609-0001"}', true],
    ['H56.17-20260609-00012', false], ['XH56.17-20260609-0001', false], ['1.H56.17-20260609-0001', false], ['H56-17-20260609-0001', false],
  ])('in %s is %s', (text, is) => expect(new RegExp(mentioning('H56.17-20260609-0001')).test(text)).toBe(is));
});
