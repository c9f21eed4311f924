import { readFileSync } from 'node:fs';
import { readConfig, unguardedRoutes } from '@lienthong/service-host';
import { bankSettings } from './adapters/bank/bank-signature.guard.js';
import { problems } from './adapters/http/problems.js';
import { announcements } from './adapters/messaging/announce.js';
import { TaxModule } from './tax.module.js';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** Cells of the rows below a heading, without their backticks. */
function rowsBelow(heading: string): readonly (readonly string[])[] {
  const section = README.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim().replaceAll('`', '')));
}

describe('the tax office', () => {
  it('admits nobody by accident', () => {
    expect(unguardedRoutes(TaxModule)).toEqual([]);
  });

  it('documents every refusal with its status, and no other', () => {
    expect(rowsBelow('Refusals').map(([code, status]) => `${code} ${status}`).toSorted()).toEqual(Object.entries(problems).map(([code, { status }]) => `${code} ${status}`).toSorted());
  });

  it('documents every fact that it announces, and no other', () => {
    expect(rowsBelow('Facts it announces').map(([fact]) => String(fact)).toSorted()).toEqual([...announcements.announcedTypes].toSorted());
  });
});

describe("the bank's key", () => {
  const read = (environment: Readonly<Record<string, string>>) => readConfig(
    { ISSUER: 'https://sample.invalid', SERVICE_CLIENT_SECRET: 'kept elsewhere', DATABASE_URL: 'postgres://sample.invalid/tax', ...environment },
    { service: 'tax', usualPort: 0, needsDatabase: true, settings: bankSettings },
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
