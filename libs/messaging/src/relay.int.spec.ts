import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStore, Leases, migrateDatabase, newDossierRef, prepareDatabase, type DatabaseUrls, type Lease } from '@lienthong/event-store';
import { createTopics, dropDatabase, freshDatabase, randomPrefix, startKafka } from '@lienthong/testing';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import { fromRecord } from './kafka/kafka-binding.js';
import { kafkaClient } from './kafka/kafka-client.js';
import { KafkaPublisher } from './kafka/kafka-publisher.js';
import { messagingMigrations, RelayCheckpoints } from './relay-checkpoints.js';
import { Relay } from './relay.js';
import { sampleAnnouncements } from './spec-facts.js';

const ORIGIN = 'lienthong.test/tax';

describe('the relay', () => {
  let brokers: readonly string[];
  let urls: DatabaseUrls;
  let pool: pg.Pool;
  let store: EventStore;
  let topic = '';
  let relays: Relay[] = [];
  const dossier = newDossierRef('D1');

  beforeAll(async () => { brokers = await startKafka(); });
  beforeEach(async () => {
    urls = await freshDatabase('tax', prepareDatabase);
    await migrateDatabase({ ownerUrl: urls.ownerUrl, migrations: messagingMigrations });
    pool = new pg.Pool({ connectionString: urls.serviceUrl, max: 6 });
    store = new EventStore({ pool, origin: ORIGIN, isFact: sampleAnnouncements.isFact });
    topic = `${randomPrefix()}.tax.facts`;
    await createTopics(brokers, [topic], 1);
  });
  afterEach(async () => {
    await Promise.all(relays.map((relay) => relay.stop()));
    relays = [];
    await store.close();
    await pool.end();
    await dropDatabase(urls.database);
  });

  const startRelay = (): Relay => {
    const relay = new Relay({
      store, announcements: sampleAnnouncements, origin: ORIGIN, topic, batchLimit: 7, leases: new Leases({ pool, ttlMs: 1_000 }), checkpoints: new RelayCheckpoints(pool),
      publisher: new KafkaPublisher({ brokers, clientId: 'spec' }),
    });
    relay.start();
    relays.push(relay);
    return relay;
  };
  const settle = (from: number, to: number) => store.append({
    streams: [{ stream: 'obligation/D1', expected: 'any', events: Array.from({ length: to - from + 1 }, (_, n) => ({ type: 'ObligationSettled', data: { notice: 'TB', paid: from + n } })) }],
    meta: { actor: { role: 'clock' }, at: '2026-01-05T09:30:00+07:00', dossier },
  });
  const until = async (isSo: () => boolean): Promise<void> => {
    for (const end = performance.now() + 45_000; performance.now() < end; await pause(20)) if (isSo()) return;
    throw new Error(`Expected the relay to come there, but it is at ${JSON.stringify(relays.map((relay) => relay.status()))}`);
  };
  const numbersOnTopic = async (count: number): Promise<number[]> => {
    // Of its own kind: ours gives up after seconds and leaves it to the transport to begin again, and a broker that has just started keeps its first group waiting for longer.
    const patient = new Kafka({ brokers: [...brokers], clientId: 'spec', logLevel: logLevel.NOTHING, retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 60 } });
    const consumer = patient.consumer({ groupId: randomPrefix(), maxWaitTimeInMs: 100 });
    const numbers: number[] = [];
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({ eachMessage: async ({ message }) => { numbers.push(Number(fromRecord('spec', message).envelope['sequence'])); } });
    for (const end = performance.now() + 45_000; numbers.length < count && performance.now() < end; await pause(20));
    await pause(200); // long enough for one too many to show
    await consumer.disconnect();
    return numbers;
  };
  const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

  it('publishes every fact once, in order, and goes on where it was', async () => {
    await settle(1, 20);
    const first = startRelay();
    await until(() => first.status().published === 20);
    await settle(21, 25);
    await until(() => first.status().published === 25);
    await first.stop();
    await settle(26, 30);
    const second = startRelay();
    await until(() => second.status().published === 30);
    assert.deepEqual(await numbersOnTopic(30), upTo(30));
  });

  it('runs in one replica at a time, and in another when that one ends', async () => {
    const [first, second] = [startRelay(), startRelay()];
    await settle(1, 10);
    await until(() => first.status().published === 10 || second.status().published === 10);
    const [owner, other] = first.status().relaying ? [first, second] : [second, first];
    assert.deepEqual(other.status(), { relaying: false, published: 0, failure: null });
    await owner.stop();
    await settle(11, 20);
    await until(() => other.status().published === 20);
    assert.deepEqual(await numbersOnTopic(20), upTo(20));
  });

  it('waits for its topic and says what it waits for', async () => {
    const admin = kafkaClient({ brokers, clientId: 'spec' }).admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [topic] });
    await settle(1, 3);
    const relay = startRelay();
    await until(() => /topics are made by/.test(relay.status().failure ?? ''));
    assert.equal(relay.status().published, 0);
    await createTopics(brokers, [topic], 1);
    await until(() => relay.status().published === 3);
    assert.equal(relay.status().failure, null);
    await admin.disconnect();
    assert.deepEqual(await numbersOnTopic(3), upTo(3));
  });

  it('cannot store its checkpoint once another owns the lease', async () => {
    const checkpoints = new RelayCheckpoints(pool);
    const { promise, resolve } = Promise.withResolvers<Lease>();
    const held = new Leases({ pool }).hold('relay:spec', async (lease) => { resolve(lease); await new Promise((ended) => lease.lost.addEventListener('abort', ended)); });
    const lease = await promise;
    await checkpoints.store(topic, 5, lease);
    await pool.query(`UPDATE log.leases SET epoch = epoch + 1 WHERE name = 'relay:spec'`);
    await assert.rejects(checkpoints.store(topic, 6, lease), /another replica relays it now/);
    assert.equal(await checkpoints.read(topic), 5);
    await held.stop();
  });
});
