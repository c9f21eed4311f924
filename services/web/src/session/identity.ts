import * as oauth from 'oauth4webapi';
import { ProblemError } from '../api/problem.js';

// Authorization code with PKCE against the issuer behind the gateway. Loaded only when somebody signs in, renews or signs out.

export type Tokens = Readonly<{
  accessToken: string;
  refreshToken: string | null;
  idToken: string | null;
  /** Milliseconds since 1970; a token without a lifetime is tried until it is refused. */
  expiresAt: number | null;
}>;

/** What must survive the trip to the issuer and back, in this tab only. */
type Pending = Readonly<{ state: string; nonce: string; verifier: string; returnTo: string }>;

const ISSUER_PATH = '/oidc';
const CALLBACK_PATH = '/callback';
const PENDING_AS = 'lienthong.signing-in';
const CLIENT: oauth.Client = { client_id: 'web' };
const SCOPE = 'openid';

export async function beginSignIn(returnTo: string, loginHint?: string): Promise<void> {
  // Browsers give the hash function that PKCE needs only to secure addresses.
  if (!isSecureContext) throw new ProblemError('insecure');
  const server = await discover();
  const pending: Pending = { state: oauth.generateRandomState(), nonce: oauth.generateRandomNonce(), verifier: oauth.generateRandomCodeVerifier(), returnTo };
  sessionStorage.setItem(PENDING_AS, JSON.stringify(pending));
  const address = new URL(endpoint(server.authorization_endpoint));
  const query = {
    client_id: CLIENT.client_id,
    response_type: 'code',
    redirect_uri: callbackAddress(),
    scope: SCOPE,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    ui_locales: document.documentElement.lang,
    ...(loginHint !== undefined && { login_hint: loginHint }),
  };
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  location.assign(address);
}

export async function completeSignIn(callback: URL): Promise<Readonly<{ tokens: Tokens; returnTo: string }>> {
  const pending = takePending();
  if (pending === undefined) throw new ProblemError('signInLost');
  const server = await discover();
  try {
    const parameters = oauth.validateAuthResponse(server, CLIENT, callback, pending.state);
    const response = await oauth.authorizationCodeGrantRequest(server, CLIENT, oauth.None(), parameters, callbackAddress(), pending.verifier, transport());
    const result = await oauth.processAuthorizationCodeResponse(server, CLIENT, response, { expectedNonce: pending.nonce, requireIdToken: true });
    return { tokens: tokensOf(result), returnTo: pending.returnTo };
  } catch (cause) {
    throw new ProblemError(cause instanceof TypeError ? 'offline' : 'signInRefused', { cause });
  }
}

/** New tokens, or undefined where the issuer no longer renews these: then the person signs in again. */
export async function renewTokens(old: Tokens): Promise<Tokens | undefined> {
  if (old.refreshToken === null) return undefined;
  try {
    const server = await discover();
    const response = await oauth.refreshTokenGrantRequest(server, CLIENT, oauth.None(), old.refreshToken, transport());
    const renewed = tokensOf(await oauth.processRefreshTokenResponse(server, CLIENT, response));
    return { ...renewed, refreshToken: renewed.refreshToken ?? old.refreshToken, idToken: renewed.idToken ?? old.idToken };
  } catch (cause) {
    if (cause instanceof oauth.ResponseBodyError) return undefined;
    throw new ProblemError('offline', { cause });
  }
}

/** Where the issuer forgets the person too; undefined where it offers no such thing. */
export async function signOutAddress(tokens: Tokens): Promise<string | undefined> {
  const server = await discover();
  if (server.end_session_endpoint === undefined || tokens.idToken === null) return undefined;
  const address = new URL(server.end_session_endpoint);
  address.searchParams.set('id_token_hint', tokens.idToken);
  address.searchParams.set('post_logout_redirect_uri', `${location.origin}/`);
  return address.href;
}

/**
 * The document comes from this page's own origin, so the issuer it names is believed; every later answer must then name the same one.
 * An issuer on another host (a province's own) works through the gateway without the page knowing its address.
 */
async function discover(): Promise<oauth.AuthorizationServer> {
  const response = await fetch(`${ISSUER_PATH}/.well-known/openid-configuration`, { headers: { accept: 'application/json' } }).catch((cause: unknown) => {
    throw new ProblemError('offline', { cause });
  });
  const document: unknown = response.ok ? await response.json().catch(() => undefined) : undefined;
  if (!isServer(document)) throw new ProblemError('unavailable');
  return document;
}

function isServer(document: unknown): document is oauth.AuthorizationServer {
  return typeof document === 'object' && document !== null && 'issuer' in document && typeof document.issuer === 'string';
}

function endpoint(address: string | undefined): string {
  if (address === undefined) throw new ProblemError('unavailable');
  return address;
}

const callbackAddress = (): string => `${location.origin}${CALLBACK_PATH}`;

/** A trial on this machine runs over http; anywhere else the library insists on https. */
function transport() {
  return { [oauth.allowInsecureRequests]: location.protocol === 'http:' };
}

/** Read once: a second visit to the callback address must not use a code or a state again. */
function takePending(): Pending | undefined {
  const stored = sessionStorage.getItem(PENDING_AS);
  sessionStorage.removeItem(PENDING_AS);
  return stored === null ? undefined : (JSON.parse(stored) as Pending);
}

function tokensOf(answer: oauth.TokenEndpointResponse): Tokens {
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? null,
    idToken: answer.id_token ?? null,
    expiresAt: answer.expires_in === undefined ? null : Date.now() + answer.expires_in * 1_000,
  };
}
