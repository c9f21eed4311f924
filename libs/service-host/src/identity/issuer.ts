import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { ProblemException } from '../problems/problem-exception.js';

type Discovered = Readonly<{ jwks: JWTVerifyGetKey; tokenEndpoint: string }>;

const WAIT_MS = 5_000;
const KEYS_KEPT_MS = 12 * 3_600_000;

/**
 * The OpenID issuer's metadata and keys, fetched once and kept: tokens are checked without asking anyone, and an issuer that is away
 * for a while only stops what truly needs it. An unknown key id makes jose look again, at most every 30 s.
 */
export class Issuer {
  private found: Promise<Discovered> | undefined;

  constructor(readonly url: string) {}

  async keys(): Promise<JWTVerifyGetKey> {
    return (await this.discovered()).jwks;
  }

  async tokenEndpoint(): Promise<string> {
    return (await this.discovered()).tokenEndpoint;
  }

  private discovered(): Promise<Discovered> {
    // A failure is forgotten, so that the next request asks again.
    this.found ??= this.discover().catch((error: unknown) => {
      this.found = undefined;
      throw issuerAway(error);
    });
    return this.found;
  }

  private async discover(): Promise<Discovered> {
    const answer = await fetch(`${this.url}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(WAIT_MS) });
    if (!answer.ok) throw new Error(`the issuer answers ${answer.status}`);
    const { issuer, jwks_uri: jwksUri, token_endpoint: tokenEndpoint } = await answer.json() as Record<string, unknown>;
    if (issuer !== this.url) throw new Error('the issuer calls itself by another name');
    if (typeof jwksUri !== 'string' || typeof tokenEndpoint !== 'string') throw new Error('the issuer names no keys or no token endpoint');
    const jwks = createRemoteJWKSet(new URL(jwksUri), { cacheMaxAge: KEYS_KEPT_MS, timeoutDuration: WAIT_MS });
    return { tokenEndpoint, jwks };
  }
}

/** What says that a token is bad, as against that it could not be checked. */
const BAD_TOKEN = [
  errors.JWTExpired, errors.JWTClaimValidationFailed, errors.JWTInvalid, errors.JWSInvalid, errors.JWSSignatureVerificationFailed,
  errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSEAlgNotAllowed, errors.JOSENotSupported,
];

export function isBadToken(error: unknown): error is Error {
  return BAD_TOKEN.some((kind) => error instanceof kind);
}

export function issuerAway(error: unknown): ProblemException {
  if (error instanceof ProblemException) return error;
  const because = error instanceof Error ? error.message : String(error);
  return new ProblemException('UNAVAILABLE', `Expected to ask the OpenID issuer, but it does not answer as it should (${because})`, { headers: { 'retry-after': '5' } });
}
