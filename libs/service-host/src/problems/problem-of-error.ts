import { HttpException } from '@nestjs/common';
import { ConflictError, EffectFailed, isTransient, Overloaded } from '@lienthong/event-store';
import type { FastifyRequest } from 'fastify';
import { vietnamTime } from '../clock.js';
import { findRequester } from '../identity/requester.js';
import type { GenericProblemCode } from './generic-problems.js';
import { ProblemException } from './problem-exception.js';

const CODE_OF_STATUS: Readonly<Record<number, GenericProblemCode>> = {
  400: 'BAD_REQUEST', 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 404: 'NOT_FOUND', 409: 'CONFLICT',
  413: 'BODY_TOO_LARGE', 415: 'UNSUPPORTED_MEDIA_TYPE', 422: 'VALIDATION_FAILED', 429: 'RATE_LIMITED', 503: 'UNAVAILABLE',
};

/**
 * SQLSTATE of values that no column holds: a number out of range, a date or a number that is none, NUL in a text. Forms are checked before
 * they get to a statement, so such a value came by an address or a cursor that somebody made up.
 */
const NOT_STORABLE = new Set(['22003', '22007', '22008', '22021', '22P02']);

/** What the reader of forms says of one that was cut off or has no boundary (its needle): its errors bear no code, and only the sender can be at fault. */
const BROKEN_FORM = /^Multipart: Boundary not found$|^The needle cannot |unexpected end of multipart data$/i;

/** Every error that reaches the edge, as a problem. What nobody expected is INTERNAL, and its message stays inside. */
export function problemOfError(error: unknown, request: FastifyRequest): ProblemException {
  if (error instanceof ProblemException) return error;
  if (error instanceof ConflictError) return problemOfConflict(error, request);
  if (error instanceof EffectFailed) return new ProblemException('CONFLICT', 'Expected to change what the request is about, but another request changed it first');
  if (error instanceof Overloaded) return new ProblemException('UNAVAILABLE', error.message, { headers: { 'retry-after': '1' } });
  if (isTransient(error)) return new ProblemException('UNAVAILABLE', 'Expected to reach the database, but it does not answer', { headers: { 'retry-after': '5' } });
  if (isNotStorable(error)) return new ProblemException('BAD_REQUEST', `Expected to look up what ${request.method} ${pathOf(request)} names, but it is no value that could be there`);
  if (error instanceof Error && BROKEN_FORM.test(error.message)) return new ProblemException('BAD_REQUEST', `Expected to read the form of ${request.method} ${pathOf(request)}, but it was cut off or has no boundary that could be one`);
  const status = statusOf(error);
  const code = status === undefined ? undefined : CODE_OF_STATUS[status] ?? (status < 500 ? 'BAD_REQUEST' : undefined);
  if (code !== undefined) return new ProblemException(code, `Expected to serve ${request.method} ${pathOf(request)}, but: ${(error as Error).message}`);
  return new ProblemException('INTERNAL', `Expected to serve ${request.method} ${pathOf(request)}, but an unexpected error occurred`);
}

function problemOfConflict(error: ConflictError, request: FastifyRequest): ProblemException {
  // An officer may know which colleague it was; a citizen learns the unit only.
  const mayKnowWho = findRequester(request)?.roles.includes('citizen') === false;
  const since = error.since.map(({ type, version, actor, actorId, occurredAt }) => ({ type, version, by: actor, ...(mayKnowWho && actorId !== null && { byId: actorId }), at: vietnamTime(Date.parse(occurredAt)) }));
  const code: GenericProblemCode = request.headers['if-match'] === undefined ? 'CONFLICT' : 'STALE_VERSION';
  return new ProblemException(code, `Expected to change ${error.stream} at version ${error.expected}, but it is at ${error.actual}`, { since });
}

export function isNotStorable(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && NOT_STORABLE.has(code);
}

/** The status that Nest, Fastify or one of its plugins gave an error; the latter say `statusCode`, and only blame the caller. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0]!.slice(0, 200);
}
