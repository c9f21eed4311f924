import { setTimeout as pause } from 'node:timers/promises';
import { cancelTimer, Leases, scheduleTimer, TimerRunner } from './index.js';
import type { EventStore, Timer } from './index.js';
import { appendTo, happened, specLog } from './spec-log.js';
import type { SpecLog } from './spec-log.js';

let log: SpecLog;
let store: EventStore;
let now = '2026-06-09T08:00:00+07:00';
const runners: TimerRunner[] = [];
const failing = new Set<string>();
beforeAll(async () => {
  log = await specLog();
  store = log.open();
  for (let replica = 0; replica < 2; replica += 1) {
    const own = log.open();
    const fire = ({ id, payload }: Timer) => (failing.has(id) ? Promise.reject(new Error('not now'))
      : Promise.resolve(id.startsWith('quiet') ? 'nothing' as const : appendTo(`fired/${id}`, 'any', [happened({ payload })])));
    const runner = new TimerRunner(own, new Leases({ pool: own.pool, ttlMs: 400 }), fire, { now: () => now, keyOf: ({ id }) => id.split('/')[0] ?? id });
    runner.start();
    runners.push(runner);
  }
});
afterAll(async () => {
  for (const runner of runners) await runner.stop();
  await log.close();
});

const schedule = (id: string, dueAt: string, payload: unknown = null) => store.append(appendTo('schedule/1', 'any', [], [scheduleTimer({ id, dueAt, payload })]));
const fired = async (id: string): Promise<number> => (await store.load(`fired/${id}`)).version;
const rows = (): Promise<{ id: string }[]> => log.query('SELECT id FROM log.timers ORDER BY 1');
function moveClock(to: string): void {
  now = to;
  for (const runner of runners) runner.look();
}
async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < 2_000 && !(await condition()); n += 1) await pause(10);
  expect(await condition()).toBe(true);
}

describe('timers', () => {
  it('fire once when they are due, with their payload, in one replica', async () => {
    await schedule('a', '2026-06-09T08:30:00+07:00', { step: 'check' });
    await schedule('b', '2026-06-09T09:30:00+07:00');
    await schedule('quiet', '2026-06-09T08:30:00+07:00');
    await pause(150);
    expect(await fired('a')).toBe(0);
    moveClock('2026-06-09T08:30:00+07:00');
    await until(async () => (await rows()).length === 1);
    expect((await store.load('fired/a')).events.map(({ data }) => data as unknown)).toEqual([{ payload: { step: 'check' } }]);
    expect(await rows()).toEqual([{ id: 'b' }]);
    await pause(150);
    expect([await fired('a'), await fired('b'), await fired('quiet')]).toEqual([1, 0, 0]);
  });

  it('move when they are scheduled again, and never fire once cancelled', async () => {
    await schedule('moved', '2026-06-09T10:00:00+07:00');
    await schedule('moved', '2026-06-09T12:00:00+07:00');
    await schedule('cancelled', '2026-06-09T10:00:00+07:00');
    await store.append(appendTo('schedule/1', 'any', [], [cancelTimer('cancelled'), cancelTimer('never-was')]));
    moveClock('2026-06-09T11:00:00+07:00');
    await until(async () => (await fired('b')) === 1);
    expect(await rows()).toEqual([{ id: 'moved' }]);
    moveClock('2026-06-09T12:00:00+07:00');
    await until(async () => (await fired('moved')) === 1);
    expect(await fired('cancelled')).toBe(0);
  });

  it('stay with their error when they fail, and are tried again later', async () => {
    failing.add('stubborn');
    await schedule('stubborn', '2026-06-09T12:00:00+07:00');
    await until(async () => (await log.query('SELECT attempts, failure FROM log.timers')).some(({ attempts, failure }) => attempts === 1 && failure === 'Error: not now'));
    failing.delete('stubborn');
    moveClock('2026-06-09T12:00:02+07:00');
    await until(async () => (await fired('stubborn')) === 1);
    expect(await rows()).toEqual([]);
  });

  it('fire in the order in which they are due within a key, however many keys there are, and one that fails holds up no other key', async () => {
    failing.add('k3/0');
    const ids = Array.from({ length: 20 }, (_, key) => [0, 1, 2].map((step) => `k${key}/${step}`)).flat();
    for (const id of ids) await schedule(id, `2026-06-10T08:0${2 - Number(id.split('/')[1])}:00+07:00`);
    moveClock('2026-06-10T08:10:00+07:00');
    await until(async () => (await Promise.all(ids.map((id) => fired(id)))).filter((count) => count === 1).length === ids.length - 1);
    for (const key of [0, 7, 19]) {
      const places = await Promise.all([2, 1, 0].map(async (step) => (await store.load(`fired/k${key}/${step}`)).events[0]?.logIndex ?? -1));
      expect(places.toSorted((a, b) => a - b)).toEqual(places);
    }
    failing.delete('k3/0');
  });
});
