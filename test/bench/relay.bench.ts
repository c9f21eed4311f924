import { ObligationSettledSchema } from '@lienthong/contracts';
import { EventStore, Leases, migrateDatabase, newDossierRef, prepareDatabase } from '@lienthong/event-store';
import { defineAnnouncements, fact, KafkaPublisher, messagingMigrations, Relay, RelayCheckpoints, toRecord, type FactEnvelope } from '@lienthong/messaging';
import { createTopics, dropDatabase, freshDatabase, randomPrefix, startKafka } from '@lienthong/testing';
import pg from 'pg';

/** `floorPerSecond`: the same records, already rendered, sent by the same producer with nothing else to do. */
export type RelayFigure = Readonly<{ facts: number; factsPerSecond: number; floorPerSecond: number; ofFloor: number }>;

const ORIGIN = 'lienthong.bench/tax';
const BATCH = 500;
const AT = '2026-01-05T09:30:00+07:00';

const announcements = defineAnnouncements({
  ObligationSettled: ({ data, occurredAt }) => fact(ObligationSettledSchema, {
    dossierCode: data.code, noticeNumber: data.notice, paid: BigInt(data.paid), receiptNumber: data.receipt, settledAt: occurredAt,
  }),
});

/** Facts per second from a log on PostgreSQL to a topic of six partitions: read, rendered, acknowledged, checkpointed. */
export async function relayBench(facts = 60_000): Promise<RelayFigure> {
  const [brokers, urls] = [await startKafka(), await freshDatabase('bench', prepareDatabase)];
  await migrateDatabase({ ownerUrl: urls.ownerUrl, migrations: [...messagingMigrations] });
  const pool = new pg.Pool({ connectionString: urls.serviceUrl, max: 6 });
  const store = new EventStore({ pool, origin: ORIGIN, isFact: announcements.isFact });
  try {
    await fill(store, facts);
    const topics = ['relay', 'floor'].map((name) => `${randomPrefix()}.${name}`) as [string, string];
    await createTopics(brokers, topics, 6);
    const floorPerSecond = facts / await secondsToSend(brokers, topics[1], store, facts);
    const factsPerSecond = facts / await secondsToRelay(brokers, topics[0], store, pool, facts);
    const ofFloor = Math.round((factsPerSecond / floorPerSecond) * 100) / 100;
    return { facts, factsPerSecond: Math.round(factsPerSecond), floorPerSecond: Math.round(floorPerSecond), ofFloor };
  } finally {
    await store.close();
    await pool.end();
    await dropDatabase(urls.database);
  }
}

/** 200 dossiers with as many facts each. */
async function fill(store: EventStore, facts: number): Promise<void> {
  const dossiers = Array.from({ length: 200 }, (_, n) => newDossierRef(`000.00.17.H56-260105-${String(n).padStart(4, '0')}`));
  const each = Math.ceil(facts / dossiers.length);
  for (let n = 0; n < dossiers.length; n += 1) {
    const { code } = dossiers[n]!;
    const events = Array.from({ length: Math.min(each, facts - n * each) }, (_, i) =>
      ({ type: 'ObligationSettled', data: { code, notice: `TB-${i}`, paid: 12_500_000 + i, receipt: `BL-${i}` } }));
    const meta = { actor: { role: 'clock' }, at: AT, dossier: dossiers[n]! } as const;
    await store.append({ streams: [{ stream: `obligation/${code}`, expected: 'none', events }], meta });
  }
}

async function secondsToSend(brokers: readonly string[], topic: string, store: EventStore, facts: number): Promise<number> {
  const batches: ReturnType<typeof toRecord>[][] = [];
  for (let after = 0; after < facts; after += BATCH) {
    batches.push((await store.readFacts({ after, limit: BATCH })).map((event): FactEnvelope => announcements.render(event, ORIGIN)).map(toRecord));
  }
  const publisher = new KafkaPublisher({ brokers, clientId: 'bench' });
  await publisher.publish(topic, batches[0]!);
  const start = performance.now();
  for (const batch of batches) await publisher.publish(topic, batch);
  const seconds = (performance.now() - start) / 1_000;
  await publisher.close();
  return seconds;
}

async function secondsToRelay(brokers: readonly string[], topic: string, store: EventStore, pool: pg.Pool, facts: number): Promise<number> {
  const publisher = new KafkaPublisher({ brokers, clientId: 'bench' });
  const relay = new Relay({ store, announcements, origin: ORIGIN, topic, leases: new Leases({ pool }), checkpoints: new RelayCheckpoints(pool), publisher });
  relay.start();
  const published = async (count: number): Promise<void> => { while (relay.status().published < count) await new Promise((resolve) => setTimeout(resolve, 2)); };
  await published(BATCH); // connected, warm
  const [start, from] = [performance.now(), relay.status().published];
  await published(facts);
  const seconds = ((performance.now() - start) / 1_000) * (facts / (facts - from));
  await relay.stop();
  return seconds;
}

if (import.meta.main) console.log(JSON.stringify(await relayBench()));
