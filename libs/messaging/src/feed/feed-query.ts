import type { Rejection } from '@lienthong/kernel';

/** One request of a feed. All parts are optional: without them, the first facts are answered at once. */
export type FeedQuery = Readonly<{
  /** Fact number after which to start; 0 is the beginning. */
  after: number;
  /** Full names of facts; empty for all. */
  types: readonly string[];
  /** Dossier code. */
  subject?: string;
  /** How long to wait for the first fact, in seconds. */
  waitSeconds: number;
  limit: number;
  /** Only what a served checkpoint covers, with that checkpoint and a proof for each fact. */
  proofs?: Readonly<{
    /** Size of the last checkpoint the consumer has verified; 0 for none. The answer proves that the log has grown from it. */
    since: number;
  }>;
}>;

/** A proof is about 1 kB: with more the answer would not fit what a consumer takes at once. */
const PROVEN_LIMIT = 500;
const LIMITS = { limit: 1_000, waitSeconds: 30, types: 50, textLength: 200 };
const DEFAULT_LIMIT = 500;

export type ReadFeedQuery = Readonly<{ kind: 'query'; query: FeedQuery } | { kind: 'rejected'; rejection: Rejection<'VALIDATION_FAILED'> }>;

/** `raw` is the query of the URL; a rejection names the parameter and what it may be. */
export function readFeedQuery(raw: Readonly<Record<string, unknown>>): ReadFeedQuery {
  const after = wholeNumber(raw['after'] ?? '0', Number.MAX_SAFE_INTEGER);
  if (after === undefined) return rejected('after to be a fact number', raw['after']);
  const waitSeconds = wholeNumber(raw['wait'] ?? '0', LIMITS.waitSeconds);
  if (waitSeconds === undefined) return rejected(`wait to be 0 to ${LIMITS.waitSeconds} seconds`, raw['wait']);
  const limit = wholeNumber(raw['limit'] ?? String(DEFAULT_LIMIT), LIMITS.limit);
  if (limit === undefined || limit === 0) return rejected(`limit to be 1 to ${LIMITS.limit}`, raw['limit']);
  const types = text(raw['types'] ?? '', LIMITS.types * LIMITS.textLength)?.split(',').filter((type) => type !== '');
  if (types === undefined || types.length > LIMITS.types) return rejected(`types to be at most ${LIMITS.types} names`, raw['types']);
  const subject = raw['subject'] === undefined ? undefined : text(raw['subject'], LIMITS.textLength);
  if (subject === undefined && raw['subject'] !== undefined) return rejected('subject to be a dossier code', raw['subject']);
  if (raw['proofs'] !== undefined && raw['proofs'] !== 'true' && raw['proofs'] !== 'false') return rejected('proofs to be true or false', raw['proofs']);
  const since = wholeNumber(raw['since'] ?? '0', Number.MAX_SAFE_INTEGER);
  if (since === undefined) return rejected('since to be the size of a checkpoint', raw['since']);
  const proofs = raw['proofs'] === 'true' ? { proofs: { since }, limit: Math.min(limit, PROVEN_LIMIT) } : { limit };
  return { kind: 'query', query: { after, types, waitSeconds, ...proofs, ...(subject === undefined ? {} : { subject }) } };
}

function wholeNumber(value: unknown, atMost: number): number | undefined {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
  return Number.isSafeInteger(number) && number <= atMost ? number : undefined;
}

function text(value: unknown, atMost: number): string | undefined {
  return typeof value === 'string' && value.length <= atMost && !value.includes('\0') ? value : undefined;
}

function rejected(wanted: string, got: unknown): ReadFeedQuery {
  return { kind: 'rejected', rejection: { code: 'VALIDATION_FAILED', because: `Expected ${wanted}, but it is ${JSON.stringify(got)?.slice(0, 100)}` } };
}
