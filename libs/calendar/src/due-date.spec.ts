import { addWorkingTime, compileCalendar, dueDate, RELEASED_CALENDARS, parseLimit, VN_H56_2026, workingMinutesBetween, type TimeLimit, type WorkingCalendar } from './index.js';

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

describe('a date that the calendar does not know', () => {
  it.each([
    ['received before its years', '2025-12-31T09:00:00+07:00', days(1), 'OUTSIDE_CALENDAR'],
    ['due after its years', '2027-12-28T09:00:00+07:00', days(10), 'OUTSIDE_CALENDAR'],
    ['received after the last closing', '2027-12-31T18:00:00+07:00', hours(1), 'OUTSIDE_CALENDAR'],
    ['rolled out of its years', '2027-12-31T18:00:00+07:00', { unit: 'calendar-days', amount: 1 }, 'OUTSIDE_CALENDAR'],
    ['a date that does not exist', '2026-02-30T09:00:00+07:00', days(1), 'NOT_A_TIME'],
    ['a time without offset', '2026-11-20T09:00:00', days(1), 'NOT_A_TIME'],
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
