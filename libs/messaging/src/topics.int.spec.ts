import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { randomPrefix, startKafka } from '@lienthong/testing';
import { kafkaClient } from './kafka/kafka-client.js';
import { KafkaPublisher } from './kafka/kafka-publisher.js';
import { announcingServices, createFactTopics } from './topics.js';
import { TransportError } from './transport.js';

describe('topics of facts', () => {
  let brokers: readonly string[] = [];
  const settings = { partitions: 2, retentionDays: 30 };
  const kafka = () => ({ brokers, clientId: 'spec' });
  beforeAll(async () => { brokers = await startKafka(); });

  const command = (...args: readonly string[]) =>
    new Promise<{ code: number; out: string }>((resolve) => {
      execFile(process.execPath, [fileURLToPath(new URL('./topics.js', import.meta.url)), ...args], { env: { ...process.env, KAFKA_BROKERS: '' } }, (error, stdout) =>
        resolve({ code: Number(error?.code ?? 0), out: stdout }));
    });

  it('are created with their settings, once', async () => {
    const topic = `${randomPrefix()}.tax.facts`;
    assert.deepEqual(await createFactTopics(kafka(), [topic], settings), [{ topic, outcome: 'created' }]);
    assert.deepEqual(await createFactTopics(kafka(), [topic], settings), [{ topic, outcome: 'as wanted' }]);
  });

  it('are left alone, and the difference told, where they exist with other settings', async () => {
    const topic = `${randomPrefix()}.tax.facts`;
    await createFactTopics(kafka(), [topic], settings);
    assert.deepEqual(await createFactTopics(kafka(), [topic], { partitions: 3, retentionDays: 31 }), [
      { topic, outcome: 'differs', how: 'partitions 2, wanted 3; retention.ms 2592000000, wanted 2678400000' },
    ]);
  });

  it('never come by accident', async () => {
    const topic = `${randomPrefix()}.tax.facts`;
    const publisher = new KafkaPublisher(kafka());
    await assert.rejects(publisher.publish(topic, [{ key: 'k', value: '{}', headers: {} }]), (error) =>
      error instanceof TransportError && error.kind === 'retriable' && /topics are made by/.test(error.message));
    await publisher.close();
    const admin = kafkaClient(kafka()).admin();
    await admin.connect();
    const topics = await admin.listTopics();
    await admin.disconnect();
    assert.equal(topics.includes(topic), false);
  });

  it('are made by a command', async () => {
    const services = [randomPrefix(), randomPrefix()];
    const args = ['create', '--brokers', brokers.join(','), '--services', services.join(','), '--partitions', '1'];
    assert.deepEqual(await command(...args), { code: 0, out: services.map((service) => `lienthong.${service}.facts: created\n`).join('') });
    const again = await command(...args, '--retention-days', '1');
    assert.equal(again.code, 1);
    assert.match(again.out, /facts: differs \(retention\.ms 7776000000, wanted 86400000\)/);
  });

  it.each([[[]], [['create']], [['create', '--brokers', 'x:1', '--partitions', '0']], [['delete', '--brokers', 'x:1']]])('the command explains itself when it gets %j', async (args) => {
    const { code, out } = await command(...args);
    assert.equal(code, 2);
    assert.match(out, /^node libs\/messaging\/dist\/topics\.js create/);
  });

  it('stand for the services of the contract', () => assert.deepEqual(announcingServices, ['audit', 'intake', 'land-registry', 'postal', 'processing', 'tax']));
});
