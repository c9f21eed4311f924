import { clean, codes, complains, holds, run } from './spec-evaluation.js';

holds('dates and times (DMN 1.5, tables 74, 79 and 82)', [
  ['date("2012-12-25")', '2012-12-25'],
  ['date(date and time("2012-12-25T11:00:00Z"))', '2012-12-25'],
  ['date(2012, 12, 25)', '2012-12-25'],
  ['date(year: 2012, month: 12, day: 25)', '2012-12-25'],
  ['date("2012-12-25") - date("2012-12-24") = duration("P1D")', true],
  ['date("-0044-03-15")', '-0044-03-15'],
  ['date("999999999-12-31").year', 999_999_999],
  ['date and time("2012-12-24T23:59:00")', '2012-12-24T23:59:00'],
  ['date and time("2012-12-24")', '2012-12-24T00:00:00'],
  ['date and time(date("2012-12-24"), time("23:59:00"))', '2012-12-24T23:59:00'],
  ['date and time(date and time("2012-12-24T01:00:00"), time("23:59:00Z"))', '2012-12-24T23:59:00Z'],
  ['date and time(2012, 12, 24, 23, 59, 0)', '2012-12-24T23:59:00'],
  ['date and time(2012, 12, 24, 23, 59, 0.5, @"PT7H")', '2012-12-24T23:59:00.5+07:00'],
  ['date and time(2012, 12, 24, 23, 59, 0, "Asia/Ho_Chi_Minh")', '2012-12-24T23:59:00@Asia/Ho_Chi_Minh'],
  ['date and time("2012-12-24T23:59:00Z") + duration("PT1M") = date and time("2012-12-25T00:00:00Z")', true],
  ['time("23:59:00z") + duration("PT2M") = time("00:01:00@Etc/UTC")', true],
  ['time(date and time("2012-12-24T23:59:00Z"))', '23:59:00Z'],
  ['time(14, 30, 5)', '14:30:05'],
  ['time(14, 30, 5, @"-PT1H30M")', '14:30:05-01:30'],
  ['time("14:30:05.250")', '14:30:05.25'],
  ['date and time("2012-12-24T23:59:00") - date and time("2012-12-22T03:45:00") = duration("P2DT20H14M")', true],
  ['duration("P2Y2M") = duration("P26M")', true],
  ['duration("-PT36H30M15.5S")', '-P1DT12H30M15.5S'],
  ['years and months duration(date("2011-12-22"), date("2013-08-24")) = duration("P1Y8M")', true],
  ['years and months duration(from: date("2013-08-24"), to: date("2011-12-22"))', '-P1Y8M'],
  ['years and months duration(@"2026-01-31T10:00:00", @"2026-02-28T09:00:00")', 'P0M'],
  ['years and months duration(@"2026-01-28T10:00:00", @"2026-02-28T09:00:00")', 'P1M'],
  ['day of year(date(2019, 9, 17))', 260],
  ['day of week(date(2019, 9, 17))', 'Tuesday'],
  ['month of year(date(2019, 9, 17))', 'September'],
  ['week of year(date(2019, 9, 17))', 38],
  ['week of year(date(2003, 12, 29))', 1],
  ['week of year(date(2004, 1, 4))', 1],
  ['week of year(date(2005, 1, 1))', 53],
  ['week of year(date(2005, 1, 3))', 1],
  ['week of year(date(2005, 1, 9))', 1],
  ['last day of month(@"2024-02-10")', '2024-02-29'],
  ['last day of month(@"2026-12-10")', '2026-12-31'],
  ['cycle(duration("PT90M"))', 'R/PT1H30M'],
  ['cycle(3, @"P1D")', 'R3/P1D'],
  ['cycle(interval: @"P1M", repetitions: 2)', 'R2/P1M'],
  ['now()', '2026-11-20T15:30:00+07:00'],
  ['today()', '2026-11-20'],
]);

holds('properties (DMN 1.5, table 65)', [
  ['@"2026-11-20".year', 2026],
  ['@"2026-11-20".month', 11],
  ['@"2026-11-20".day', 20],
  ['@"2026-11-20".weekday', 5],
  ['@"2026-11-20T15:30:01.5+07:00".weekday', 5],
  ['@"2026-11-20T15:30:01.5+07:00".hour', 15],
  ['@"2026-11-20T15:30:01.5+07:00".minute', 30],
  ['@"2026-11-20T15:30:01.5+07:00".second', 1.5],
  ['@"2026-11-20T15:30:01.5+07:00".time offset', 'PT7H'],
  ['@"2026-11-20T15:30:01".time offset', null],
  ['@"15:30:00@Asia/Ho_Chi_Minh".timezone', 'Asia/Ho_Chi_Minh'],
  ['@"15:30:00@Asia/Ho_Chi_Minh".time offset', 'PT7H'],
  ['@"15:30:00".timezone', null],
  ['@"P1DT2H3M4.5S".days', 1],
  ['@"P1DT2H3M4.5S".hours', 2],
  ['@"P1DT2H3M4.5S".minutes', 3],
  ['@"P1DT2H3M4.5S".seconds', 4.5],
  ['@"-P1DT2H".hours', -2],
  ['@"P30M".years', 2],
  ['@"P30M".months', 6],
  ['@"-P30M".months', -6],
  ['[@"2026-01-01", @"2027-01-01"].year', [2026, 2027]],
]);

holds('calculation (DMN 1.5, table 56)', [
  ['date("2026-01-31") + duration("P1M")', '2026-02-28'],
  ['date("2024-02-29") - duration("P1Y")', '2023-02-28'],
  ['date("2026-11-20") + duration("P15D")', '2026-12-05'],
  ['duration("P15D") + date("2026-11-20")', '2026-12-05'],
  ['date("2026-11-20") - duration("PT1H")', '2026-11-19'],
  ['@"2026-11-20T15:30:00" + @"P1M"', '2026-12-20T15:30:00'],
  ['@"2026-11-20T23:30:00+07:00" + @"PT1H"', '2026-11-21T00:30:00+07:00'],
  ['@"10:00:00" - @"PT11H"', '23:00:00'],
  ['@"10:00:00" - @"09:30:00"', 'PT30M'],
  ['@"2026-11-20" - @"2026-11-19T12:00:00Z"', 'PT12H'],
  ['@"2026-11-20T12:00:00Z" - @"2026-11-20"', 'PT12H'],
  ['@"P1D" + @"PT12H"', 'P1DT12H'],
  ['@"P1Y" - @"P1M"', 'P11M'],
  ['-@"P1D"', '-P1D'],
  ['@"P1D" * 1.5', 'P1DT12H'],
  ['2 * @"P7M"', 'P1Y2M'],
  ['@"P1Y1M" / 2', 'P6M'],
  ['@"P1D" / 3', 'PT8H'],
  ['@"P1D" / @"PT1H"', 24],
  ['@"P1Y" / @"P1M"', 12],
  ['@"PT1S" / 3', 'PT0.333333333S'],
  ['@"-PT2S" / 3', '-PT0.666666666S'],
  ['@"-P1Y1M" * 0.5', '-P6M'],
  ['@"2026-11-20T15:30:00+07:00" = @"2026-11-20T08:30:00Z"', true],
  ['@"2026-11-20T15:30:00@Asia/Ho_Chi_Minh" = @"2026-11-20T08:30:00Z"', true],
  ['@"2026-11-20" = @"2026-11-20T00:00:00Z"', true],
  ['@"2026-11-20" = @"2026-11-20T00:00:00"', false],
  ['@"2026-11-20T10:00:00" = @"2026-11-20T10:00:00Z"', false],
  ['@"10:00:00" != @"10:00:00+07:00"', true],
  ['@"2026-11-20" < @"2026-11-20T10:00:00Z"', true],
  ['@"2026-11-20T10:00:00+07:00" > @"2026-11-21"', false],
  ['@"PT0.S" = @"PT0S"', true],
  ['@"P1D" < @"PT25H"', true],
  ['@"P1Y" > @"P11M"', true],
]);

holds('a named zone follows its clock', [
  ['@"2026-03-29T01:30:00@Europe/Paris".time offset', 'PT1H'],
  ['@"2026-03-28T12:00:00@Europe/Paris" + @"PT24H"', '2026-03-29T13:00:00@Europe/Paris'],
  ['@"2026-03-28T12:00:00@Europe/Paris" + @"P1M"', '2026-04-28T12:00:00@Europe/Paris'],
  ['(@"2026-03-28T12:00:00@Europe/Paris" + @"P1M").time offset', 'PT2H'],
  ['date and time(@"2026-11-20T15:30:00+07:00", "Europe/Paris")', '2026-11-20T09:30:00@Europe/Paris'],
  ['date and time(@"2026-11-20T15:30:00+07:00", "Z")', '2026-11-20T08:30:00Z'],
  // Summer there is in January; a time of day knows standard time only.
  ['@"10:00:00@Australia/Melbourne".time offset', 'PT10H'],
  ['@"10:00:00@Europe/Paris".time offset', 'PT1H'],
  // The rules of the zone repeat with the calendar, every 400 years.
  ['@"999999999-07-01T10:00:00@Europe/Paris".time offset', 'PT2H'],
  ['@"999999999-12-31T10:00:00@Europe/Paris".time offset', 'PT1H'],
  ['string(@"-999999999-01-01T10:00:00@Asia/Ho_Chi_Minh")', '-999999999-01-01T10:00:00@Asia/Ho_Chi_Minh'],
  ['string(@"999999998-12-31T23:00:00@Asia/Ho_Chi_Minh" + @"PT2H")', '999999999-01-01T01:00:00@Asia/Ho_Chi_Minh'],
]);

complains('what is no such value', [
  ['date(text)', 'NO_RESULT', { text: '2026-02-29' }],
  ['date(text)', 'NO_RESULT', { text: '02026-02-28' }],
  ['date(text)', 'NO_RESULT', { text: '1000000000-01-01' }],
  ['date(2026, 13, 1)', 'NO_RESULT'],
  ['time(text)', 'NO_RESULT', { text: '24:00:00' }],
  ['time(text)', 'NO_RESULT', { text: '10:00:00+19:00' }],
  ['time(text)', 'NO_RESULT', { text: '10:00' }],
  ['time(text)', 'NO_RESULT', { text: '10:00:00@Nowhere/Town' }],
  ['time(25, 0, 0)', 'NO_RESULT'],
  ['date and time(text)', 'NO_RESULT', { text: '2026-11-20T' }],
  ['date and time(@"2026-11-20", "Nowhere/Town")', 'NO_RESULT'],
  ['duration(text)', 'NO_RESULT', { text: 'P' }],
  ['duration(text)', 'NO_RESULT', { text: 'P1DT' }],
  ['duration(text)', 'NO_RESULT', { text: 'P1Y1D' }],
  ['duration(text)', 'NO_RESULT', { text: 'P1W' }],
  ['date(1)', 'WRONG_KIND'],
  ['day of week("2026-11-20")', 'WRONG_KIND'],
  ['@"2026-11-20" + 1', 'WRONG_KIND'],
  ['@"2026-11-20" + @"2026-11-20"', 'WRONG_KIND'],
  ['@"2026-11-20" * 2', 'WRONG_KIND'],
  ['@"P1D" / 0', 'WRONG_KIND'],
  ['@"P1Y" + @"P1D"', 'WRONG_KIND'],
  ['@"999999999-12-31" + @"P1D"', 'WRONG_KIND'],
  ['@"2026-11-20T10:00:00" < @"2026-11-20T10:00:00Z"', 'KINDS_DIFFER'],
  ['@"2026-11-20T10:00:00" - @"2026-11-20T10:00:00Z"', 'WRONG_KIND'],
  ['@"2026-11-20" < @"2026-11-20T10:00:00"', 'KINDS_DIFFER'],
  ['@"2026-11-20T12:00:00" - @"2026-11-20"', 'WRONG_KIND'],
  ['@"P1Y" < @"P400D"', 'KINDS_DIFFER'],
  ['@"2026-11-20".hour', 'UNKNOWN_NAME'],
]);

describe('the clock', () => {
  it('is what the caller says, and a problem where it says nothing', () => {
    expect(clean('now() - @"PT1H"', {}, { now: '2026-01-01T00:30:00Z' })).toBe('2025-12-31T23:30:00Z');
    expect(codes('now()', {}, { now: '2026-01-01T00:30:00' })).toEqual(['NO_CLOCK']);
    const { value, problems } = run('today()', {}, { now: 'yesterday' });
    expect([value, problems.map(({ code }) => code)]).toEqual([null, ['NO_CLOCK']]);
  });
});

describe('the calendar', () => {
  it('knows every day of 400 years and back', () => {
    const years = 'for y in from..to return string(date(y, 1, 1) + @"P59D") + string(date(y, 12, 31) - date(y, 1, 1))';
    const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    const expected = Array.from({ length: 401 }, (_, i) => 1800 + i).map((year) => `${year}-${isLeap(year) ? '02-29P365D' : '03-01P364D'}`);
    expect(clean(years, { from: 1800, to: 2200 })).toEqual(expected);
  });
});
