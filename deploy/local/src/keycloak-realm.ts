import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SERVICE_NAMES } from '@lienthong/service-host/service-names';

// The realm that Keycloak imports when the containers run with it: the sample people of local mode, the web app, and a client per service.
// `node deploy/local/dist/keycloak-realm.js` renews deploy/compose/keycloak-realm.json. Secrets are Keycloak's to fill in, from its environment.

type SampleMachine = Readonly<{ client: string; name: string; agency: string; unit: string; roles: readonly string[] }>;
type SampleAccount = Readonly<{ account: string; subject: string; name: string; agency: string; unit: string; roles: readonly string[]; identityProvider?: string }>;

const AUDIENCE = 'lienthong';
const WEB_ADDRESS = 'http://lienthong.localhost:4000';

const READ_ONLY = { permissions: { view: ['admin', 'user'], edit: ['admin'] } };
/** Only administrators set attributes: nobody gives themselves a role. None is required, or Keycloak would ask for it at the first sign-in. */
const USER_PROFILE = { attributes: [{ name: 'username', ...READ_ONLY }, { name: 'email', ...READ_ONLY }], unmanagedAttributePolicy: 'ADMIN_EDIT' };

export function keycloakRealm(accounts: readonly SampleAccount[], machines: readonly SampleMachine[]): object {
  return {
    realm: 'lienthong', enabled: true, sslRequired: 'none', registrationAllowed: false, editUsernameAllowed: false,
    internationalizationEnabled: true, supportedLocales: ['vi', 'en'], defaultLocale: 'vi',
    components: { 'org.keycloak.userprofile.UserProfileProvider': [{ providerId: 'declarative-user-profile', config: { 'kc.user.profile.config': [JSON.stringify(USER_PROFILE)] } }] },
    clients: [webClient(), ...SERVICE_NAMES.map(serviceClient), ...machines.map(machineClient)],
    users: accounts.map(userOf),
  };
}

function webClient(): object {
  return {
    clientId: 'web', name: 'Liên Thông', publicClient: true, standardFlowEnabled: true, directAccessGrantsEnabled: false, fullScopeAllowed: false,
    redirectUris: [`${WEB_ADDRESS}/callback`], webOrigins: [WEB_ADDRESS],
    attributes: { 'pkce.code.challenge.method': 'S256', 'post.logout.redirect.uris': `${WEB_ADDRESS}/` },
    protocolMappers: [audience(), ...['name', 'agency', 'unit', 'roles', 'identity_provider'].map(fromAttribute)],
  };
}

function serviceClient(name: string): object {
  return {
    clientId: name, publicClient: false, secret: '${SERVICE_CLIENT_SECRET}', serviceAccountsEnabled: true, standardFlowEnabled: false, directAccessGrantsEnabled: false, fullScopeAllowed: false,
    protocolMappers: [audience(), constant('name', name, 'String'), constant('agency', name, 'String'), constant('roles', JSON.stringify(['service']), 'JSON')],
  };
}

/** A sample worker of an agency's jobs. It is not one of the services, and does not know their secret. */
function machineClient({ client, name, agency, unit, roles }: SampleMachine): object {
  return {
    clientId: client, publicClient: false, secret: '${SAMPLE_PASSWORD}', serviceAccountsEnabled: true, standardFlowEnabled: false, directAccessGrantsEnabled: false, fullScopeAllowed: false,
    protocolMappers: [audience(), constant('name', name, 'String'), constant('agency', agency, 'String'), constant('unit', unit, 'String'), constant('roles', JSON.stringify(roles), 'JSON')],
  };
}

function userOf({ account, subject, name, agency, unit, roles, identityProvider }: SampleAccount): object {
  return {
    // The subject of tokens: for citizens their personal number, by which a dossier knows its owner.
    id: subject, username: account, enabled: true, attributes: { name: [name], agency: [agency], ...(unit !== '' && { unit: [unit] }), ...(identityProvider !== undefined && { identity_provider: [identityProvider] }), roles },
    credentials: [{ type: 'password', value: '${SAMPLE_PASSWORD}', temporary: false }],
  };
}

function audience(): object {
  return mapper('audience', 'oidc-audience-mapper', { 'included.custom.audience': AUDIENCE });
}

function fromAttribute(name: string): object {
  return mapper(name, 'oidc-usermodel-attribute-mapper', { 'user.attribute': name, 'claim.name': name, 'jsonType.label': 'String', multivalued: String(name === 'roles') });
}

function constant(name: string, value: string, type: 'String' | 'JSON'): object {
  return mapper(name, 'oidc-hardcoded-claim-mapper', { 'claim.name': name, 'claim.value': value, 'jsonType.label': type });
}

function mapper(name: string, protocolMapper: string, config: Readonly<Record<string, string>>): object {
  return { name, protocol: 'openid-connect', protocolMapper, config: { ...config, 'access.token.claim': 'true', 'id.token.claim': 'true' } };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { accounts, machines } = JSON.parse(readFileSync(new URL('../sample-accounts.json', import.meta.url), 'utf8')) as { accounts: SampleAccount[]; machines: SampleMachine[] };
  writeFileSync(new URL('../../compose/keycloak-realm.json', import.meta.url), `${JSON.stringify(keycloakRealm(accounts, machines), null, 2)}\n`);
}
