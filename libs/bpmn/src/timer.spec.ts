import { isDay, isDue, isReadableTimer, nextOccurrence, planTimer, type TimerKind } from './timer.js';

const AT = '2026-11-20T09:00:00+07:00'; // a Friday
const plan = (kind: TimerKind, text: string, { at = AT, isWorkingTime = false, calendar = 'vn-h56-2026' } = {}) => planTimer({ kind, isWorkingTime }, text, at, calendar);
const planned = (dueAt: string, repetitions: number | null = 0, interval: string | null = null) => ({ kind: 'planned', dueAt, repetitions, interval });
const isWritten = (kind: TimerKind, text: string, isWorkingTime = false): boolean => isReadableTimer({ kind, isWorkingTime }, text, 'vn-h56-2026');

describe('a timer in the file', () => {
  it.each(['P30D', 'PT4H', 'P1M', 'P1Y2M', 'P2W', 'PT90M', 'P1DT12H', 'P10Y', 'PT0S'])('%s is a duration', (text) => expect(isWritten('duration', text)).toBe(true));
  it.each(['', '30', 'P', 'PT', 'P11Y', 'P1D2H', 'R3/PT1H', 'tomorrow'])('%j is none', (text) => expect(isWritten('duration', text)).toBe(false));
  it.each([
    ['2026-12-31T17:00:00+07:00', true],
    ['2026-12-31T17:00:00Z', true],
    ['2026-12-31T17:00:00+07:00[Asia/Ho_Chi_Minh]', true],
    ['2026-12-31T17:00:00', false],
    ['2026-02-30T17:00:00+07:00', false],
    ['2026-12-31', false],
  ])('%s is a moment: %s', (text, isMoment) => expect(isWritten('date', text)).toBe(isMoment));
  it.each(['R3/PT1H', 'R/PT1H', 'R-1/P1D', 'R2/2026-12-01T08:00:00Z/P1D', 'R/P1D/2026-12-01T08:00:00Z', '0 0 9 ? * MON-FRI', '@daily'])('%s is a cycle', (text) => expect(isWritten('cycle', text)).toBe(true));
  it.each(['', 'PT1H', 'R0/PT1H', 'R3', 'R3/PT0S', 'R3/PT0.5S', 'R3/PT1H/PT2H', 'R/P1D/2025-12-01T08:00:00Z', '0 0 9 * *', '0 0 25 * * *'])('%j is none', (text) => expect(isWritten('cycle', text)).toBe(false));
  it.each([
    ['duration', 'P2D', true],
    ['duration', 'PT4H', true],
    ['cycle', 'R3/P1D', true],
    ['duration', 'P1M', false],
    ['date', '2026-12-31T17:00:00+07:00', false],
  ] as const)('in working time, %s %s: %s', (kind, text, isReadable) => expect(isWritten(kind, text, true)).toBe(isReadable));
  it('needs a calendar for working time', () => expect(isReadableTimer({ kind: 'duration', isWorkingTime: true }, 'P2D', null)).toBe(false));
});

describe('a timer that begins', () => {
  it.each([
    ['P30D', AT, '2026-12-20T09:00:00+07:00'],
    ['P1M', '2027-01-31T09:00:00+07:00', '2027-02-28T09:00:00+07:00'],
    ['PT4H', '2026-11-20T22:30:00.5+07:00', '2026-11-21T02:30:00.5+07:00'],
    ['P1D', '2026-11-20T09:00:00Z', '2026-11-21T09:00:00+00:00'],
    ['PT0S', AT, AT],
    ['-PT5M', AT, AT],
  ])('%s after %s is due at %s', (text, at, due) => expect(plan('duration', text, { at })).toEqual(planned(due)));

  it.each([
    ['2026-12-31T17:00:00Z', '2026-12-31T17:00:00Z'],
    ['2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z'],
    ['2026-12-31T17:00:00+07:00@Asia/Ho_Chi_Minh', '2026-12-31T17:00:00+07:00'],
    ['2026-12-31T17:00:00', '2026-12-31T17:00:00+07:00'],
    ['2026-12-31', '2026-12-31T00:00:00+07:00'],
  ])('at %s is due at %s', (text, due) => expect(plan('date', text)).toEqual(planned(due)));

  it.each([
    ['R3/PT1H', planned('2026-11-20T10:00:00+07:00', 2, 'PT1H')],
    ['R/PT1H', planned('2026-11-20T10:00:00+07:00', null, 'PT1H')],
    ['R1/PT1H', planned('2026-11-20T10:00:00+07:00', 0, 'PT1H')],
    ['R3/2026-11-21T09:00:00+07:00/P1D', planned('2026-11-21T09:00:00+07:00', 2, 'P1D')],
    ['R5/2026-11-18T10:00:00+07:00/P1D', planned('2026-11-20T10:00:00+07:00', 2, 'P1D')],
    ['R2/2026-11-01T10:00:00+07:00/P1D', planned('2026-11-02T10:00:00+07:00', 0, 'P1D')],
    ['R/PT1H/2026-11-20T11:30:00+07:00', planned('2026-11-20T10:00:00+07:00', 1, 'PT1H')],
    ['R2/2026-11-20T10:00:00+07:00/2026-11-20T10:20:00+07:00', planned('2026-11-20T10:00:00+07:00', 1, 'PT1200S')],
    ['0 30 9 ? * MON-FRI', planned('2026-11-20T09:30:00+07:00', null, '0 30 9 ? * MON-FRI')],
  ])('goes round by %s', (text, expected) => expect(plan('cycle', text)).toEqual(expected));

  it('counts working time by the calendar', () => {
    expect(plan('duration', 'P1D', { isWorkingTime: true })).toEqual(planned('2026-11-23T09:00:00+07:00'));
    expect(plan('cycle', 'R2/PT1H', { isWorkingTime: true })).toEqual(planned('2026-11-20T10:00:00+07:00', 1, 'working:vn-h56-2026/PT1H'));
  });

  it.each([['duration', 'soon'], ['date', 'soon'], ['cycle', 'soon'], ['duration', 'P11Y']] as const)('refuses %s %s in two languages', (kind, text) => {
    const result = plan(kind, text);
    expect(result.kind === 'refused' && result.because.vi.includes(text) && result.because.en.includes(text)).toBe(true);
  });
});

describe('the next turn', () => {
  it.each([
    ['PT1H', '2026-11-20T10:00:00+07:00'],
    ['P1M', '2026-12-20T09:00:00+07:00'],
    ['working:vn-h56-2026/P1D', '2026-11-23T09:00:00+07:00'],
    ['0 0 9 * * MON', '2026-11-23T09:00:00+07:00'],
    ['0 0 0 29 2 *', '2028-02-29T00:00:00+07:00'],
    ['0 0/20 * * * *', '2026-11-20T09:20:00+07:00'],
    ['0 0 8,17 1,15 * *', '2026-12-01T08:00:00+07:00'],
    ['@hourly', '2026-11-20T10:00:00+07:00'],
  ])('by %s is %s', (interval, due) => expect(nextOccurrence(AT, interval)).toBe(due));
  it('is none where the day never comes, or the text says nothing', () => expect(['0 0 0 30 2 *', 'soon'].map((text) => nextOccurrence(AT, text))).toEqual([null, null]));
});

describe('moments', () => {
  it('are due at their time, in whatever offset that is said', () => {
    expect(isDue('2026-11-20T09:00:00+07:00', '2026-11-20T02:00:00Z')).toBe(true);
    expect(isDue('2026-11-20T09:00:00+07:00', '2026-11-20T01:59:59.999Z')).toBe(false);
  });
  it('know a day', () => expect(['2026-02-28', '2026-02-29', '2026-2-28', '28/2/2026'].map(isDay)).toEqual([true, false, false, false]));
});
