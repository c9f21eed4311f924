import { Partitioners, type Kafka, type Producer } from 'kafkajs';
import type { FactPublisher, FactRecord } from '../transport.js';
import { kafkaClient, transportErrorOf, type KafkaSettings } from './kafka-client.js';

/**
 * Idempotent, acks=all, one request in flight: facts arrive in the order in which they are published. After a failure the
 * producer is replaced, since a broker would take the next batch under the old sequence number for a repeat of the lost one.
 * What was stored nevertheless comes twice; inboxes know facts by their id.
 */
export class KafkaPublisher implements FactPublisher {
  readonly #kafka: Kafka;
  #producer: Promise<Producer> | undefined;

  constructor(settings: KafkaSettings) {
    this.#kafka = kafkaClient(settings);
  }

  async publish(topic: string, records: readonly FactRecord[]): Promise<void> {
    this.#producer ??= this.#connect();
    const current = this.#producer;
    try {
      const producer = await current;
      await producer.send({ topic, acks: -1, messages: records.map(({ key, value, headers }) => ({ key, value, headers: { ...headers } })) });
    } catch (error) {
      this.#producer = undefined;
      await disconnect(current);
      throw transportErrorOf(error, `publish ${records.length} facts to ${topic}`);
    }
  }

  async close(): Promise<void> {
    const current = this.#producer;
    this.#producer = undefined;
    if (current !== undefined) await disconnect(current);
  }

  async #connect(): Promise<Producer> {
    const producer = this.#kafka.producer({
      idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false, createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    return producer;
  }
}

async function disconnect(producer: Promise<Producer>): Promise<void> {
  await producer.then((one) => one.disconnect()).catch(() => undefined); // its connection is broken already
}
