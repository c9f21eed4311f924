import { addWorkingTime, compileCalendar, dueDate, limitForChannel, parseLimit, RELEASED_CALENDARS, VN_H56_2026, workingMinutesBetween, type LimitByChannel, type TimeLimit, type WorkingCalendar } from './index.js';

const calendar = getCalendar('vn-h56-2026');

function getCalendar(id: string): WorkingCalendar {
  const found = RELEASED_CALENDARS.find(id);
  if (found === undefined) throw new Error(`no calendar ${id}`);
  return found;
}

function withClosedDay(date: string, vi: string): WorkingCalendar {
  const closedDays = [...VN_H56_2026.closedDays, { date, name: { vi, en: vi }, confidence: 'expected' as const }];
  const result = compileCalendar({ ...VN_H56_2026, id: 'sample', closedDays });
  if (result.kind === 'refused') throw new Error(result.findings[0]?.text.en);
  return result.calendar;
}

const days = (amount: number): TimeLimit => ({ unit: 'working-days', amount });
const hours = (amount: number): TimeLimit => ({ unit: 'working-minutes', amount: amount * 60 });
const dueAt = (from: string, limit: TimeLimit, by = calendar): string => {
  const due = dueDate(by, from, limit);
  return due.kind === 'due' ? due.dueAt : due.rejection.code;
};

describe('a due date in working days', () => {
  it('is ten working days later at the same time of day: the worked example of domain §1.4', () => {
    expect(dueAt('2026-11-20T15:30:00+07:00', days(10))).toBe('2026-12-04T15:30:00+07:00');
  });
  it('is a working day later if 24 November is a holiday', () => {
    expect(dueAt('2026-11-20T15:30:00+07:00', days(10), withClosedDay('2026-11-24', 'Ngày Văn hóa Việt Nam'))).toBe('2026-12-07T15:30:00+07:00');
  });
  it('does not depend on the offset or the seconds in which the receipt is written', () => {
    expect(dueAt('2026-11-20T08:30:59.999Z', days(10))).toBe('2026-12-04T15:30:00+07:00');
  });
  it.each([
    ['before the first shift', '2026-11-20T06:10:00+07:00', '2026-11-23T07:30:00+07:00'],
    ['at the first minute', '2026-11-20T07:30:00+07:00', '2026-11-23T07:30:00+07:00'],
    ['at the last minute of the morning', '2026-11-20T11:30:00+07:00', '2026-11-23T11:30:00+07:00'],
    ['in the lunch gap', '2026-11-20T12:00:00+07:00', '2026-11-23T13:30:00+07:00'],
    ['at closing', '2026-11-20T17:30:00+07:00', '2026-11-23T17:30:00+07:00'],
    ['after closing', '2026-11-20T17:31:00+07:00', '2026-11-24T07:30:00+07:00'],
    ['on a Saturday', '2026-11-21T09:00:00+07:00', '2026-11-24T07:30:00+07:00'],
    ['on a Saturday worked instead of a Friday', '2026-01-10T09:00:00+07:00', '2026-01-12T09:00:00+07:00'],
    ['before Tết', '2026-02-13T09:00:00+07:00', '2026-02-23T09:00:00+07:00'],
  ])('received %s, one working day later', (_when, received, due) => {
    expect(dueAt(received, days(1))).toBe(due);
  });
});

describe('a due date in working hours', () => {
  it.each([
    ['within a shift', '2026-11-20T13:30:00+07:00', 4, '2026-11-20T17:30:00+07:00'],
    ['over lunch', '2026-11-20T10:30:00+07:00', 4, '2026-11-20T16:30:00+07:00'],
    ['over a weekend', '2026-11-20T15:30:00+07:00', 4, '2026-11-23T09:30:00+07:00'],
    ['over two days: eight hours are one working day', '2026-11-19T09:00:00+07:00', 16, '2026-11-23T09:00:00+07:00'],
  ])('%s', (_where, received, amount, due) => {
    expect(dueAt(received, hours(amount))).toBe(due);
  });
});

describe('a due date in calendar days', () => {
  it('counts every day and rolls off a day off', () => {
    expect(dueAt('2026-11-20T15:30:00+07:00', { unit: 'calendar-days', amount: 5 })).toBe('2026-11-25T15:30:00+07:00');
    expect(dueAt('2026-11-20T15:30:00+07:00', { unit: 'calendar-days', amount: 8 })).toBe('2026-11-30T15:30:00+07:00');
  });
});

describe('a due date in months', () => {
  const months = (amount: number): TimeLimit => ({ unit: 'months', amount });
  it.each([
    ['on the same day of the month', '2026-03-16T09:00:00+07:00', 2, '2026-05-18T09:00:00+07:00'], // 16 May is a Saturday
    ['on the last day of a month that has no such day', '2026-12-31T09:00:00+07:00', 2, '2027-03-01T09:00:00+07:00'], // 28 February 2027 is a Sunday
    ['over the year end', '2026-11-20T15:30:00+07:00', 3, '2027-02-22T15:30:00+07:00'],
    ['from the first working day where it came on a day off', '2026-01-31T09:00:00+07:00', 1, '2026-03-02T07:30:00+07:00'],
  ])('falls %s', (_where, received, amount, due) => expect(dueAt(received, months(amount))).toBe(due));

  it('falls on 29 February in leap years alone', () => {
    const at = (year: number): string => {
      const found = compileCalendar({ ...VN_H56_2026, id: 'sample', validFrom: `${year}-01-01`, validTo: `${year}-12-31`, closedDays: [], swappedDays: [] });
      return found.kind === 'compiled' ? dueAt(`${year}-01-31T09:00:00+07:00`, months(1), found.calendar) : 'refused';
    };
    expect([at(2028), at(2029)]).toEqual(['2028-02-29T09:00:00+07:00', '2029-02-28T09:00:00+07:00']);
  });
  it('says what was added, and where a month was too short', () => {
    const due = dueDate(calendar, '2026-12-31T09:00:00+07:00', months(2));
    expect(due.kind === 'due' && due.derivation[1]).toMatchObject({
      rule: 'month', arithmetic: '12/2026 + 2 = 2/2027; min(31, 28) = 28', text: { vi: 'Cộng 2 tháng: đến Chủ nhật 28/02/2027 (tháng 2/2027 không có ngày 31)' },
    });
  });
});

describe('a due date on the same day', () => {
  it.each([
    ['in the morning', '2026-11-20T09:00:00+07:00', '2026-11-20T17:30:00+07:00'],
    ['at 15:00 sharp', '2026-11-20T15:00:59+07:00', '2026-11-20T17:30:00+07:00'],
    ['after 15:00', '2026-11-20T15:01:00+07:00', '2026-11-23T17:30:00+07:00'],
    ['after closing, which is before the next 15:00', '2026-11-20T18:00:00+07:00', '2026-11-23T17:30:00+07:00'],
    ['on the last Friday before Tết after 15:00', '2026-02-13T16:00:00+07:00', '2026-02-23T17:30:00+07:00'],
  ])('received %s', (_when, received, due) => expect(dueAt(received, { unit: 'same-day', amount: 0 })).toBe(due));

  it('may close at another time, and other limits at any', () => {
    const rules = { cutOff: '11:00', rollForward: 'next-working-day' } as const;
    const due = (limit: TimeLimit): string => {
      const found = dueDate(calendar, '2026-11-20T11:01:00+07:00', limit, rules);
      return found.kind === 'due' ? found.dueAt : found.rejection.code;
    };
    expect([due({ unit: 'same-day', amount: 0 }), due(days(1))]).toEqual(['2026-11-23T17:30:00+07:00', '2026-11-24T07:30:00+07:00']);
  });
});

describe('a date on a day off', () => {
  it.each([['next-working-day', '2026-11-30'], ['previous-working-day', '2026-11-27'], ['none', '2026-11-28']] as const)('by the rule %s', (rollForward, day) => {
    const due = dueDate(calendar, '2026-11-20T15:30:00+07:00', { unit: 'calendar-days', amount: 8 }, { cutOff: null, rollForward });
    expect(due.kind === 'due' && due.dueAt).toBe(`${day}T15:30:00+07:00`);
  });
});

describe('a limit by channel', () => {
  const terms: LimitByChannel = { limit: days(10), byChannel: { online: days(7) } };
  it('is the one of the channel, else the common one', () => expect((['counter', 'online', 'postal'] as const).map((channel) => limitForChannel(terms, channel).amount)).toEqual([10, 7, 10]));
});

describe('a date that the calendar does not know', () => {
  it.each([
    ['received before its years', '2025-12-31T09:00:00+07:00', days(1), 'OUTSIDE_CALENDAR'],
    ['due after its years', '2027-12-28T09:00:00+07:00', days(10), 'OUTSIDE_CALENDAR'],
    ['received after the last closing', '2027-12-31T18:00:00+07:00', hours(1), 'OUTSIDE_CALENDAR'],
    ['rolled out of its years', '2027-12-31T18:00:00+07:00', { unit: 'calendar-days', amount: 1 }, 'OUTSIDE_CALENDAR'],
    ['a date that does not exist', '2026-02-30T09:00:00+07:00', days(1), 'NOT_A_TIME'],
    ['a time without offset', '2026-11-20T09:00:00', days(1), 'NOT_A_TIME'],
    ['a month too many', '2027-11-20T09:00:00+07:00', { unit: 'months', amount: 2 }, 'OUTSIDE_CALENDAR'],
    ['more months than any law has', '2026-01-20T09:00:00+07:00', { unit: 'months', amount: 61 }, 'OUTSIDE_CALENDAR'],
    ['the same day in two days', '2026-11-20T09:00:00+07:00', { unit: 'same-day', amount: 2 }, 'NOT_A_LIMIT'],
    ['half a day', '2026-11-20T09:00:00+07:00', days(0.5), 'NOT_A_LIMIT'],
    ['a negative limit', '2026-11-20T09:00:00+07:00', days(-1), 'NOT_A_LIMIT'],
  ] as const)('is refused: %s', (_what, received, limit, code) => {
    expect(dueAt(received, limit)).toBe(code);
  });
  it('is refused in words that name the calendar and its years', () => {
    const due = dueDate(calendar, '2028-01-03T09:00:00+07:00', days(1));
    expect(due.kind === 'refused' && due.rejection.because).toBe(
      'Expected to place the end of 1 working day after 2028-01-03T09:00:00+07:00, but calendar vn-h56-2026 covers 2026-01-01 to 2027-12-31 only',
    );
  });
});

describe('the derivation', () => {
  it('reads as an account that a citizen can check', () => {
    const due = dueDate(withClosedDay('2026-11-24', 'Ngày Văn hóa Việt Nam'), '2026-11-20T12:10:00+07:00', days(3));
    expect(due.kind === 'due' && due.derivation.map((line) => line.text.vi)).toEqual([
      'Tiếp nhận lúc 12:10 thứ Sáu 20/11/2026',
      'Ngoài giờ làm việc: tính từ 13:30 thứ Sáu 20/11/2026',
      'Không tính ngày nghỉ hằng tuần: thứ Bảy 21/11/2026 đến Chủ nhật 22/11/2026',
      'Ngày làm việc thứ 1: thứ Hai 23/11/2026',
      'Không tính Ngày Văn hóa Việt Nam (dự kiến, chưa có quyết định): thứ Ba 24/11/2026',
      'Ngày làm việc thứ 2 đến 3: thứ Tư 25/11/2026 đến thứ Năm 26/11/2026',
    ]);
  });
});

describe('working time', () => {
  it('adds and measures', () => {
    expect(addWorkingTime(calendar, '2026-11-20T16:30:00+07:00', 90)).toEqual({ kind: 'moment', at: '2026-11-23T08:00:00+07:00' });
    expect(workingMinutesBetween(calendar, '2026-11-20T16:30:00+07:00', '2026-11-23T08:00:00+07:00')).toEqual({ kind: 'minutes', minutes: 90 });
    expect(workingMinutesBetween(calendar, '2026-11-23T08:00:00+07:00', '2026-11-20T16:30:00+07:00')).toEqual({ kind: 'minutes', minutes: -90 });
  });
  it('stays where it is when there is nothing to add', () => {
    expect(addWorkingTime(calendar, '2026-11-21T12:00:00+07:00', 0)).toEqual({ kind: 'moment', at: '2026-11-21T12:00:00+07:00' });
  });
});

describe('a limit as written in a procedure', () => {
  it.each([
    ['P10D', { unit: 'working-days', amount: 10 }],
    ['PT4H', { unit: 'working-minutes', amount: 240 }],
    ['PT1H30M', { unit: 'working-minutes', amount: 90 }],
    ['P2M', { unit: 'months', amount: 2 }],
    ['P0D', { unit: 'same-day', amount: 0 }],
  ])('%s', (text, limit) => {
    expect(parseLimit(text)).toEqual({ kind: 'limit', limit });
  });
  it('counts "ngày" when the procedure does', () => {
    expect(parseLimit('P30D', 'calendar-days')).toEqual({ kind: 'limit', limit: { unit: 'calendar-days', amount: 30 } });
  });
  it.each(['', 'P', 'PT', 'P1DT4H', 'P61M', 'P1Y', 'P-1D', 'P1.5D', 'P367D', 'PT9999999M', '10'])('refuses "%s"', (text) => {
    expect(parseLimit(text)).toMatchObject({ kind: 'refused', rejection: { code: 'NOT_A_LIMIT' } });
  });
});
