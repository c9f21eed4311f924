import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startStage, tokenFor, type Stage } from './spec-gateway.js';

/** More than the connections that people's requests share. */
const WORKERS = 200;

/** A service whose jobs never come, while it answers everything else at once. */
const waiting = new Set<ServerResponse>();
const processing = createServer((request, response) => {
  if (request.url?.startsWith('/jobs') !== true) return void response.end('{"items":[]}');
  waiting.add(response);
  response.once('close', () => waiting.delete(response));
});
let stage: Stage;
beforeAll(async () => {
  await new Promise<void>((resolve) => { processing.listen(0, '127.0.0.1', resolve); });
  stage = await startStage({ SERVICES: JSON.stringify({ processing: `http://127.0.0.1:${(processing.address() as AddressInfo).port}` }) });
});
afterAll(async () => {
  processing.closeAllConnections();
  processing.close();
  await stage.stop();
});

describe('workers that wait for jobs', () => {
  it('do not keep people from their work', async () => {
    const headers = { authorization: `Bearer ${await tokenFor(stage.url, 'land-officer')}`, 'content-type': 'application/json' };
    const gone = new AbortController();
    const workers = Array.from({ length: WORKERS }, () => fetch(`${stage.url}/api/processing/jobs/activation`, { method: 'POST', headers, body: '{}', signal: gone.signal }).catch(() => undefined));
    for (let looks = 0; waiting.size < WORKERS && looks < 1_500; looks += 1) await new Promise((resolve) => { setTimeout(resolve, 20); });
    expect(waiting.size).toBe(WORKERS);
    const answer = await fetch(`${stage.url}/api/processing/tasks`, { headers, signal: AbortSignal.timeout(30_000) });
    expect([answer.status, await answer.json()]).toEqual([200, { items: [] }]);
    gone.abort();
    await Promise.all(workers);
  });
});
