import { decodeJwt } from 'jose';
import * as client from 'openid-client';
import { startStage, tokenFor, type Stage } from './spec-gateway.js';

let stage: Stage;
beforeAll(async () => { stage = await startStage(); });
afterAll(async () => { await stage.stop(); });

/** As much of a browser as signing in takes: cookies, and redirects followed one by one. */
class Browser {
  private readonly cookies = new Map<string, string>();

  async go(address: string | URL, form?: Record<string, string>): Promise<Response> {
    const answer = await fetch(address, { redirect: 'manual', headers: { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }, ...(form && { method: 'POST', body: new URLSearchParams(form) }) });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') this.cookies.delete(name); else this.cookies.set(name, value);
    }
    return answer;
  }

  /** Follows redirects within the gateway until a page, or until they lead back to the app. */
  async follow(address: string | URL, form?: Record<string, string>): Promise<{ answer: Response; address: URL }> {
    let at = new URL(address);
    let answer = await this.go(at, form);
    for (let hops = 0; hops < 10 && answer.headers.has('location') && !at.pathname.startsWith('/callback'); hops += 1) {
      at = new URL(answer.headers.get('location')!, at);
      if (at.pathname.startsWith('/callback')) break;
      answer = await this.go(at);
    }
    return { answer, address: at };
  }
}

async function webApp() {
  const configuration = await client.discovery(new URL(`${stage.url}/oidc`), 'web', undefined, client.None(), { execute: [client.allowInsecureRequests] });
  const verifier = client.randomPKCECodeVerifier();
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: `${stage.url}/callback`, scope: 'openid', code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', state: 'state-of-app', login_hint: 'tax-officer',
  });
  return { configuration, verifier, address };
}

describe('signing in with the browser', () => {
  it('goes by authorization code and PKCE, and ends with a token that opens the API', async () => {
    const { configuration, verifier, address } = await webApp();
    const browser = new Browser();
    const page = await browser.follow(address);
    expect(page.address.pathname).toMatch(/^\/login\//);
    const html = await page.answer.text();
    expect(html).toContain('Đăng nhập');
    expect(html).toContain('Nguyễn Thị Mẫu');
    expect(html.indexOf('value="tax-officer"')).toBeLessThan(html.indexOf('value="clerk"'));
    const { address: callback } = await browser.follow(page.address, { account: 'clerk' });
    const tokens = await client.authorizationCodeGrant(configuration, callback, { pkceCodeVerifier: verifier, expectedState: 'state-of-app', idTokenExpected: true });
    expect(decodeJwt(tokens.access_token)).toMatchObject({ iss: `${stage.url}/oidc`, aud: 'lienthong', sub: 'sample-clerk', agency: 'one-stop', unit: 'H56.17', roles: ['clerk'] });
    expect(tokens.claims()).toMatchObject({ sub: 'sample-clerk', name: 'Nguyễn Thị Mẫu (mẫu)' });
    const answer = await fetch(`${stage.url}/api/intake/dossiers/H56-1`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
    expect(await answer.json()).toMatchObject({ code: 'H56-1', roles: ['clerk'] });
    const renewed = await client.refreshTokenGrant(configuration, tokens.refresh_token!);
    expect(decodeJwt(renewed.access_token)).toMatchObject({ sub: 'sample-clerk', aud: 'lienthong' });
  });

  it('remembers the person, and asks again once they signed out', async () => {
    const browser = new Browser();
    const first = await webApp();
    const page = await browser.follow(first.address);
    const { address: callback } = await browser.follow(page.address, { account: 'auditor' });
    const tokens = await client.authorizationCodeGrant(first.configuration, callback, { pkceCodeVerifier: first.verifier, expectedState: 'state-of-app' });
    const second = await webApp();
    expect((await browser.follow(second.address)).address.searchParams.get('code')).toBeTruthy();
    const farewell = await browser.follow(client.buildEndSessionUrl(first.configuration, { id_token_hint: tokens.id_token!, post_logout_redirect_uri: `${stage.url}/` }));
    const form = await farewell.answer.text();
    const [, action = '', xsrf = ''] = /action="([^"]+)"[\s\S]*name="xsrf" value="([^"]+)"/.exec(form) ?? [];
    const gone = await browser.go(action, { xsrf, logout: 'yes' });
    expect(gone.headers.get('location')).toBe(`${stage.url}/`);
    expect((await browser.follow((await webApp()).address)).address.pathname).toMatch(/^\/login\//);
  });

  it('refuses a code without its verifier, a foreign return address, and an account nobody has', async () => {
    const { configuration, address } = await webApp();
    const browser = new Browser();
    const page = await browser.follow(address);
    const strange = await browser.go(page.address, { account: 'nobody' });
    expect([strange.status, (await strange.text()).includes('role="alert"')]).toEqual([422, true]);
    const { address: callback } = await browser.follow(page.address, { account: 'clerk' });
    await expect(client.authorizationCodeGrant(configuration, callback, { pkceCodeVerifier: client.randomPKCECodeVerifier(), expectedState: 'state-of-app' })).rejects.toThrow();
    address.searchParams.set('redirect_uri', 'https://other.example/callback');
    const refused = await browser.go(address);
    expect([refused.status, refused.headers.get('location')]).toEqual([400, null]);
    expect(await refused.text()).toContain('Không đăng nhập được');
  });

  it('does not show the page of a sign-in that this browser did not begin', async () => {
    const page = await new Browser().follow((await webApp()).address);
    const answer = await new Browser().go(page.address);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'SIGN_IN_EXPIRED']);
  });
});

describe('tokens for scripts and services', () => {
  it('says of a sample account what signing in says', async () => {
    expect(decodeJwt(await tokenFor(stage.url, 'land-checker'))).toMatchObject({ aud: 'lienthong', sub: 'sample-land-checker', agency: 'land-registry', unit: 'H56.23', roles: ['checker'] });
    // Who vouches for a citizen is told; nobody vouches for an officer.
    expect(decodeJwt(await tokenFor(stage.url, 'citizen'))).toMatchObject({ roles: ['citizen'], identity_provider: 'vneid' });
    expect(decodeJwt(await tokenFor(stage.url, 'clerk'))).not.toHaveProperty('identity_provider');
    const unknown = await fetch(`${stage.url}/local/token`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"account":"nobody"}' });
    expect([unknown.status, ((await unknown.json()) as { code: string }).code]).toEqual([422, 'UNKNOWN_ACCOUNT']);
  });

  it('lists the sample accounts', async () => {
    const { accounts } = await (await fetch(`${stage.url}/sample-accounts`)).json() as { accounts: { account: string }[] };
    for (const name of ['clerk', 'registrar', 'land-officer', 'land-checker', 'land-leader', 'tax-officer', 'post-clerk', 'centre-leader', 'auditor', 'administrator', 'citizen']) expect(accounts.map(({ account }) => account)).toContain(name);
  });

  it('gives a service its own by client credentials, and nothing to a wrong secret', async () => {
    const service = await client.discovery(new URL(`${stage.url}/oidc`), 'tax', 'sample-secret-of-tax', client.ClientSecretBasic(), { execute: [client.allowInsecureRequests] });
    const { access_token: token } = await client.clientCredentialsGrant(service);
    expect(decodeJwt(token)).toMatchObject({ aud: 'lienthong', sub: 'tax', agency: 'tax', roles: ['service'] });
    const impostor = await client.discovery(new URL(`${stage.url}/oidc`), 'tax', 'guess', client.ClientSecretBasic(), { execute: [client.allowInsecureRequests] });
    await expect(client.clientCredentialsGrant(impostor)).rejects.toThrow();
  });

  it.each([
    ['land-worker', { agency: 'land-registry', unit: 'H56.23', roles: ['worker'] }],
    ['payment-gateway', { agency: 'payment-gateway', unit: 'H56.P1', roles: ['integrator'] }],
    ['national-portal', { agency: 'national-portal', unit: 'H56.P2', roles: ['integrator'] }],
  ])('gives the sample machine %s its own claims, and those of no service', async (name, claims) => {
    const machine = await client.discovery(new URL(`${stage.url}/oidc`), name, `sample-secret-of-${name}`, client.ClientSecretBasic(), { execute: [client.allowInsecureRequests] });
    const { access_token: token } = await client.clientCredentialsGrant(machine);
    expect(decodeJwt(token)).toMatchObject({ aud: 'lienthong', sub: name, ...claims });
  });
});
