import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { breakConnections, startKafka } from '@lienthong/testing';
import { sourceOverFeed, sourceOverKafka, type FactSource } from './fact-source.js';
import { openHearing, type Hearing } from './hearing.js';
import { startListening, type ListeningService } from './listening-service.js';

const OVER = {
  kafka: async () => sourceOverKafka(await startKafka()),
  feed: () => sourceOverFeed(),
} as const;

/** What a listening service may rely on, whichever way the facts come. */
describe.each(Object.keys(OVER) as (keyof typeof OVER)[])('facts over %s', (over) => {
  let source: FactSource;
  let hearing: Hearing;
  let services: ListeningService[] = [];

  const listen = async (): Promise<ListeningService> => {
    const service = await startListening({ serviceUrl: hearing.urls.serviceUrl, connection: source.wire.connection, leaseTtlMs: 1_000 });
    services.push(service);
    return service;
  };
  const parked = async (service: ListeningService) =>
    (await service.inbox.parked()).toSorted((a, b) => a.id - b.id).map(({ key, code, because, status }) => ({ key, code, because, status }));

  beforeEach(async () => { [source, hearing] = await Promise.all([OVER[over](), openHearing()]); });
  afterEach(async () => {
    await Promise.all(services.map((service) => service.close()));
    services = [];
    await source.close();
    await hearing.drop();
  });

  it('keep the order of each dossier', async () => {
    const expected: Record<string, string[]> = {};
    for (let round = 0; round < 10; round += 1) {
      for (let dossier = 0; dossier < 12; dossier += 1) {
        const labels = [`${round}a`, `${round}b`];
        await source.announce(`D${dossier}`, ...labels);
        (expected[`D${dossier}`] ??= []).push(...labels);
      }
      if (round === 4) await listen(); // half of it waits already, half comes while it listens
    }
    await hearing.untilHeard(240);
    assert.deepEqual([await hearing.effects(), await hearing.streams()], [expected, expected]);
  });

  it('lead to one effect however often they are delivered', async () => {
    await source.announce('D1', 'a', 'b');
    await source.announce('D2', 'c');
    const first = await listen();
    await hearing.untilHeard(3);
    await first.close();
    services = [];
    await hearing.query('DELETE FROM log.inbox_cursors'); // as after a restore: all of it comes again, from the first
    await listen();
    await source.announce('D2', 'd');
    await hearing.untilHeard(4);
    assert.deepEqual(await hearing.effects(), { D1: ['a', 'b'], D2: ['c', 'd'] });
  });

  it('survive that another replica takes over while they are handled', async () => {
    const labels = Array.from({ length: 6 }, (_, n) => `slow:150:${n}`);
    const first = await listen();
    for (const dossier of ['D1', 'D2', 'D3', 'D4']) await source.announce(dossier, ...labels);
    await hearing.untilHeard(4);
    await listen();
    await hearing.untilHeard(8);
    await first.close();
    services = services.slice(1);
    for (const dossier of ['D1', 'D2', 'D3', 'D4']) await source.announce(dossier, 'last');
    await hearing.untilHeard(28);
    const each = [...labels, 'last'];
    assert.deepEqual(await hearing.effects(), { D1: each, D2: each, D3: each, D4: each });
  });

  it('park the key of one that can never be handled, and no other', async () => {
    const service = await listen();
    await source.announce('D1', 'a', 'poison', 'b');
    await source.announce('D2', 'c');
    await source.announce('D1', 'd');
    await source.announce('D3', 'e');
    await hearing.untilHeard(3);
    await untilParked(service, 3);
    assert.deepEqual(await hearing.effects(), { D1: ['a'], D2: ['c'], D3: ['e'] });
    const [first, ...behind] = await parked(service);
    assert.deepEqual(first, { key: 'D1', code: 'POISON', because: 'label poison', status: 'waiting' });
    assert.deepEqual(behind.map(({ key, code }) => [key, code]), [['D1', 'WAITS_BEHIND'], ['D1', 'WAITS_BEHIND']]);

    const poison = (await service.inbox.parked()).find(({ code }) => code === 'POISON')!;
    assert.equal((await service.inbox.discard(poison.id, 'officer@H56.T7', 'sample')).kind, 'accepted');
    await hearing.untilHeard(5);
    await source.announce('D1', 'f');
    await hearing.untilHeard(6);
    assert.deepEqual((await hearing.effects())['D1'], ['a', 'b', 'd', 'f']);
  });

  it('are tried again, and never parked, while database or network fail', async () => {
    const service = await listen();
    await source.announce('D1', 'a', 'away:3', 'b');
    for (let n = 0; n < 20; n += 1) {
      await source.announce(`D${n}`, `n${n}`);
      if (n % 4 === 0) await breakConnections(hearing.urls.database);
      await pause(30);
    }
    await hearing.untilHeard(23);
    const { D1, ...others } = await hearing.effects();
    assert.deepEqual(D1, ['a', 'away:3', 'b', 'n1']);
    assert.deepEqual(Object.values(others).flat().toSorted(), Array.from({ length: 20 }, (_, n) => `n${n}`).filter((label) => label !== 'n1').toSorted());
    assert.deepEqual(await parked(service), []);
  });

  it('park with their reason when type, version or CloudEvents are not what this release reads', async () => {
    source.spoil('unknown', { type: 'lienthong.tax.v1.ObligationForgotten' });
    source.spoil('newer', { type: 'lienthong.tax.v2.ObligationSettled' });
    source.spoil('timeless', { time: 'yesterday' });
    source.spoil('old', { specversion: '0.3' });
    source.spoil('nameless', { id: null, logindex: null });
    source.spoil('formless', { data: { paid: 'much' } });
    source.spoil('empty', { data: null });
    source.spoil('unkept', { data: { noticeNumber: 'a\0b' } });
    const service = await listen();
    for (const label of ['unknown', 'newer', 'timeless', 'old', 'nameless', 'formless', 'empty', 'unkept']) await source.announce(`D-${label}`, label, 'behind');
    await source.announce('D1', 'a');
    await hearing.untilHeard(1);
    await untilParked(service, 16);
    const reasons = Object.fromEntries((await parked(service)).filter(({ code }) => code !== 'WAITS_BEHIND').map(({ key, code, because }) => [key, `${code}: ${because}`]));
    assert.deepEqual(await hearing.effects(), { D1: ['a'] });
    assert.deepEqual(Object.keys(reasons).length, 8);
    assert.match(reasons['D-unknown']!, /^UNKNOWN_TYPE: Expected to read lienthong\.tax\.v1\.ObligationForgotten/);
    assert.match(reasons['D-newer']!, /^NEWER_VERSION: .* up to v1$/);
    assert.match(reasons['D-timeless']!, /^BROKEN_CLOUDEVENT: .* time, but it is "yesterday"$/);
    assert.match(reasons['D-old']!, /^BROKEN_CLOUDEVENT: .* specversion, but it is "0\.3"$/);
    assert.match(reasons['D-nameless']!, /^BROKEN_CLOUDEVENT: .* id, but it is missing$/);
    assert.match(reasons['D-formless']!, /^BROKEN_DATA: .*paid/);
    assert.match(reasons['D-empty']!, /^BROKEN_DATA: .* data is (missing|no JSON)$/);
    assert.match(reasons['D-unkept']!, /^BROKEN_DATA: .* no database keeps$/);
  });

  async function untilParked(service: ListeningService, count: number): Promise<void> {
    for (const end = performance.now() + 45_000; performance.now() < end; await pause(25)) {
      if ((await service.inbox.parked()).length >= count) return;
    }
    throw new Error(`Expected ${count} facts to be parked, but these are: ${JSON.stringify(await parked(service))}`);
  }
});
