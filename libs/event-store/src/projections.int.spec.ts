import { setTimeout as pause } from 'node:timers/promises';
import { Leases, Projections } from './index.js';
import type { EventStore, Projection, StoredEvent } from './index.js';
import { appendTo, happened, specLog } from './spec-log.js';
import type { SpecLog } from './spec-log.js';

let log: SpecLog;
let store: EventStore;
const started: Projections[] = [];
beforeAll(async () => {
  log = await specLog();
  store = log.open();
});
afterAll(async () => {
  for (const each of started) await each.stop();
  await log.close();
});

/** Counts the events of each stream whose name begins with the projection's own. */
function counting(name: string, version = 1, weight = 1): Projection {
  return {
    name, version, tables: [`${name}_counts`],
    ddl: [`CREATE TABLE ${name}_counts (stream text PRIMARY KEY, events int NOT NULL${version > 1 ? `, note text NOT NULL DEFAULT 'v${version}'` : ''})`],
    apply: async (events, sql) => {
      const own = Map.groupBy(events.filter(({ stream }: StoredEvent) => stream.startsWith(`${name}/`)), ({ stream }) => stream);
      await sql.query(
        `INSERT INTO ${name}_counts AS c SELECT * FROM unnest($1::text[], $2::int[]) ON CONFLICT (stream) DO UPDATE SET events = c.events + excluded.events`,
        [[...own.keys()], [...own.values()].map(({ length }) => length * weight)]);
    },
  };
}

async function start(projections: readonly Projection[], leases?: Leases): Promise<Projections> {
  const running = new Projections(log.open(), projections, leases);
  started.push(running);
  await running.start();
  return running;
}

const fill = async (name: string, count: number): Promise<number> => {
  const appended = await Promise.all(Array.from({ length: count }, (_, n) => store.append(appendTo(`${name}/${n % 10}`, 'any', [happened()]))));
  return Math.max(...appended.map(({ position }) => position));
};
const total = async (name: string): Promise<number> => (await log.query(`SELECT coalesce(sum(events), 0)::int AS n FROM ${name}_counts`))[0].n as number;

describe('projections', () => {
  it('shows what was appended up to a position, and says so when it does not get there in time', async () => {
    const running = await start([counting('shown')]);
    expect(await total('shown')).toBe(0);
    const position = await fill('shown', 30);
    expect(await running.waitFor('shown', position, 30_000)).toBe(true);
    expect(await total('shown')).toBe(30);
    expect(await running.waitFor('shown', position + 1_000, 60)).toBe(false);
    expect(await running.status()).toEqual([{ name: 'shown', version: 1, generation: 1, position, behind: 0, building: null, failure: null }]);
  });

  it('is followed in one replica at a time; another takes over, and both can wait for it', async () => {
    const [left, right] = [await start([counting('moved')], new Leases({ pool: log.pool(), ttlMs: 400 })), await start([counting('moved')], new Leases({ pool: log.pool(), ttlMs: 400 }))];
    const first = await fill('moved', 20);
    expect(await Promise.all([left.waitFor('moved', first, 30_000), right.waitFor('moved', first, 30_000)])).toEqual([true, true]);
    await left.stop();
    expect(await right.waitFor('moved', await fill('moved', 20), 30_000)).toBe(true);
    expect(await total('moved')).toBe(40);
  });

  it('rebuilds beside the live one: readers never see less, and the result is compared', async () => {
    const running = await start([counting('rebuilt')]);
    await fill('rebuilt', 3_000);
    const over = new AbortController();
    const writer = (async () => { while (!over.signal.aborted) { await fill('rebuilt', 5); await pause(2); } })();
    await running.waitFor('rebuilt', (await store.head()).position, 10_000);
    const seen: number[] = [];
    const reader = (async () => { while (!over.signal.aborted) { seen.push(await total('rebuilt')); await pause(1); } })();
    const progress: number[] = [];
    const report = await running.rebuild('rebuilt', { onProgress: (position) => progress.push(position) });
    await pause(50);
    over.abort();
    await Promise.all([reader, writer]);
    expect(report).toMatchObject({ projection: 'rebuilt', generation: 2, switched: true, tables: [{ table: 'rebuilt_counts', rowsBefore: 10, rowsAfter: 10, equal: true }] });
    expect(progress.length).toBeGreaterThan(1);
    expect(seen.length).toBeGreaterThan(5);
    expect(seen.every((count, index) => count >= (seen[index - 1] ?? 0))).toBe(true);
    const { position } = await store.head();
    expect(await running.waitFor('rebuilt', position, 30_000)).toBe(true);
    expect(await total('rebuilt')).toBe((await log.query(`SELECT count(*)::int AS n FROM log.events e JOIN log.streams s ON s.id = e.stream_id WHERE s.name LIKE 'rebuilt/%'`))[0].n);
    expect(await log.query(`SELECT schema_name FROM log.projections WHERE name = 'rebuilt'`)).toEqual([{ schema_name: 'read_rebuilt_2' }]);
  });

  it('finds a read model that was tampered with, and keeps it when only asked to check', async () => {
    const running = await start([counting('checked')]);
    await running.waitFor('checked', await fill('checked', 20), 30_000);
    await log.query('UPDATE read_checked_1.checked_counts SET events = 99 WHERE stream = $1', ['checked/0']);
    expect(await running.rebuild('checked', { onlyIfEqual: true })).toMatchObject({ switched: false, tables: [{ equal: false, rowsBefore: 10, rowsAfter: 10 }] });
    expect(await total('checked')).toBe(18 + 99);
    expect(await running.rebuild('checked')).toMatchObject({ switched: true, tables: [{ equal: false }] });
    expect(await total('checked')).toBe(20);
  });

  it('builds a new version beside the old one, which newer code replaces for good', async () => {
    const old = await start([counting('upgraded')], new Leases({ pool: log.pool(), ttlMs: 400 }));
    await old.waitFor('upgraded', await fill('upgraded', 20), 30_000);
    const fresh = await start([counting('upgraded', 2, 10)], new Leases({ pool: log.pool(), ttlMs: 400 }));
    for (let n = 0; n < 1_500 && (await fresh.status())[0]?.version !== 2; n += 1) await pause(20);
    const position = await fill('upgraded', 10);
    expect(await fresh.waitFor('upgraded', position, 30_000)).toBe(true);
    expect(await log.query('SELECT stream, events, note FROM upgraded_counts ORDER BY 1 LIMIT 1')).toEqual([{ stream: 'upgraded/0', events: 30, note: 'v2' }]);
    expect((await fresh.status())[0]).toMatchObject({ version: 2, generation: 2, building: null, failure: null });
  });

  it('keeps its place when applying fails, says why, and goes on when it can', async () => {
    let broken = true;
    const projection = counting('failing');
    const running = await start([{ ...projection, apply: (events, sql) => (broken ? Promise.reject(new Error('no such column')) : projection.apply(events, sql)) }], new Leases({ pool: log.pool(), ttlMs: 400 }));
    const position = await fill('failing', 5);
    expect(await running.waitFor('failing', position, 100)).toBe(false);
    expect((await running.status())[0]).toMatchObject({ position: -1, failure: 'Error: no such column' });
    broken = false;
    expect(await running.waitFor('failing', position, 30_000)).toBe(true);
    expect(await total('failing')).toBe(5);
  });
});
