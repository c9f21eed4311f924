import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CosignedLogs, OutsideWitness, serveWitness, type RunningWitness } from '@lienthong/cli/witness';
import { keyFromSeed, type Policy, type SigningKey, type VerifierKey } from '@lienthong/transparency-log';

type Answer = Readonly<{ status: number; contentType: string; body: string }>;

/** A real witness behind a front that counts, and that a spec may let lie. */
export type SpecWitness = Readonly<{
  key: SigningKey; url: string;
  /** Statuses of add-checkpoint so far. */
  statuses: number[];
  /** Also answers for the paths of the witness; undefined passes the witness's own answer on. */
  lie: { current: ((path: string, truth: Answer) => Answer | undefined) | undefined };
  promised(origin: string): Promise<number>;
  /** Away: connections are refused. Back: at the same address, with what it remembers. */
  away(): Promise<void>;
  back(): Promise<void>;
  stop(): Promise<void>;
}>;

export async function startSpecWitness(name: string, logs: readonly VerifierKey[]): Promise<SpecWitness> {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-spec-witness-'));
  const key = keyFromSeed(name, 'cosignature', Buffer.from(name.padEnd(32, '.').slice(0, 32)));
  const policy: Policy = { logs: logs.map((each) => ({ key: each, url: null })), witnesses: [], groups: [], quorum: 'none', completeness: [] };
  const cosigned = new CosignedLogs(folder);
  const witness = new OutsideWitness({ keys: [key], logs: cosigned, policy: () => policy, alarm: () => {} });
  const statuses: number[] = [];
  const lie: SpecWitness['lie'] = { current: undefined };
  const behind: RunningWitness = await serveWitness({ witness, logs: cosigned, host: '127.0.0.1', port: 0, alarm: () => {} });
  const front = createServer((request, response) => void pass(request, response, { target: behind.url, lie, statuses }));
  const open = async (port: number): Promise<number> => {
    front.listen(port, '127.0.0.1');
    await once(front, 'listening');
    return (front.address() as AddressInfo).port;
  };
  const close = async (): Promise<void> => {
    front.closeAllConnections();
    front.close();
    await once(front, 'close');
  };
  const port = await open(0);
  let isAway = false;
  return {
    key, statuses, lie, url: `http://127.0.0.1:${port}`,
    promised: async (origin) => (await cosigned.findPromised(origin))?.checkpoint.size ?? 0,
    away: async () => {
      isAway = true;
      await close();
    },
    back: async () => {
      isAway = false;
      await open(port);
    },
    stop: async () => {
      if (!isAway) await close();
      await behind.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

async function pass(request: IncomingMessage, response: ServerResponse, { target, lie, statuses }: Readonly<{ target: string; lie: SpecWitness['lie']; statuses: number[] }>): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const { method = 'GET', url = '/' } = request;
  const answer = await fetch(target + url, { method, ...(method === 'POST' && { body: Buffer.concat(chunks) }) });
  const truth: Answer = { status: answer.status, contentType: answer.headers.get('content-type') ?? '', body: await answer.text() };
  const told = lie.current?.(url, truth) ?? truth;
  if (url === '/add-checkpoint') statuses.push(told.status);
  response.writeHead(told.status, { 'content-type': told.contentType }).end(told.body);
}
