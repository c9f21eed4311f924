import kafkajs, { type Admin } from 'kafkajs';
import { pause } from '../back-off.js';
import { kafkaClient, transportErrorOf, type KafkaSettings } from './kafka-client.js';

/** Records that groups have not read yet are still there: deleted now, facts would be lost to them. `until`: when retention ends them. */
export type ClearedTopic = Readonly<{ kind: 'cleared' }> | Readonly<{ kind: 'unread'; groups: readonly string[]; until: string }>;

export type ClearOptions = Readonly<{ patienceMs: number; everyMs: number; signal: AbortSignal; now: () => number }>;

/** Of a partition: everything below `offset` is to go. */
type Target = Readonly<{ partition: number; offset: number }>;

const NOT_COMMITTED = '-1';
const WEEK_MS = 7 * 86_400_000;

/**
 * Deletes from a topic all that stands in it now, once every group that reads it has read that far: a record cannot be taken out by
 * itself, only with all that came before it. Other dossiers' facts go with it; a reader that comes later fetches them from the feed, as
 * it would after their retention. A reader that commits no offsets is not waited for, and for the others no longer than `patienceMs`.
 */
export async function clearHeardRecords(kafka: KafkaSettings, topic: string, { patienceMs, everyMs, signal, now }: ClearOptions): Promise<ClearedTopic> {
  const admin = kafkaClient(kafka).admin();
  try {
    await admin.connect();
    const offsets = await admin.fetchTopicOffsets(topic);
    const targets = offsets.filter(({ low, high }) => Number(high) > Number(low)).map(({ partition, high }): Target => ({ partition, offset: Number(high) }));
    for (const until = now() + patienceMs; ;) {
      const behind = await groupsBehind(admin, topic, targets);
      if (behind.length === 0) break;
      if (signal.aborted || now() > until) return { kind: 'unread', groups: behind, until: new Date(now() + await retentionOf(admin, topic)).toISOString() };
      await pause(everyMs, signal);
    }
    if (targets.length > 0) await admin.deleteTopicRecords({ topic, partitions: targets.map(({ partition, offset }) => ({ partition, offset: String(offset) })) });
    return { kind: 'cleared' };
  } catch (error) {
    throw transportErrorOf(error, `clear ${topic}`);
  } finally {
    await admin.disconnect();
  }
}

/** Groups that have ever committed an offset in this topic, and have read less than what is to go. */
async function groupsBehind(admin: Admin, topic: string, targets: readonly Target[]): Promise<readonly string[]> {
  const behind: string[] = [];
  for (const { groupId } of (await admin.listGroups()).groups) {
    const [offsets] = await admin.fetchOffsets({ groupId, topics: [topic] });
    const committed = new Map(offsets?.partitions.map(({ partition, offset }) => [partition, offset]));
    if ([...committed.values()].every((offset) => offset === NOT_COMMITTED)) continue;
    // A group that has committed here reads all partitions: one without an offset it has not begun.
    if (targets.some(({ partition, offset }) => Number(committed.get(partition) ?? NOT_COMMITTED) < offset)) behind.push(groupId);
  }
  return behind.toSorted();
}

async function retentionOf(admin: Admin, topic: string): Promise<number> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false, resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configNames: ['retention.ms'] }],
  });
  const value = Number(resources[0]?.configEntries.find(({ configName }) => configName === 'retention.ms')?.configValue);
  return Number.isFinite(value) && value > 0 ? value : WEEK_MS;
}
