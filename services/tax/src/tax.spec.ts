import { readConfig } from '@lienthong/service-host';
import { describeService } from '@lienthong/service-host/specs';
import { bankSettings } from './adapters/bank/bank-signature.guard.js';
import { definition } from './definition.js';

describeService(definition, new URL('../README.md', import.meta.url), 'Refusals');

describe("the bank's key", () => {
  const read = (environment: Readonly<Record<string, string>>) => readConfig(
    { ISSUER: 'https://sample.invalid', SERVICE_CLIENT_SECRET: 'kept elsewhere', DATABASE_URL: 'postgres://sample.invalid/tax', POLICY_FILE: '/config/policy.txt', ...environment },
    { service: 'tax', usualPort: 0, needsDatabase: true, settings: bankSettings, signsElsewhere: true, readFile: () => 'quorum none\n' },
  );
  const { sample } = bankSettings.BANK_WEBHOOK_SECRET;

  it('is the sample one in local mode', () => {
    expect(read({ MODE: 'local' }).settings['BANK_WEBHOOK_SECRET']).toBe(sample);
  });

  it('is never the sample one anywhere else', () => {
    expect(() => read({ MODE: 'production', BANK_WEBHOOK_SECRET: sample })).toThrow('BANK_WEBHOOK_SECRET is a sample value');
    expect(() => read({ MODE: 'production' })).toThrow('BANK_WEBHOOK_SECRET is not set');
    expect(read({ MODE: 'production', BANK_WEBHOOK_SECRET: 'whsec_cmVhbA==' }).settings['BANK_WEBHOOK_SECRET']).toBe('whsec_cmVhbA==');
  });
});
