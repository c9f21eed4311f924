import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStore, migrateDatabase, newDossierRef, prepareDatabase, type DatabaseUrls } from '@lienthong/event-store';
import { dropDatabase, freshDatabase } from '@lienthong/testing';
import pg from 'pg';
import { sampleAnnouncements } from '../spec-facts.js';
import type { FeedQuery } from './feed-query.js';
import { FeedReader } from './feed-reader.js';

const ORIGIN = 'lienthong.test/tax';

describe('a service’s feed', () => {
  let urls: DatabaseUrls;
  let pool: pg.Pool;
  let store: EventStore;
  let reader: FeedReader;
  const never = new AbortController().signal;
  const dossiers = { D1: newDossierRef('D1'), D2: newDossierRef('D2') };

  beforeEach(async () => {
    urls = await freshDatabase('tax', prepareDatabase);
    await migrateDatabase({ ownerUrl: urls.ownerUrl });
    pool = new pg.Pool({ connectionString: urls.serviceUrl, max: 4 });
    store = new EventStore({ pool, origin: ORIGIN, isFact: sampleAnnouncements.isFact });
    reader = new FeedReader({ store, announcements: sampleAnnouncements, origin: ORIGIN, waitingLimit: 2 });
  });
  afterEach(async () => {
    reader.close();
    await store.close();
    await pool.end();
    await dropDatabase(urls.database);
  });

  const settled = (paid: number) => ({ type: 'ObligationSettled', data: { notice: 'TB', paid } });
  const offered = (task: string) => ({ type: 'TaskOffered', data: { task, inputs: {} } });
  const corrected = { type: 'ObligationCorrected', data: {} };
  const append = (dossier: keyof typeof dossiers, ...events: readonly { type: string; data: object }[]) =>
    store.append({ streams: [{ stream: `obligation/${dossier}`, expected: 'any', events }], meta: { actor: { role: 'clock' }, at: '2026-01-05T09:30:00+07:00', dossier: dossiers[dossier] } });
  const read = (query: Partial<FeedQuery>, signal = never) => reader.read({ after: 0, types: [], waitSeconds: 0, limit: 500, ...query }, signal);
  const numbers = async (query: Partial<FeedQuery>) => {
    const { facts, next } = await read(query);
    return [facts.map(({ sequence }) => Number(sequence)), next];
  };

  it('gives the facts by number, without the private events between them', async () => {
    await append('D1', settled(1), corrected, settled(2));
    await append('D2', corrected, settled(3));
    const { facts, next } = await read({});
    assert.deepEqual(facts.map(({ sequence, logindex, data }) => [sequence, logindex, data['paid']]), [['1', '0', '1'], ['2', '2', '2'], ['3', '4', '3']]);
    assert.equal(next, 3);
    assert.deepEqual(await numbers({ after: 1, limit: 1 }), [[2], 2]);
    assert.deepEqual(await numbers({ after: 3 }), [[], 3]);
  });

  it('gives one dossier’s facts, or one type’s, and says how far it has looked', async () => {
    await append('D1', settled(1), offered('a'), settled(2));
    await append('D2', settled(3), offered('b'));
    assert.deepEqual(await numbers({ subject: 'D1' }), [[1, 2, 3], 5]);
    assert.deepEqual(await numbers({ subject: 'D3' }), [[], 5]);
    assert.deepEqual(await numbers({ types: ['lienthong.processing.v1.TaskOffered'] }), [[2, 5], 5]);
    assert.deepEqual(await numbers({ types: ['lienthong.processing.v1.TaskOffered'], limit: 1 }), [[2], 2]);
    assert.deepEqual(await numbers({ types: ['lienthong.tax.v1.ObligationSettled'], after: 1, limit: 2 }), [[3, 4], 4]);
  });

  /** When its time is up, a wait answers with nothing, whatever there is: a wait that answers with a fact was woken by it. */
  const LONG = 300;
  const untilWaiting = async (count: number): Promise<void> => {
    while (reader.waiting < count) await pause(5);
  };

  it('waits for a fact and answers as soon as there is one', async () => {
    const waiting = read({ waitSeconds: LONG });
    await pause(100);
    await append('D1', corrected); // a private event wakes nobody for good
    await pause(100);
    await append('D1', settled(1));
    assert.deepEqual((await waiting).facts.map(({ sequence }) => sequence), ['1']);
  });

  it('wakes whoever waits when another replica appends', async () => {
    const otherPool = new pg.Pool({ connectionString: urls.serviceUrl, max: 2 });
    const other = new EventStore({ pool: otherPool, origin: ORIGIN, isFact: sampleAnnouncements.isFact });
    const waiting = read({ waitSeconds: LONG });
    await untilWaiting(1);
    await other.append({ streams: [{ stream: 'obligation/D1', expected: 'any', events: [settled(1)] }], meta: { actor: { role: 'clock' }, at: '2026-01-05T09:30:00+07:00', dossier: dossiers.D1 } });
    assert.equal((await waiting).facts.length, 1);
    await other.close();
    await otherPool.end();
  });

  it('goes on waiting while only other dossiers have news', async () => {
    const waiting = read({ waitSeconds: LONG, subject: 'D2' });
    await pause(50);
    await append('D1', settled(1));
    await pause(100);
    await append('D2', settled(2));
    assert.deepEqual((await waiting).facts.map(({ sequence }) => sequence), ['2']);
  });

  it('answers empty when the time is up, the client is gone, too many wait or the service stops', async () => {
    const startedAt = performance.now();
    assert.deepEqual(await read({ waitSeconds: 1 }), { facts: [], next: 0 });
    assert.ok(performance.now() - startedAt >= 990);

    const gone = new AbortController();
    const [first, second] = [read({ waitSeconds: LONG }, gone.signal), read({ waitSeconds: LONG })];
    await untilWaiting(2);
    assert.deepEqual(await read({ waitSeconds: LONG }), { facts: [], next: 0 }); // two wait already
    gone.abort();
    assert.deepEqual(await first, { facts: [], next: 0 });
    reader.close();
    assert.deepEqual(await Promise.race([second, pause(60_000, 'still waits', { ref: false })]), { facts: [], next: 0 });
  });
});
