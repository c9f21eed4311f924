import { createHash, createPublicKey, generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

// An issuer that knows one sample person and asks no password, but insists on PKCE, state and redirect address like a real one.

type Grant = { challenge: string; nonce: string; redirectUri: string };

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export class SampleIssuer {
  readonly loginHints: (string | null)[] = [];
  /** Of a citizen: the personal identification number. */
  subject = 'mau-canbo';
  roles: readonly string[] = ['clerk'];
  agency = 'one-stop';
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private readonly grants = new Map<string, Grant>();
  private readonly refreshTokens = new Set<string>();
  private notBefore = 0;

  constructor(private readonly origin: () => string, public tokenLifetimeSeconds = 600) {}

  /** Tokens issued until now are no longer taken; nor, unless said, do refresh tokens help. */
  revokeTokens({ keepRefreshTokens = false } = {}): void {
    this.notBefore = Date.now();
    if (!keepRefreshTokens) this.refreshTokens.clear();
  }

  accepts(authorization: string | undefined): boolean {
    const [head, body, signature] = authorization?.replace(/^Bearer /, '').split('.') ?? [];
    if (head === undefined || body === undefined || signature === undefined) return false;
    const key = { key: createPublicKey(this.keys.privateKey), dsaEncoding: 'ieee-p1363' } as const;
    if (!verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'))) return false;
    const { exp, issuedMs } = JSON.parse(Buffer.from(body, 'base64url').toString()) as { exp: number; issuedMs: number };
    return exp * 1_000 > Date.now() && issuedMs > this.notBefore;
  }

  answer(request: IncomingMessage, response: ServerResponse, url: URL, body: string): void {
    const issuer = `${this.origin()}/oidc`;
    if (url.pathname === '/oidc/.well-known/openid-configuration') {
      return json(response, 200, { issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, end_session_endpoint: `${issuer}/session/end`, id_token_signing_alg_values_supported: ['ES256'], code_challenge_methods_supported: ['S256'], authorization_response_iss_parameter_supported: true });
    }
    if (url.pathname === '/oidc/auth') return this.authorize(response, url.searchParams, issuer);
    if (url.pathname === '/oidc/token' && request.method === 'POST') return this.exchange(response, new URLSearchParams(body), issuer);
    if (url.pathname === '/oidc/session/end') return redirect(response, url.searchParams.get('post_logout_redirect_uri') ?? '/');
    return json(response, 404, { error: 'not_found' });
  }

  private authorize(response: ServerResponse, query: URLSearchParams, issuer: string): void {
    const redirectUri = query.get('redirect_uri') ?? '';
    const known = query.get('client_id') === 'web' && redirectUri === `${this.origin()}/callback`;
    if (!known || query.get('response_type') !== 'code' || query.get('code_challenge_method') !== 'S256' || !query.get('state')) return json(response, 400, { error: 'invalid_request' });
    const code = randomUUID();
    this.loginHints.push(query.get('login_hint'));
    this.grants.set(code, { challenge: query.get('code_challenge') ?? '', nonce: query.get('nonce') ?? '', redirectUri });
    const address = new URL(redirectUri);
    for (const [name, value] of Object.entries({ code, state: query.get('state') ?? '', iss: issuer })) address.searchParams.set(name, value);
    redirect(response, address.href);
  }

  private exchange(response: ServerResponse, form: URLSearchParams, issuer: string): void {
    if (form.get('grant_type') === 'refresh_token') {
      const known = this.refreshTokens.delete(form.get('refresh_token') ?? '');
      return known ? this.issue(response, issuer) : json(response, 400, { error: 'invalid_grant' });
    }
    const code = form.get('code') ?? '';
    const grant = this.grants.get(code);
    this.grants.delete(code);
    const proven = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url') === grant?.challenge;
    if (grant === undefined || !proven || form.get('redirect_uri') !== grant.redirectUri) return json(response, 400, { error: 'invalid_grant' });
    this.issue(response, issuer, grant.nonce);
  }

  private issue(response: ServerResponse, issuer: string, nonce?: string): void {
    const now = Date.now();
    const claims = { iss: issuer, sub: this.subject, aud: 'web', iat: Math.floor(now / 1_000), exp: Math.floor(now / 1_000) + this.tokenLifetimeSeconds };
    const person = { name: 'Tài khoản mẫu', agency: this.agency, unit: 'H56.17', roles: this.roles };
    const refreshToken = randomUUID();
    this.refreshTokens.add(refreshToken);
    json(response, 200, {
      token_type: 'Bearer', expires_in: this.tokenLifetimeSeconds, refresh_token: refreshToken,
      access_token: this.jwt({ ...claims, ...person, aud: 'lienthong', issuedMs: now }),
      ...(nonce !== undefined && { id_token: this.jwt({ ...claims, nonce }) }),
    });
  }

  private jwt(claims: object): string {
    const text = `${encode({ alg: 'ES256', typ: 'JWT' })}.${encode(claims)}`;
    return `${text}.${sign('sha256', Buffer.from(text), { key: this.keys.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  }
}

export function json(response: ServerResponse, status: number, body: object, type = 'application/json', headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers }).end(JSON.stringify(body));
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(303, { location: to }).end();
}
