import { setTimeout as pause } from 'node:timers/promises';
import { prepareDatabase, Projections, type RebuildReport } from '@lienthong/event-store';
import { createService, readConfig, type RunningService } from '@lienthong/service-host';
import { dropDatabase, freshDatabase, startFactFeed, startTokenIssuer, type TokenClaims } from '@lienthong/testing';
import { Webhook } from 'standardwebhooks';
import { bankSettings } from './adapters/bank/bank-signature.guard.js';
import { definition } from './definition.js';

// The service as its callers meet it: over HTTP, with its own database, with the facts of others from stand-in feeds, and a bank that signs.

// oxlint-disable-next-line typescript/no-explicit-any -- each spec knows the answer it asked for
export type Answer = Readonly<{ status: number; headers: Headers; body: any }>;
export type SpokenFact = Readonly<{ type: string; subject: string; sequence: string; dossierref: string; data: Answer['body'] }>;
export type Call = Readonly<{ as?: string; body?: unknown; headers?: Readonly<Record<string, string>> }>;
export type BankCall = Readonly<{ id?: string; secret?: string; at?: Date; tampered?: string; language?: string }>;

const PATIENCE_MS = 15_000;

export type SpecService = Awaited<ReturnType<typeof startSpecService>>;

export async function startSpecService() {
  const [urls, issuer, intake, processing, landRegistry] = await Promise.all([
    freshDatabase('tax', prepareDatabase), startTokenIssuer(), startFactFeed('lienthong.local/intake'), startFactFeed('lienthong.local/processing'), startFactFeed('lienthong.local/land-registry'),
  ]);
  const config = readConfig({
    MODE: 'local', PORT: '0', LOG_LEVEL: 'silent', ISSUER: issuer.url, DATABASE_URL: urls.serviceUrl, DATABASE_OWNER_URL: urls.ownerUrl,
    FEEDS: JSON.stringify({ intake: intake.url, processing: processing.url, 'land-registry': landRegistry.url }),
  }, { service: 'tax', usualPort: 0, needsDatabase: true, settings: bankSettings });
  const service: RunningService = await createService(definition, config);
  let messages = 0;

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

  /** What the bank sends: signed as Standard Webhooks says, unless a spec wants it wrong. */
  function bank(data: object, { id = `msg_${++messages}`, secret = bankSettings.BANK_WEBHOOK_SECRET.sample, at = new Date(), tampered, language = 'vi' }: BankCall = {}): Promise<Answer> {
    const body = JSON.stringify({ type: 'payment.received', timestamp: '2026-11-24T09:00:00+07:00', data });
    return call('POST', '/bank/payments', {
      body: tampered ?? body,
      headers: { 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)), 'webhook-signature': new Webhook(secret).sign(id, at, body), 'accept-language': language },
    });
  }

  const token = (claims: TokenClaims): Promise<string> => issuer.token({ agency: 'tax', unit: 'H56.T7', roles: ['officer'], ...claims });

  /** The service's own facts, as others read them. */
  async function facts(): Promise<readonly SpokenFact[]> {
    const reader = await issuer.token({ sub: 'audit', agency: 'audit', roles: ['service'] });
    return (await call('GET', '/feed?after=0&limit=500', { as: reader })).body;
  }

  /** Fills a projection anew from the log beside the one that is read, and compares both. */
  const rebuild = (projection: string): Promise<RebuildReport> => service.app.get(Projections).rebuild(projection);

  async function stop(): Promise<void> {
    await service.close();
    await Promise.all([intake.stop(), processing.stop(), landRegistry.stop(), issuer.stop(), dropDatabase(urls.database)]);
  }

  return { call, eventually, bank, token, facts, rebuild, stop, intake, processing, landRegistry, store: service.store };
}
