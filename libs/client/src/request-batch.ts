import { readCheckpointText } from '@lienthong/transparency-log';
import type { ConsumerOptions } from './consumer-options.js';
import type { FeedState } from './feed-state.js';
import type { Batch } from './verify-batch.js';

const BATCH_MEDIA_TYPE = 'application/cloudevents-batch+json';
/** 500 facts with proofs are some 2 MB; more than this is no feed. */
const MOST_BYTES = 32 * 1024 * 1024;
/** Beyond the wait that was asked for. */
const ANSWER_WITHIN_MS = 15_000;
const USUAL_WAIT_S = 20;
const USUAL_LIMIT = 200;

/** One request. Rejects where the answer is none of a feed; that is repeated, and never a doubt about its content. */
export async function requestBatch(options: ConsumerOptions, state: FeedState, withProofs: boolean, signal: AbortSignal): Promise<Batch> {
  const { types = [], waitSeconds = USUAL_WAIT_S } = options;
  const url = new URL(options.feed);
  url.searchParams.set('after', String(state.after));
  url.searchParams.set('wait', String(waitSeconds));
  url.searchParams.set('limit', String(options.limit ?? USUAL_LIMIT));
  if (types.length > 0) url.searchParams.set('types', types.join(','));
  if (withProofs) {
    url.searchParams.set('proofs', 'true');
    url.searchParams.set('since', String(sizeOf(state.checkpoint)));
  }
  const ended = AbortSignal.any([signal, AbortSignal.timeout(waitSeconds * 1_000 + ANSWER_WITHIN_MS)]);
  const ask = async (renew: boolean): Promise<Response> =>
    fetch(url, { headers: { authorization: `Bearer ${await options.token(renew)}`, accept: BATCH_MEDIA_TYPE }, signal: ended, redirect: 'error' });
  const first = await ask(false);
  const response = first.status === 401 ? await ask(true) : first;
  if (!response.ok) throw new Error(`Expected to pull facts from ${url.origin}${url.pathname}, but it answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
  const items = JSON.parse(await boundedText(response)) as unknown;
  if (!Array.isArray(items)) throw new Error(`Expected to pull facts from ${url.origin}${url.pathname}, but its answer is no array`);
  const growth = response.headers.get('feed-growth') ?? '';
  const checkpoint = response.headers.get('feed-checkpoint');
  return {
    items, next: Number(response.headers.get('feed-next') ?? state.after), isFiltered: types.length > 0,
    checkpoint: checkpoint === null ? null : Buffer.from(checkpoint, 'base64').toString('utf8'),
    growth: growth === '' ? [] : growth.split(',').map((hash) => Buffer.from(hash, 'base64')),
  };
}

/** The checkpoint was verified when it was kept; its text stands before the signatures. */
function sizeOf(note: string | null): number {
  if (note === null) return 0;
  const read = readCheckpointText(note.slice(0, note.lastIndexOf('\n\n') + 1));
  return read.kind === 'refused' ? 0 : read.checkpoint.size;
}

async function boundedText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > MOST_BYTES) throw new Error(`Expected a page of facts, but it is larger than ${MOST_BYTES} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
