import { setTimeout as pause } from 'node:timers/promises';
import { prepareDatabase, Projections, type RebuildReport } from '@lienthong/event-store';
import { createService, readConfig, type RunningService } from '@lienthong/service-host';
import { dropDatabase, freshDatabase, startFactFeed, startTokenIssuer, type TokenClaims } from '@lienthong/testing';
import { definition } from './definition.js';

// The service as its callers meet it: over HTTP, with its own database, and with the facts of others from stand-in feeds.

// oxlint-disable-next-line typescript/no-explicit-any -- each spec knows the answer it asked for
export type Answer = Readonly<{ status: number; headers: Headers; body: any }>;
export type SpokenFact = Readonly<{ type: string; subject: string; sequence: string; dossierref: string; data: Answer['body'] }>;
export type Call = Readonly<{ as?: string; body?: unknown; headers?: Readonly<Record<string, string>> }>;

const PATIENCE_MS = 15_000;

export type SpecService = Awaited<ReturnType<typeof startSpecService>>;

export async function startSpecService() {
  const [urls, issuer, intake, processing] = await Promise.all([
    freshDatabase('land-registry', prepareDatabase), startTokenIssuer(), startFactFeed('lienthong.local/intake'), startFactFeed('lienthong.local/processing'),
  ]);
  const config = readConfig({
    MODE: 'local', PORT: '0', LOG_LEVEL: 'silent', ISSUER: issuer.url, DATABASE_URL: urls.serviceUrl, DATABASE_OWNER_URL: urls.ownerUrl,
    FEEDS: JSON.stringify({ intake: intake.url, processing: processing.url }),
  }, { service: 'land-registry', usualPort: 0, needsDatabase: true });
  const service: RunningService = await createService(definition, config);

  async function call(method: string, path: string, { as, body, headers = {} }: Call = {}): Promise<Answer> {
    const response = await fetch(`${service.url}${path}`, {
      method, headers: { ...(as !== undefined && { authorization: `Bearer ${as}` }), ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
  }

  /** Asks again until the answer is as expected: facts take their time. */
  async function eventually(ask: () => Promise<Answer>, expected: (answer: Answer) => boolean): Promise<Answer> {
    const giveUpAt = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await ask();
      if (expected(answer)) return answer;
      if (Date.now() > giveUpAt) throw new Error(`waited in vain; the last answer was ${answer.status} ${JSON.stringify(answer.body)}`);
      await pause(25);
    }
  }

  const token = (claims: TokenClaims): Promise<string> => issuer.token({ agency: 'land-registry', unit: 'H56.23', roles: ['officer'], ...claims });

  /** The service's own facts, as others read them. */
  async function facts(): Promise<readonly SpokenFact[]> {
    const reader = await issuer.token({ sub: 'audit', agency: 'audit', roles: ['service'] });
    return (await call('GET', '/feed?after=0&limit=500', { as: reader })).body;
  }

  /** Fills a projection anew from the log beside the one that is read, and compares both. */
  const rebuild = (projection: string): Promise<RebuildReport> => service.app.get(Projections).rebuild(projection);

  async function stop(): Promise<void> {
    await service.close();
    await Promise.all([intake.stop(), processing.stop(), issuer.stop(), dropDatabase(urls.database)]);
  }

  return { call, eventually, token, facts, rebuild, stop, intake, processing, store: service.store };
}
