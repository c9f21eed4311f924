import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { EffectFailed, Leases } from './index.js';
import type { EventStore, Lease } from './index.js';
import { appendTo, specLog } from './spec-log.js';
import type { SpecLog } from './spec-log.js';

const TTL_MS = 400;
let log: SpecLog;
let store: EventStore;
beforeAll(async () => {
  log = await specLog();
  store = log.open();
});
afterAll(() => log.close());

/** Work that ends with its lease, and the leases it was given. */
function recorder(): { given: Lease[]; work(lease: Lease): Promise<void> } {
  const given: Lease[] = [];
  return {
    given,
    async work(lease) {
      given.push(lease);
      if (!lease.lost.aborted) await once(lease.lost, 'abort');
    },
  };
}

async function until(condition: () => boolean, limitMs = 30_000): Promise<void> {
  for (const end = performance.now() + limitMs; !condition() && performance.now() < end;) await pause(5);
  expect(condition()).toBe(true);
}

describe('leases', () => {
  it('lets one of many work, and the next when it stops', async () => {
    const records = [recorder(), recorder()];
    const handles = records.map(({ work }) => new Leases({ pool: log.pool(), ttlMs: TTL_MS }).hold('one', work));
    await until(() => handles.some((handle) => handle.held()));
    await pause(TTL_MS * 2);
    expect(handles.filter((handle) => handle.held())).toHaveLength(1);
    const owner = handles.findIndex((handle) => handle.held());
    await handles[owner]?.stop();
    await until(() => handles[1 - owner]?.held() === true);
    expect(records[1 - owner]?.given[0]?.epoch).toBe(2);
    await handles[1 - owner]?.stop();
  });

  it('stops also an owner that was still asking for the lease', async () => {
    const { work } = recorder();
    const handle = new Leases({ pool: log.pool(), ttlMs: TTL_MS }).hold('asking', work);
    const stopped = handle.stop().then(() => 'stopped');
    expect(await Promise.race([stopped, pause(30_000, 'still at work', { ref: false })])).toBe('stopped');
  });

  it('replaces an owner that was paused, and refuses what it stores when it wakes up', async () => {
    const { given, work } = recorder();
    const paused = new Leases({ pool: log.pool(), ttlMs: TTL_MS }).hold('fenced', work);
    await until(() => given.length === 1);
    const [stale] = given as [Lease];
    expect(await store.append(appendTo('fenced/1', 'none', undefined, [stale.fence()]))).toMatchObject({ versions: { 'fenced/1': 1 } });
    // As if the owner had slept through its time: its row runs out although it goes on renewing.
    await log.query(`UPDATE log.leases SET until = now() - interval '1 s', owner = gen_random_uuid() WHERE name = 'fenced'`);
    const next = recorder();
    const successor = new Leases({ pool: log.pool(), ttlMs: TTL_MS }).hold('fenced', next.work);
    await until(() => next.given.length === 1);
    await expect(store.append(appendTo('fenced/1', 1, undefined, [stale.fence()]))).rejects.toBeInstanceOf(EffectFailed);
    await until(() => stale.lost.aborted);
    expect(await store.append(appendTo('fenced/1', 1, undefined, [(next.given[0] as Lease).fence()]))).toMatchObject({ versions: { 'fenced/1': 2 } });
    await Promise.all([paused.stop(), successor.stop()]);
  });

  it('is not taken over while a transaction with its fence is open', async () => {
    const { given, work } = recorder();
    const handle = new Leases({ pool: log.pool(), ttlMs: TTL_MS }).hold('open', work);
    await until(() => given.length === 1);
    const client = await log.pool().connect();
    const { text, values } = (given[0] as Lease).fence();
    await client.query('BEGIN');
    await client.query(text, [...values]);
    const next = recorder();
    const successor = new Leases({ pool: log.pool(), ttlMs: TTL_MS }).hold('open', next.work);
    await pause(TTL_MS * 3);
    expect(next.given).toEqual([]);
    await client.query('COMMIT');
    client.release();
    await Promise.all([handle.stop(), successor.stop()]);
  });

  it('gives the lease back when its work fails, and takes it again', async () => {
    let runs = 0;
    const handle = new Leases({ pool: log.pool(), ttlMs: TTL_MS }).hold('failing', () => {
      runs += 1;
      return Promise.reject(new Error('no'));
    });
    await until(() => runs >= 2);
    await handle.stop();
    expect(handle.held()).toBe(false);
  });
});
