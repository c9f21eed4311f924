import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { createTopics, randomPrefix, startKafka } from '@lienthong/testing';
import type { Admin } from 'kafkajs';
import { sampleAnnouncements, storedEvent } from '../spec-facts.js';
import type { Channel, Subscription, TransportStatus } from '../transport.js';
import { toRecord } from './kafka-binding.js';
import { kafkaClient } from './kafka-client.js';
import { KafkaPublisher } from './kafka-publisher.js';
import { KafkaTransport } from './kafka-transport.js';

describe('facts from Kafka', () => {
  let brokers: readonly string[];
  let admin: Admin;
  let publisher: KafkaPublisher;
  let prefix = '';
  let topic = '';
  let transports: KafkaTransport[] = [];

  beforeAll(async () => {
    brokers = await startKafka();
    admin = kafkaClient({ brokers, clientId: 'spec' }).admin();
    await admin.connect();
    publisher = new KafkaPublisher({ brokers, clientId: 'spec' });
  });
  afterAll(() => Promise.all([admin.disconnect(), publisher.close()]));
  beforeEach(async () => {
    prefix = randomPrefix();
    topic = `${prefix}.tax.facts`;
    await createTopics(brokers, [topic], 2);
  });
  afterEach(async () => {
    await Promise.all(transports.map((transport) => transport.close()));
    transports = [];
  });

  /** A subscriber that stands where its map says; in a service that is the database. */
  const subscribe = async (onBatch: Subscription['onBatch'] = async () => undefined) => {
    const heard: [Channel, number][] = [];
    const cursors = new Map<Channel, number>();
    const statuses: [TransportStatus, string | undefined][] = [];
    const transport = new KafkaTransport({ kafka: { brokers, clientId: 'spec' }, groupId: prefix, topicOf: (source) => `${prefix}.${source}.facts`, commitEveryMs: 100, batchLimit: 4 });
    const start = () => transport.subscribe({
      sources: ['tax'],
      cursor: async (channel) => cursors.get(channel) ?? -1,
      async onBatch(channel, facts) {
        await onBatch(channel, facts);
        for (const { envelope, position } of facts) {
          heard.push([channel, Number(envelope['sequence'])]);
          cursors.set(channel, position);
        }
      },
      onStatus: (status, error) => void statuses.push([status, error?.message]),
    });
    transports.push(transport);
    return { heard, cursors, statuses, start, sequences: () => heard.map(([, sequence]) => sequence).toSorted((a, b) => a - b) };
  };
  const publish = (from: number, to: number, key?: string) => publisher.publish(topic, Array.from({ length: to - from + 1 }, (_, n) => {
    const record = toRecord(sampleAnnouncements.render(storedEvent({ factNumber: from + n, logIndex: from + n }), 'lienthong.test/tax'));
    return { ...record, key: key ?? `D${(from + n) % 7}` };
  }));
  const until = async (isSo: () => boolean | Promise<boolean>, what: string): Promise<void> => {
    for (const end = performance.now() + 45_000; performance.now() < end; await pause(20)) if (await isSo()) return;
    throw new Error(`Expected ${what}`);
  };
  const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);
  const committed = async () => (await admin.fetchOffsets({ groupId: prefix, topics: [topic] }))[0]!.partitions.map(({ offset }) => Number(offset));

  it('come from the first on, in batches that are bounded', async () => {
    await publish(1, 30);
    const sizes: number[] = [];
    const { start, sequences } = await subscribe(async (_, facts) => void sizes.push(facts.length));
    await start();
    await until(() => sequences().length >= 30, 'thirty facts');
    assert.deepEqual(sequences(), numbers(1, 30));
    assert.ok(sizes.every((size) => size <= 4));
  });

  it('commit offsets after the subscriber is done, and on the way out', async () => {
    await publish(1, 20);
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => { release = resolve; });
    const { start, sequences, cursors } = await subscribe(() => gate);
    await start();
    await pause(1_000);
    assert.deepEqual(await committed(), [-1, -1]);
    release();
    await until(() => sequences().length === 20, 'twenty facts');
    await transports.pop()!.close();
    assert.deepEqual(await committed(), [0, 1].map((partition) => cursors.get(`${topic}/${partition}`)! + 1));
  });

  it('start where the database stands, not where the group’s offsets do', async () => {
    await publish(1, 20);
    const first = await subscribe();
    await first.start();
    await until(() => first.sequences().length === 20, 'twenty facts');
    await transports.pop()!.close();
    const restored = await subscribe();
    for (const [channel, position] of first.cursors) restored.cursors.set(channel, position - 2);
    await restored.start();
    await until(() => restored.heard.length >= 4, 'the last two of each partition again');
    await publish(21, 24);
    await until(() => restored.heard.length >= 8, 'the new ones');
    const last = first.heard.filter(([channel], n) => first.heard.slice(n + 1).filter(([other]) => other === channel).length < 2).map(([, sequence]) => sequence);
    assert.deepEqual(restored.sequences(), [...last, ...numbers(21, 24)].toSorted((a, b) => a - b));
  });

  it('pause their partition and come again when the subscriber fails, while the others go on', async () => {
    let failing = true;
    const { start, heard } = await subscribe(async (channel) => { if (failing && channel === `${topic}/0`) throw new Error('the database is away'); });
    await start();
    await publish(1, 40);
    const on = (partition: number) => heard.filter(([channel]) => channel === `${topic}/${partition}`).map(([, sequence]) => sequence);
    await until(() => on(1).length > 0, 'facts of the other partition');
    await pause(500);
    assert.deepEqual(on(0), []);
    failing = false;
    await until(() => heard.length >= 40, 'all facts');
    assert.deepEqual(heard.map(([, sequence]) => sequence).toSorted((a, b) => a - b), numbers(1, 40));
    for (const partition of [0, 1]) assert.deepEqual(on(partition), on(partition).toSorted((a, b) => a - b));
  });

  it('stop, and say so, where facts are gone that this consumer has not seen', async () => {
    await publish(1, 10, 'one key');
    const { cursors, heard, statuses, start } = await subscribe();
    const partition = (await admin.fetchTopicOffsets(topic)).find(({ high }) => high === '10')!.partition;
    await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: '6' }] });
    cursors.set(`${topic}/${partition}`, 2);
    await start();
    await until(() => statuses.some(([, error]) => error === `Expected to go on with ${topic}/${partition} at offset 3, but it starts at 6`), 'a report of the hole');
    await publish(11, 12, 'one key');
    await pause(500);
    assert.deepEqual(heard, []);
  });

  it('begin with the oldest that is left for a consumer that is new', async () => {
    await publish(1, 10, 'one key');
    const partition = (await admin.fetchTopicOffsets(topic)).find(({ high }) => high === '10')!.partition;
    await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: '6' }] });
    const { sequences, start } = await subscribe();
    await start();
    await until(() => sequences().length === 4, 'the four that are left');
    assert.deepEqual(sequences(), numbers(7, 10));
  });

  it('are waited for where the topic is not there yet', async () => {
    await admin.deleteTopics({ topics: [topic] });
    const { sequences, statuses, start } = await subscribe();
    await start();
    await until(() => statuses.some(([status, error]) => status === 'crashed' && /topics are made by/.test(error ?? '')), 'a report that says how topics are made');
    await createTopics(brokers, [topic], 2);
    await publish(1, 5);
    await until(() => sequences().length === 5, 'five facts');
  });
});
