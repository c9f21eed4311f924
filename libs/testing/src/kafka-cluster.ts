import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const BROKER = fileURLToPath(new URL('../../../deploy/kafka/broker.mjs', import.meta.url));
/** A broker takes 4 s; the first time its jars are fetched. */
const START_LIMIT_MS = 180_000;

/** A Kafka of one's own on this machine, for specs that pull the plug. Nodes count from 1. */
export type KafkaCluster = Readonly<{
  brokers: readonly string[];
  /** SIGKILL; resolves when the process is gone. */
  kill(node?: number): Promise<void>;
  /** Starts a killed node again, with its data and port; resolves when it takes requests. */
  start(node?: number): Promise<void>;
  /** Process id of a running node, for tests that kill by themselves. */
  pid(node?: number): Promise<number>;
  stop(): Promise<void>;
}>;

/** What `broker.mjs` announces. */
export type AnnouncedCluster = Readonly<{ brokers: readonly string[]; control: string }>;

/** Needs Java 17; KAFKA_BROKERS and Docker do not matter here. Ends with this process at the latest. */
export async function startKafkaCluster({ nodes = 1 } = {}): Promise<KafkaCluster> {
  const announced = path.join(tmpdir(), `lienthong-kafka-${randomUUID()}.json`);
  launchBroker(announced, nodes);
  const { brokers, control } = await readAnnounced(announced);
  return {
    brokers,
    kill: async (node = 1) => void (await ask(control, `POST /nodes/${node}/kill`)),
    start: async (node = 1) => void (await ask(control, `POST /nodes/${node}/start`)),
    async pid(node = 1) {
      const state = (await ask(control, 'GET /')) as { nodes: { id: number; pid: number }[] };
      return state.nodes.find(({ id }) => id === node)!.pid;
    },
    stop: () => stopBroker(control),
  };
}

/** A process of its own, so that it outlives the worker thread that asked first and ends even when this process is killed. */
export function launchBroker(announced: string, nodes: number): void {
  spawn(process.execPath, [BROKER, '--nodes', String(nodes), '--announce', announced, '--owner', String(process.pid)], { detached: true, stdio: 'ignore' }).unref();
}

export async function readAnnounced(file: string): Promise<AnnouncedCluster> {
  for (const end = Date.now() + START_LIMIT_MS; Date.now() < end; await pause(25)) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text === '') continue;
    const announced = JSON.parse(text) as AnnouncedCluster & { error?: string };
    if (announced.error !== undefined) throw new Error(`Expected to start Kafka for tests, but: ${announced.error}`);
    return announced;
  }
  throw new Error(`Expected to start Kafka for tests, but it was not ready after ${START_LIMIT_MS} ms`);
}

/** Resolves when no broker of it is left. */
export async function stopBroker(control: string): Promise<void> {
  await ask(control, 'POST /stop');
  const gone = () => fetch(control, { signal: AbortSignal.timeout(1_000) }).then(() => false, () => true);
  for (const end = Date.now() + 20_000; Date.now() < end && !(await gone()); await pause(25));
}

async function ask(control: string, request: string): Promise<unknown> {
  const [method, route] = request.split(' ') as [string, string];
  const response = await fetch(control + route, { method });
  if (!response.ok) throw new Error(`Expected to control Kafka by ${request}, but it answered ${response.status}: ${await response.text()}`);
  return response.json();
}
