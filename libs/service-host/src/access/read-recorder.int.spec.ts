import { EventStore, migrateDatabase, prepareDatabase, type Appended, type AppendRequest, type DatabaseUrls } from '@lienthong/event-store';
import { dropDatabase, freshDatabase } from '@lienthong/testing';
import pg from 'pg';
import { createLog } from '../log.js';
import { Metrics } from '../operations/metrics.js';
import { ReadCounters } from './read-counters.js';
import { ReadRecorder, type AnsweredRead } from './read-recorder.js';

const NOWHERE = 'postgres://u:p@127.0.0.1:9/d';

let urls: DatabaseUrls;
beforeAll(async () => {
  urls = await freshDatabase('tax', prepareDatabase);
  await migrateDatabase({ ownerUrl: urls.ownerUrl });
});
afterAll(async () => { await dropDatabase(urls.database); });

const readBy = (subject: string): AnsweredRead => ({
  shows: 'dossier', dossierCode: 'D-1', file: null, what: 'GET /x', at: new Date().toISOString(), traceParent: undefined, actor: { role: 'citizen', id: subject },
  reader: { subject, name: subject, agency: '', unit: '', roles: ['citizen'] }, ground: { purpose: 'own-dossier', purposeStated: false, withheldUntil: null, ground: null },
});

/** The answer to its first appends is lost with the connection, after they became durable. */
class StoreOnABadLine extends EventStore {
  private lost = 0;

  override async append(request: AppendRequest): Promise<Appended> {
    const appended = await super.append(request);
    if ((this.lost += 1) <= 4) throw Object.assign(new Error('the line broke'), { code: 'ECONNRESET' });
    return appended;
  }
}

/** `address`: of a database that is there, or of none. */
function recorderOn(address: string, limits: object = {}, Store = EventStore) {
  const pool = new pg.Pool({ connectionString: address, max: 3 });
  const store = new Store({ pool, origin: 'lienthong.test/tax', isFact: () => false });
  const counters = new ReadCounters(new Metrics(false));
  const recorder = new ReadRecorder({ store, counters, log: createLog({ service: 'tax', logLevel: 'silent' }), ...limits });
  const figure = async (name: string) => (await counters.metrics.registry.getSingleMetricAsString(`lienthong_reads_${name}`)).split('\n').at(-1)?.split(' ')[1];
  return { recorder, store, figure, close: async () => { await recorder.stop(); await store.close(); await pool.end(); } };
}

describe('the recorder of reads', () => {
  it('lets a read wait where too many are pending, and answers it once there is room', async () => {
    const { recorder, store, figure, close } = recorderOn(urls.serviceUrl, { mostPending: 3 });
    for (const subject of ['a', 'b', 'c']) expect(recorder.record(readBy(subject))).toBeUndefined();
    const waiting = recorder.record(readBy('d'));
    expect([waiting, await figure('pending'), await figure('waited_total')]).toEqual([expect.any(Promise), '3', '1']);
    await waiting;
    await recorder.stop();
    expect((await store.read({ after: -1, limit: 10 })).map(({ actorId }) => actorId)).toEqual(['a', 'b', 'c', 'd']);
    await close();
    expect([await figure('recorded_total'), await figure('lost_total'), await figure('pending')]).toEqual(['4', '0', '0']);
  });

  it('does not answer a read that the log cannot take at all', async () => {
    const { recorder, figure, close } = recorderOn(NOWHERE, { mostPending: 1, longestWaitMs: 100, stopWithinMs: 100 });
    void recorder.record(readBy('a'));
    await expect(recorder.record(readBy('b'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await close();
    expect([await figure('recorded_total'), await figure('lost_total')]).toEqual(['0', '1']);
  });

  it('keeps what fails, and says at a stop what it could not enter', async () => {
    const { recorder, figure, close } = recorderOn(NOWHERE, { stopWithinMs: 100 });
    for (const subject of ['a', 'b']) void recorder.record(readBy(subject));
    await close();
    expect(Number(await figure('failures_total'))).toBeGreaterThan(0);
    expect(await figure('lost_total')).toBe('2');
  });

  it('enters each once when it is not told whether they were entered', async () => {
    const { recorder, store, figure, close } = recorderOn(urls.serviceUrl, {}, StoreOnABadLine);
    const { position } = await store.head();
    const subjects = ['u', 'v', 'w', 'x', 'y', 'z'];
    for (const subject of subjects) void recorder.record(readBy(subject));
    await recorder.stop();
    expect((await store.read({ after: position, limit: 100 })).map(({ actorId }) => actorId)).toEqual(subjects);
    expect([await figure('recorded_total'), await figure('failures_total'), await figure('lost_total')]).toEqual(['6', '1', '0']);
    await close();
  });

  it('writes many in their order, each at its place in one stream', async () => {
    const { recorder, store, figure } = recorderOn(urls.serviceUrl);
    const { position } = await store.head();
    for (let number = 0; number < 450; number += 1) void recorder.record(readBy(`many-${number}`));
    await recorder.stop();
    const events = await store.read({ after: position, limit: 1_000 });
    expect(events.map(({ actorId, version }) => [actorId, version])).toEqual(Array.from({ length: 450 }, (_, number) => [`many-${number}`, number + 1]));
    expect(new Set(events.map(({ stream }) => stream)).size).toBe(1);
    expect(await figure('recorded_total')).toBe('450');
    await store.close();
    await store.pool.end();
  });
});
