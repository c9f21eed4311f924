import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keycloakRealm, samplePolicy, serviceEnvironment } from '@lienthong/local';
import { readChart, templateComplaints, valuesComplaints } from './chart-complaints.js';
import { addressComplaints, safetyComplaints, serviceComplaints, sourceOf, structureComplaints } from './compose-complaints.js';
import { envFile, filledIn, readCompose, type Files } from './compose-files.js';
import { givenKeys } from './given-keys.js';
import { imageComplaints } from './image-complaints.js';
import { TOP_LEVEL } from './layout.js';
import { environmentComplaints, readNeeds, type ServiceNeeds } from './service-settings.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const COMPOSE = 'docker-compose.yml';
const SERVICES = 'deploy/compose/services.yml';
const INFRASTRUCTURE = 'deploy/compose/infrastructure.yml';
const DOCKERFILE = 'deploy/Dockerfile';
const CHART = 'deploy/helm/lienthong';

/** What a province gives the chart. */
const PROVINCE = {
  PROVINCE: 'h56', ISSUER: 'https://id.example', KAFKA_BROKERS: 'kafka:9092', PUBLIC_URL: 'https://lienthong.example',
  RECEIVING_UNIT: 'H56.18', COMPETENT_UNITS: '{}', CARRIER_URL: 'https://carrier.example', CARRIER_SENDER: '{}',
};

/** What a province, or whoever takes the second way of the containers, has drawn. */
const PROVINCE_KEYS = givenKeys('h56');
const OWN_KEYS = givenKeys('local', 'lienthong.neighbour/witness');
const GIVEN = {
  ...Object.fromEntries(['intake', 'processing', 'tax', 'land-registry', 'postal', 'audit'].map((service) => [`LOG_KEY_${service.toUpperCase().replace('-', '_')}`, OWN_KEYS.keyOf('LOG_KEY', service)])),
  ...Object.fromEntries(['WITNESS_KEY', 'COMPLETENESS_KEY', 'NEIGHBOUR_KEY'].map((name) => [name, OWN_KEYS.keyOf(name, 'audit')])), POLICY_FILE: '/home/of/mine/policy.txt',
};

const isFile = (path: string): boolean => existsSync(join(ROOT, path)) && statSync(join(ROOT, path)).isFile();
const asWritten: Files = (path) => (isFile(path) ? readFileSync(join(ROOT, path), 'utf8') : undefined);

type Change = readonly [path: string, from: string, to: string];

/** The repository with one text changed; a change that finds nothing to change would prove nothing. */
function broken([path, from, to]: Change): Files {
  const text = asWritten(path);
  if (text?.includes(from) !== true) throw new Error(`Expected to break ${path} at "${from}", but it does not say that`);
  return (asked) => (asked === path ? text.replace(from, to) : asWritten(asked));
}

const without = (path: string): Files => (asked) => (asked === path ? undefined : asWritten(asked));

let needs: readonly ServiceNeeds[];
beforeAll(async () => {
  needs = await readNeeds(ROOT);
});

describe('the containers', () => {
  const complaints = (files: Files, { commented = false } = {}): readonly string[] => {
    const compose = readCompose(files, COMPOSE);
    const parts = globSync('deploy/compose/*.yml', { cwd: ROOT });
    const given = { ...envFile(files('.env.example') ?? '', { commented, given: GIVEN }), [`text of ${GIVEN.POLICY_FILE}`]: OWN_KEYS.policy };
    return [...structureComplaints(files, compose, parts), ...safetyComplaints(files, compose), ...serviceComplaints(files, compose, needs, given), ...addressComplaints(compose, given)];
  };

  it('are complete, safe and understood by the code', () => {
    expect(complaints(asWritten)).toEqual([]);
  });

  it('are so, too, without samples and with Keycloak', () => {
    const secondWay = { commented: true };
    expect(complaints(asWritten, secondWay)).toEqual([]);
    expect(complaints(broken(['.env.example', '# BANK_WEBHOOK_SECRET=\n', '']), secondWay)).toEqual(expect.arrayContaining(['${BANK_WEBHOOK_SECRET} is not in .env.example', expect.stringContaining('tax: BANK_WEBHOOK_SECRET is not set')]));
    expect(complaints(broken(['.env.example', '# CARRIER_TOKEN=', '# CARRIER_TOKEN=sample-carrier-token']), secondWay)).toContainEqual(expect.stringContaining('postal: CARRIER_TOKEN is a sample value'));
    expect(complaints(broken(['.env.example', 'http://keycloak.localhost:8180', 'http://keycloak:8180']), secondWay)).toContainEqual(expect.stringContaining('tax: ISSUER http://keycloak:8180/realms/lienthong is not reached by a browser'));
  });

  it('believe the keys that services and witnesses take in a trial, and nobody else where keys are given', () => {
    expect(asWritten('deploy/compose/policy.txt')).toBe(samplePolicy({ gateway: 'http://lienthong.localhost:4000', neighbour: 'http://neighbour:4091' }));
    const others = samplePolicy({ gateway: 'http://lienthong.localhost:4000', neighbour: 'http://neighbour:4091' }).split('\n')[1]!;
    expect(complaints(broken(['deploy/compose/policy.txt', others, others.replace(/\+[0-9a-f]{8}\+\S+/, OWN_KEYS.policy.split('\n')[0]!.slice('log lienthong.local/intake'.length))]))).toEqual([expect.stringContaining('intake: POLICY_FILE knows lienthong.local/intake by other keys')]);
    const secondWay = { commented: true };
    expect(complaints(broken(['.env.example', '# LOG_KEY_TAX=\n', '']), secondWay)).toContainEqual(expect.stringContaining('tax: LOG_KEY is not set'));
    expect(complaints(broken(['.env.example', '# POLICY_FILE=\n', '']), secondWay)).toContainEqual(expect.stringContaining('tax: POLICY_FILE knows lienthong.local/tax by other keys'));
  });

  it('give Keycloak the people of the sample accounts', () => {
    const { accounts, machines } = JSON.parse(asWritten('deploy/local/sample-accounts.json') ?? '') as { accounts: Parameters<typeof keycloakRealm>[0]; machines: Parameters<typeof keycloakRealm>[1] };
    const imported: unknown = JSON.parse(asWritten('deploy/compose/keycloak-realm.json') ?? '');
    expect(imported).toEqual(keycloakRealm(accounts, machines));
    expect(imported).not.toEqual(keycloakRealm(accounts.slice(1), machines));
  });

  it.each<[string, Change]>([
    ['deploy/compose/gone.yml is included, but is not there', [COMPOSE, 'compose/services.yml', 'compose/gone.yml']],
    ['services.yml is not included', [COMPOSE, '  - deploy/compose/services.yml\n', '']],
    ['topics: waits for broker, which is no container', [SERVICES, '{ kafka: {', '{ broker: {']],
    ['databases: waits for postgres to be healthy, but it has no health check', [INFRASTRUCTURE, 'healthcheck', 'x-healthcheck']],
    ['waits for databases to end, but it is started again', [SERVICES, 'restart: "no"', 'restart: always']],
    ['intake: mounts papers, which is neither a volume nor a file', [SERVICES, '"files:/', '"papers:/']],
    ['tax: mounts config rules, which there is not', [SERVICES, 'source: policy', 'source: rules']],
    ['config policy is deploy/compose/rules.txt, which is not there', [SERVICES, './policy.txt', './rules.txt']],
    ['volume neighbour is mounted by nobody', [SERVICES, 'volumes: ["neighbour:/data/neighbour"]', '']],
    ['volume files is mounted by nobody', [SERVICES, 'volumes: ["files:/data/files"]', '']],
    ['${DB_PASSWORD} is not in .env.example', [SERVICES, '${DATABASE_PASSWORD}@', '${DB_PASSWORD}@']],
  ])('stand by each other: %s', (complaint, change) => {
    expect(complaints(broken(change))).toContainEqual(expect.stringContaining(complaint));
  });

  it.each<[string, Change]>([
    ['kafka: image apache/kafka:latest has no version', [INFRASTRUCTURE, 'kafka:4.4.0', 'kafka:latest']],
    ['postgres: image postgres has no version', [INFRASTRUCTURE, 'postgres:18.4', 'postgres']],
    ['audit: image lienthong:local has no version', [SERVICES, 'build: {', 'x-build: {']],
    ['databases: is built from deploy/Containerfile, which is not there', [SERVICES, 'deploy/Dockerfile', 'deploy/Containerfile']],
    ['carrier: has a port to the outside', [SERVICES, 'command: [node, test/', 'ports: ["127.0.0.1:4090:4090"]\n    command: [node, test/']],
    ['gateway: port 4000:4000 is open to other machines', [SERVICES, '127.0.0.1:4000:4000', '4000:4000']],
    ['postgres: POSTGRES_PASSWORD holds a secret', [INFRASTRUCTURE, '${POSTGRES_PASSWORD:?set it in .env}', 'secret']],
    ['databases: DATABASE_PASSWORD holds a secret', [SERVICES, '${DATABASE_PASSWORD:?set it in .env}', '${DATABASE_PASSWORD:-secret}']],
    ['tax: LOG_KEY holds a secret', [SERVICES, '${LOG_KEY_TAX:-}', 'PRIVATE+KEY']],
    ['tax: DATABASE_URL holds a secret', [SERVICES, 'lienthong_tax_service:${DATABASE_PASSWORD}@', 'lienthong_tax_service:secret@']],
  ])('are safe: %s', (complaint, change) => {
    expect(complaints(broken(change))).toContainEqual(expect.stringContaining(complaint));
  });

  it.each<[string, Change]>([
    ['audit has no container', [SERVICES, '  audit:\n', '  auditor:\n']],
    ['tax: runs services/audit/dist/main.js', [SERVICES, 'services/tax/dist', 'services/audit/dist']],
    ['carrier: runs test/dist/simulators/courier.js, which is compiled from no file', [SERVICES, 'simulators/carrier.js', 'simulators/courier.js']],
    ['intake: DATABASE_URL is not set', [SERVICES, '      DATABASE_URL: postgres://lienthong_intake', '      DATABASE_ADDRESS: postgres://lienthong_intake']],
    ['intake: DATABASE_ADDRESS is never read', [SERVICES, '      DATABASE_URL: postgres://lienthong_intake', '      DATABASE_ADDRESS: postgres://lienthong_intake']],
    ['gateway: PUBLIC_URL is not set', [SERVICES, '      PUBLIC_URL: http://lienthong.localhost:4000\n', '']],
    ['tax: KAFKA_BROKERS is not set', [SERVICES, '  KAFKA_BROKERS: kafka:9092\n', '']],
    ['tax: TRANSPORT is "rabbit", not one of feed, kafka', [SERVICES, 'TRANSPORT: kafka', 'TRANSPORT: rabbit']],
    ['tax: POLICY_FILE names a file that cannot be read', [SERVICES, 'target: /config/policy.txt', 'target: /config/rules.txt']],
    ['neighbour: /config/policy.txt is not mounted', [SERVICES, 'target: /config/policy.txt', 'target: /config/rules.txt']],
    ['neighbour: COSIGNING_KEY is never read', [SERVICES, 'WITNESS_KEY: "${NEIGHBOUR_KEY:-}"', 'COSIGNING_KEY: "${NEIGHBOUR_KEY:-}"']],
    ['databases: ADMIN_ADDRESS is never read', [SERVICES, 'ADMIN_URL:', 'ADMIN_ADDRESS:']],
    ['topics: BROKERS is never read', [SERVICES, '{ KAFKA_BROKERS:', '{ BROKERS:']],
  ])('run what the code reads: %s', (complaint, change) => {
    expect(complaints(broken(change))).toContainEqual(expect.stringContaining(complaint));
  });

  it.each<[string, Change]>([
    ['SERVICES of tax http://taxes:8080 leads to no container', [SERVICES, '"tax":"http://tax:8080"', '"tax":"http://taxes:8080"']],
    ['postal: CARRIER_URL http://carrier:4091 leads to no container', [SERVICES, 'http://carrier:4090', 'http://carrier:4091']],
    ['gateway: does not know where audit is', [SERVICES, ',"audit":"http://audit:8080"', '']],
    ['tax: ISSUER http://gateway:4000/oidc is not reached by a browser under that name', [SERVICES, ':-http://lienthong.localhost:4000', ':-http://gateway:4000']],
    ['tax: ISSUER http://lienthong.localhost:4000/oidc leads to no container', [SERVICES, 'aliases: [lienthong.localhost]', 'aliases: [lienthong]']],
  ])('find each other: %s', (complaint, change) => {
    expect(complaints(broken(change))).toContainEqual(expect.stringContaining(complaint));
  });

  it('fill in variables as compose does', () => {
    expect(filledIn('${A}:${B:-usual}:${C:?why}:${D}', { A: 'a', C: 'c' })).toBe('a:usual:c:');
  });
});

describe('the processes of one machine', () => {
  const place = { dataFolder: '/data', kafkaBrokers: 'kafka:9092', ports: { gateway: 4000, intake: 4001, processing: 4002, tax: 4003, 'land-registry': 4004, postal: 4005, audit: 4006, carrier: 4090, neighbour: 4091 } };
  const database = { database: 'x', ownerUrl: 'postgres://owner@127.0.0.1/x', serviceUrl: 'postgres://service@127.0.0.1/x', erasureUrl: '' };
  const readPolicyFile = (path: string): string => {
    if (path !== '/data/policy.txt') throw Object.assign(new Error('not there'), { code: 'ENOENT' });
    return samplePolicy({ gateway: 'http://127.0.0.1:4000', neighbour: 'http://127.0.0.1:4091' });
  };
  const complaints = (transport: 'feed' | 'kafka', extra: object = {}): readonly string[] => needs.flatMap((need) =>
    environmentComplaints(need, { ...serviceEnvironment(need.service, { ...place, transport }, need.needsDatabase ? database : undefined), ...extra }, readPolicyFile));

  it('are told what they read, and nothing else', () => {
    expect(complaints('kafka')).toEqual([]);
    expect(complaints('kafka', { FILES_PLACE: '/data' })).toContain('intake: FILES_PLACE is never read');
    expect(complaints('kafka', { PORT: 'high' })).toContain('tax: PORT is "high", not a port number');
  });

  it('are told of brokers only where facts go over Kafka', () => {
    expect(complaints('feed').every((complaint) => complaint.endsWith('KAFKA_BROKERS is never read'))).toBe(true);
  });
});

describe('the image', () => {
  const scripts = readCompose(asWritten, COMPOSE).containers.filter(({ command }) => command[0] === 'node').map(({ command }) => sourceOf(command[1]!)!);
  const complaints = (files: Files): readonly string[] => imageComplaints(files, DOCKERFILE, { hasFolder: (path) => existsSync(join(ROOT, path)), scripts });

  it('is built from what is there, and runs as nobody special', () => {
    expect(complaints(asWritten)).toEqual([]);
  });

  it.each<[string, Change]>([
    ['FROM node:latest AS build is not the Node', [DOCKERFILE, /FROM (\S+)/.exec(asWritten(DOCKERFILE) ?? '')?.[1] ?? '', 'node:latest']],
    ['.npmrc is needed to install and build, but not copied', [DOCKERFILE, 'package-lock.json .npmrc', 'package-lock.json']],
    ['tsconfig.base.json is needed to install and build, but not copied', [DOCKERFILE, ' tsconfig.base.json', '']],
    ['deploy/local is needed to install and build, but not copied', [DOCKERFILE, 'COPY deploy/local deploy/local\n', '']],
    ['test/simulators/carrier.ts is run by a container, but not in the image', [DOCKERFILE, 'COPY test test\n', '']],
    ['COPY shared: it is not there', [DOCKERFILE, 'COPY libs libs', 'COPY shared libs']],
    ['RUN npm run bundle -w @lienthong/web: services/web/package.json has no such script', [DOCKERFILE, 'npm run build -w', 'npm run bundle -w']],
    ['RUN npm run compile: package.json has no such script', [DOCKERFILE, 'npm run build &&', 'npm run compile &&']],
    ['the image keeps what is only for development', [DOCKERFILE, '--omit=dev ', '']],
    ['the image runs as root', [DOCKERFILE, 'USER node\n', '']],
    ['the image runs as root', [DOCKERFILE, 'USER node\n', 'USER root\n']],
    ['holds a secret', [DOCKERFILE, 'ENV NODE_ENV', 'ENV NPM_TOKEN=x NODE_ENV']],
    ['.dockerignore lets node_modules in', ['.dockerignore', '**/node_modules', 'node_modules']],
  ])('is refused otherwise: %s', (complaint, change) => {
    expect(complaints(broken(change))).toContainEqual(expect.stringContaining(complaint));
  });
});

describe('the chart', () => {
  const templates = globSync(`${CHART}/templates/*.yaml`, { cwd: ROOT });
  const complaints = (files: Files): readonly string[] => {
    const chart = readChart(files, CHART, templates);
    return [...valuesComplaints(chart, needs, { given: PROVINCE, keys: PROVINCE_KEYS }), ...templateComplaints(files, chart)];
  };

  it('gives every service what it reads in production, and nothing else', () => {
    expect(complaints(asWritten)).toEqual([]);
  });

  it.each<[string, Change]>([
    ['postal has no values', [`${CHART}/values.yaml`, '  postal:\n', '  post:\n']],
    ['post is no service', [`${CHART}/values.yaml`, '  postal:\n', '  post:\n']],
    ['tax: BANK_WEBHOOK_SECRET is not set', [`${CHART}/values.yaml`, ', BANK_WEBHOOK_SECRET', '']],
    ['audit: DATABASE_URL is not set', [`${CHART}/values.yaml`, 'DATABASE_URL, DATABASE_OWNER_URL, LOG_KEY, WITNESS_KEY', 'DATABASE_OWNER_URL, LOG_KEY, WITNESS_KEY']],
    ['tax: LOG_KEY is not set', [`${CHART}/values.yaml`, ', LOG_KEY, BANK_WEBHOOK_SECRET', ', BANK_WEBHOOK_SECRET']],
    ['audit: WITNESS_KEY is not set', [`${CHART}/values.yaml`, ', WITNESS_KEY, COMPLETENESS_KEY]', ', COMPLETENESS_KEY]']],
    ['tax: POLICY_FILE is not set', [`${CHART}/values.yaml`, '  POLICY_FILE: /config/policy.txt\n', '']],
    ['tax: POLICY_FILE names a file that cannot be read', [`${CHART}/templates/services.yaml`, 'mountPath: /config,', 'mountPath: /configuration,']],
    ['all: LOG_KEY belongs under secrets', [`${CHART}/values.yaml`, '  AUDIENCE: lienthong', '  AUDIENCE: lienthong\n  LOG_KEY: x']],
    ['gateway: TRUST_EVERYONE is never read', [`${CHART}/values.yaml`, 'TRUST_PROXY', 'TRUST_EVERYONE']],
    ['all: SERVICE_CLIENT_SECRET belongs under secrets', [`${CHART}/values.yaml`, '  AUDIENCE: lienthong', '  AUDIENCE: lienthong\n  SERVICE_CLIENT_SECRET: x']],
    ['tax: MODE is "staging", not one of local, production', [`${CHART}/values.yaml`, 'MODE: production', 'MODE: staging']],
    ['tax: ISSUER is not set', [`${CHART}/values.yaml`, '  ISSUER: ""\n', '']],
    ['image.tag of values.yaml is 9.9.9', [`${CHART}/values.yaml`, 'tag: 0.1.0', 'tag: 9.9.9']],
    ['appVersion of Chart.yaml is 9.9.9', [`${CHART}/Chart.yaml`, 'appVersion: 0.1.0', 'appVersion: 9.9.9']],
    ['.Values.topics.copies is not in values.yaml', [`${CHART}/templates/topics.yaml`, '.Values.topics.partitions', '.Values.topics.copies']],
    ['blocks are not closed', [`${CHART}/templates/services.yaml`, '{{- end }}', '']],
    ['/health/alive is not served', [`${CHART}/templates/services.yaml`, '/health/live', '/health/alive']],
    ['runs services/audit/dist/start.js, which is compiled from no file', [`${CHART}/templates/services.yaml`, 'dist/main.js', 'dist/start.js']],
    ['KAFKA belongs into values.yaml', [`${CHART}/templates/topics.yaml`, 'name: KAFKA_BROKERS', 'name: KAFKA']],
  ])('is refused otherwise: %s', (complaint, change) => {
    expect(complaints(broken(change))).toContainEqual(expect.stringContaining(complaint));
  });
});

describe('the top level', () => {
  const missing = (files: Files): readonly string[] => TOP_LEVEL.filter((name) => files(name) === undefined && !(existsSync(join(ROOT, name)) && !isFile(name)));

  it('has all that belongs there', () => {
    expect(missing(without('LICENSE'))).toEqual(['LICENSE']);
    expect(missing(asWritten)).toEqual([]);
  });
});
