import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { breakConnections } from '@lienthong/testing';
import { beginAtHead } from './log-statements.js';
import { appendTo, happened, specLog } from './spec-log.js';
import type { SpecLog } from './spec-log.js';
import { WriterConnection } from './writer-connection.js';

let log: SpecLog;
beforeAll(async () => { log = await specLog(); });
afterAll(() => log.close());

/** Starts a writer, kills it with SIGKILL in the middle of its work, and returns the last append of each stream it was told is durable. */
async function writeUntilKilled(name: string, afterMs: number): Promise<Map<string, number>> {
  const child = spawn(process.execPath, ['--no-warnings', fileURLToPath(new URL('./spec-crash-writer.js', import.meta.url)), log.urls.serviceUrl, name], { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => { told += chunk.toString(); });
  while (!told.includes('\n') && child.exitCode === null) await pause(10);
  await pause(afterMs);
  child.kill('SIGKILL');
  await once(child, 'close');
  return new Map(told.split('\n').slice(0, -1).map((line) => line.split(' ') as [string, string]).map(([stream, n]) => [stream, Number(n)]));
}

describe('a writer killed in the middle of its work', () => {
  it('loses nothing that it was told is durable, and leaves whole appends only', async () => {
    const told = await Promise.all([writeUntilKilled('a', 250), writeUntilKilled('b', 400)]);
    const store = log.open();
    const appended = told.flatMap((each) => [...each]);
    expect(appended.length).toBeGreaterThan(16);
    for (const [stream, n] of appended) {
      const { events } = await store.load(stream);
      const parts = events.map(({ data }) => data as { n: number; part: string });
      expect(parts.length % 2).toBe(0);
      expect(parts).toEqual(Array.from({ length: parts.length / 2 }, (_, each) => [{ n: each, part: 'first' }, { n: each, part: 'second' }]).flat());
      expect(parts.length / 2).toBeGreaterThan(n);
    }
    const [dense] = await log.query(`SELECT count(*) = max(log_index) + 1 AND count(*) = max(fact_number) AS dense,
      max(log_index) = (SELECT position FROM log.head) AS at_head FROM log.events`);
    expect(dense).toEqual({ dense: true, at_head: true });
    // Effects came with their events: one inbox row for every pair of a stream that records them.
    const [effects] = await log.query(`SELECT (SELECT count(*) FROM log.inbox WHERE consumer = 'crash')::int AS rows,
      (SELECT count(*) / 2 FROM log.events e JOIN log.streams s ON s.id = e.stream_id WHERE s.name ~ '^crash/.-(0|4|8|12)$')::int AS pairs`);
    expect(effects.rows).toBe(effects.pairs);
    expect((await store.append(appendTo('after/1', 'none'))).versions).toEqual({ 'after/1': 1 });
  });

  it('outlives a connection that breaks in its hands between two statements', async () => {
    const { pool } = log.open();
    const client = await pool.connect();
    await client.query('BEGIN');
    await breakConnections(log.urls.database);
    await pause(200);
    await expect(client.query('SELECT 1')).rejects.toThrow(/not queryable|terminat/i);
    client.release();
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('finds out what became of appends whose connection broke, and doubles none', async () => {
    const store = log.open();
    const written = new AbortController();
    const breaker = (async () => { while (!written.signal.aborted) { await breakConnections(log.urls.database); await pause(30); } })();
    const versions = await Promise.all(Array.from({ length: 10 }, async (_, writer) => {
      let version = 0;
      for (let n = 0; n < 60; n += 1) version = (await store.append(appendTo(`broken/${writer}`, version, [happened({ n })]))).versions[`broken/${writer}`] ?? -1;
      return version;
    })).finally(() => written.abort());
    await breaker;
    expect(versions).toEqual(Array.from({ length: 10 }, () => 60));
    expect((await store.load('broken/3')).events.map(({ data }) => (data as { n: number }).n)).toEqual(Array.from({ length: 60 }, (_, n) => n));
  });

  it('does not hold up the others for long when it stops with the lock of the head', async () => {
    const stopped = new WriterConnection(log.pool());
    const start = performance.now();
    await beginAtHead(await stopped.get());
    expect((await log.open().append(appendTo('held/1', 'none'))).versions).toEqual({ 'held/1': 1 });
    expect(performance.now() - start).toBeGreaterThan(1_000);
    await stopped.close();
  });
});
