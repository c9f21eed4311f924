import { SAMPLE_SECRET_PREFIX, SERVICE_NAMES, type ServiceConfig } from '@lienthong/service-host';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { claimsOf, type SampleAccounts } from './sample-accounts.js';
import { farewellPage, failurePage } from './pages.js';
import { sampleKeys } from './sample-keys.js';

export const WEB_CLIENT = 'web';
export const TOKEN_SECONDS = 3_600;

/** The one protected resource: the API behind this gateway. Its tokens are JWTs for the platform's audience. */
const API = 'urn:lienthong:api';

export type IssuerOptions = Readonly<{ config: ServiceConfig; publicUrl: string; accounts: SampleAccounts }>;

/** The OpenID provider of local mode: sample people, a public client for the web app (PKCE), client credentials for the services. */
export function createSampleProvider({ config, publicUrl, accounts }: IssuerOptions): Provider {
  const keys = sampleKeys(config);
  const provider = new Provider(config.issuer, {
    jwks: { keys: [keys.signing] },
    cookies: { keys: [keys.cookie] },
    clients: [webClient(publicUrl), ...[...SERVICE_NAMES, ...accounts.machines.map(({ client }) => client)].map((name) => machineClient(name, config.clientSecret))],
    pkce: { required: () => true },
    scopes: ['openid', 'offline_access'],
    claims: { openid: ['sub', 'name', 'agency', 'unit', 'roles'] },
    conformIdTokenClaims: false,
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    ttl: { AccessToken: TOKEN_SECONDS, ClientCredentials: TOKEN_SECONDS, IdToken: TOKEN_SECONDS, Interaction: 600, Session: 12 * 3_600, Grant: 12 * 3_600, RefreshToken: 12 * 3_600 },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => API,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: 'api', audience: config.audience, accessTokenFormat: 'jwt', accessTokenTTL: TOKEN_SECONDS, jwt: { sign: { alg: 'ES256' } } }),
      },
      rpInitiatedLogout: { enabled: true, logoutSource: (context, form) => { context.body = farewellPage(form); } },
    },
    issueRefreshToken: async (_, client) => client.grantTypeAllowed('refresh_token'),
    findAccount: (_, subject) => accountOf(accounts, subject),
    extraTokenClaims: (_, token) => extraClaims(accounts, token),
    loadExistingGrant: grantOf,
    interactions: { url: (_, interaction) => `/login/${interaction.uid}` },
    renderError: (context, { error, error_description: because }) => { context.body = failurePage(error, because); },
  } satisfies Configuration);
  return provider;
}

function webClient(publicUrl: string): NonNullable<Configuration['clients']>[number] {
  // A browser on this machine may call it by either name; both are the same gateway.
  const addresses = new Set([publicUrl, publicUrl.replace('//127.0.0.1', '//localhost'), publicUrl.replace('//localhost', '//127.0.0.1')]);
  return {
    client_id: WEB_CLIENT, client_name: 'Liên Thông', token_endpoint_auth_method: 'none', grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'],
    redirect_uris: [...addresses].map((address) => `${address}/callback`), post_logout_redirect_uris: [...addresses].map((address) => `${address}/`),
  };
}

/** Of services and sample machines: one secret for all where one is configured; else each one's own sample one. */
function machineClient(name: string, configured: string): NonNullable<Configuration['clients']>[number] {
  const secret = configured.startsWith(SAMPLE_SECRET_PREFIX) ? `${SAMPLE_SECRET_PREFIX}secret-of-${name}` : configured;
  return { client_id: name, client_secret: secret, grant_types: ['client_credentials'], redirect_uris: [], response_types: [] };
}

async function accountOf(accounts: SampleAccounts, subject: string) {
  const account = accounts.findBySubject(subject);
  return account && { accountId: subject, claims: async () => ({ sub: subject, ...claimsOf(account) }) };
}

function extraClaims(accounts: SampleAccounts, token: object): Record<string, unknown> {
  const { kind, accountId, clientId } = token as { kind: string; accountId?: string; clientId?: string };
  const machine = accounts.findMachine(clientId ?? '');
  if (kind === 'ClientCredentials') return machine === undefined ? { name: clientId, agency: clientId, unit: '', roles: ['service'] } : { ...claimsOf(machine) };
  const account = accountId === undefined ? undefined : accounts.findBySubject(accountId);
  return account === undefined ? {} : { ...claimsOf(account) };
}

/** The web app is ours: whoever signs in is not asked whether it may use their name. */
async function grantOf({ oidc }: KoaContextWithOIDC) {
  const { client, session, account, provider } = oidc;
  if (client === undefined || session === undefined || account === undefined) return undefined;
  const known = oidc.result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  if (known !== undefined) return provider.Grant.find(known);
  const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
  grant.addOIDCScope('openid offline_access');
  grant.addResourceScope(API, 'api');
  await grant.save();
  return grant;
}
