import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { startKafkaCluster } from '@lienthong/testing';
import { sourceOverFeed, sourceOverKafka, type FactSource } from './fact-source.js';
import { openHearing, type Hearing } from './hearing.js';
import { startListening, type ListeningService } from './listening-service.js';

/** Announces for a while, in the background of what the spec does to the broker; resolves with what each dossier must have heard. */
async function announceFor(source: FactSource, ms: number): Promise<Readonly<Record<string, readonly string[]>>> {
  const expected: Record<string, string[]> = {};
  const end = performance.now() + ms;
  for (let n = 0; performance.now() < end; n += 1) {
    const dossier = `D${n % 5}`;
    await source.announce(dossier, `n${n}`);
    (expected[dossier] ??= []).push(`n${n}`);
    await pause(10);
  }
  return expected;
}

const count = (heard: Readonly<Record<string, readonly string[]>>): number => Object.values(heard).flat().length;

type Outage = Readonly<{ source: FactSource; begin(): Promise<void>; end(): Promise<void>; close(): Promise<void> }>;

const OVER: Readonly<Record<string, () => Promise<Outage>>> = {
  async 'a broker killed with SIGKILL'() {
    const cluster = await startKafkaCluster();
    const source = await sourceOverKafka(cluster.brokers);
    return { source, begin: () => cluster.kill(), end: () => cluster.start(), close: async () => { await source.close(); await cluster.stop(); } };
  },
  async 'a feed cut off'() {
    const source = await sourceOverFeed();
    return { source, begin: source.wire.cut, end: source.wire.restore, close: source.close };
  },
};

describe.each(Object.keys(OVER))('%s while facts are produced and consumed', (name) => {
  let outage: Outage;
  let hearing: Hearing;
  let service: ListeningService;

  beforeAll(async () => {
    [outage, hearing] = await Promise.all([OVER[name]!(), openHearing()]);
    service = await startListening({ serviceUrl: hearing.urls.serviceUrl, connection: outage.source.wire.connection });
  });
  afterAll(async () => {
    await service.close();
    await Promise.all([outage.close(), hearing.drop()]);
  });

  it('loses nothing, doubles nothing and keeps the order, twice', async () => {
    const announcing = announceFor(outage.source, 9_000);
    for (let time = 0; time < 2; time += 1) {
      await pause(1_000);
      await outage.begin();
      await pause(500);
      await outage.end();
    }
    const expected = await announcing;
    await hearing.untilHeard(count(expected), 60_000);
    await pause(500); // long enough for a doubled effect to show
    assert.deepEqual([await hearing.effects(), await hearing.streams()], [expected, expected]);
    assert.deepEqual(await service.inbox.parked(), []);
  });
});
