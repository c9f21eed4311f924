import { jwtVerify, type JWTPayload } from 'jose';
import { ProblemException } from '../problems/problem-exception.js';
import { isBadToken, issuerAway, type Issuer } from './issuer.js';
import type { Claims } from './requester.js';

// Asymmetric only: a service never shares a secret with the issuer, and `none` is no signature.
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const SKEW_S = 5;

/** A machine sends the same token with hundreds of requests a second, and a signature takes as long to check as the rest of a small one. */
const REMEMBERED_MS = 10_000;
/** Those who ask within that time; a token is some 1 kB. */
const MOST_REMEMBERED = 1_000;

/** Longer than any issuer names a provider. */
const MOST_PROVIDER = 64;

type Remembered = Readonly<{ claims: Claims; untilMs: number }>;

/** Checks signature, issuer, audience, expiry and that the claims of this platform are there. */
export class TokenVerifier {
  private readonly remembered = new Map<string, Remembered>();

  constructor(private readonly issuer: Issuer, private readonly audience: string) {}

  /** Refuses with UNAUTHENTICATED for a bad token, UNAVAILABLE when the issuer's keys cannot be had. What was found good is believed for some seconds, never beyond its own end. */
  async verify(token: string): Promise<Claims> {
    const known = this.remembered.get(token);
    if (known !== undefined && Date.now() < known.untilMs) return known.claims;
    this.remembered.delete(token);
    const { exp = 0, ...rest } = await this.check(token);
    const claims = claimsOf(rest);
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.delete(this.remembered.keys().next().value ?? '');
    this.remembered.set(token, { claims, untilMs: Math.min(Date.now() + REMEMBERED_MS, (exp + SKEW_S) * 1_000) });
    return claims;
  }

  private async check(token: string): Promise<JWTPayload> {
    const keys = await this.issuer.keys();
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: this.issuer.url, audience: this.audience, algorithms: ALGORITHMS, clockTolerance: SKEW_S, requiredClaims: ['sub', 'exp'],
      });
      return payload;
    } catch (error) {
      if (!isBadToken(error)) throw issuerAway(error);
      throw unauthenticated(error.message);
    }
  }
}

function claimsOf({ sub, name, agency, unit, roles, identity_provider: provider }: JWTPayload): Claims {
  const isNamed = typeof sub === 'string' && typeof agency === 'string';
  if (!isNamed || !Array.isArray(roles) || !roles.every((role) => typeof role === 'string')) throw unauthenticated('it does not say agency and roles');
  return { sub, agency, roles, name: typeof name === 'string' ? name : sub, unit: typeof unit === 'string' ? unit : '', ...(typeof provider === 'string' && { identityProvider: provider.slice(0, MOST_PROVIDER) }) };
}

export function unauthenticated(because: string): ProblemException {
  return new ProblemException('UNAUTHENTICATED', `Expected to accept the token, but ${because}`);
}
