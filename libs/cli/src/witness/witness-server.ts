import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MAX_ADD_CHECKPOINT_BYTES } from '@lienthong/transparency-log';
import type { CosignedLogs } from './cosigned-logs.js';
import type { Answer, OutsideWitness } from './outside-witness.js';

const TEXT = 'text/plain; charset=utf-8';
/** A request is a few kilobytes; who takes longer to send it is not a log. */
const HEADERS_WITHIN_MS = 5_000;
const REQUEST_WITHIN_MS = 10_000;
/** Logs keep a connection each. */
const MOST_CONNECTIONS = 512;
const CHECKPOINT = /^\/([0-9a-f]{64})\/checkpoint$/;

export type WitnessServerOptions = Readonly<{ witness: OutsideWitness; logs: CosignedLogs; host: string; port: number; alarm(message: string): void }>;
export type RunningWitness = Readonly<{ url: string; stop(): Promise<void> }>;

/** `POST /add-checkpoint`, `GET /<hex SHA-256 of the origin>/checkpoint`, and `GET /health` for whoever runs it. */
export async function serveWitness({ witness, logs, host, port, alarm }: WitnessServerOptions): Promise<RunningWitness> {
  const server = createServer({ headersTimeout: HEADERS_WITHIN_MS, requestTimeout: REQUEST_WITHIN_MS }, (request, response) => {
    answer(request, { witness, logs }).catch((error: unknown): Answer => {
      alarm(`Expected to answer ${request.method} ${request.url}, but ${error instanceof Error ? error.message : String(error)}`);
      return text(500, 'Expected to answer, but an unexpected error occurred');
    }).then((given) => send(response, given), () => response.destroy());
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(port, host);
  await once(server, 'listening');
  const { address, port: taken } = server.address() as AddressInfo;
  return { url: `http://${address.includes(':') ? `[${address}]` : address}:${taken}`, stop: () => stop(server) };
}

async function answer(request: IncomingMessage, { witness, logs }: Readonly<{ witness: OutsideWitness; logs: CosignedLogs }>): Promise<Answer> {
  const { method = '', url = '' } = request;
  const path = url.replace(/\?.*$/s, '');
  if (method === 'POST' && path === '/add-checkpoint') return witness.addCheckpoint(await readBody(request));
  if (method !== 'GET' && method !== 'HEAD') return text(404, 'Expected to cosign a checkpoint, but that is POST /add-checkpoint');
  if (path === '/health') return text(200, 'ready');
  const hash = CHECKPOINT.exec(path)?.[1];
  const note = hash === undefined ? undefined : await logs.findShown(hash);
  return note === undefined ? text(404, 'Expected to show a checkpoint, but none was cosigned under this address') : { status: 200, contentType: TEXT, body: note };
}

/** At most one byte more than is allowed: enough to be refused by its length. */
async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (bytes <= MAX_ADD_CHECKPOINT_BYTES) chunks.push(chunk);
    bytes += chunk.length;
    // A log that sends far more would keep its turn for as long as it sends.
    if (bytes > 2 * MAX_ADD_CHECKPOINT_BYTES) break;
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, contentType, body }: Answer): void {
  response.writeHead(status, {
    'content-type': contentType, 'content-length': Buffer.byteLength(body), 'cache-control': 'no-store', 'access-control-allow-origin': '*',
    ...(status === 503 && { 'retry-after': '5' }),
  });
  response.end(body);
}

function text(status: number, body: string): Answer {
  return { status, contentType: TEXT, body: `${body}\n` };
}

/** What is being answered is answered; then nothing is kept open. */
async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), REQUEST_WITHIN_MS / 2);
  await closed;
  clearTimeout(cut);
}
