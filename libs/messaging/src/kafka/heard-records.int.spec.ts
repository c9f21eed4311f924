import assert from 'node:assert/strict';
import { createTopics, randomPrefix, startKafka } from '@lienthong/testing';
import { Partitioners, type Admin } from 'kafkajs';
import { clearHeardRecords, type ClearOptions } from './heard-records.js';
import { kafkaClient } from './kafka-client.js';

describe('records that everybody has read', () => {
  let brokers: readonly string[];
  let admin: Admin;
  let topic = '';
  let groups: string[] = [];

  beforeAll(async () => {
    brokers = await startKafka();
    admin = kafkaClient({ brokers, clientId: 'spec' }).admin();
    await admin.connect();
  });
  afterAll(() => admin.disconnect());
  beforeEach(async () => {
    topic = `${randomPrefix()}.tax.facts`;
    await createTopics(brokers, [topic], 2);
  });
  // A group that was left would be waited for by the next spec of its topic only, but the broker is shared.
  afterEach(async () => {
    if (groups.length > 0) await admin.deleteGroups(groups);
    groups = [];
  });

  const publish = async (count: number): Promise<void> => {
    const producer = kafkaClient({ brokers, clientId: 'spec' }).producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    await producer.send({ topic, messages: Array.from({ length: count }, (_, n) => ({ partition: n % 2, value: `record ${n}` })) });
    await producer.disconnect();
  };
  const committed = async (...offsets: readonly string[]): Promise<string> => {
    const groupId = `${topic}-${groups.length}`;
    await admin.setOffsets({ groupId, topic, partitions: offsets.map((offset, partition) => ({ partition, offset })) });
    groups.push(groupId);
    return groupId;
  };
  const left = async (): Promise<number> => (await admin.fetchTopicOffsets(topic)).reduce((sum, { low, high }) => sum + Number(high) - Number(low), 0);
  const clear = (changes: Partial<ClearOptions> = {}) =>
    clearHeardRecords({ brokers, clientId: 'spec' }, topic, { patienceMs: 0, everyMs: 20, signal: new AbortController().signal, now: Date.now, ...changes });

  it('are deleted, and what comes afterwards stays', async () => {
    await publish(10);
    await committed('5', '5');
    assert.deepEqual(await clear(), { kind: 'cleared' });
    assert.equal(await left(), 0);
    await publish(2);
    assert.equal(await left(), 2);
  });

  it('stay while a group has not read them, or not begun a partition, and it is told which, and how long', async () => {
    await publish(10);
    await committed('5', '5');
    const behind = [await committed('5', '4'), await committed('5')];
    const cleared = await clear();
    assert.ok(cleared.kind === 'unread');
    assert.deepEqual(cleared.groups, behind);
    assert.ok(Date.parse(cleared.until) > Date.now() + 86_400_000);
    assert.equal(await left(), 10);
  });

  it('are waited for no further than to where they stood at the beginning', async () => {
    await publish(10);
    const groupId = await committed('5', '4');
    const clearing = clear({ patienceMs: 15_000 });
    await publish(4); // nobody reads these
    await admin.setOffsets({ groupId, topic, partitions: [{ partition: 1, offset: '5' }] });
    assert.deepEqual(await clearing, { kind: 'cleared' });
    assert.equal(await left(), 4);
  });

  it('are no trouble where there are none', async () => assert.deepEqual(await clear(), { kind: 'cleared' }));
});
