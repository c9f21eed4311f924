import { prepareDatabase, type EventStore } from '@lienthong/event-store';
import { dropDatabase, freshDatabase, startTokenIssuer, type TokenClaims, type TokenFaults, type TokenIssuer } from '@lienthong/testing';
import { cabinet } from './spec-cabinet.js';
import { createService, readConfig, type HostOverrides, type RunningService, type ServiceDefinition } from './index.js';

// oxlint-disable-next-line typescript/no-explicit-any -- each spec knows the shape of the answers it asked for
export type Answer = Readonly<{ status: number; headers: Headers; body: any; text: string }>;
export type Call = Readonly<{ as?: TokenClaims | string | null; body?: unknown; raw?: string | Uint8Array; headers?: Readonly<Record<string, string>> }>;

export const CLERK: TokenClaims = { sub: 'sample-clerk', agency: 'one-stop', unit: 'H56.17', roles: ['clerk'] };
export const ADMINISTRATOR: TokenClaims = { sub: 'sample-administrator', agency: 'one-stop', unit: 'H56', roles: ['administrator'] };

/** A sample service, running on a database of its own behind a stand-in issuer, and a way to call it. */
export type Hosted = Readonly<{
  service: RunningService; store: EventStore; issuer: TokenIssuer; ownerUrl: string; database: string;
  call(method: string, path: string, call?: Call): Promise<Answer>;
  token(claims?: TokenClaims, faults?: TokenFaults): Promise<string>;
  stop(): Promise<void>;
}>;

export type HostedOptions = Readonly<{ definition?: ServiceDefinition; environment?: Readonly<Record<string, string>>; issuer?: TokenIssuer; overrides?: HostOverrides }>;

export async function startHosted({ definition = cabinet, environment = {}, issuer: given, overrides = {} }: HostedOptions = {}): Promise<Hosted> {
  const issuer = given ?? await startTokenIssuer();
  const urls = await freshDatabase(definition.name, prepareDatabase);
  const config = readConfig(
    { MODE: 'local', PORT: '0', LOG_LEVEL: 'silent', ISSUER: issuer.url, DATABASE_URL: urls.serviceUrl, DATABASE_OWNER_URL: urls.ownerUrl, ...environment },
    { service: definition.name, usualPort: 0, needsDatabase: true });
  const service = await createService(definition, config, overrides);
  return {
    service, issuer, store: service.store, ownerUrl: urls.ownerUrl, database: urls.database, token: issuer.token,
    call: (method, path, call = {}) => send(issuer, `${service.url}${path}`, method, call),
    stop: async () => {
      await service.close();
      if (given === undefined) await issuer.stop();
      await dropDatabase(urls.database);
    },
  };
}

/** Asks again until the answer is right, for ten seconds; then the last answer is the assertion's to judge. */
export async function eventually<T>(ask: () => Promise<T>, isRight: (answer: T) => boolean): Promise<T> {
  for (const until = Date.now() + 10_000; ;) {
    const answer = await ask();
    if (isRight(answer) || Date.now() > until) return answer;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}

async function send(issuer: TokenIssuer, url: string, method: string, { as = CLERK, body, raw, headers = {} }: Call): Promise<Answer> {
  const token = typeof as === 'string' ? as : as === null ? undefined : await issuer.token(as);
  const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const answer = await fetch(url, {
    method,
    headers: { ...(payload !== undefined && { 'content-type': 'application/json' }), ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
    ...(payload !== undefined && { body: payload as NonNullable<RequestInit['body']> }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, body: answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined };
}
