import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Answer<T> = Readonly<{ status: number; body: T; headers: Headers }>;
export type Problem = Readonly<{ code: string; title: string; status: number; detail: string; whatToDo?: string }>;

/** Refused by the API for a reason of the caller's. Thrown by `get` and `post`. */
export class Refused extends Error {
  constructor(readonly status: number, readonly problem: Problem) {
    super(`${status} ${problem.code}: ${problem.detail}`);
    this.name = 'Refused';
  }
}

/** A service or the database is being restarted: such answers pass, and the same request may be sent again. */
const PASSING = new Set([429, 502, 503, 504]);
/** Two minutes: longer than any process of the platform needs to come back. */
const PATIENCE_MS = 120_000;

/** One person at the public API, signed in with a sample account. Repeats a command safely: the key is its meaning. */
export class ApiClient {
  /** Commands that were accepted. */
  commands = 0;
  private signedIn: Promise<{ value: string; expiresAt: number }> | undefined;

  constructor(readonly gateway: string, readonly account: string, private readonly run: string = randomUUID()) {}

  get<T>(path: string): Promise<T> {
    return this.insist<T>('GET', path, undefined);
  }

  /** The idempotency key is made of run, path and body: sent again after a lost answer, it is the same command. */
  post<T>(path: string, body: object, meaning = ''): Promise<T> {
    return this.insist<T>('POST', path, JSON.stringify(body), createHash('sha256').update([this.run, this.account, path, meaning, JSON.stringify(body)].join('\n')).digest('hex'));
  }

  /** One request, whatever it answers. */
  async send<T>(method: string, path: string, body?: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer<T>> {
    const response = await fetch(this.gateway + path, {
      method, signal: AbortSignal.timeout(30_000), ...(body === undefined ? {} : { body }),
      headers: { Authorization: `Bearer ${await this.accessToken()}`, 'Accept-Language': 'en', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? null : JSON.parse(text)) as T };
  }

  /** Sends a file, and answers what became of it. */
  async upload<T>(path: string, name: string, bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Answer<T>> {
    const body = new FormData();
    body.append('file', new Blob([bytes], { type }), name);
    const response = await fetch(this.gateway + path, { method: 'POST', body, signal: AbortSignal.timeout(30_000), headers: { Authorization: `Bearer ${await this.accessToken()}`, 'Idempotency-Key': randomUUID() } });
    return { status: response.status, headers: response.headers, body: (await response.json()) as T };
  }

  /** One request for a file, to the byte. */
  async download(path: string): Promise<Readonly<{ status: number; body: Buffer }>> {
    const response = await fetch(this.gateway + path, { signal: AbortSignal.timeout(30_000), headers: { Authorization: `Bearer ${await this.accessToken()}` } });
    return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
  }

  private async insist<T>(method: string, path: string, body: string | undefined, idempotencyKey?: string): Promise<T> {
    const until = Date.now() + PATIENCE_MS;
    for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, 2_000)) {
      const answer = await this.send<T>(method, path, body, idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : {}).catch((error: unknown) => error as Error);
      if (!(answer instanceof Error)) {
        if (answer.status < 300) {
          if (method === 'POST') this.commands++;
          return answer.body;
        }
        if (answer.status === 401) this.signedIn = undefined;
        else if (!PASSING.has(answer.status)) throw new Refused(answer.status, answer.body as Problem);
      }
      if (Date.now() > until) throw answer instanceof Error ? answer : new Refused(answer.status, answer.body as Problem);
      await sleep(pauseMs);
    }
  }

  /** As the account signs in: for programs that are given one. */
  token(): Promise<string> {
    return this.accessToken();
  }

  private async accessToken(): Promise<string> {
    const known = await this.signedIn?.catch(() => undefined);
    if (known && known.expiresAt > Date.now() + 30_000) return known.value;
    this.signedIn = this.signIn();
    return (await this.signedIn).value;
  }

  private async signIn(): Promise<{ value: string; expiresAt: number }> {
    const response = await fetch(`${this.gateway}/local/token`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ account: this.account }), signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`Expected to sign in as ${this.account}, but the gateway answered ${response.status}`);
    const { access_token, expires_in } = await response.json() as { access_token: string; expires_in: number };
    return { value: access_token, expiresAt: Date.now() + expires_in * 1_000 };
  }
}
