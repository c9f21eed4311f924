import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { open, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { launchBroker, readAnnounced, stopBroker } from './kafka-cluster.js';

/**
 * Addresses of a Kafka for specs: KAFKA_BROKERS where it is set; else one per test run, started by whoever asks first and
 * ended with the run: in a container where a Docker engine answers, else on Java 17 (deploy/kafka). Where none of them is
 * possible it fails with the sentence that says what to install.
 */
export async function startKafka(): Promise<readonly string[]> {
  const given = process.env['KAFKA_BROKERS'];
  if (given !== undefined && given !== '') return given.split(',');
  const announced = runFile();
  // Creating the file is the lock: whoever does it starts the broker, all others wait until the file says where.
  const first = await open(announced, 'wx').then((file) => file.close().then(() => true), refuseAllButExists);
  if (first && (await dockerAnswers())) await startContainer(announced);
  else if (first) launchBroker(announced, 1);
  return (await readAnnounced(announced)).brokers;
}

/** Ends the run's broker, if one was started, and returns when it is gone. */
export async function stopKafka(): Promise<void> {
  const text = await readFile(runFile(), 'utf8').catch(() => '');
  const { control } = JSON.parse(text === '' ? '{}' : text) as { control?: string };
  if (control !== undefined) await stopBroker(control);
  rmSync(runFile(), { force: true });
}

/** A prefix that keeps a spec's topics and groups apart from all others on a broker that specs have in common. */
export const randomPrefix = (): string => `test-${randomBytes(5).toString('hex')}`;

/** Topics do not come by accident: a spec names those it needs. */
export async function createTopics(brokers: readonly string[], topics: readonly string[], numPartitions = 3): Promise<void> {
  const admin = new Kafka({ brokers: [...brokers], clientId: 'spec', logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    await admin.createTopics({ topics: topics.map((topic) => ({ topic, numPartitions })), waitForLeaders: true });
  } finally {
    await admin.disconnect();
  }
}

/** jest's global setup names the run; a program of its own (a benchmark) names itself. */
function runFile(): string {
  process.env['LIENTHONG_TEST_RUN'] ??= randomUUID();
  return path.join(tmpdir(), `lienthong-kafka-${process.env['LIENTHONG_TEST_RUN']}.json`);
}

async function dockerAnswers(): Promise<boolean> {
  // Loading testcontainers takes a second: only where there may be an engine.
  if (process.env['DOCKER_HOST'] === undefined && !existsSync('/var/run/docker.sock')) return false;
  const { getContainerRuntimeClient } = await import('testcontainers');
  return getContainerRuntimeClient().then(() => true, () => false);
}

/** Testcontainers' reaper removes it when this process is gone. */
async function startContainer(announced: string): Promise<void> {
  const { KafkaContainer } = await import('@testcontainers/kafka');
  const started = await new KafkaContainer('confluentinc/cp-kafka:7.9.0').withKraft().withEnvironment({ KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false' }).start()
    .then((container) => ({ brokers: [`${container.getHost()}:${container.getMappedPort(9093)}`] }), (error: unknown) => ({ error: String(error) }));
  await writeFile(`${announced}.part`, JSON.stringify(started));
  await rename(`${announced}.part`, announced);
}

function refuseAllButExists(error: NodeJS.ErrnoException): false {
  if (error.code !== 'EEXIST') throw error;
  return false;
}
