import { isServiceName, type ServiceName } from './service-names.js';

/** A setting of one service's own (a webhook secret, a carrier's address): read from the environment under its name. */
export type SettingSpec = Readonly<{
  /** What it is for; part of the message when it is missing. */
  purpose: string;
  /** Used in every mode when not set. */
  default?: string;
  /** Used, and only accepted, in local mode: sample keys have no other home. */
  sample?: string;
}>;
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
  /** The service's own settings, all present. */
  abstract readonly settings: Readonly<Record<string, string>>;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Secrets of the sample configuration begin so, and a service outside local mode refuses to start with one. */
export const SAMPLE_SECRET_PREFIX = 'sample-';

type Environment = Readonly<Record<string, string | undefined>>;
export type ConfigOptions = Readonly<{ service: ServiceName; usualPort: number; needsDatabase: boolean; settings?: SettingSpecs }>;

/** Reads and checks the environment. Throws one error that names every variable that is missing or not understood. */
export function readConfig(environment: Environment, { service, usualPort, needsDatabase, settings = {} }: ConfigOptions): ServiceConfig {
  const reader = new EnvironmentReader(environment);
  const mode = reader.oneOf('MODE', ['local', 'production'] as const, 'production');
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
    province: reader.text('PROVINCE', 'local'),
    clientSecret: reader.secret('SERVICE_CLIENT_SECRET', mode, { purpose: 'to sign in to the other services', sample: `${SAMPLE_SECRET_PREFIX}secret-of-${service}` }),
    logLevel: reader.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    otlpEndpoint: reader.has('OTEL_EXPORTER_OTLP_ENDPOINT') ? reader.url('OTEL_EXPORTER_OTLP_ENDPOINT', ['http:', 'https:']) : null,
    settings: Object.fromEntries(Object.entries(settings).map(([name, spec]) => [name, reader.secret(name, mode, spec)])),
  };
  reader.throwComplaints(service);
  return config;
}

/** Collects complaints instead of stopping at the first, so that an operator corrects a configuration once. */
class EnvironmentReader {
  private readonly complaints: string[] = [];

  constructor(private readonly environment: Environment) {}

  has(name: string): boolean {
    return (this.environment[name] ?? '') !== '';
  }

  text(name: string, usual?: string): string {
    const value = this.environment[name] ?? '';
    if (value !== '') return value;
    return usual ?? this.complain(`${name} is not set`);
  }

  secret(name: string, mode: ServiceConfig['mode'], spec: SettingSpec): string {
    const value = this.environment[name] ?? '';
    const sample = value === '' ? spec.sample : value.startsWith(SAMPLE_SECRET_PREFIX) || value === spec.sample ? value : undefined;
    if (mode === 'local' && value === '' && sample !== undefined) return sample;
    if (mode !== 'local' && value !== '' && sample !== undefined) return this.complain(`${name} is a sample value, which only local mode accepts`);
    return value !== '' ? value : spec.default ?? this.complain(`${name} is not set (${spec.purpose})`);
  }

  oneOf<const T extends string>(name: string, allowed: readonly T[], usual: T): T {
    const value = this.text(name, usual);
    if ((allowed as readonly string[]).includes(value)) return value as T;
    this.complain(`${name} is "${value}", not one of ${allowed.join(', ')}`);
    return usual;
  }

  port(name: string, usual: number): number {
    const value = Number(this.text(name, String(usual)));
    if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
    this.complain(`${name} is "${this.environment[name]}", not a port number`);
    return usual;
  }

  url(name: string, protocols: readonly string[]): string {
    const value = this.text(name);
    if (value === '' || (URL.canParse(value) && protocols.includes(new URL(value).protocol))) return value;
    // The value stays out of the message: a database address holds a password.
    return this.complain(`${name} is not an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`);
  }

  addresses(name: string): Partial<Record<ServiceName, string>> {
    const entries = this.has(name) ? this.parsedObject(name) : {};
    for (const [service, address] of Object.entries(entries)) {
      if (!isServiceName(service)) this.complain(`${name} names "${service}", which is not a service`);
      if (typeof address !== 'string' || !URL.canParse(address)) this.complain(`${name} has no address for "${service}"`);
    }
    return entries;
  }

  throwComplaints(service: string): void {
    if (this.complaints.length > 0) throw new Error(`Expected to start ${service}, but its configuration is not usable:\n${this.complaints.map((complaint) => `  - ${complaint}`).join('\n')}`);
  }

  private parsedObject(name: string): Record<string, unknown> {
    try {
      const value: unknown = JSON.parse(this.text(name));
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    } catch { /* said below, in the words of an operator */ }
    this.complain(`${name} is not a JSON object such as {"intake": "http://127.0.0.1:4001"}`);
    return {};
  }

  private complain(complaint: string): string {
    this.complaints.push(complaint);
    return '';
  }
}
