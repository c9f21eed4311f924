import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** What the services of the platform read from a token; `roles` empty and the rest made up where a spec does not care. */
export type TokenClaims = Readonly<{ sub?: string; name?: string; agency?: string; unit?: string; roles?: readonly string[]; identity_provider?: string }>;

/** How a bad token differs: another issuer or audience, expired (`expiresIn: -60`), or signed with a key nobody knows. */
export type TokenFaults = Readonly<{ issuer?: string; audience?: string; expiresIn?: number; unknownKey?: boolean }>;

export type TokenIssuer = Readonly<{ url: string; token(claims?: TokenClaims, faults?: TokenFaults): Promise<string>; stop(): Promise<void> }>;

const ALGORITHM = 'ES256';
const KEY_ID = 'sample';

/** A stand-in for the OpenID issuer: discovery, keys and client credentials over HTTP, and tokens for any claims a spec wants. */
export async function startTokenIssuer(audience = 'lienthong'): Promise<TokenIssuer> {
  const keys = await generateKeyPair(ALGORITHM);
  const stranger = await generateKeyPair(ALGORITHM);
  const jwks = { keys: [{ ...await exportJWK(keys.publicKey), kid: KEY_ID, alg: ALGORITHM, use: 'sig' }] };
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function token(claims: TokenClaims = {}, faults: TokenFaults = {}): Promise<string> {
    const { sub = 'sample-person', name = 'Người Mẫu', agency = 'one-stop', unit = 'H56.17', roles = [], identity_provider: provider } = claims;
    return new SignJWT({ name, agency, unit, roles, ...(provider !== undefined && { identity_provider: provider }) })
      .setProtectedHeader({ alg: ALGORITHM, kid: KEY_ID, typ: 'at+jwt' })
      .setSubject(sub).setIssuer(faults.issuer ?? url).setAudience(faults.audience ?? audience).setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1_000) + (faults.expiresIn ?? 3_600))
      .sign(faults.unknownKey ? stranger.privateKey : keys.privateKey);
  }

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void answer(request.url ?? '', clientOf(request)).then((body) => {
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
    });
  });
  async function answer(path: string, client: string): Promise<object | undefined> {
    if (path === '/.well-known/openid-configuration') return { issuer: url, jwks_uri: `${url}/jwks`, token_endpoint: `${url}/token` };
    if (path === '/jwks') return jwks;
    if (path === '/token') return { access_token: await token({ sub: client, name: client, agency: client, unit: '', roles: ['service'] }), token_type: 'Bearer', expires_in: 3_600 };
    return undefined;
  }
  return { url, token, stop: () => stopServer(server) };
}

/** The client id of Basic credentials; any secret will do. */
function clientOf(request: IncomingMessage): string {
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return decodeURIComponent(Buffer.from(basic, 'base64').toString().split(':')[0] ?? '');
}

async function stopServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => { server.close(resolve); });
}
