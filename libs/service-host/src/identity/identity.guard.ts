import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { LONGEST_PURPOSE, textOf } from '../access/read-purpose.js';
import { refuseWith } from '../problems/problem-exception.js';
import { admits, ALLOW, PUBLIC, type AllowRule } from './allow.js';
import { rememberRequester, requesterOf } from './requester.js';
import { TokenVerifier, unauthenticated } from './token-verifier.js';

/** Stands before every route of every service, and denies unless the route says whom it admits. */
@Injectable()
export class IdentityGuard implements CanActivate {
  constructor(private readonly reflector: Reflector, private readonly tokens: TokenVerifier) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Facts come from the broker or from a feed that was pulled with a token of its own.
    if (context.getType() !== 'http') return true;
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, targets)) return true;
    const rules = this.reflector.getAllAndOverride<readonly AllowRule[] | undefined>(ALLOW, targets);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const requester = requesterOf(await this.tokens.verify(bearerTokenOf(request)), purposeOf(request));
    rememberRequester(request, requester);
    if (rules === undefined) refuseWith('FORBIDDEN', `Expected to admit ${requester.agency} to ${request.method} ${request.routeOptions.url}, but the route admits nobody`);
    if (!admits(rules, requester)) {
      refuseWith('FORBIDDEN', `Expected to admit ${requester.agency} (${requester.roles.join(', ')}) to ${request.method} ${request.routeOptions.url}, but it is for ${described(rules)}`);
    }
    return true;
  }
}

/** Refuses where there is no token at all, or something else in its place. */
export function bearerTokenOf({ headers }: Pick<FastifyRequest, 'headers'>): string {
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) throw unauthenticated(headers.authorization === undefined ? 'there is none' : 'the Authorization header holds no Bearer token');
  return token;
}

/** A malformed one is refused where it counts, at the routes whose reads are entered in the log. */
function purposeOf({ headers }: FastifyRequest): string | null {
  return textOf(headers['purpose'], 1, LONGEST_PURPOSE) ?? null;
}

function described(rules: readonly AllowRule[]): string {
  return rules.map(({ agency, roles }) => [[agency ?? 'any agency'].flat().join(' or '), ...(roles ? [`as ${roles.join(' or ')}`] : [])].join(' ')).join('; or ');
}
