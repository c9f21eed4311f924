import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, Platform } from '@lienthong/local';
import { SERVICE_NAMES } from '@lienthong/service-host';
import { startKafkaCluster } from '@lienthong/testing';
import type { KafkaCluster } from '@lienthong/testing';

export type TemporaryPlatform = Readonly<{ platform: Platform; kafka: KafkaCluster | undefined; folder: string; startSeconds: number; stop(): Promise<void> }>;

/** The whole platform on free ports with empty databases, and over Kafka with a broker of its own; `stop` leaves nothing. */
export async function startTemporaryPlatform(transport: 'feed' | 'kafka', dataFolder?: string): Promise<TemporaryPlatform> {
  const folder = dataFolder ?? await mkdtemp(join(tmpdir(), 'lienthong-platform-'));
  // mkdtemp makes it private, but PostgreSQL runs as a user of its own where the tests run as root.
  await chmod(folder, 0o755);
  const kafka = transport === 'kafka' ? await startKafkaCluster({ nodes: 1 }) : undefined;
  const names = [...SERVICE_NAMES, 'carrier', 'neighbour'] as const;
  const ports = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await freePort()]))) as Record<(typeof names)[number], number>;
  const startedAt = performance.now();
  const stopRest = async (): Promise<void> => {
    await kafka?.stop();
    if (dataFolder === undefined) await rm(folder, { recursive: true, force: true });
  };
  try {
    const platform = await Platform.start({ dataFolder: folder, transport, ports, ...(kafka ? { kafkaBrokers: kafka.brokers.join(',') } : {}) });
    return { platform, kafka, folder, startSeconds: (performance.now() - startedAt) / 1_000, stop: async () => { await platform.stop(); await stopRest(); } };
  } catch (error) {
    await stopRest();
    throw error;
  }
}
