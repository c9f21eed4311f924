import { accepted, rejected } from '@lienthong/kernel';
import type { Decider, Rejection } from '@lienthong/kernel';
import { appendTogether, ConflictError, createCommandHandler, requireVersion } from './index.js';
import type { EventStore } from './index.js';
import { AT, specLog } from './spec-log.js';
import type { SpecLog } from './spec-log.js';

// Money that moves from one purse to another must change both or neither.
type Event = Readonly<{ type: 'Moved'; data: Readonly<{ amount: number }> }>;
type Command = Readonly<{ type: 'Move'; data: Readonly<{ amount: number }>; at: string }>;
const purse: Decider<Command, number, Event, Rejection<'EMPTY'>> = {
  initial: 10,
  decide: ({ data }, balance) => (balance + data.amount < 0 ? rejected('EMPTY', `Expected to take ${-data.amount}, but ${balance} is there`) : accepted({ type: 'Moved', data })),
  evolve: (balance, { data }) => balance + data.amount,
};

const meta = { actor: { role: 'service', name: 'tax' }, at: AT, dossier: null } as const;
const move = (amount: number): Command => ({ type: 'Move', data: { amount }, at: AT });
let log: SpecLog;
beforeAll(async () => { log = await specLog(); });
afterAll(() => log.close());

function purses(store: EventStore) {
  const handler = createCommandHandler({ store, decider: purse, category: 'purse' });
  let decided = 0;
  const pay = (from: string, to: string, amount: number) => appendTogether(store, async () => {
    decided += 1;
    const [taken, given] = [await handler.prepare(from, move(-amount)), await handler.prepare(to, move(amount))];
    if (taken.kind === 'rejected') return taken;
    if (given.kind === 'rejected') return given;
    return { kind: 'accepted' as const, result: taken.state, request: { streams: [taken.append, given.append], meta } };
  });
  return { handler, pay, decisions: () => decided };
}

describe('several streams in one append', () => {
  it('change together, and the answer says where they stand', async () => {
    const { handler, pay } = purses(log.open());
    expect(await pay('a', 'b', 4)).toMatchObject({ kind: 'accepted', result: 6, versions: { 'purse/a': 1, 'purse/b': 1 }, position: expect.any(Number) as unknown });
    expect([(await handler.state('a')).state, (await handler.state('b')).state]).toEqual([6, 14]);
  });

  it('stay as they are when one of them refuses', async () => {
    const { handler, pay } = purses(log.open());
    expect(await pay('c', 'd', 11)).toMatchObject({ kind: 'rejected', rejection: { code: 'EMPTY' } });
    expect((await handler.state('d')).version).toBe(0);
  });

  it('are decided again when another writer was faster, and nothing is lost or taken twice', async () => {
    const replicas = [purses(log.open()), purses(log.open())];
    const answers = await Promise.all(Array.from({ length: 14 }, (_, turn) => replicas[turn % 2]!.pay('e', 'f', 1)));
    expect(answers.filter(({ kind }) => kind === 'accepted')).toHaveLength(10);
    const { handler } = purses(log.open());
    expect([(await handler.state('e')).state, (await handler.state('f')).state]).toEqual([0, 20]);
    expect(replicas[0]!.decisions() + replicas[1]!.decisions()).toBeGreaterThan(14);
  });

  it('give up after a bounded number of lost races', async () => {
    const { handler, pay } = purses(log.open());
    await pay('g', 'h', 1);
    const stale = await handler.prepare('g', move(-1));
    if (stale.kind === 'rejected') throw new Error('the purse is not empty');
    await pay('g', 'h', 1);
    let decided = 0;
    const store = log.open();
    await expect(appendTogether(store, async () => { decided += 1; return { kind: 'accepted' as const, result: 0, request: { streams: [stale.append], meta } }; })).rejects.toBeInstanceOf(ConflictError);
    expect(decided).toBe(20);
  });
});

describe('the version that the caller saw', () => {
  it('is required where one is given', async () => {
    const store = log.open();
    const { handler, pay } = purses(store);
    await pay('i', 'j', 1);
    const prepared = await handler.prepare('i', move(-1));
    if (prepared.kind === 'rejected') throw new Error('the purse is not empty');
    await expect(requireVersion(store, prepared.append, 1)).resolves.toBeUndefined();
    await expect(requireVersion(store, prepared.append, undefined)).resolves.toBeUndefined();
    await expect(requireVersion(store, prepared.append, 0)).rejects.toMatchObject({ expected: 0, actual: 1, since: [expect.objectContaining({ type: 'Moved', version: 1 })] });
  });
});
