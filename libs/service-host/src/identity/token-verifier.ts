import { jwtVerify, type JWTPayload } from 'jose';
import { ProblemException } from '../problems/problem-exception.js';
import { isBadToken, issuerAway, type Issuer } from './issuer.js';
import type { Claims } from './requester.js';

// Asymmetric only: a service never shares a secret with the issuer, and `none` is no signature.
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const SKEW_S = 5;

/** Checks signature, issuer, audience, expiry and that the claims of this platform are there. */
export class TokenVerifier {
  constructor(private readonly issuer: Issuer, private readonly audience: string) {}

  /** Refuses with UNAUTHENTICATED for a bad token, UNAVAILABLE when the issuer's keys cannot be had. */
  async verify(token: string): Promise<Claims> {
    const keys = await this.issuer.keys();
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: this.issuer.url, audience: this.audience, algorithms: ALGORITHMS, clockTolerance: SKEW_S, requiredClaims: ['sub', 'exp'],
      });
      return claimsOf(payload);
    } catch (error) {
      if (error instanceof ProblemException) throw error;
      if (!isBadToken(error)) throw issuerAway(error);
      throw unauthenticated(error.message);
    }
  }
}

function claimsOf({ sub, name, agency, unit, roles }: JWTPayload): Claims {
  const isNamed = typeof sub === 'string' && typeof agency === 'string';
  if (!isNamed || !Array.isArray(roles) || !roles.every((role) => typeof role === 'string')) throw unauthenticated('it does not say agency and roles');
  return { sub, agency, roles, name: typeof name === 'string' ? name : sub, unit: typeof unit === 'string' ? unit : '' };
}

export function unauthenticated(because: string): ProblemException {
  return new ProblemException('UNAUTHENTICATED', `Expected to accept the token, but ${because}`);
}
