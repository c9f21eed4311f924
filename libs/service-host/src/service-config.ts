import { readFileSync } from 'node:fs';
import type { SigningKey } from '@lienthong/transparency-log';
import { EnvironmentReader, SAMPLE_SECRET_PREFIX, type Environment, type SettingSpec } from './environment-reader.js';
import { originOf, type ServiceName } from './service-names.js';
import type { InstallationPolicy } from './transparency/installation-policy.js';

export { SAMPLE_SECRET_PREFIX, type SettingSpec } from './environment-reader.js';

export type SettingSpecs = Readonly<Record<string, SettingSpec>>;

/** Everything that the environment decides. Injectable: `constructor(private readonly config: ServiceConfig)`. */
export abstract class ServiceConfig {
  abstract readonly service: ServiceName;
  abstract readonly mode: 'local' | 'production';
  abstract readonly host: string;
  abstract readonly port: number;
  /** PostgreSQL as the service's own role; null for the gateway, which has no log. */
  abstract readonly databaseUrl: string | null;
  /** PostgreSQL as the owner role: migrations at start, and nothing else. Null when somebody else migrates. */
  abstract readonly databaseOwnerUrl: string | null;
  abstract readonly transport: 'feed' | 'kafka';
  abstract readonly kafkaBrokers: readonly string[];
  /** Where each service's feed is pulled from. */
  abstract readonly feeds: Readonly<Partial<Record<ServiceName, string>>>;
  abstract readonly issuer: string;
  abstract readonly audience: string;
  abstract readonly province: string;
  abstract readonly clientSecret: string;
  abstract readonly logLevel: LogLevel;
  /** Traces are exported only when this is set (OTLP over HTTP). */
  abstract readonly otlpEndpoint: string | null;
  /** They sign the log's checkpoints, all of them: more than one while a key is rotated. None for the gateway, which has no log. */
  abstract readonly logKeys: readonly SigningKey[];
  /** Which keys may be believed in this installation, and where its logs and witnesses are. Null in local mode where none is given. */
  abstract readonly policy: InstallationPolicy | null;
  /** The service's own settings, all present. */
  abstract readonly settings: Readonly<Record<string, string>>;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type ConfigOptions = Readonly<{
  service: ServiceName; usualPort: number; needsDatabase: boolean; settings?: SettingSpecs;
  /** The log's key is in a device and its signers are handed to createService: none is looked for here. */
  signsElsewhere?: boolean;
  readFile?: (path: string) => string;
}>;

/** Reads and checks the environment. Throws one error that names every variable that is missing or not understood. */
export function readConfig(environment: Environment, { service, usualPort, needsDatabase, settings = {}, signsElsewhere = false, readFile = readUtf8 }: ConfigOptions): ServiceConfig {
  const reader = new EnvironmentReader(environment, readFile);
  const mode = reader.oneOf('MODE', ['local', 'production'] as const, 'production');
  const province = reader.province('PROVINCE', 'local');
  const origin = originOf(province, service);
  const logKeys = needsDatabase && !signsElsewhere ? reader.signingKeys('LOG_KEY', { name: origin, type: 'note', mode, purpose: 'to sign checkpoints of the log' }) : [];
  const transport = reader.oneOf('TRANSPORT', ['feed', 'kafka'] as const, 'feed');
  const config: ServiceConfig = {
    service, mode, transport,
    host: reader.text('HOST', mode === 'local' ? '127.0.0.1' : '0.0.0.0'),
    port: reader.port('PORT', usualPort),
    databaseUrl: needsDatabase ? reader.url('DATABASE_URL', ['postgres:', 'postgresql:']) : null,
    databaseOwnerUrl: needsDatabase && reader.has('DATABASE_OWNER_URL') ? reader.url('DATABASE_OWNER_URL', ['postgres:', 'postgresql:']) : null,
    kafkaBrokers: transport === 'kafka' ? reader.text('KAFKA_BROKERS').split(',').map((broker) => broker.trim()).filter((broker) => broker !== '') : [],
    feeds: reader.addresses('FEEDS'),
    issuer: reader.url('ISSUER', ['http:', 'https:']).replace(/\/$/, ''),
    audience: reader.text('AUDIENCE', 'lienthong'),
    province, logKeys,
    policy: reader.policy('POLICY_FILE', mode, needsDatabase && !signsElsewhere ? { origin, keys: logKeys } : null),
    clientSecret: reader.secret('SERVICE_CLIENT_SECRET', mode, { purpose: 'to sign in to the other services', sample: `${SAMPLE_SECRET_PREFIX}secret-of-${service}` }),
    logLevel: reader.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    otlpEndpoint: reader.has('OTEL_EXPORTER_OTLP_ENDPOINT') ? reader.url('OTEL_EXPORTER_OTLP_ENDPOINT', ['http:', 'https:']) : null,
    settings: Object.fromEntries(Object.entries(settings).map(([name, spec]) => [name, spec.signs === undefined ? reader.secret(name, mode, spec) : reader.keyText(name, { name: origin + spec.signs.suffix, type: spec.signs.type, mode, purpose: spec.purpose })])),
  };
  reader.throwComplaints(service);
  return config;
}

function readUtf8(path: string): string {
  return readFileSync(path, 'utf8');
}
