import { setTimeout as pause } from 'node:timers/promises';
import { prepareDatabase, Projections, type DatabaseUrls, type EventStore, type RebuildReport } from '@lienthong/event-store';
import { dropDatabase, freshDatabase, startFactFeed, startTokenIssuer, type FactFeed, type TokenClaims, type TokenFaults, type TokenIssuer } from '@lienthong/testing';
import { createService, type HostOverrides } from '../create-service.js';
import { readConfig } from '../service-config.js';
import type { RunningService, ServiceDefinition } from '../service-definition.js';
import type { ServiceName } from '../service-names.js';

/** `body`: what JSON says, else the text as it came. */
// oxlint-disable-next-line typescript/no-explicit-any -- each spec knows the answer it asked for
export type Answer = Readonly<{ status: number; headers: Headers; text: string; body: any }>;

/** `as`: who calls, or a token as it stands, or null for nobody. `body` is sent as JSON, `raw` to the byte, `form` as multipart. */
export type Call = Readonly<{
  as?: TokenClaims | string | null | undefined; body?: unknown; raw?: string | Uint8Array; form?: FormData; headers?: Readonly<Record<string, string>>;
}>;

/** A fact of the service under test, as others read it. */
export type SpokenFact = Readonly<{ type: string; subject: string; sequence: string; dossierref: string; data: Answer['body'] }>;

export type UnderTest = Readonly<{
  /** As it runs now: a restart replaces it. */
  service: RunningService; store: EventStore; issuer: TokenIssuer; urls: DatabaseUrls;
  call(method: string, path: string, call?: Call): Promise<Answer>;
  token(claims?: TokenClaims, faults?: TokenFaults): Promise<string>;
  /** The stand-in for a service that it listens to. */
  feedOf(service: ServiceName): FactFeed;
  facts(): Promise<readonly SpokenFact[]>;
  /** Fills a projection anew from the log beside the one that is read, and compares both. */
  rebuild(projection: string): Promise<RebuildReport>;
  /** `changes`: of the environment, from now on. */
  restart(changes?: Readonly<Record<string, string>>): Promise<void>;
  /** For what is done to its database meanwhile. */
  whileStopped(work: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}>;

/** `caller`: who calls where a call does not say. Stand-ins for feeds are started unless the environment names `FEEDS`. */
export type UnderTestOptions = Readonly<{ caller?: TokenClaims; environment?: Readonly<Record<string, string>>; issuer?: TokenIssuer; overrides?: HostOverrides }>;

/** A service as its callers meet it: over HTTP, with its own database, behind a stand-in issuer, and with the facts of others from stand-in feeds. */
export async function startUnderTest(definition: ServiceDefinition, { caller, environment = {}, issuer: given, overrides = {} }: UnderTestOptions = {}): Promise<UnderTest> {
  const [urls, issuer, feeds] = await Promise.all([
    freshDatabase(definition.name, prepareDatabase), given ?? startTokenIssuer(), 'FEEDS' in environment ? new Map<ServiceName, FactFeed>() : startFeeds(definition.listensTo),
  ]);
  const configured = (changes: Readonly<Record<string, string>>) => readConfig({
    MODE: 'local', PORT: '0', LOG_LEVEL: 'silent', ISSUER: issuer.url, DATABASE_URL: urls.serviceUrl, DATABASE_OWNER_URL: urls.ownerUrl,
    FEEDS: JSON.stringify(Object.fromEntries([...feeds].map(([name, { url }]) => [name, url]))), ...environment, ...changes,
  }, { service: definition.name, usualPort: 0, needsDatabase: true, settings: definition.settings ?? {} });
  let config = configured({});
  let service = await createService(definition, config, overrides);

  const call: UnderTest['call'] = async (method, path, { as = caller, ...request } = {}) =>
    send(method, service.url + path, typeof as === 'string' ? as : as && await issuer.token(as), request);

  return {
    get service() { return service; },
    get store() { return service.store; },
    issuer, urls, call, token: issuer.token,
    feedOf: (name) => {
      const feed = feeds.get(name);
      if (feed === undefined) throw new Error(`Expected to let ${name} say something, but ${definition.name} does not listen to its stand-in`);
      return feed;
    },
    facts: async () => (await call('GET', '/feed?after=0&limit=500', { as: { sub: 'audit', agency: 'audit', roles: ['service'] } })).body,
    rebuild: (projection) => service.app.get(Projections).rebuild(projection),
    restart: async (changes) => {
      await service.close();
      if (changes !== undefined) config = configured(changes);
      service = await createService(definition, config, overrides);
    },
    whileStopped: async (work) => {
      await service.close();
      await work();
      service = await createService(definition, config, overrides);
    },
    stop: async () => {
      await service.close();
      await Promise.all([...feeds.values(), ...(given === undefined ? [issuer] : [])].map((part) => part.stop()));
      await dropDatabase(urls.database);
    },
  };
}

async function startFeeds(services: readonly ServiceName[]): Promise<ReadonlyMap<ServiceName, FactFeed>> {
  return new Map(await Promise.all(services.map(async (name) => [name, await startFactFeed(`lienthong.local/${name}`)] as const)));
}

async function send(method: string, url: string, token: string | null | undefined, { body, raw, form, headers = {} }: Omit<Call, 'as'>): Promise<Answer> {
  const json = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(url, {
    method, body: form ?? (json as NonNullable<RequestInit['body']> | undefined) ?? null,
    headers: { ...(json !== undefined && { 'content-type': 'application/json' }), ...(token && { authorization: `Bearer ${token}` }), ...headers },
  });
  const text = await response.text();
  const isJson = text !== '' && response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : text };
}

/** Asks again until the answer is right, since facts take their time; gives up after 45 seconds. */
export async function eventually<T>(ask: () => Promise<T>, isRight: (answer: T) => boolean): Promise<T> {
  for (const until = Date.now() + 45_000; ;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    if (Date.now() > until) throw new Error(`Expected the service to get there, but it stays at ${JSON.stringify(answer)}`);
    await pause(25);
  }
}
