import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@lienthong/service-host';
import { createGateway } from './create-gateway.js';
import { gatewaySettings } from './gateway-settings.js';
import { startStage, tokenFor, type Stage } from './spec-gateway.js';

describe('too many requests', () => {
  let stage: Stage;
  beforeAll(async () => { stage = await startStage({ RATE_LIMIT_PER_MINUTE: '5' }); });
  afterAll(async () => { await stage.stop(); });

  it('are refused per person, with the seconds to wait, and the page stays open', async () => {
    const [clerk, auditor] = [await tokenFor(stage.url, 'clerk'), await tokenFor(stage.url, 'auditor')];
    const ask = (token: string) => fetch(`${stage.url}/api/intake/dossiers/x`, { headers: { authorization: `Bearer ${token}`, 'accept-language': 'en' } });
    const statuses = [];
    for (let sent = 0; sent < 6; sent += 1) statuses.push((await ask(clerk)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    const refused = await ask(clerk);
    const problem = await refused.json() as { code: string; facts: { retryAfter: number }; whatToDo: string };
    expect([problem.code, refused.headers.get('retry-after')]).toEqual(['RATE_LIMITED', String(problem.facts.retryAfter)]);
    expect(problem.whatToDo).toBe(`Wait ${problem.facts.retryAfter} seconds and try again.`);
    expect((await ask(auditor)).status).toBe(403);
    for (let sent = 0; sent < 8; sent += 1) expect((await fetch(`${stage.url}/`)).status).toBe(200);
  });

  it('are ten times as many for whoever reads a log, and are counted apart', async () => {
    const statuses = [];
    for (let sent = 0; sent < 52; sent += 1) statuses.push((await fetch(`${stage.url}/log/intake/tile/0/000`)).status);
    expect([statuses.filter((status) => status === 200).length, statuses.slice(50)]).toEqual([50, [429, 429]]);
    expect((await fetch(`${stage.url}/api/intake/signed`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).status).toBe(200);
  });
});

describe('outside local mode', () => {
  const environment = { MODE: 'production', HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'silent', PUBLIC_URL: 'https://dichvucong.example', SERVICES: '{}', ISSUER: 'http://127.0.0.1:9/realm', WEB_FOLDER: '/nowhere', POLICY_FILE: '' };
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lienthong-policy-'));
    environment.POLICY_FILE = join(folder, 'policy.txt');
    writeFileSync(environment.POLICY_FILE, 'quorum none\n');
  });
  afterAll(() => { rmSync(folder, { recursive: true }); });
  const configOf = (more: Record<string, string>) => readConfig({ ...environment, ...more }, { service: 'gateway', usualPort: 0, needsDatabase: false, settings: gatewaySettings });

  it('has no sample accounts, no local tokens and no embedded issuer', async () => {
    const gateway = await createGateway(configOf({ SERVICE_CLIENT_SECRET: 'of-the-province' }));
    try {
      for (const [method, path] of [['POST', '/local/token'], ['GET', '/sample-accounts'], ['GET', '/oidc/jwks'], ['GET', '/login/x']] as const) {
        const answer = await fetch(gateway.url + path, { method });
        expect([path, answer.status]).toEqual([path, 404]);
      }
      expect((await fetch(`${gateway.url}/oidc/.well-known/openid-configuration`)).status).toBe(503);
      expect((await fetch(`${gateway.url}/health`)).headers.get('strict-transport-security')).toContain('max-age');
    } finally {
      await gateway.close();
    }
  });

  it('does not start with a sample secret', () => {
    expect(() => configOf({ SERVICE_CLIENT_SECRET: 'sample-secret-of-gateway' })).toThrow('SERVICE_CLIENT_SECRET is a sample value, which only local mode accepts');
    expect(() => configOf({})).toThrow('SERVICE_CLIENT_SECRET is not set');
    expect(() => configOf({ SERVICE_CLIENT_SECRET: 'of-the-province', POLICY_FILE: '' })).toThrow('POLICY_FILE is not set');
  });
});
