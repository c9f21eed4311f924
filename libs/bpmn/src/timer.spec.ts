import { dueAt, isDay, isDue, parseTimer } from './timer.js';

describe('a timer', () => {
  it.each(['P30D', 'PT4H', 'P1M', 'P1Y2M', 'P2W', 'PT90M', 'P1DT12H', 'P10Y'])('%s is a duration', (text) => expect(parseTimer('duration', text)).toEqual({ kind: 'duration', text }));
  it.each(['', '30', 'P', 'PT', '-P1D', 'P0D', 'P11Y', 'P1D2H', 'R3/PT1H', '=PT1H', 'tomorrow'])('%j is none', (text) => expect(parseTimer('duration', text)).toBeNull());
  it.each([
    ['2026-12-31T17:00:00+07:00', true],
    ['2026-12-31T17:00:00Z', true],
    ['2026-12-31T17:00:00', false],
    ['2026-02-30T17:00:00+07:00', false],
    ['2026-12-31', false],
  ])('%s is a moment: %s', (text, isMoment) => expect(parseTimer('date', text) !== null).toBe(isMoment));

  it.each([
    ['P30D', '2026-11-20T09:00:00+07:00', '2026-12-20T09:00:00+07:00'],
    ['P1M', '2027-01-31T09:00:00+07:00', '2027-02-28T09:00:00+07:00'],
    ['PT4H', '2026-11-20T22:30:00.5+07:00', '2026-11-21T02:30:00.5+07:00'],
    ['P1D', '2026-11-20T09:00:00Z', '2026-11-21T09:00:00+00:00'],
  ])('%s after %s is %s', (text, at, due) => expect(dueAt({ kind: 'duration', text }, at)).toBe(due));

  it('is due at its moment, in whatever offset that is said', () => {
    expect(isDue('2026-11-20T09:00:00+07:00', '2026-11-20T02:00:00Z')).toBe(true);
    expect(isDue('2026-11-20T09:00:00+07:00', '2026-11-20T01:59:59.999Z')).toBe(false);
  });
  it('knows a day', () => expect(['2026-02-28', '2026-02-29', '2026-2-28', '28/2/2026'].map(isDay)).toEqual([true, false, false, false]));
});
