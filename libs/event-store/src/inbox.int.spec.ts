import { setTimeout as pause } from 'node:timers/promises';
import { breakConnections } from '@lienthong/testing';
import { CannotHandle, Inbox } from './index.js';
import type { EventStore, HandleMessage, InboxMessage } from './index.js';
import { appendTo, happened, specLog } from './spec-log.js';
import type { SpecLog } from './spec-log.js';

const SOURCE = 'lienthong.test/processing';
let log: SpecLog;
let store: EventStore;
beforeAll(async () => {
  log = await specLog();
  store = log.open();
});
afterAll(() => log.close());

const message = (position: number, key: string): InboxMessage => ({ id: String(position), key, position, envelope: { source: SOURCE, data: { position } } });
/** Appends one event per message to the stream of its key, so that effects can be counted and their order seen. */
const toStream = (prefix: string): HandleMessage => ({ key, position }) => Promise.resolve(appendTo(`${prefix}/${key}`, 'any', [happened({ position })]));
const effects = async (prefix: string, key: string): Promise<number[]> =>
  (await store.load(`${prefix}/${key}`)).events.map(({ data }) => (data as { position: number }).position);

describe('inbox', () => {
  it('gives each message one effect, in order by key, however often it is delivered', async () => {
    const inbox = new Inbox(store, { consumer: 'order' });
    const messages = Array.from({ length: 60 }, (_, index) => message(index + 1, `k${index % 3}`));
    expect(await inbox.cursor(SOURCE)).toBe(-1);
    await inbox.handleBatch(SOURCE, messages.slice(0, 40), toStream('order'));
    await inbox.handleBatch(SOURCE, [...messages, ...messages.slice(50)], toStream('order'));
    await inbox.handleBatch('another/partition', messages, toStream('order'));
    for (const [index, key] of ['k0', 'k1', 'k2'].entries()) {
      expect(await effects('order', key)).toEqual(Array.from({ length: 20 }, (_, n) => n * 3 + index + 1));
    }
    expect(await inbox.cursor(SOURCE)).toBe(60);
  });

  it('gives one effect when two consumers get the same messages at once', async () => {
    const [left, right] = [new Inbox(store, { consumer: 'race' }), new Inbox(log.open(), { consumer: 'race' })];
    const messages = Array.from({ length: 40 }, (_, index) => message(index + 1, `k${index % 4}`));
    await Promise.all([left.handleBatch(SOURCE, messages, toStream('race')), right.handleBatch(SOURCE, messages, toStream('race'))]);
    expect(await effects('race', 'k0')).toEqual([1, 5, 9, 13, 17, 21, 25, 29, 33, 37]);
    expect(await log.query(`SELECT count(*)::int AS n FROM log.inbox WHERE consumer = 'race'`)).toEqual([{ n: 40 }]);
  });

  it('records what leads to nothing, and never after what came behind it', async () => {
    const inbox = new Inbox(store, { consumer: 'quiet' });
    const seen: number[] = [];
    const everyThird: HandleMessage = (each) => {
      seen.push(each.position);
      return each.position % 3 === 0 ? toStream('quiet')(each) : Promise.resolve('nothing');
    };
    await inbox.handleBatch(SOURCE, [1, 2, 3, 4].map((n) => message(n, 'k')), everyThird);
    await inbox.handleBatch(SOURCE, [1, 2, 3, 4].map((n) => message(n, 'k')), everyThird);
    expect(seen).toEqual([1, 2, 3, 4]);
    expect(await effects('quiet', 'k')).toEqual([3]);
  });

  it('parks the key of a message that cannot be handled, and lets others pass', async () => {
    const inbox = new Inbox(store, { consumer: 'park' });
    const handle: HandleMessage = (each) => {
      if (each.position === 2) throw new CannotHandle('UNKNOWN_TYPE', 'no such fact');
      if (each.position === 7) throw new TypeError('undefined is not a function');
      return toStream('park')(each);
    };
    await inbox.handleBatch(SOURCE, [message(1, 'bad'), message(2, 'bad'), message(3, 'bad'), message(4, 'good')], handle);
    await inbox.handleBatch(SOURCE, [message(5, 'bad'), message(6, 'good'), message(7, 'buggy')], handle);
    expect(await effects('park', 'good')).toEqual([4, 6]);
    expect(await effects('park', 'bad')).toEqual([1]);
    expect((await inbox.parked()).map(({ position, code, because, attempts, envelope }) => ({ position, code, because, attempts, envelope }))).toEqual([
      { position: 7, code: 'UNEXPECTED', because: 'TypeError: undefined is not a function', attempts: 1, envelope: message(7, '').envelope },
      { position: 5, code: 'WAITS_BEHIND', because: 'an earlier message of its key is parked', attempts: 0, envelope: message(5, '').envelope },
      { position: 3, code: 'WAITS_BEHIND', because: 'an earlier message of its key is parked', attempts: 0, envelope: message(3, '').envelope },
      { position: 2, code: 'UNKNOWN_TYPE', because: 'no such fact', attempts: 1, envelope: message(2, '').envelope },
    ]);
    expect(await inbox.cursor(SOURCE)).toBe(7);
  });

  it('retries on the park itself, and those behind follow in order', async () => {
    const inbox = new Inbox(store, { consumer: 'retry' });
    let broken = true;
    const handle: HandleMessage = (each) => {
      if (broken && each.position !== 4) throw new CannotHandle('NOT_YET', 'still broken');
      return toStream('retry')(each);
    };
    await inbox.handleBatch(SOURCE, [1, 2, 3].map((n) => message(n, 'k')), handle);
    const [third, , first] = await inbox.parked();
    expect(await inbox.retry(third?.id ?? 0, 'admin-1')).toMatchObject({ kind: 'rejected', rejection: { code: 'WAITS_BEHIND' } });
    expect(await inbox.retry(first?.id ?? 0, 'admin-1')).toEqual({ kind: 'accepted', handled: 0, stillParked: 3 });
    expect((await inbox.parked()).at(-1)).toMatchObject({ attempts: 2, code: 'NOT_YET' });
    broken = false;
    expect(await inbox.retry(first?.id ?? 0, 'admin-1')).toEqual({ kind: 'accepted', handled: 3, stillParked: 0 });
    await inbox.handleBatch(SOURCE, [1, 2, 3, 4].map((n) => message(n, 'k')), handle);
    expect(await effects('retry', 'k')).toEqual([1, 2, 3, 4]);
    expect(await inbox.retry(first?.id ?? 0, 'admin-1')).toMatchObject({ kind: 'rejected', rejection: { code: 'NOT_PARKED' } });
    expect((await inbox.parked({ status: 'handled' })).map(({ position, resolvedBy }) => [position, resolvedBy])).toEqual([[3, 'admin-1'], [2, 'admin-1'], [1, 'admin-1']]);
  });

  it('discards with a reason and goes on with the rest', async () => {
    const inbox = new Inbox(store, { consumer: 'discard' });
    const handle: HandleMessage = (each) => {
      if (each.position === 1) throw new CannotHandle('BROKEN', 'never');
      return toStream('discard')(each);
    };
    await inbox.handleBatch(SOURCE, [1, 2, 3].map((n) => message(n, 'k')), handle);
    const first = (await inbox.parked()).at(-1);
    expect(await inbox.discard(first?.id ?? 0, 'admin-1', 'sent by mistake')).toEqual({ kind: 'accepted', handled: 2, stillParked: 0 });
    expect(await effects('discard', 'k')).toEqual([2, 3]);
    expect(await inbox.parked({ status: 'discarded' })).toEqual([expect.objectContaining({ position: 1, reason: 'sent by mistake', resolvedBy: 'admin-1' })]);
    expect(await inbox.discard(first?.id ?? 0, 'admin-1', 'again')).toMatchObject({ kind: 'rejected', rejection: { code: 'NOT_PARKED' } });
  });

  it('goes on with messages whose blocker was resolved by a process that ended before it went on', async () => {
    const inbox = new Inbox(store, { consumer: 'orphan' });
    const handle: HandleMessage = (each) => {
      if (each.position === 1) throw new CannotHandle('BROKEN', 'never');
      return toStream('orphan')(each);
    };
    await inbox.handleBatch(SOURCE, [message(1, 'k'), message(2, 'k')], handle);
    await log.query(`UPDATE log.parked SET status = 'discarded' WHERE consumer = 'orphan' AND position = 1`);
    await new Inbox(store, { consumer: 'orphan' }).handleBatch(SOURCE, [message(3, 'k')], handle);
    expect(await effects('orphan', 'k')).toEqual([2, 3]);
  });

  it('tries transient failures again and never parks them; conflicts are decided anew', async () => {
    const inbox = new Inbox(store, { consumer: 'transient' });
    let [failures, conflicts] = [0, 0];
    const handle: HandleMessage = async (each) => {
      if ((failures += 1) <= 2) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      const { version } = await store.load('transient/k');
      if ((conflicts += 1) === 1) await store.append(appendTo('transient/k', 'any', [happened({ position: 0 })]));
      return appendTo('transient/k', version, [happened({ position: each.position })]);
    };
    await inbox.handleBatch(SOURCE, [message(1, 'k')], handle);
    expect(await effects('transient', 'k')).toEqual([0, 1]);
    expect(await inbox.parked()).toEqual([]);
  });

  it('rides out broken connections to the database', async () => {
    const inbox = new Inbox(store, { consumer: 'outage' });
    const messages = Array.from({ length: 200 }, (_, index) => message(index + 1, `k${index % 20}`));
    const handling = inbox.handleBatch(SOURCE, messages, async (each) => {
      if (each.position % 50 === 0) await breakConnections(log.urls.database).catch(() => undefined);
      return toStream('outage')(each);
    });
    await handling;
    expect(await Promise.all([0, 19].map((n) => effects('outage', `k${n}`)))).toEqual([
      Array.from({ length: 10 }, (_, n) => n * 20 + 1), Array.from({ length: 10 }, (_, n) => n * 20 + 20),
    ]);
    expect(await inbox.parked()).toEqual([]);
  });

  it('stops on its signal without acknowledging what is not recorded', async () => {
    const inbox = new Inbox(store, { consumer: 'stop' });
    const stop = new AbortController();
    const handling = inbox.handleBatch(SOURCE, [message(1, 'k')], () => Promise.reject(Object.assign(new Error('down'), { code: '57P03' })), stop.signal);
    void pause(50).then(() => stop.abort());
    await expect(handling).rejects.toThrow();
    expect(await inbox.cursor(SOURCE)).toBe(-1);
    await inbox.handleBatch(SOURCE, [message(1, 'k')], toStream('stop'));
    expect(await effects('stop', 'k')).toEqual([1]);
  });
});
