import { CALENDAR_VERSIONS, compileCalendar, findCalendar, VN_H56_2026, type CalendarData } from './index.js';

const complaint = (change: Partial<CalendarData>): string => {
  const result = compileCalendar({ ...VN_H56_2026, ...change });
  return result.kind === 'refused' ? result.rejection.because : 'compiled';
};
const name = { vi: 'mẫu', en: 'sample' };

describe('a calendar version', () => {
  it('compiles, every one, and is found by its id', () => {
    expect(CALENDAR_VERSIONS.map((data) => findCalendar(data.id)?.days)).toEqual([730]);
    expect(findCalendar('vn-h56-1999')).toBeUndefined();
  });
  it('has 250 working days in 2026: 261 weekdays less 13 closed ones and two swapped Saturdays more', () => {
    const calendar = findCalendar('vn-h56-2026');
    expect(calendar?.workingDaysBefore[365]).toBe(261 - 13 + 2);
  });
  it.each([
    ['a date that does not exist', { validFrom: '2026-02-30' }, '"2026-02-30" is not a date'],
    ['years that end before they begin', { validTo: '2025-01-01', closedDays: [], swappedDays: [] }, 'it is valid from'],
    ['a closed day outside its years', { closedDays: [{ date: '2030-01-01', name, confidence: 'expected' }] }, '2030-01-01 is outside its years'],
    ['a day listed twice', { swappedDays: [{ date: '2026-01-01', insteadOf: '2026-01-05', confidence: 'expected' }] }, '2026-01-01 is listed twice'],
    ['shifts out of order', { week: { ...VN_H56_2026.week, monday: [{ from: '13:30', to: '11:30' }] } }, 'the shifts of monday'],
    ['a zone with summer time', { zone: 'Europe/Paris' }, 'zone Europe/Paris is unknown or changes its offset'],
    ['an unknown zone', { zone: 'Asia/Thang_Long' }, 'zone Asia/Thang_Long is unknown'],
    ['a time that is none', { week: { ...VN_H56_2026.week, tuesday: [{ from: '7h30', to: '11:30' }] } }, 'the shifts of tuesday'],
  ] as const)('is refused for %s', (_what, change, because) => {
    expect(complaint(change)).toContain(`Expected to compile calendar vn-h56-2026, but ${because}`);
  });
});
