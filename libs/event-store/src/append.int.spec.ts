import { commitment, dossierRef, entry, readEntry } from '@lienthong/transparency-log';
import { ConflictError, EffectFailed, newDossierRef } from './index.js';
import type { EventStore } from './index.js';
import { appendTo, AT, happened, specLog } from './spec-log.js';
import type { SpecLog } from './spec-log.js';

let log: SpecLog;
let store: EventStore;
beforeAll(async () => {
  log = await specLog();
  store = log.open();
});
afterAll(() => log.close());

describe('append', () => {
  it('numbers events densely and gives back what was appended', async () => {
    const dossier = newDossierRef('H56.17-20260609-0001');
    const appended = await store.append({
      streams: [{ stream: 'obligation/1', expected: 'none', events: [happened({ đồng: 5 }), happened({}, 'ObligationSettled')] }],
      meta: { actor: { role: 'officer', unit: 'H56.T7', id: 'o-7' }, at: AT, dossier, cause: 'lienthong.test/processing#7', causationId: 'c', traceParent: 't' },
    });
    expect(appended).toEqual({ position: 1, versions: { 'obligation/1': 2 } });
    const { version, events } = await store.load('obligation/1');
    expect(version).toBe(2);
    expect(events).toEqual([
      {
        recordedAt: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
        logIndex: 0, factNumber: null, stream: 'obligation/1', version: 1, dossier: { code: dossier.code, ref: dossier.ref, version: 1 }, type: 'NoteTaken',
        data: { đồng: 5 }, schema: 1, actor: 'officer@H56.T7', actorId: 'o-7', occurredAt: '2026-06-09T01:02:00.014Z',
        cause: 'lienthong.test/processing#7', causationId: 'c', traceParent: 't',
      },
      expect.objectContaining({ logIndex: 1, factNumber: 1, version: 2, type: 'ObligationSettled', dossier: { code: dossier.code, ref: dossier.ref, version: 2 } }),
    ]);
    expect(await store.findDossier(dossier.code)).toEqual({ code: dossier.code, ref: dossier.ref });
    expect(dossierRef(Buffer.from(dossier.salt ?? '', 'hex'), dossier.code)).toBe(dossier.ref);
  });

  it('keeps in each row all that its public entry will ever need', async () => {
    const rows = await log.query(`SELECT e.*, encode(e.dossier, 'hex') AS dossier_hex, replace(e.stream_id::text, '-', '') AS stream_hex, h.origin FROM log.events e, log.head h ORDER BY log_index LIMIT 2`);
    for (const row of rows) {
      const text = entry({
        actor: row.actor, at: row.occurred_at.toISOString(), cause: row.cause, commitment: row.commitment.toString('hex'), dossier: row.dossier_hex, dossierVersion: row.dossier_version,
        index: Number(row.log_index), log: row.origin, schema: row.schema, stream: `${row.stream_category}/${row.stream_hex}`, type: row.type, version: row.stream_version,
      });
      expect(readEntry(text)).toMatchObject({ kind: 'entry', row: { index: Number(row.log_index), log: 'lienthong.test/tax', cause: 'lienthong.test/processing#7' } });
      expect(text.toString()).not.toContain('o-7');
      expect(commitment(row.salt, row.sealed)).toEqual(row.commitment);
    }
    expect(rows.map(({ sealed }) => sealed.toString())).toEqual(['{"actorId":"o-7","data":{"đồng":5}}', '{"actorId":"o-7","data":{}}']);
    expect(rows[0].salt).not.toEqual(rows[1].salt);
  });

  it('answers a conflict with what was appended since and by whom, and stores nothing', async () => {
    await store.append(appendTo('note/a', 'none', [happened(), happened()]));
    const before = await store.head();
    const conflict = await store.append(appendTo('note/a', 1)).catch((error: unknown) => error);
    expect(conflict).toBeInstanceOf(ConflictError);
    expect(conflict).toMatchObject({
      stream: 'note/a', expected: 1, actual: 2,
      since: [{ type: 'NoteTaken', version: 2, actor: 'officer@H56.T7', actorId: 'officer-1', occurredAt: '2026-06-09T01:02:00.014Z' }],
    });
    await expect(store.append(appendTo('note/a', 'none'))).rejects.toMatchObject({ actual: 2, since: [{ version: 1 }, { version: 2 }] });
    await expect(store.append(appendTo('note/a', 9))).rejects.toMatchObject({ actual: 2, since: [] });
    expect(await store.head()).toEqual(before);
  });

  it('appends to several streams or to none of them', async () => {
    const { meta } = appendTo('note/x', 'any');
    const both = (expected: number) => ({
      streams: [{ stream: 'left/1', expected: 'any' as const, events: [happened()] }, { stream: 'right/1', expected, events: [happened()] }], meta,
    });
    await expect(store.append(both(3))).rejects.toBeInstanceOf(ConflictError);
    expect((await store.load('left/1')).version).toBe(0);
    expect((await store.append(both(0))).versions).toEqual({ 'left/1': 1, 'right/1': 1 });
  });

  it('guards a version without appending to that stream', async () => {
    await store.append(appendTo('guard/1', 'none'));
    const { meta } = appendTo('guard/1', 1);
    const guarded = (expected: number) => store.append({ streams: [{ stream: 'guard/1', expected, events: [] }, { stream: 'guarded/1', expected: 'any', events: [happened()] }], meta });
    await expect(guarded(0)).rejects.toBeInstanceOf(ConflictError);
    expect((await guarded(1)).versions).toEqual({ 'guard/1': 1, 'guarded/1': 1 });
  });

  it('stores effects with the events or not at all, and harms no neighbour in the batch', async () => {
    const take = (id: string, mustChange = 1) => ({ text: 'INSERT INTO log.inbox VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', values: ['spec', 'source', id], mustChange });
    const results = await Promise.allSettled([
      store.append(appendTo('effect/1', 'none', [happened()], [take('1')])),
      store.append(appendTo('effect/2', 'none', [happened()], [take('2'), take('2')])),
      store.append(appendTo('effect/3', 'none', [happened()], [{ text: 'SELECT 1/0', values: [] }])),
      store.append(appendTo('effect/4', 'none')),
      store.append({ ...appendTo('effect/5', 'any', []), streams: [], also: [take('5')] }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: expect.any(EffectFailed) as unknown });
    expect(results[2]).toMatchObject({ reason: { code: '22012' } });
    expect((await log.query(`SELECT message_id FROM log.inbox WHERE consumer = 'spec' ORDER BY 1`)).map((row) => row.message_id)).toEqual(['1', '5']);
    expect(await Promise.all([1, 2, 3, 4].map(async (n) => (await store.load(`effect/${n}`)).version))).toEqual([1, 0, 0, 1]);
  });

  it('refuses what the log could not keep, before anything is queued', async () => {
    const before = await store.head();
    const refused = (event: object, stream = 'note/r') => store.append(appendTo(stream, 'any', [event as never]));
    await expect(refused({ type: 'NoteTaken', data: { area: 120.5 } })).rejects.toThrow('Expected to append event NoteTaken.data.area, but 120.5 is not an integer');
    await expect(refused({ type: 'note taken', data: {} })).rejects.toThrow('not in PascalCase');
    await expect(refused(happened(), 'no-category')).rejects.toThrow('not <category>/<key>');
    await expect(refused(happened({ text: 'x'.repeat(300_000) }))).rejects.toThrow('bytes of at most');
    const { streams, meta } = appendTo('note/r', 'any');
    for (const at of ['2026-06-09 08:02', '0001-01-01T00:00:00+07:00', '9999-12-31T23:00:00-07:00']) await expect(store.append({ streams, meta: { ...meta, at } })).rejects.toThrow('not RFC 3339');
    for (const cause of ['lienthong.test/intake#01', 'lienthong.test#1', 'lienthong.test/Intake#1']) await expect(store.append({ streams, meta: { ...meta, cause } })).rejects.toThrow('it is not <origin>#<index>');
    await expect(store.append({ streams, meta: { ...meta, actor: { role: 'officer', unit: 'Nguyễn Thị', id: 'x' } } })).rejects.toThrow('not the code of an organisation');
    expect(await store.head()).toEqual(before);
  });

  it('brings old shapes up to date when they are read, and writes the newest', async () => {
    await store.append(appendTo('old/1', 'none', [{ type: 'NoteTaken', data: { text: 'a' }, schema: 1 }]));
    const newer = log.open({ upcasters: { NoteTaken: [({ text }: { text: string }) => ({ lines: [text] }), ({ lines }: { lines: string[] }) => ({ lines, count: lines.length })] } });
    await newer.append(appendTo('old/1', 1, [happened({ lines: [], count: 0 })]));
    const { events } = await newer.load('old/1');
    expect(events.map(({ data, schema }) => ({ data, schema }))).toEqual([{ data: { lines: ['a'], count: 1 }, schema: 1 }, { data: { lines: [], count: 0 }, schema: 3 }]);
  });

  it('refuses a database that holds the log of another origin', async () => {
    const other = log.open({ origin: 'lienthong.test/postal' });
    await expect(other.append(appendTo('note/o', 'any'))).rejects.toThrow('but the database holds lienthong.test/tax');
  });
});
