import assert from 'node:assert/strict';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Leases, migrateDatabase, prepareDatabase, type DatabaseUrls } from '@lienthong/event-store';
import { dropDatabase, freshDatabase } from '@lienthong/testing';
import pg from 'pg';
import { sampleAnnouncements, storedEvent } from '../spec-facts.js';
import type { TransportStatus } from '../transport.js';
import { BATCH_MEDIA_TYPE, NEXT_HEADER } from './feed-binding.js';
import { FeedTransport } from './feed-transport.js';

type Answer = (response: ServerResponse, url: URL, token: string) => void;

describe('facts from a feed', () => {
  let urls: DatabaseUrls;
  let pool: pg.Pool;
  let server: Server;
  let answers: Answer[] = [];
  let asked: string[] = [];
  let transports: FeedTransport[] = [];

  beforeAll(async () => {
    urls = await freshDatabase('audit', prepareDatabase);
    await migrateDatabase({ ownerUrl: urls.ownerUrl });
    pool = new pg.Pool({ connectionString: urls.serviceUrl, max: 4 });
  });
  afterAll(async () => {
    await pool.end();
    await dropDatabase(urls.database);
  });
  beforeEach(async () => {
    [answers, asked] = [[], []];
    server = createServer((request, response) => {
      const url = new URL(request.url!, 'http://feed');
      asked.push(url.pathname + url.search);
      const answer = answers.length > 1 ? answers.shift()! : answers[0] ?? nothingNew;
      answer(response, url, request.headers.authorization ?? '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  });
  afterEach(async () => {
    await Promise.all(transports.map((transport) => transport.close()));
    transports = [];
    await new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
  });

  const fact = (factNumber: number) => sampleAnnouncements.render(storedEvent({ factNumber, logIndex: factNumber }), 'lienthong.test/tax');
  const batch = (...numbers: readonly number[]): Answer => (response) =>
    void response.writeHead(200, { 'content-type': BATCH_MEDIA_TYPE, [NEXT_HEADER]: String(numbers.at(-1)) }).end(JSON.stringify(numbers.map(fact)));
  const refuse = (status: number): Answer => (response) => void response.writeHead(status).end('no');
  /** As a long poll would: a while, then empty. */
  const nothingNew: Answer = (response, url) => void setTimeout(() => {
    if (!response.destroyed) response.writeHead(200, { 'content-type': BATCH_MEDIA_TYPE, [NEXT_HEADER]: url.searchParams.get('after')! }).end('[]');
  }, 100);

  const subscribe = async (options: { start?: number; fail?: () => boolean } = {}) => {
    const heard: number[] = [];
    const statuses: [TransportStatus, string | undefined][] = [];
    const tokens: boolean[] = [];
    let cursor = options.start ?? -1;
    const { port } = server.address() as AddressInfo;
    const transport = new FeedTransport({
      feeds: { tax: `http://127.0.0.1:${port}/` }, leases: new Leases({ pool, ttlMs: 1_000 }), waitSeconds: 1, limit: 3,
      token: async (renew) => { tokens.push(renew); return renew ? 'new' : 'old'; },
    });
    transports.push(transport);
    await transport.subscribe({
      sources: ['tax'], cursor: async () => cursor,
      async onBatch(channel, facts) {
        assert.equal(channel, 'feed/tax');
        if (options.fail?.() === true) throw new Error('the database is away');
        heard.push(...facts.map(({ position }) => position));
        cursor = facts.at(-1)!.position;
      },
      onStatus: (status, error) => void statuses.push([status, error?.message]),
    });
    return { heard, statuses, tokens };
  };
  const until = async (isSo: () => boolean, what: string): Promise<void> => {
    for (const end = performance.now() + 30_000; performance.now() < end; await pause(10)) if (isSo()) return;
    throw new Error(`Expected ${what}`);
  };

  it('are asked for from where the database stands, page by page', async () => {
    answers = [batch(5, 6, 7), batch(8), nothingNew];
    const { heard } = await subscribe({ start: 4 });
    await until(() => asked.length >= 3, 'three questions');
    assert.deepEqual(heard, [5, 6, 7, 8]);
    assert.deepEqual(asked.slice(0, 3), [4, 7, 8].map((after) => `/feed?after=${after}&wait=1&limit=3`));
  });

  it('come again when the subscriber fails', async () => {
    answers = [batch(1, 2), batch(1, 2), nothingNew];
    let failures = 0;
    const { heard } = await subscribe({ fail: () => (failures += 1) === 1 });
    await until(() => heard.length > 0, 'facts');
    assert.deepEqual([heard, asked.slice(0, 2)], [[1, 2], ['/feed?after=0&wait=1&limit=3', '/feed?after=0&wait=1&limit=3']]);
  });

  it('are asked for with a new token when the old one is refused', async () => {
    answers = [(response, url, token) => (token === 'Bearer new' ? batch(1) : refuse(401))(response, url, token)];
    const { heard, tokens } = await subscribe();
    await until(() => heard.length > 0, 'facts');
    assert.deepEqual(tokens.slice(0, 2), [false, true]);
  });

  it.each<[string, Answer, RegExp]>([
    ['it is busy', (response) => void response.writeHead(503).end('later'), /it answered 503: later/],
    ['it breaks off', (response) => void response.writeHead(200, { 'content-type': BATCH_MEDIA_TYPE, 'content-length': '100' }).write('[', () => response.destroy()), /terminated/],
    ['its answer is no batch', (response) => void response.writeHead(200, { 'content-type': BATCH_MEDIA_TYPE }).end('{}'), /no JSON array/],
  ])('are asked for again when %s', async (_, answer, reason) => {
    answers = [answer, batch(1), nothingNew];
    const { heard, statuses } = await subscribe();
    await until(() => heard.length > 0, 'facts');
    const [status, error] = statuses[0]!;
    assert.equal(status, 'disconnected');
    assert.match(error!, reason);
  });

  it.each<[string, Answer, RegExp]>([
    ['forbidden', refuse(403), /it answered 403/],
    ['elsewhere', (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'), /its answer is text\/html/],
    ['endless', (response) => {
      response.writeHead(200, { 'content-type': BATCH_MEDIA_TYPE });
      const pour = (): void => { while (!response.destroyed && response.write(Buffer.alloc(1024 * 1024, ' '))); };
      response.on('drain', pour);
      pour();
    }, /larger than 16777216 bytes/],
  ])('are given up on for a while, with the reason told, when the feed is %s', async (_, answer, reason) => {
    answers = [answer];
    const { statuses } = await subscribe();
    await until(() => statuses.length > 0, 'a report');
    assert.match(statuses[0]![1]!, reason);
    const questions = asked.length;
    await pause(1_000);
    assert.equal(asked.length, questions);
  });

  it('are pulled by one replica at a time', async () => {
    const [first, second] = [await subscribe({ start: 4 }), await subscribe({ start: 4 })];
    answers = [batch(5), nothingNew];
    await until(() => first.heard.length + second.heard.length > 0, 'facts');
    await pause(1_500);
    assert.equal(first.heard.length + second.heard.length, 1);
    await transports[first.heard.length > 0 ? 0 : 1]!.close();
    answers = [batch(6), nothingNew];
    await until(() => (first.heard.length > 0 ? second : first).heard.includes(6), 'the other to go on');
  });
});
