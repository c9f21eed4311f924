import { parseArgs } from 'node:util';
import { factSchemas } from '@lienthong/contracts';
import kafkajs, { type Admin } from 'kafkajs';
import { topicOf } from './fact-envelope.js';
import { kafkaClient, transportErrorOf, type KafkaSettings } from './kafka/kafka-client.js';

export type TopicSettings = Readonly<{
  /** Dossiers spread over this many; more can be added only while nothing is under way, since keys move then. */
  partitions: number;
  /** Older facts are read from the feed. */
  retentionDays: number;
}>;

export type TopicOutcome = Readonly<{ topic: string; outcome: 'created' | 'as wanted' } | { topic: string; outcome: 'differs'; how: string }>;

export const usualTopicSettings: TopicSettings = { partitions: 6, retentionDays: 90 };

/** Services that announce facts, by their contracts. */
export const announcingServices: readonly string[] =
  [...new Set([...factSchemas.keys()].map((type) => type.split('.')[1]!.replaceAll('_', '-')))].toSorted();

/**
 * Creates the fact topics that are missing. What exists is compared and left alone: a difference is for a person to decide.
 * Replication follows the cluster: three copies, two of them in sync before an acknowledgement, where there are three brokers.
 */
export async function createFactTopics(
  kafka: KafkaSettings, topics: readonly string[], { partitions, retentionDays }: TopicSettings = usualTopicSettings,
): Promise<readonly TopicOutcome[]> {
  const admin = kafkaClient(kafka).admin();
  try {
    await admin.connect();
    const { brokers } = await admin.describeCluster();
    const replicationFactor = Math.min(3, brokers.length);
    const wanted: WantedTopic = { numPartitions: partitions, replicationFactor, config: configOf(retentionDays, replicationFactor) };
    const existing = await admin.listTopics();
    const missing = topics.filter((topic) => !existing.includes(topic));
    await create(admin, missing, wanted);
    return await Promise.all(topics.map(async (topic): Promise<TopicOutcome> => (missing.includes(topic) ? { topic, outcome: 'created' } : compare(admin, topic, wanted))));
  } catch (error) {
    throw transportErrorOf(error, `create the topics ${topics.join(', ')}`);
  } finally {
    await admin.disconnect();
  }
}

type WantedTopic = Readonly<{ numPartitions: number; replicationFactor: number; config: Readonly<Record<string, string>> }>;

const configOf = (retentionDays: number, replicationFactor: number): WantedTopic['config'] => ({
  'cleanup.policy': 'delete',
  'retention.ms': String(retentionDays * 86_400_000),
  'min.insync.replicas': replicationFactor >= 3 ? '2' : '1',
  'unclean.leader.election.enable': 'false',
});

async function create(admin: Admin, topics: readonly string[], { config, ...wanted }: WantedTopic): Promise<void> {
  if (topics.length === 0) return;
  const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
  await admin.createTopics({ waitForLeaders: true, topics: topics.map((topic) => ({ topic, ...wanted, configEntries })) });
}

async function compare(admin: Admin, topic: string, { numPartitions, config }: WantedTopic): Promise<TopicOutcome> {
  const { topics: [metadata] } = await admin.fetchTopicMetadata({ topics: [topic] });
  const { resources: [resource] } = await admin.describeConfigs({
    includeSynonyms: false, resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configNames: Object.keys(config) }],
  });
  const differences = [
    ...(metadata?.partitions.length === numPartitions ? [] : [`partitions ${metadata?.partitions.length}, wanted ${numPartitions}`]),
    ...(resource?.configEntries ?? []).filter(({ configName, configValue }) => config[configName] !== configValue)
      .map(({ configName, configValue }) => `${configName} ${configValue}, wanted ${config[configName]}`),
  ];
  return differences.length === 0 ? { topic, outcome: 'as wanted' } : { topic, outcome: 'differs', how: differences.join('; ') };
}

const USAGE = `node libs/messaging/dist/topics.js create [--brokers host:port,…] [--services intake,tax,…] [--partitions 6] [--retention-days 90]
Creates the topics of facts. Brokers come from KAFKA_BROKERS where they are not given.`;

async function command(argv: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...argv], allowPositionals: true,
    options: {
      brokers: { type: 'string', default: process.env['KAFKA_BROKERS'] ?? '' },
      services: { type: 'string', default: announcingServices.join(',') },
      partitions: { type: 'string', default: String(usualTopicSettings.partitions) },
      'retention-days': { type: 'string', default: String(usualTopicSettings.retentionDays) },
    },
  });
  const settings = { partitions: Number(values.partitions), retentionDays: Number(values['retention-days']) };
  const isSound = Object.values(settings).every((value) => Number.isSafeInteger(value) && value > 0);
  if (positionals.join(' ') !== 'create' || values.brokers === '' || !isSound) {
    console.log(USAGE);
    return 2;
  }
  const kafka = { brokers: values.brokers.split(','), clientId: 'topics' };
  const outcomes = await createFactTopics(kafka, values.services.split(',').map(topicOf), settings);
  for (const one of outcomes) console.log(`${one.topic}: ${one.outcome}${one.outcome === 'differs' ? ` (${one.how})` : ''}`);
  return outcomes.some(({ outcome }) => outcome === 'differs') ? 1 : 0;
}

if (import.meta.main) {
  process.exitCode = await command(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  });
}
