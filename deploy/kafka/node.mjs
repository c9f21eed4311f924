import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const JAVA = process.env['JAVA_HOME'] ? join(process.env['JAVA_HOME'], 'bin', 'java') : 'java';
const CLUSTER_ID = 'MkU3OEVBNTcwNTJENDM2Qk'; // any 22 letters of base64url; data folders are never shared
const READY_WITHIN_MS = 60_000;

/**
 * One member of a cluster that lives on this machine only: broker and controller in one JVM.
 * @typedef {{ id: number, port: number, controllerPort: number, folder: string, jars: string, process?: import('node:child_process').ChildProcess }} KafkaNode
 */

/** @param {number} count @param {string} folder @param {string} jars @returns {Promise<KafkaNode[]>} formatted, not started */
export async function layOutCluster(count, folder, jars) {
  const ports = await freePorts(count * 2);
  const nodes = Array.from({ length: count }, (_, n) =>
    ({ id: n + 1, port: ports[2 * n], controllerPort: ports[2 * n + 1], folder: join(folder, `node-${n + 1}`), jars }));
  const controllers = nodes.map((node) => `${node.id}@127.0.0.1:${node.controllerPort}:AAAAAAAAAAAAAAAAAAAA${node.id}A`).join(',');
  for (const node of nodes) {
    await mkdir(node.folder, { recursive: true });
    await writeFile(join(node.folder, 'server.properties'), settings(node, nodes));
    const initial = count === 1 ? ['--standalone'] : ['--initial-controllers', controllers];
    await run(JAVA, [...jvm(jars), 'kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', join(node.folder, 'server.properties'), ...initial]);
  }
  return nodes;
}

/** Starts (again) and resolves when the broker takes requests. @param {KafkaNode} node */
export async function startNode(node) {
  if (isRunning(node)) return;
  const logFile = join(node.folder, 'log');
  await writeFile(logFile, '');
  const log = openSync(logFile, 'a');
  node.process = spawn(JAVA, [...jvm(node.jars), 'kafka.Kafka', join(node.folder, 'server.properties')], { stdio: ['ignore', log, log] });
  closeSync(log);
  await new Promise((resolve, reject) => node.process?.once('spawn', resolve).once('error', reject));
  for (const giveUpAt = Date.now() + READY_WITHIN_MS; Date.now() < giveUpAt; await pause(50)) {
    const text = await readFile(logFile, 'utf8');
    if (text.includes('Kafka Server started')) return;
    if (!isRunning(node)) throw new Error(`Expected Kafka node ${node.id} to start, but it ended:\n${text.slice(-2_000)}`);
  }
  throw new Error(`Expected Kafka node ${node.id} to start, but it was not ready after ${READY_WITHIN_MS} ms`);
}

/** Ends it as a power cut would, and resolves when it is gone. @param {KafkaNode} node */
export async function killNode(node) {
  if (!isRunning(node)) return;
  const gone = new Promise((resolve) => node.process?.once('exit', resolve));
  node.process?.kill('SIGKILL');
  await gone;
}

/** @param {KafkaNode} node */
export const isRunning = (node) => node.process !== undefined && node.process.exitCode === null && node.process.signalCode === null;

/** @returns {Promise<number>} major version of the Java on the PATH, 0 if there is none */
export async function javaVersion() {
  const { stderr } = await run(JAVA, ['-version']).catch(() => ({ stderr: '' }));
  return Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
}

/** Small and quick to start rather than fast for hours. @param {string} jars */
const jvm = (jars) => [
  '-Xms64m', '-Xmx256m', '-Xss512k', '-XX:MaxMetaspaceSize=128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto',
  '-Djava.awt.headless=true', `-Dlog4j2.configurationFile=${fileURLToPath(new URL('./log4j2.xml', import.meta.url))}`, '-cp', join(jars, '*'),
];

/** Time-outs are short so that a killed consumer or broker is noticed in seconds. @param {KafkaNode} node @param {KafkaNode[]} nodes */
function settings(node, nodes) {
  const replicas = nodes.length < 3 ? 1 : 3;
  const inSync = nodes.length < 3 ? 1 : 2;
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': node.id,
    listeners: `PLAINTEXT://127.0.0.1:${node.port},CONTROLLER://127.0.0.1:${node.controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    'controller.quorum.bootstrap.servers': nodes.map((one) => `127.0.0.1:${one.controllerPort}`).join(','),
    'log.dirs': join(node.folder, 'data'),
    'auto.create.topics.enable': false,
    'default.replication.factor': replicas,
    'min.insync.replicas': inSync,
    'offsets.topic.num.partitions': 4,
    'offsets.topic.replication.factor': replicas,
    'transaction.state.log.num.partitions': 4,
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': inSync,
    'share.coordinator.state.topic.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': replicas,
    'share.coordinator.state.topic.min.isr': inSync,
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1_000,
    'broker.session.timeout.ms': 3_000,
    'broker.heartbeat.interval.ms': 500,
    'controller.quorum.election.timeout.ms': 500,
    'controller.quorum.fetch.timeout.ms': 1_000,
    'num.network.threads': 2,
    'num.io.threads': 4,
    'background.threads': 2,
    'num.recovery.threads.per.data.dir': 2,
    'log.cleaner.dedupe.buffer.size': 16_777_216,
    'log.segment.bytes': 67_108_864,
  }).map(([key, value]) => `${key}=${value}\n`).join('');
}

/** @param {number} count @returns {Promise<number[]>} all held open until the last is found, so that they differ */
async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => resolve(server));
  })));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
