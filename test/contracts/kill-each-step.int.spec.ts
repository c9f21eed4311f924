import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startKafka } from '@lienthong/testing';
import { sourceOverFeed, sourceOverKafka, type FactSource } from './fact-source.js';
import { openHearing, type Hearing } from './hearing.js';
import type { ListeningOptions } from './listening-service.js';

const PROCESS = fileURLToPath(new URL('./listening-process.js', import.meta.url));
const STEPS_LIMIT = 60;

const OVER = {
  kafka: async () => sourceOverKafka(await startKafka()),
  feed: () => sourceOverFeed(),
} as const;

describe.each(Object.keys(OVER) as (keyof typeof OVER)[])('a listening process killed over %s', (over) => {
  let source: FactSource;
  let hearing: Hearing;
  let running: ChildProcess | undefined;
  let announced = 0;
  let started = 0;

  beforeAll(async () => { [source, hearing] = await Promise.all([OVER[over](), openHearing()]); });
  afterAll(async () => {
    running?.kill('SIGKILL');
    await source.close();
    await hearing.drop();
  });

  /** Every process joins as a group of its own, so that nobody waits for the dead one's session to end. */
  const launch = (killAt: string): ChildProcess => {
    const listening: ListeningOptions = { serviceUrl: hearing.urls.serviceUrl, connection: source.wire.connection, group: `g${(started += 1)}`, leaseTtlMs: 500, commitEveryMs: 100 };
    running = fork(PROCESS, { env: { ...process.env, LISTENING: JSON.stringify(listening), KILL_AT: killAt }, execArgv: ['--no-warnings'] });
    return running;
  };

  const announce = async () => {
    await source.announce('D1', `${announced}a`, `${announced}b`);
    await source.announce('D2', `${announced}c`);
    announced += 1;
  };

  const assertOnce = async (): Promise<void> => {
    const rounds = Array.from({ length: announced }, (_, n) => n);
    const expected = { D1: rounds.flatMap((n) => [`${n}a`, `${n}b`]), D2: rounds.map((n) => `${n}c`) };
    assert.deepEqual([await hearing.effects(), await hearing.streams()], [expected, expected]);
  };

  const allHeard = async () => Object.values(await hearing.effects()).flat().length === announced * 3;

  /** False if it has heard everything and lives on. */
  const diesAt = async (step: string): Promise<boolean> => {
    const child = launch(step);
    const exit = once(child, 'exit').then(([, signal]) => String(signal));
    const end = await Promise.race([exit, hearing.untilHeard(announced * 3).then(() => Promise.race([exit, pause(400, 'lives on')]))]);
    if (end === 'lives on') {
      child.kill('SIGKILL');
      await exit;
      return false;
    }
    assert.equal(end, 'SIGKILL');
    return true;
  };

  const finish = async (): Promise<void> => {
    const child = launch('');
    await hearing.untilHeard(announced * 3);
    await pause(300); // long enough for a doubled effect to show, and for the offsets to be committed
    child.kill('SIGKILL');
    await once(child, 'exit');
  };

  it.each(['before', 'during'] as const)('%s each of its statements loses nothing and doubles nothing', async (when) => {
    let step = 1;
    for (let isLast = false; step < STEPS_LIMIT && !isLast;) {
      // A process that finds only what the one before it left has fewer steps: it says nothing about the last one.
      const isFresh = await allHeard();
      if (isFresh) await announce();
      if (await diesAt(`${when}:${step}`)) step += 1;
      else isLast = isFresh;
    }
    assert.ok(step > 8, `expected it to take several steps, but it took ${step - 1}`);
    assert.ok(step < STEPS_LIMIT, 'expected to come to its last step');
    await finish();
    await assertOnce();
  });

  it('after its offsets are committed, too', async () => {
    await announce();
    await finish();
    await announce();
    await finish();
    await assertOnce();
  });
});
