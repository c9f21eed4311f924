import { createHmac, randomBytes } from 'node:crypto';
import type { ServiceConfig } from '../service-config.js';
import type { AdministrativeActs } from './administrative-acts.js';

export type ConfigurationRecord = AdministrativeActs['ConfigurationChanged'];

const SALT_BYTES = 16;

/**
 * The configuration as it is entered: per setting an HMAC of its value, so that a change shows and the value does not. The key is the
 * service's own secret, which is in its environment and not in its database: whoever reads the log cannot try out values either.
 * `before` is the last record; null where nothing has changed since.
 */
export function configurationRecord(config: ServiceConfig, before: ConfigurationRecord | undefined): ConfigurationRecord | null {
  const settings = settingsOf(config);
  const keyId = hmac(config.clientSecret, 'id', '', '').slice(0, 16);
  if (before === undefined || before.keyId !== keyId) return { ...sealed(config, settings, keyId), changed: before === undefined ? [...settings.keys()] : ['clientSecret'], comparable: before === undefined };
  const now = fingerprintsOf(config, settings, before.salt);
  const changed = [...new Set([...Object.keys(now), ...Object.keys(before.fingerprints)])].filter((name) => now[name] !== before.fingerprints[name]).toSorted();
  return changed.length === 0 ? null : { ...sealed(config, settings, keyId), changed, comparable: true };
}

/** Every setting by name, its value as one text. */
function settingsOf({ settings, ...host }: ServiceConfig): ReadonlyMap<string, string> {
  const entries = [...Object.entries(host), ...Object.entries(settings)].map(([name, value]) => [name, JSON.stringify(value)] as const);
  return new Map(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function sealed(config: ServiceConfig, settings: ReadonlyMap<string, string>, keyId: string): Omit<ConfigurationRecord, 'changed' | 'comparable'> {
  const salt = randomBytes(SALT_BYTES).toString('hex');
  return { keyId, salt, fingerprints: fingerprintsOf(config, settings, salt) };
}

function fingerprintsOf({ clientSecret }: ServiceConfig, settings: ReadonlyMap<string, string>, salt: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...settings].map(([name, value]) => [name, hmac(clientSecret, salt, name, value)]));
}

function hmac(key: string, ...parts: readonly string[]): string {
  return createHmac('sha256', key).update('lienthong/configuration/v1\n').update(JSON.stringify(parts)).digest('hex');
}
