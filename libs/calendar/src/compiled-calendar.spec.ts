import { compileCalendar, RELEASED_CALENDARS, VN_H56_2026, type CalendarData } from './index.js';

const complaint = (change: Partial<CalendarData>): string => {
  const result = compileCalendar({ ...VN_H56_2026, ...change });
  return result.kind === 'refused' ? result.findings.map(({ path, text }) => `${path}: ${text.en}`).join('; ') : 'compiled';
};
const name = { vi: 'mẫu', en: 'sample' };

describe('a calendar version', () => {
  it('compiles, every one, and is found by its id', () => {
    expect(RELEASED_CALENDARS.all.map(({ id }) => RELEASED_CALENDARS.find(id)?.days)).toEqual([730]);
    expect(RELEASED_CALENDARS.find('vn-h56-1999')).toBeUndefined();
  });
  it('has 250 working days in 2026: 261 weekdays less 13 closed ones and two swapped Saturdays more', () => {
    const calendar = RELEASED_CALENDARS.find('vn-h56-2026');
    expect(calendar?.workingDaysBefore[365]).toBe(261 - 13 + 2);
  });
  it.each([
    ['a date that does not exist', { validFrom: '2026-02-30' }, '/validFrom: Expected a date such as 2026-09-02, but "2026-02-30" is none'],
    ['years that end before they begin', { validTo: '2025-01-01', closedDays: [], swappedDays: [] }, '/validTo: Expected at most 20 years in order, but it is valid from 2026-01-01 to 2025-01-01'],
    ['a closed day outside its years', { closedDays: [{ date: '2030-01-01', name, confidence: 'expected' }], swappedDays: [] }, "/closedDays/0/date: Expected a day of the calendar's years, but 2030-01-01 is outside"],
    ['a day listed twice', { swappedDays: [{ date: '2026-01-01', insteadOf: '2026-01-02', confidence: 'expected' }] }, '/swappedDays/0/date: Expected each day once, but 2026-01-01 is listed twice'],
    ['a swap for a day that is worked', { swappedDays: [{ date: '2026-01-10', insteadOf: '2026-01-05', confidence: 'expected' }] }, '/swappedDays/0/insteadOf: Expected the day that is worked on another to be closed, but 2026-01-05 is not'],
    ['a swap for a Sunday', { swappedDays: [{ date: '2026-01-10', insteadOf: '2026-01-11', confidence: 'expected' }] }, '/swappedDays/0/insteadOf: Expected a day with shifts to be worked on another, but 2026-01-11 has none'],
    ['shifts out of order', { week: { ...VN_H56_2026.week, monday: [{ from: '13:30', to: '11:30' }] } }, '/week/monday: Expected times of one day in order, but the shifts of monday are not'],
    ['a zone with summer time', { zone: 'Europe/Paris' }, '/zone: Expected a zone with one offset in these years, but Europe/Paris is unknown or changes'],
    ['an unknown zone', { zone: 'Asia/Thang_Long' }, '/zone: Expected a zone with one offset in these years, but Asia/Thang_Long is unknown or changes'],
    ['a time that is none', { week: { ...VN_H56_2026.week, tuesday: [{ from: '7h30', to: '11:30' }] } }, '/week/tuesday: Expected times of one day in order, but the shifts of tuesday are not'],
  ] as const)('is refused for %s', (_what, change, because) => {
    expect(complaint(change)).toBe(because);
  });
});
