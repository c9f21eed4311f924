import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleKey } from '@lienthong/transparency-log';
import { startStage, type Stage } from './spec-gateway.js';

const POLICY = `# của cơ sở mẫu / of a sample installation\nlog ${sampleKey('lienthong.local/intake', 'note').verifier.text} https://one.example/log/intake\nquorum none\n`;

let folder: string;
let stage: Stage;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lienthong-policy-'));
  writeFileSync(join(folder, 'policy.txt'), POLICY);
  stage = await startStage({ POLICY_FILE: join(folder, 'policy.txt') });
});
afterAll(async () => {
  await stage.stop();
  rmSync(folder, { recursive: true });
});

/** As written: fetch would resolve the dots before it asks. */
function raw(path: string, method = 'GET'): Promise<Readonly<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>> {
  return new Promise((resolve, reject) => {
    httpRequest(stage.url, { path, method }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() }));
    }).on('error', reject).end();
  });
}

describe('the policy of the installation', () => {
  it('is shown to everybody, to the byte', async () => {
    for (const method of ['GET', 'HEAD']) {
      const { status, headers, body } = await raw('/log/policy', method);
      expect([status, headers['content-type'], headers['cache-control'], headers['access-control-allow-origin']]).toEqual([200, 'text/plain; charset=utf-8', 'no-cache', '*']);
      expect(body).toBe(method === 'GET' ? POLICY : '');
    }
  });

  it('is a problem where there is none', async () => {
    const without = await startStage();
    const answer = await fetch(`${without.url}/log/policy`);
    expect([answer.status, answer.headers.get('cache-control'), (await answer.json() as { code: string }).code]).toEqual([404, 'no-store', 'NOT_FOUND']);
    await without.stop();
  });
});

describe('the log of a service', () => {
  it('is read at the gateway as at the service, with what says how long it may be kept', async () => {
    const checkpoint = await raw('/log/intake/checkpoint');
    expect([checkpoint.status, checkpoint.headers['content-type'], checkpoint.headers['cache-control'], checkpoint.body]).toEqual([200, 'text/plain; charset=utf-8', 'no-cache', 'lienthong.local/intake\n']);
    const tile = await raw('/log/intake/tile/entries/x001/234.p/7');
    expect([tile.status, tile.headers['cache-control'], JSON.parse(tile.body)]).toEqual([200, 'public, max-age=31536000, immutable', { url: '/log/tile/entries/x001/234.p/7' }]);
    expect(await raw('/log/intake/checkpoint', 'HEAD')).toMatchObject({ status: 200, body: '' });
  });

  it('shows nothing else of the service, however it is written', async () => {
    for (const path of ['openings/00', 'openings', '', '/', 'tile/../openings/00', 'tile/%2e%2e/openings/00', '../health', '%2e%2e/metrics', 'checkpoint/../openings/00', 'tile%2f..%2fopenings/00', 'reads/00']) {
      const { status, body } = await raw(`/log/intake/${path}`);
      expect([path, status, body.includes('not for everybody')]).toEqual([path, 404, false]);
    }
    expect((await raw('/log/intake/checkpoint', 'POST')).status).toBe(404);
    expect((await raw('/log/nothing/checkpoint')).status).toBe(404);
    expect((await raw('/log/tax/checkpoint')).status).toBe(503);
  });

  it('is no page of the web app', async () => {
    for (const path of ['/log', '/log/none', '/witness', '/witness/none']) expect([path, (await fetch(stage.url + path, { headers: { accept: 'text/html' } })).headers.get('content-type')]).not.toEqual([path, 'text/html; charset=utf-8']);
  });
});

describe('the witness', () => {
  it('gets what it is sent, and answers with what clients compare', async () => {
    const body = 'old 0\n\nlienthong.local/intake\n7\nx\n\n— lienthong.local/intake AAAA\n';
    const answer = await fetch(`${stage.url}/witness/add-checkpoint`, { method: 'POST', body });
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([409, 'text/x.tlog.size', body]);
  });
});
