import { keyFromSeed, sampleKey, signingKeyText } from '@lienthong/transparency-log';
import { readConfig } from './service-config.js';

const complete = { MODE: 'local', DATABASE_URL: 'postgres://u:p@h/d', ISSUER: 'https://issuer.example/realm/' };
const ownKey = keyFromSeed('lienthong.local/tax', 'note', Buffer.alloc(32, 7));
/** What a service outside local mode needs beside what it needs in it. */
const own = { MODE: 'production', SERVICE_CLIENT_SECRET: 'real', LOG_KEY: signingKeyText(ownKey), POLICY_FILE: '/config/policy.txt' };
const policyText = `log ${ownKey.verifier.text}\nquorum none\n`;
const read = (environment: Record<string, string>, settings = {}) => readConfig(environment, { service: 'tax', usualPort: 4003, needsDatabase: true, settings, readFile: () => policyText });

describe('a configuration', () => {
  it('needs little in local mode', () => {
    expect(read(complete)).toEqual({
      service: 'tax', mode: 'local', transport: 'feed', host: '127.0.0.1', port: 4003, databaseUrl: 'postgres://u:p@h/d', databaseOwnerUrl: null, kafkaBrokers: [], feeds: {},
      issuer: 'https://issuer.example/realm', audience: 'lienthong', province: 'local', clientSecret: 'sample-secret-of-tax', logLevel: 'info', otlpEndpoint: null, settings: {},
      logKeys: [sampleKey('lienthong.local/tax', 'note')], policy: null,
    });
  });

  it('reads brokers, feeds and settings of the service', () => {
    const config = read({ ...complete, TRANSPORT: 'kafka', KAFKA_BROKERS: 'a:1, b:2', FEEDS: '{"intake":"http://i:1"}', RATE: '3' }, { RATE: { purpose: 'x' }, LIMIT: { purpose: 'x', default: '9' } });
    expect([config.kafkaBrokers, config.feeds, config.settings]).toEqual([['a:1', 'b:2'], { intake: 'http://i:1' }, { RATE: '3', LIMIT: '9' }]);
  });

  it('takes sample secrets in local mode only, given or not', () => {
    const settings = { WEBHOOK_SECRET: { purpose: 'to check the bank', sample: 'sample-webhook' } };
    expect(read(complete, settings).settings).toEqual({ WEBHOOK_SECRET: 'sample-webhook' });
    const production = { ...complete, ...own };
    expect(() => read(production, settings)).toThrow('WEBHOOK_SECRET is not set (to check the bank)');
    expect(() => read({ ...production, WEBHOOK_SECRET: 'sample-webhook' }, settings)).toThrow('WEBHOOK_SECRET is a sample value, which only local mode accepts');
    expect(read({ ...production, WEBHOOK_SECRET: 'real' }, settings).settings).toEqual({ WEBHOOK_SECRET: 'real' });
  });

  it('is production unless somebody says local', () => {
    const { MODE: _, ...silent } = { ...complete, ...own };
    expect(read(silent).mode).toBe('production');
  });

  it('names all that is wrong with it at once', () => {
    expect(() => read({ PORT: '70000', LOG_LEVEL: 'loud', ISSUER: 'nowhere', FEEDS: '[]' })).toThrow(
      /LOG_KEY is not set[\s\S]*PORT is "70000"[\s\S]*DATABASE_URL is not set[\s\S]*FEEDS is not a JSON object[\s\S]*ISSUER is not an address[\s\S]*POLICY_FILE is not set[\s\S]*SERVICE_CLIENT_SECRET is not set[\s\S]*LOG_LEVEL is "loud"/);
  });
});
