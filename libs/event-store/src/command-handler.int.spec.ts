import { accepted, rejected } from '@lienthong/kernel';
import type { Decider, Rejection } from '@lienthong/kernel';
import { ConflictError, createCommandHandler } from './index.js';
import type { EventStore } from './index.js';
import { AT, specLog } from './spec-log.js';
import type { SpecLog } from './spec-log.js';

// An account of whole đồng, as small as a decider with every kind of answer can be.
type Event = Readonly<{ type: 'Deposited' | 'Withdrawn'; data: Readonly<{ amount: number }> }>;
type Command = Readonly<{ type: 'Deposit' | 'Withdraw' | 'Close'; data: Readonly<{ amount: number }>; at: string }>;
type State = Readonly<{ balance: number }>;
let evolved = 0;
const account: Decider<Command, State, Event, Rejection<'OVERDRAWN'>> = {
  initial: { balance: 0 },
  decide({ type, data }, { balance }) {
    if (type === 'Close') return accepted();
    if (type === 'Deposit') return accepted({ type: 'Deposited', data });
    return data.amount > balance ? rejected('OVERDRAWN', `Expected to withdraw ${data.amount}, but ${balance} is there`) : accepted({ type: 'Withdrawn', data });
  },
  evolve({ balance }, { type, data }) {
    evolved += 1;
    return { balance: balance + (type === 'Deposited' ? data.amount : -data.amount) };
  },
};

const meta = { actor: { role: 'officer', unit: 'H56.T7', id: 'o-1' }, at: AT, dossier: null } as const;
const command = (type: Command['type'], amount = 0): Command => ({ type, data: { amount }, at: AT });
let log: SpecLog;
let store: EventStore;
beforeAll(async () => {
  log = await specLog();
  store = log.open();
});
afterAll(() => log.close());
const handler = (over: EventStore = store, cacheLimit = 10) => createCommandHandler({ store: over, decider: account, category: 'account', cacheLimit });

describe('command handler', () => {
  it('loads, folds, decides and appends; a refusal is a value and nothing to do is no event', async () => {
    const accounts = handler();
    const deposited = await accounts.handle('a', command('Deposit', 100), { meta });
    expect(deposited).toEqual({ kind: 'accepted', events: [{ type: 'Deposited', data: { amount: 100 } }], version: 1, position: expect.any(Number) as unknown });
    expect(await accounts.handle('a', command('Withdraw', 500), { meta })).toEqual({ kind: 'rejected', rejection: { code: 'OVERDRAWN', because: 'Expected to withdraw 500, but 100 is there' } });
    expect(await accounts.handle('a', command('Close'), { meta })).toMatchObject({ kind: 'accepted', events: [], version: 1 });
    expect(await accounts.state('a')).toEqual({ state: { balance: 100 }, version: 1 });
    expect(await accounts.state('nobody')).toEqual({ state: { balance: 0 }, version: 0 });
  });

  it('folds each event once while the state is hot, and a bounded number of states', async () => {
    const accounts = handler(store, 2);
    for (let n = 0; n < 5; n += 1) await accounts.handle('hot', command('Deposit', 1), { meta });
    evolved = 0;
    await accounts.handle('hot', command('Deposit', 1), { meta });
    expect(evolved).toBe(1);
    for (const key of ['x', 'y']) await accounts.handle(key, command('Deposit', 1), { meta });
    evolved = 0;
    await accounts.handle('hot', command('Deposit', 1), { meta });
    expect(evolved).toBe(7);
  });

  it('decides again when another replica was faster', async () => {
    const [mine, theirs] = [handler(), handler(log.open())];
    await mine.handle('shared', command('Deposit', 100), { meta });
    await theirs.handle('shared', command('Withdraw', 90), { meta });
    expect(await mine.handle('shared', command('Deposit', 5), { meta })).toMatchObject({ kind: 'accepted', version: 3 });
    expect(await mine.state('shared')).toEqual({ state: { balance: 15 }, version: 3 });
  });

  it('never refuses on a state that others have moved on from', async () => {
    const [mine, theirs] = [handler(), handler(log.open())];
    await mine.handle('stale', command('Deposit', 10), { meta });
    await theirs.handle('stale', command('Deposit', 90), { meta });
    expect(await mine.handle('stale', command('Withdraw', 100), { meta })).toMatchObject({ kind: 'accepted', version: 3 });
  });

  it('keeps the sum right when many decide at once in two replicas', async () => {
    const [mine, theirs] = [handler(), handler(log.open())];
    await mine.handle('busy', command('Deposit', 30), { meta });
    const results = await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? mine : theirs).handle('busy', command('Withdraw', 1), { meta })));
    expect(results.filter((result) => result.kind === 'accepted')).toHaveLength(30);
    expect((await handler().state('busy')).state).toEqual({ balance: 0 });
  });

  it('answers a stale If-Match with what happened since', async () => {
    const accounts = handler();
    for (const amount of [1, 2, 3]) await accounts.handle('etag', command('Deposit', amount), { meta });
    await expect(accounts.handle('etag', command('Deposit', 4), { meta, expectedVersion: 1 })).rejects.toMatchObject({
      name: 'ConflictError', stream: 'account/etag', expected: 1, actual: 3, since: [{ type: 'Deposited', version: 2, actorId: 'o-1' }, { version: 3 }],
    });
    expect(await accounts.handle('etag', command('Deposit', 4), { meta, expectedVersion: 3 })).toMatchObject({ kind: 'accepted', version: 4 });
  });

  it('stores effects that depend on the decision with it', async () => {
    const accounts = handler();
    const also = (events: readonly Event[], { balance }: State) => [{ text: 'INSERT INTO log.inbox VALUES ($1, $2, $3)', values: ['handler', `${events.length}`, `${balance}`], mustChange: 1 }];
    await accounts.handle('effect', command('Deposit', 7), { meta, also });
    expect(await accounts.handle('effect', command('Close'), { meta, also })).toMatchObject({ kind: 'accepted', version: 1 });
    expect(await log.query(`SELECT source, message_id FROM log.inbox WHERE consumer = 'handler' ORDER BY 1`)).toEqual([{ source: '0', message_id: '7' }, { source: '1', message_id: '7' }]);
  });

  it('recalls without reading what it wrote itself, and learns only forwards', async () => {
    const accounts = handler();
    const other = handler(log.open());
    await accounts.handle('own', command('Deposit', 10), { meta });
    await other.handle('own', command('Deposit', 5), { meta });
    expect(await accounts.recall('own')).toEqual({ state: { balance: 10 }, version: 1 });
    accounts.learn('own', { state: { balance: 0 }, version: 1 });
    expect(await accounts.recall('own')).toEqual({ state: { balance: 10 }, version: 1 });
    expect(await accounts.state('own')).toEqual({ state: { balance: 15 }, version: 2 });
    accounts.learn('own', { state: { balance: 20 }, version: 3 });
    expect(await accounts.recall('own')).toEqual({ state: { balance: 20 }, version: 3 });
    expect(await accounts.recall('new one')).toEqual({ state: { balance: 0 }, version: 0 });
  });

  it('prepares for several streams in one append, and afresh after a conflict', async () => {
    const accounts = handler();
    await accounts.handle('from', command('Deposit', 50), { meta });
    const transfer = async () => {
      const parts = [await accounts.prepare('from', command('Withdraw', 20)), await accounts.prepare('to', command('Deposit', 20))];
      return parts.flatMap((part) => (part.kind === 'accepted' ? [part.append] : []));
    };
    const late = await transfer();
    await store.append({ streams: await transfer(), meta });
    await expect(store.append({ streams: late, meta })).rejects.toBeInstanceOf(ConflictError);
    await store.append({ streams: await transfer(), meta });
    expect([(await accounts.state('from')).state, (await accounts.state('to')).state]).toEqual([{ balance: 10 }, { balance: 40 }]);
    expect(await accounts.prepare('from', command('Withdraw', 20))).toMatchObject({ kind: 'rejected', rejection: { code: 'OVERDRAWN' }, state: { balance: 10 } });
  });
});
