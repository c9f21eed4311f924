import { SERVICE_NAMES } from '@lienthong/service-host';
import { keyFromSeed, signingKeyText, writePolicy, type KeyType, type SigningKey } from '@lienthong/transparency-log';

/** What somebody who installs the platform has drawn and written: keys by the variable of each service, and the policy that names them. */
export type GivenKeys = Readonly<{ keyOf(variable: string, service: string): string; policy: string }>;

const WITH_LOG = SERVICE_NAMES.filter((name) => name !== 'gateway');

/** Keys that are no samples; always the same, so that a complaint can be repeated. */
export function givenKeys(province: string, neighbour = 'lienthong.h57/witness'): GivenKeys {
  const origin = (service: string) => `lienthong.${province}/${service}`;
  const drawn = (name: string, type: KeyType): SigningKey => keyFromSeed(name, type, Buffer.from(name.padEnd(32, '.').slice(-32)));
  const named: Readonly<Record<string, (service: string) => SigningKey>> = {
    LOG_KEY: (service) => drawn(origin(service), 'note'), WITNESS_KEY: (service) => drawn(`${origin(service)}/witness`, 'cosignature'),
    COMPLETENESS_KEY: (service) => drawn(`${origin(service)}/completeness`, 'note'), NEIGHBOUR_KEY: () => drawn(neighbour, 'cosignature'),
  };
  return {
    keyOf: (variable, service) => signingKeyText(named[variable]!(service)),
    policy: writePolicy({
      logs: WITH_LOG.map((service) => ({ key: named['LOG_KEY']!(service).verifier, url: null })),
      witnesses: [{ name: 'audit', key: named['WITNESS_KEY']!('audit').verifier, url: null }, { name: 'neighbour', key: named['NEIGHBOUR_KEY']!('').verifier, url: null }],
      groups: [], quorum: 'audit', completeness: [named['COMPLETENESS_KEY']!('audit').verifier],
    }),
  };
}

export function isKeyVariable(name: string): boolean {
  return /^(LOG|WITNESS|COMPLETENESS)_KEY$/.test(name);
}
