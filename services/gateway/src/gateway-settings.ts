import { fileURLToPath } from 'node:url';
import { isServiceName, type ServiceConfig, type ServiceName, type SettingSpecs } from '@lienthong/service-host';

const ROOT = new URL('../../../', import.meta.url);

/** What the gateway reads from the environment beside what every process reads. */
export const gatewaySettings: SettingSpecs = {
  SERVICES: { purpose: 'addresses of the services, as {"intake": "http://…"}' },
  PUBLIC_URL: { purpose: 'the one address, as browsers see it' },
  RATE_LIMIT_PER_MINUTE: { purpose: 'requests that one person, or one address without a token, may send in a minute', default: '' },
  TRUST_PROXY: { purpose: 'true behind an ingress that sets X-Forwarded-For', default: 'false' },
  WEB_FOLDER: { purpose: 'the built web app', default: fileURLToPath(new URL('services/web/dist', ROOT)) },
  SAMPLE_ACCOUNTS: { purpose: 'the sample people of local mode', default: fileURLToPath(new URL('deploy/local/sample-accounts.json', ROOT)) },
};

/** A person clicks; in a trial one sample account plays all the clerks of a province. */
const USUAL_RATES: Readonly<Record<ServiceConfig['mode'], number>> = { production: 1_200, local: 60_000 };

export type GatewaySettings = Readonly<{
  services: ReadonlyMap<ServiceName, string>;
  publicUrl: string;
  requestsPerMinute: number;
  trustProxy: boolean;
  webFolder: string;
  sampleAccounts: string;
}>;

/** Throws one error that says which setting is not understood. */
export function readGatewaySettings({ mode, settings }: Pick<ServiceConfig, 'mode' | 'settings'>): GatewaySettings {
  const requestsPerMinute = Number(settings['RATE_LIMIT_PER_MINUTE'] || USUAL_RATES[mode]);
  if (!Number.isInteger(requestsPerMinute) || requestsPerMinute < 1) throw notUnderstood('RATE_LIMIT_PER_MINUTE', 'it is not a whole number above 0');
  const publicUrl = settings['PUBLIC_URL'] ?? '';
  if (!URL.canParse(publicUrl)) throw notUnderstood('PUBLIC_URL', 'it is not an address');
  return {
    services: addressesOf(settings['SERVICES'] ?? ''), publicUrl: publicUrl.replace(/\/$/, ''), requestsPerMinute,
    trustProxy: settings['TRUST_PROXY'] === 'true', webFolder: settings['WEB_FOLDER'] ?? '', sampleAccounts: settings['SAMPLE_ACCOUNTS'] ?? '',
  };
}

function addressesOf(text: string): ReadonlyMap<ServiceName, string> {
  const entries = Object.entries(parsed(text));
  const strange = entries.find(([name, address]) => !isServiceName(name) || typeof address !== 'string' || !URL.canParse(address));
  if (strange !== undefined) throw notUnderstood('SERVICES', `"${strange[0]}" is not a service with an address`);
  return new Map(entries.map(([name, address]) => [name as ServiceName, (address as string).replace(/\/$/, '')]));
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch { /* said below */ }
  throw notUnderstood('SERVICES', 'it is not a JSON object such as {"intake": "http://127.0.0.1:4001"}');
}

function notUnderstood(name: string, because: string): Error {
  return new Error(`Expected to start gateway, but its configuration is not usable:\n  - ${name}: ${because}`);
}
