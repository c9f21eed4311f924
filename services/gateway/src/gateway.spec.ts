import { unguardedRoutes } from '@lienthong/service-host';
import type { OpenAPIObject } from '@nestjs/swagger';
import { prefixed } from './adapters/services/merged-api.js';
import { sampleKeys } from './adapters/issuer/sample-keys.js';
import { SampleAccounts } from './adapters/issuer/sample-accounts.js';
import { signInPage } from './adapters/issuer/pages.js';
import { GatewayModule } from './gateway.module.js';
import { readGatewaySettings } from './gateway-settings.js';

describe('routes of the gateway', () => {
  it('all say whom they admit', () => {
    const issuer = { provider: {} as never, accounts: new SampleAccounts([]) };
    expect([issuer, undefined].flatMap((each) => unguardedRoutes(GatewayModule.with(each, new Map(), null)))).toEqual([]);
  });
});

describe('the sample keys', () => {
  it('are for local mode only', () => {
    expect(sampleKeys({ mode: 'local' }).signing.kid).toContain('sample');
    expect(() => sampleKeys({ mode: 'production' })).toThrow('Expected to sign tokens with the sample key, but the mode is production');
  });
});

describe('settings', () => {
  const usual = { SERVICES: '{"tax":"http://t:1/"}', PUBLIC_URL: 'https://one.example/', RATE_LIMIT_PER_MINUTE: '10', TRUST_PROXY: 'true', WEB_FOLDER: 'w', SAMPLE_ACCOUNTS: 's' };

  it('are read as they are meant', () => {
    expect(readGatewaySettings({ mode: 'local', settings: usual })).toEqual({ services: new Map([['tax', 'http://t:1']]), publicUrl: 'https://one.example', requestsPerMinute: 10, trustProxy: true, webFolder: 'w', sampleAccounts: 's' });
  });

  it('let a person click, and a trial play a province', () => {
    const settings = { ...usual, RATE_LIMIT_PER_MINUTE: '' };
    expect((['production', 'local'] as const).map((mode) => readGatewaySettings({ mode, settings }).requestsPerMinute)).toEqual([1_200, 60_000]);
  });

  it.each([['SERVICES', '[]'], ['SERVICES', '{"police":"http://p"}'], ['SERVICES', '{"tax":5}'], ['SERVICES', 'x'], ['PUBLIC_URL', 'here'], ['RATE_LIMIT_PER_MINUTE', '0'], ['RATE_LIMIT_PER_MINUTE', 'many']])('refuse %s = %s', (name, value) => {
    expect(() => readGatewaySettings({ mode: 'local', settings: { ...usual, [name]: value } })).toThrow(`- ${name}: `);
  });
});

describe('the description of a service', () => {
  it('has what everybody may read of a log, and the witness, where the gateway shows them', () => {
    const document = { openapi: '3.1.0', info: { title: 't', version: '1' }, paths: Object.fromEntries(['/log/checkpoint', '/log/tile/{path}', '/log/openings/{ref}', '/witness/add-checkpoint'].map((path) => [path, { get: { responses: {} } }])) } as unknown as OpenAPIObject;
    expect(Object.keys(prefixed('audit', document).paths)).toEqual(['/log/audit/checkpoint', '/log/audit/tile/{path}', '/api/audit/log/openings/{ref}', '/witness/add-checkpoint']);
    expect(Object.keys(prefixed('tax', document).paths)).toEqual(['/log/tax/checkpoint', '/log/tax/tile/{path}', '/api/tax/log/openings/{ref}', '/api/tax/witness/add-checkpoint']);
  });

  it('stands under its path and name', () => {
    const document = {
      openapi: '3.1.0', info: { title: 't', version: '1' }, paths: { '/notes': { post: { operationId: 'Note.add', tags: ['notes'], requestBody: { $ref: '#/components/schemas/Note' }, responses: {} } } }, components: { schemas: { Note: { type: 'object', properties: { label: { $ref: '#/components/schemas/Label' } } }, Label: { type: 'string' } } },
    } as unknown as OpenAPIObject;
    const { paths, components } = prefixed('tax', document);
    expect(paths).toEqual({ '/api/tax/notes': { post: { operationId: 'tax.Note.add', tags: ['tax', 'tax: notes'], requestBody: { $ref: '#/components/schemas/tax.Note' }, responses: {} } } });
    expect(components?.schemas).toEqual({ 'tax.Note': { type: 'object', properties: { label: { $ref: '#/components/schemas/tax.Label' } } }, 'tax.Label': { type: 'string' } });
  });
});

describe('the sign-in page', () => {
  it('shows names as text, whatever they hold', () => {
    const accounts = [{ account: 'a"b', subject: 's', name: '<script>alert(1)</script>', title: { vi: 'x & y', en: "it's" }, agency: 'tax', unit: '', roles: [] }];
    const html = signInPage({ uid: '"><img>', hint: undefined, accounts, retry: false });
    expect(html).not.toMatch(/<script|<img|a"b/);
    expect(html).toContain('x &#38; y');
  });
});
