import { createParamDecorator } from '@nestjs/common';
import type { Actor } from '@lienthong/event-store';
import type { FastifyRequest } from 'fastify';
import { refuseWith } from '../problems/problem-exception.js';

/** Who asks, as their token says. Only the identity guard makes one. */
export interface Requester {
  readonly subject: string;
  readonly name: string;
  readonly agency: string;
  readonly unit: string;
  readonly roles: readonly string[];
  /** Who vouches for them, as the issuer says (claim `identity_provider`, such as `vneid`); empty where it does not. */
  readonly identityProvider: string;
  /** Why they read a dossier (header `Purpose`), as the law on personal data asks; null when not said. */
  readonly purpose: string | null;
  /** The name under which what they do is entered in the log. */
  actor(): Actor;
}

export type Claims = Readonly<{ sub: string; name: string; agency: string; unit: string; roles: readonly string[]; identityProvider?: string }>;

export function requesterOf(claims: Claims, purpose: string | null = null): Requester {
  return {
    subject: claims.sub, name: claims.name, agency: claims.agency, unit: claims.unit, roles: claims.roles, identityProvider: claims.identityProvider ?? '', purpose,
    actor: () => actorOf(claims),
  };
}

function actorOf({ sub, agency, unit, roles }: Claims): Actor {
  if (roles.includes('citizen')) return { role: 'citizen', id: sub };
  if (roles.includes('service')) return { role: 'service', name: organisationOf(agency) };
  return { role: 'officer', unit: organisationOf(unit), id: sub };
}

/** What the log takes as the code of an organisation. */
const ORGANISATION = /^[A-Za-z0-9.-]{1,64}$/;

/** An issuer may leave the unit out; such a person may read, but nothing could be entered in the log as theirs. */
function organisationOf(code: string): string {
  if (!ORGANISATION.test(code)) refuseWith('FORBIDDEN', `Expected to enter who acts, but the token names "${code.slice(0, 64)}" as the organisation, which is not the code of one`);
  return code;
}

const REQUESTER = Symbol('requester');
type WithRequester = FastifyRequest & { [REQUESTER]?: Requester };

export function rememberRequester(request: FastifyRequest, requester: Requester): void {
  (request as WithRequester)[REQUESTER] = requester;
}

export function findRequester(request: FastifyRequest): Requester | undefined {
  return (request as WithRequester)[REQUESTER];
}

/** `@Requester() requester: Requester` in a route: who asks. Refuses where the route is public and nobody signed in. */
export const Requester = createParamDecorator((_: unknown, context): Requester => {
  const requester = findRequester(context.switchToHttp().getRequest<FastifyRequest>());
  return requester ?? refuseWith('UNAUTHENTICATED', 'Expected to know who asks, but the request carries no token');
});
