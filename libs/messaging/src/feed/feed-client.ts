import { TransportError } from '../transport.js';
import { BATCH_MEDIA_TYPE, NEXT_HEADER } from './feed-binding.js';

/** The token to show; with `renew`, the last one was refused. */
export type BearerToken = (renew: boolean) => Promise<string>;

export type FeedAnswer = Readonly<{ body: string; next: number }>;

/** A page of facts is small; more than this is no feed. */
const BODY_LIMIT_BYTES = 16 * 1024 * 1024;
/** Beyond the wait that was asked for. */
const ANSWER_WITHIN_MS = 10_000;

/** One request for facts. Rejects with a TransportError. */
export async function pullFeed(url: URL, token: BearerToken, waitSeconds: number, signal: AbortSignal): Promise<FeedAnswer> {
  const ended = AbortSignal.any([signal, AbortSignal.timeout(waitSeconds * 1_000 + ANSWER_WITHIN_MS)]);
  try {
    const first = await request(url, await token(false), ended);
    const response = first.status === 401 ? await request(url, await token(true), ended) : first;
    if (!response.ok) throw new TransportError(isTemporary(response.status) ? 'retriable' : 'fatal', await refusalOf(response));
    const mediaType = response.headers.get('content-type') ?? 'of no type';
    if (!mediaType.startsWith(BATCH_MEDIA_TYPE)) throw new TransportError('fatal', `its answer is ${mediaType}`);
    return { next: Number(response.headers.get(NEXT_HEADER)), body: await boundedText(response) };
  } catch (error) {
    const kind = error instanceof TransportError ? error.kind : 'retriable';
    throw new TransportError(kind, `Expected to pull facts from ${url.origin}${url.pathname}, but ${reasonOf(error)}`, { cause: error });
  }
}

const refusalOf = async (response: Response): Promise<string> => `it answered ${response.status}: ${(await response.text()).slice(0, 300)}`;

/** fetch says little itself; its cause says what happened to the connection. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

const request = (url: URL, token: string, signal: AbortSignal): Promise<Response> =>
  fetch(url, { headers: { authorization: `Bearer ${token}`, accept: BATCH_MEDIA_TYPE }, signal, redirect: 'error' });

const isTemporary = (status: number): boolean => status >= 500 || status === 408 || status === 429;

async function boundedText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > BODY_LIMIT_BYTES) throw new TransportError('fatal', `its answer is larger than ${BODY_LIMIT_BYTES} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
