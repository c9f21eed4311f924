import { readRetention } from './retention-periods.js';

const ended = { kind: 'returned', at: '2026-12-04T15:30:00.000+07:00' } as const;
const rules = (changes: object = {}) => JSON.stringify([{ procedure: '*', outcome: 'returned', years: 10, effectiveFrom: '2025-07-01', confirmed: true, source: { vi: 'Mẫu', en: 'Sample' }, ...changes }]);
const local = (settings: Readonly<Record<string, string>>) => readRetention({ mode: 'local', settings });
const production = (settings: Readonly<Record<string, string>>) => readRetention({ mode: 'production', settings });

describe('retention periods', () => {
  it('are the configured ones', () => {
    expect(production({ RETENTION_RULES: rules() }).of('1.013831', ended).keptUntil).toBe('2037-01-01T00:00:00.000+07:00');
  });

  it('that nobody has confirmed count in local mode only', () => {
    expect(local({}).of('1.013831', ended)).toMatchObject({ rule: { years: 20 }, keptUntil: '2047-01-01T00:00:00.000+07:00' });
    expect(production({}).of('1.013831', ended)).toEqual({ rule: null, keptUntil: '' });
    expect(production({ RETENTION_RULES: rules({ confirmed: false }) }).of('1.013831', ended).rule).toBeNull();
  });

  it('can be shortened to try them, in local mode only', () => {
    expect(local({ RETENTION_SHORTENED_TO: '60' }).of('1.013831', ended).keptUntil).toBe('2026-12-04T15:31:00.000+07:00');
    expect(() => production({ RETENTION_SHORTENED_TO: '60' })).toThrow('outside local mode');
    expect(() => local({ RETENTION_SHORTENED_TO: '-1' })).toThrow('is no number of seconds');
  });

  it.each([{ years: 0 }, { years: 71 }, { outcome: 'lost' }, { confirmed: 'yes' }, { source: 'x' }, { effectiveFrom: 'soon' }, { procedure: 7 }])('are refused at the start with %j', (changes) => {
    expect(() => local({ RETENTION_RULES: rules(changes) })).toThrow('Expected to read RETENTION_RULES');
  });
});
