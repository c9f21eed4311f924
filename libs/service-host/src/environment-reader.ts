import { sampleKey, signingKeyText, type SigningKey, type VerifierKey } from '@lienthong/transparency-log';
import { isServiceName, type ServiceName } from './service-names.js';
import { readInstallationPolicy, type InstallationPolicy } from './transparency/installation-policy.js';
import { readSigningKeys } from './transparency/signing-keys.js';

/** A setting of one service's own (a webhook secret, a carrier's address): read from the environment under its name. */
export type SettingSpec = Readonly<{
  /** What it is for; part of the message when it is missing. */
  purpose: string;
  /** Used in every mode when not set. */
  default?: string;
  /** Used, and only accepted, in local mode: sample keys have no other home. */
  sample?: string;
  /** It is a key that signs under the name of the log's origin and this suffix. Read like LOG_KEY, also from a file; what is kept is its text. */
  signs?: Readonly<{ suffix: string; type: VerifierKey['type'] }>;
}>;

/** Secrets of the sample configuration begin so, and a service outside local mode refuses to start with one. */
export const SAMPLE_SECRET_PREFIX = 'sample-';

export type Environment = Readonly<Record<string, string | undefined>>;
type Mode = 'local' | 'production';
type KeySetting = Readonly<{ name: string; type: VerifierKey['type']; mode: Mode; purpose: string }>;

/** Collects complaints instead of stopping at the first, so that an operator corrects a configuration once. */
export class EnvironmentReader {
  private readonly complaints: string[] = [];

  constructor(private readonly environment: Environment, private readonly readFile: (path: string) => string) {}

  has(name: string): boolean {
    return (this.environment[name] ?? '') !== '';
  }

  text(name: string, usual?: string): string {
    const value = this.environment[name] ?? '';
    if (value !== '') return value;
    return usual ?? this.complain(`${name} is not set`);
  }

  secret(name: string, mode: Mode, spec: SettingSpec): string {
    const value = this.environment[name] ?? '';
    const sample = value === '' ? spec.sample : value.startsWith(SAMPLE_SECRET_PREFIX) || value === spec.sample ? value : undefined;
    if (mode === 'local' && value === '' && sample !== undefined) return sample;
    if (mode !== 'local' && value !== '' && sample !== undefined) return this.complain(`${name} is a sample value, which only local mode accepts`);
    return value !== '' ? value : spec.default ?? this.complain(`${name} is not set (${spec.purpose})`);
  }

  /** Texts of one or several keys, a line each; `<name>_FILE` instead names a file that holds them. */
  keyText(name: string, rule: KeySetting): string {
    return this.signingKeys(name, rule).map(signingKeyText).join('\n');
  }

  signingKeys(name: string, { name: keyName, type, mode, purpose }: KeySetting): readonly SigningKey[] {
    const given = this.has(name) ? this.text(name) : this.has(`${name}_FILE`) ? this.file(`${name}_FILE`) : undefined;
    if (given === undefined && mode === 'local') return [sampleKey(keyName, type)];
    if (given === undefined) this.complain(`${name} is not set, nor is ${name}_FILE (${purpose})`);
    if (given === undefined || given === '') return [];
    const read = readSigningKeys(given, { name: keyName, type, acceptsPublished: mode === 'local' });
    if (read.kind === 'keys') return read.keys;
    this.complain(`${name} ${read.because}`);
    return [];
  }

  /** `log`: whose keys the policy must know, so that somebody can verify what they sign. */
  policy(name: string, mode: Mode, log: Readonly<{ origin: string; keys: readonly SigningKey[] }> | null): InstallationPolicy | null {
    if (!this.has(name) && mode === 'local') return null;
    const text = this.has(name) ? this.file(name) : this.complain(`${name} is not set (the keys that verifiers of this installation trust)`);
    if (text === '') return null;
    const read = readInstallationPolicy(text, log);
    if (read.kind === 'policy') return read.installation;
    this.complain(`${name} ${read.because}`);
    return null;
  }

  /** What the file that a variable names holds; empty where it cannot be read, which is complained of. */
  file(name: string): string {
    const path = this.text(name);
    try {
      return this.readFile(path);
    } catch (error) {
      return this.complain(`${name} names a file that cannot be read (${(error as NodeJS.ErrnoException).code ?? 'no reason given'})`);
    }
  }

  oneOf<const T extends string>(name: string, allowed: readonly T[], usual: T): T {
    const value = this.text(name, usual);
    if ((allowed as readonly string[]).includes(value)) return value as T;
    this.complain(`${name} is "${value}", not one of ${allowed.join(', ')}`);
    return usual;
  }

  /** Part of the origin of every log, for ever (transparency-log.md §4). */
  province(name: string, usual: string): string {
    const value = this.text(name, usual);
    if (!/^[a-z0-9.-]{1,64}$/.test(value)) this.complain(`${name} is "${value.slice(0, 100)}", but names logs and so consists of a-z, 0-9, . and -`);
    return value;
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
