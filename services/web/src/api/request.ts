import { currentLanguage } from '../language/language.js';
import { bearer, endSession } from '../session/session.js';
import { ProblemError, problemOf } from './problem.js';

type RequestOptions = Readonly<{ signal?: AbortSignal; accept?: string; headers?: Readonly<Record<string, string>>; method?: 'GET' | 'POST'; body?: string | FormData }>;

/** With the person's token and language. A token that the service no longer takes is renewed once; then the session is over. */
export async function request(path: string, options: RequestOptions = {}): Promise<Response> {
  const response = await send(path, options, await bearer());
  if (response.status !== 401) return settle(response);
  const renewed = await bearer({ renew: true });
  const second = renewed === undefined ? response : await send(path, options, renewed);
  if (second.status === 401) endSession('expired');
  return settle(second);
}

export async function requestJson<Body>(path: string, signal?: AbortSignal): Promise<Body> {
  const response = await request(path, { accept: 'application/json', ...(signal && { signal }) });
  try {
    return (await response.json()) as Body;
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ProblemError('unreadable', { cause });
  }
}

/** A command, told apart from its own repetitions by its key, so that a lost answer does no harm. */
export async function postJson<Body>(path: string, body: object, more: Readonly<Record<string, string>> = {}): Promise<Body> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...more };
  const response = await request(path, { method: 'POST', body: JSON.stringify(body), headers });
  return (await response.json()) as Body;
}

async function send(path: string, { signal, accept = 'application/json', headers, method = 'GET', body }: RequestOptions, token: string | undefined): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      headers: { accept, 'accept-language': currentLanguage(), ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
      cache: 'no-store',
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ProblemError('offline', { cause });
  }
}

async function settle(response: Response): Promise<Response> {
  if (response.ok) return response;
  throw await problemOf(response);
}
