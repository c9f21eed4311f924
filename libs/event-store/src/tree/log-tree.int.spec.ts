import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { HASH_BYTES, leafHash, readBundle, tilesOfSize, verifyConsistency, verifyInclusion } from '@lienthong/transparency-log';
import type { EventStore } from '../index.js';
import { newDossierRef } from '../index.js';
import { appendTo, happened, specLog } from '../spec-log.js';
import type { SpecLog } from '../spec-log.js';
import { caughtUp, entriesOf, rootOfEntries, treeOver, TTL_MS, until } from './spec-tree.js';

let log: SpecLog;
beforeEach(async () => { log = await specLog(); });
afterEach(() => log.close());

/** Appends of several events by several writers at once, some of them of a dossier, one with an effect. */
async function appendMany(store: EventStore, name: string, rounds: number): Promise<void> {
  const dossier = newDossierRef(`${name}-0001`);
  await Promise.all(Array.from({ length: 6 }, async (_, writer) => {
    for (let n = 0; n < rounds; n += 1) {
      const request = appendTo(`obligation/${name}-${writer}`, 'any', Array.from({ length: (n % 7) + 1 }, (__, each) => happened({ n, each }, each === 0 ? 'ObligationSettled' : 'NoteTaken')));
      const also = writer === 0 ? [{ text: 'INSERT INTO log.inbox VALUES ($1, $2, $3)', values: ['tax', name, `${n}`] }] : [];
      await store.append({ ...request, also, meta: { ...request.meta, dossier: writer % 2 === 0 ? dossier : null, ...(writer === 1 ? { cause: 'lienthong.test/intake#12' } : {}) } });
    }
  }));
}

/** Tiles and root are those of the entries alone, and nothing more is stored. */
async function expectTreeOfLog(reader: ReturnType<typeof treeOver>): Promise<Buffer[]> {
  const entries = await entriesOf(log);
  expect(await reader.size()).toBe(entries.length);
  expect(await reader.root(entries.length)).toEqual(rootOfEntries(entries));
  const stored = await log.query('SELECT level, index::int, length(hashes) / 32 AS width FROM log.tiles ORDER BY 1, 2');
  expect(stored).toEqual(tilesOfSize(entries.length));
  for (const { index, width } of tilesOfSize(entries.length).filter(({ level }) => level === 0)) {
    expect(await reader.tile({ level: 0, index, width })).toEqual(Buffer.concat(entries.slice(index * 256, index * 256 + width).map(leafHash)));
  }
  return entries;
}

describe('the tree of a log', () => {
  it('holds what two processes appended, in the order of the log', async () => {
    const [a, b] = [log.open(), log.open()];
    const trees = [treeOver(a), treeOver(b)];
    for (const tree of trees) tree.start();
    await Promise.all([appendMany(a, 'a', 40), appendMany(b, 'b', 40)]);
    await caughtUp(trees[0]!);
    const entries = await expectTreeOfLog(trees[1]!);
    expect(entries.length).toBeGreaterThan(1_500);
    await Promise.all(trees.map((tree) => tree.stop()));
  });

  it('tells who listens how far it is, as it goes on by itself', async () => {
    const store = log.open();
    const tree = treeOver(store);
    const sizes: number[] = [];
    const stop = tree.onGrowth((size) => sizes.push(size));
    tree.start();
    await until(() => sizes.length === 1);
    const { position } = await store.append(appendTo('obligation/1', 'none', [happened(), happened()]));
    await until(() => sizes.at(-1) === position + 1);
    expect(await tree.status()).toEqual({ size: 2, behind: 0, refusing: null });
    stop();
    await tree.stop();
  });

  it('takes what its own process appends from memory, and reads no row of it again', async () => {
    const store = log.open();
    const tree = treeOver(store);
    tree.start();
    await store.append(appendTo('obligation/1', 'none'));
    await caughtUp(tree);
    const asked: number[] = [];
    const query = store.pool.query.bind(store.pool) as (...args: unknown[]) => unknown;
    Object.assign(store.pool, { query: (...args: unknown[]) => {
      const [statement] = args as [{ name?: string; values?: number[] }];
      if (statement.name === 'entries') asked.push(statement.values?.[1] ?? 0);
      return query(...args);
    } });
    await appendMany(store, 'own', 30);
    await until(async () => (await tree.size()) === (await store.head()).position + 1);
    expect(asked).toEqual([]);
    await expectTreeOfLog(tree);
    await tree.stop();
  });

  it('goes on after a restart, with what was appended while nothing built it', async () => {
    const store = log.open();
    for (const [round, name] of ['first', 'second', 'third'].entries()) {
      await appendMany(store, `${name}-before`, 5 + round);
      const tree = treeOver(store);
      tree.start();
      await appendMany(store, name, 10);
      await tree.stop();
    }
    const tree = treeOver(store);
    tree.start();
    await caughtUp(tree);
    await expectTreeOfLog(tree);
    await tree.stop();
  });

  it('is taken over from a builder that was killed, and by nobody else before', async () => {
    const child = spawn(process.execPath, ['--no-warnings', fileURLToPath(new URL('./spec-tree-writer.js', import.meta.url)), log.urls.serviceUrl, 'killed', `${TTL_MS}`], { stdio: ['ignore', 'pipe', 'inherit'] });
    let told = '';
    child.stdout.on('data', (chunk: Buffer) => { told += chunk.toString(); });
    await until(() => told.split('\n').length > 4);
    const store = log.open();
    const tree = treeOver(store);
    tree.start();
    await appendMany(store, 'beside', 5);
    child.kill('SIGKILL');
    await once(child, 'close');
    const [{ size }] = await log.query('SELECT position::int + 1 AS size FROM log.head') as [{ size: number }];
    expect(size).toBeGreaterThan(Number(told.trim().split('\n').at(-1)));
    await caughtUp(tree);
    await expectTreeOfLog(tree);
    await tree.stop();
  });

  it('is stored by no builder that has lost its lease without noticing', async () => {
    const [a, b] = [log.open(), log.open()];
    // The first sleeps through its time: it renews only once a minute.
    const [stale, next] = [treeOver(a, 240_000), treeOver(b)];
    stale.start();
    await a.append(appendTo('obligation/1', 'none'));
    await caughtUp(stale);
    await log.query(`UPDATE log.leases SET until = now() - interval '1 s' WHERE name = 'tree'`);
    next.start();
    await until(async () => (await log.query(`SELECT epoch::int FROM log.leases WHERE name = 'tree'`))[0].epoch === 2);
    await Promise.all([appendMany(a, 'a', 10), appendMany(b, 'b', 10)]);
    await caughtUp(next);
    await expectTreeOfLog(next);
    await Promise.all([stale.stop(), next.stop()]);
  });
});

describe('a bundle', () => {
  it('holds the entries as they were committed, also of events that have been erased', async () => {
    const store = log.open();
    const tree = treeOver(store);
    tree.start();
    await appendMany(store, 'bundle', 20);
    const size = await caughtUp(tree);
    const entries = await entriesOf(log);
    const erasure = log.pool(log.urls.erasureUrl);
    await erasure.query('UPDATE log.events SET salt = NULL, sealed = NULL WHERE log_index < 100');
    await erasure.query('DELETE FROM log.streams');
    await erasure.query('DELETE FROM log.dossiers');
    const widths = Array.from({ length: Math.ceil(size / 256) }, (_, index) => Math.min(256, size - index * 256));
    const read = await Promise.all(widths.map(async (width, index) => readBundle(await tree.bundle(index, width) ?? Buffer.alloc(0), width)));
    expect(read.flatMap((bundle) => (bundle.kind === 'entries' ? bundle.entries : []))).toEqual(entries);
    expect(await tree.root(size)).toEqual(rootOfEntries(entries));
    await tree.stop();
  });

  it('is not there where the log does not reach, as little as a tile', async () => {
    const store = log.open();
    const tree = treeOver(store);
    tree.start();
    await store.append(appendTo('obligation/1', 'none', [happened(), happened(), happened()]));
    await caughtUp(tree);
    expect(await tree.bundle(0, 4)).toBeUndefined();
    expect(await tree.bundle(1, 1)).toBeUndefined();
    expect(await tree.tile({ level: 0, index: 0, width: 4 })).toBeUndefined();
    expect(await tree.tile({ level: 1, index: 0, width: 1 })).toBeUndefined();
    expect(await tree.tile({ level: 0, index: 0, width: 2 })).toHaveLength(2 * HASH_BYTES);
    await expect(tree.root(4)).rejects.toThrow('Expected to read 4 hashes of tile 0/0, but 3 are stored');
    await tree.stop();
  });
});

describe('proofs from stored tiles', () => {
  it('lead every entry to every later root, and every root to the next', async () => {
    const store = log.open();
    const tree = treeOver(store);
    tree.start();
    await appendMany(store, 'proofs', 30);
    const size = await caughtUp(tree);
    const entries = await entriesOf(log);
    for (const [oldSize, newSize] of [[1, 2], [255, 256], [256, 257], [200, 512], [512, size], [size - 1, size], [0, size], [size, size]] as const) {
      const newRoot = await tree.root(newSize);
      expect(newRoot).toEqual(rootOfEntries(entries, newSize));
      expect(verifyConsistency({ oldSize, newSize, path: await tree.consistency(oldSize, newSize), oldRoot: await tree.root(oldSize), newRoot })).toBe(true);
      for (const index of [0, Math.floor(newSize / 2), newSize - 1]) {
        const proof = { index, size: newSize, leaf: leafHash(entries[index]!), path: await tree.inclusion(index, newSize) };
        expect(verifyInclusion({ ...proof, root: newRoot })).toBe(true);
        expect(verifyInclusion({ ...proof, root: rootOfEntries(entries, newSize - 1) })).toBe(false);
      }
    }
    await tree.stop();
  });
});

describe('openings of a dossier', () => {
  it('are what its events sealed, in log order, and null once erased', async () => {
    const store = log.open();
    const dossier = newDossierRef('H56.17-20260609-0001');
    const { meta } = appendTo('x', 'any');
    await store.append({ ...appendTo('obligation/1', 'none', [happened({ a: 1 })]), meta: { ...meta, dossier } });
    await store.append(appendTo('obligation/2', 'none'));
    await store.append({ ...appendTo('obligation/1', 1, [happened({ a: 2 })]), meta: { ...meta, dossier } });
    const tree = treeOver(store);
    const openings = await tree.openings(dossier.ref);
    expect(openings).toMatchObject({ code: dossier.code, salt: Buffer.from(dossier.salt ?? '', 'hex') });
    expect(openings.events.map(({ index, type, sealed, at }) => ({ index, type, sealed, at }))).toEqual([0, 2].map((index, n) => (
      { index, type: 'NoteTaken', sealed: `{"actorId":"officer-1","data":{"a":${n + 1}}}`, at: '2026-06-09T01:02:00.014Z' })));
    expect(openings.events.every(({ salt }) => salt?.length === 32)).toBe(true);
    await log.pool(log.urls.erasureUrl).query('UPDATE log.events SET salt = NULL, sealed = NULL WHERE log_index = 0');
    expect((await tree.openings(dossier.ref)).events.map(({ sealed, salt }) => [sealed, salt?.length])).toEqual([[null, undefined], ['{"actorId":"officer-1","data":{"a":2}}', 32]]);
    expect(await tree.openings('ab'.repeat(32))).toEqual({ code: null, salt: null, events: [] });
  });
});
