import { createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { refuseWith } from '../problems/problem-exception.js';

/** `@Position() minPosition: number | undefined`: the log position the reader wants to see at least (query or header `min-position`). */
export const Position = createParamDecorator((_: unknown, context) => minPositionOf(context.switchToHttp().getRequest<FastifyRequest>()));

/** `@IfMatch() expectedVersion: number | undefined`: the version the caller saw; undefined when any will do. */
export const IfMatch = createParamDecorator((_: unknown, context) => expectedVersionOf(context.switchToHttp().getRequest<FastifyRequest>()));

export function minPositionOf(request: FastifyRequest): number | undefined {
  const given = (request.query as Record<string, unknown> | undefined)?.['min-position'] ?? request.headers['min-position'];
  if (given === undefined || given === '') return undefined;
  const position = typeof given === 'string' && /^\d{1,16}$/.test(given) ? Number(given) : NaN;
  if (!Number.isSafeInteger(position)) refuseWith('BAD_REQUEST', `Expected to read min-position ${JSON.stringify(given)?.slice(0, 40)}, but it is not a log position`);
  return position;
}

export function expectedVersionOf(request: FastifyRequest): number | undefined {
  const given = request.headers['if-match'];
  if (given === undefined || given.trim() === '*') return undefined;
  const version = /^\s*(?:W\/)?"(\d{1,15})"\s*$/.exec(given)?.[1];
  if (version === undefined) refuseWith('BAD_REQUEST', `Expected to read If-Match ${given.slice(0, 40)}, but it is not an ETag of ours`);
  return Number(version);
}

export function etagOf(version: number): string {
  return `"${version}"`;
}
