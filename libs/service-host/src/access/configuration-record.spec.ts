import { readConfig } from '../service-config.js';
import { configurationRecord } from './configuration-record.js';

const ENVIRONMENT = { MODE: 'local', ISSUER: 'http://issuer.test', DATABASE_URL: 'postgres://u:password-of-mine@h/d', SERVICE_CLIENT_SECRET: 'secret-one', BANK_SECRET: 'bank-secret' };
const configOf = (changes: object = {}) => readConfig({ ...ENVIRONMENT, ...changes }, { service: 'tax', usualPort: 1, needsDatabase: true, settings: { BANK_SECRET: { purpose: 'x' } } });

describe('the record of a configuration', () => {
  const first = configurationRecord(configOf(), undefined)!;

  it('names every setting and holds no value', () => {
    expect(first.changed).toEqual(expect.arrayContaining(['databaseUrl', 'issuer', 'mode', 'BANK_SECRET', 'clientSecret']));
    expect(Object.keys(first.fingerprints)).toEqual(first.changed);
    for (const value of ['password-of-mine', 'secret-one', 'bank-secret', 'issuer.test', 'postgres:']) expect(JSON.stringify(first)).not.toContain(value);
  });

  it('is made only of what differs from the last one', () => {
    expect(configurationRecord(configOf(), first)).toBeNull();
    const next = configurationRecord(configOf({ BANK_SECRET: 'bank-secret-2', LOG_LEVEL: 'warn' }), first)!;
    expect([next.changed, next.comparable]).toEqual([['BANK_SECRET', 'logLevel'], true]);
    expect(configurationRecord(configOf({ BANK_SECRET: 'bank-secret-2', LOG_LEVEL: 'warn' }), next)).toBeNull();
    expect(configurationRecord(configOf(), next)!.changed).toEqual(['BANK_SECRET', 'logLevel']);
  });

  it('shows equal values as different, so that nobody learns of one by another', () => {
    const other = configurationRecord(configOf(), undefined)!;
    expect(other.fingerprints['mode']).not.toBe(first.fingerprints['mode']);
    expect(new Set(Object.values(first.fingerprints)).size).toBe(Object.keys(first.fingerprints).length);
  });

  it('cannot compare once the key of the fingerprints is another', () => {
    const next = configurationRecord(configOf({ SERVICE_CLIENT_SECRET: 'secret-two' }), first)!;
    expect([next.changed, next.comparable]).toEqual([['clientSecret'], false]);
  });
});
