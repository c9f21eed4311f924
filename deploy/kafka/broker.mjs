#!/usr/bin/env node
/**
 * A disposable Kafka cluster on this machine for tests and trials: `node deploy/kafka/broker.mjs [--nodes 3]`.
 * Prints one line of JSON when it is ready and keeps its data only as long as it runs.
 *
 *   --nodes n          1 (default) or more brokers
 *   --announce file    write that line to this file too; `{"error": …}` if it could not start
 *   --owner pid        end when that process has ended, however it ended
 *
 * The line names an address at which tests can pull the plug: GET / (state), POST /nodes/1/kill, POST /nodes/1/start, POST /stop.
 */
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { jarFolder, WHAT_TO_INSTALL } from './jars.mjs';
import { isRunning, javaVersion, killNode, layOutCluster, startNode } from './node.mjs';

const { values: options } = parseArgs({ options: { nodes: { type: 'string', default: '1' }, announce: { type: 'string' }, owner: { type: 'string' } } });

const folder = await mkdtemp(join(tmpdir(), 'lienthong-kafka-'));
/** @type {import('./node.mjs').KafkaNode[]} */
let nodes = [];

try {
  if (await javaVersion() < 17) throw new Error(`Expected to find Java 17 or newer, but it is not there. ${WHAT_TO_INSTALL}`);
  nodes = await layOutCluster(Number(options.nodes), folder, await jarFolder());
  await Promise.all(nodes.map(startNode));
  const control = await listen();
  await announce({ ...state(), control });
} catch (error) {
  await announce({ error: error instanceof Error ? error.message : String(error) });
  await end(1);
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => void end(0));
if (options.owner !== undefined) setInterval(() => { if (!isAlive(Number(options.owner))) void end(0); }, 500);

function state() {
  return {
    brokers: nodes.map((node) => `127.0.0.1:${node.port}`),
    nodes: nodes.map((node) => ({ id: node.id, port: node.port, pid: node.process?.pid, running: isRunning(node) })),
  };
}

/** @param {object} what */
async function announce(what) {
  const line = JSON.stringify(what);
  console.log(line);
  if (options.announce === undefined) return;
  // Renamed into place, so that whoever waits for the file never reads half of it.
  await writeFile(`${options.announce}.part`, line);
  await rename(`${options.announce}.part`, options.announce);
}

/** @returns {Promise<string>} address of the control server */
async function listen() {
  const server = createServer((request, response) => {
    act(`${request.method} ${request.url}`)
      .then((status) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(state())))
      .catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return `http://127.0.0.1:${server.address().port}`;
}

/** @param {string} request @returns {Promise<number>} HTTP status */
async function act(request) {
  if (request === 'GET /') return 200;
  if (request === 'POST /stop') { setImmediate(() => void end(0)); return 202; }
  const [, id, verb] = /^POST \/nodes\/(\d+)\/(kill|start)$/.exec(request) ?? [];
  const node = nodes.find((one) => String(one.id) === id);
  if (node === undefined) return 404;
  await (verb === 'kill' ? killNode(node) : startNode(node));
  return 200;
}

/** @param {number} pid */
function isAlive(pid) {
  try { return process.kill(pid, 0); } catch { return false; }
}

/** @param {number} code */
async function end(code) {
  await Promise.all(nodes.map(killNode)); // nobody will read this data again
  await rm(folder, { recursive: true, force: true });
  if (options.announce !== undefined && code === 0) await rm(options.announce, { force: true });
  process.exit(code);
}
