import type { FastifyInstance } from 'fastify';
import { ProblemException } from '../problems/problem-exception.js';

/** A form with its parties and parcels nests six or seven levels; 32 leaves room and keeps every recursive reader safe. */
export const MOST_LEVELS = 32;

const QUOTE = 0x22, BACKSLASH = 0x5c, OPEN_BRACE = 0x7b, CLOSE_BRACE = 0x7d, OPEN_BRACKET = 0x5b, CLOSE_BRACKET = 0x5d;
/** Only these escapes can write what PostgreSQL and the sealed log cannot hold. */
const SUSPICIOUS_ESCAPE = /\\u(?:0000|d[89a-f])/i;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** How deep the text nests, counted on the bytes so that nothing recursive ever sees a deep one. Stops at `limit + 1`. */
export function jsonDepth(bytes: Uint8Array, limit: number): number {
  let depth = 0, deepest = 0, inText = false;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i]!;
    if (inText) {
      if (byte === BACKSLASH) i += 1;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      depth += 1;
      if (depth > deepest) deepest = depth;
      if (deepest > limit) return deepest;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth -= 1;
  }
  return deepest;
}

/** Only application/json is read, only so deep, and a `__proto__` or `constructor.prototype` in it is refused. */
export function acceptBoundedJson(instance: FastifyInstance): void {
  const parseSafely = instance.getDefaultJsonParser('error', 'error');
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer;
    // Webhooks are signed over the bytes as they came.
    (request as { rawBody?: Buffer }).rawBody = bytes;
    if (bytes.length === 0) return done(null, undefined);
    if (jsonDepth(bytes, MOST_LEVELS) > MOST_LEVELS) {
      return done(new ProblemException('TOO_DEEP', `Expected to read a body of at most ${MOST_LEVELS} levels, but it nests deeper`, { facts: { limit: MOST_LEVELS } }));
    }
    const text = decoded(bytes);
    if (text === undefined) return done(malformed('it is not UTF-8'));
    // Vietnamese typed on different systems arrives composed or decomposed; payloads and searches know one form.
    void parseSafely(request, text.normalize('NFC'), (error, value) => {
      if (error) done(malformed(error.message));
      else if (SUSPICIOUS_ESCAPE.test(text) && !isStorable(value)) done(malformed('a text in it holds NUL or half a character'));
      else done(null, value);
    });
  });
}

/** Recursion is safe here: the depth has been counted. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, member]) => isStorable(key) && isStorable(member));
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function malformed(because: string): ProblemException {
  return new ProblemException('MALFORMED_JSON', `Expected to read the body as JSON, but ${because.slice(0, 200)}`);
}
