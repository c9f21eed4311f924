import type { Bilingual } from './bilingual.js';
import { calendarFinding, calendarReference, WEEKDAYS, type CalendarData, type CalendarFinding, type DayConfidence, type Shift, type WholeCalendar } from './calendar-data.js';
import { readDay, weekdayOf } from './civil-day.js';
import { withInherited, type FindCalendarData } from './inheritance.js';
import { findFixedOffset } from './zone.js';

/** Half-open minutes of a day: `[450, 690]` is 07:30 to 11:30. */
export type CompiledShift = readonly [from: number, to: number];

export type DayOff = Readonly<{ name: Bilingual; confidence: DayConfidence; source?: Bilingual }>;

/**
 * A calendar as integer tables over its days, day 0 being `firstDay`. The two running sums have one entry more than there are days, so
 * that "how much before day i" needs no special case at the end, and both counting and its inverse are look-ups.
 */
export type WorkingCalendar = Readonly<{
  /** The reference of this version: what a receipt names. */
  id: string;
  title: Bilingual;
  zone: string;
  /** East of UTC, the same on every day of the calendar. */
  offsetMinutes: number;
  firstDay: number;
  days: number;
  shifts: readonly (readonly CompiledShift[])[];
  minutesBefore: readonly number[];
  workingDaysBefore: readonly number[];
  /** Why a day is off; undefined on working days. */
  off: readonly (DayOff | undefined)[];
}>;

export type CalendarCompilation =
  | Readonly<{ kind: 'compiled'; calendar: WorkingCalendar }>
  | Readonly<{ kind: 'refused'; findings: readonly CalendarFinding[] }>;

const MAX_CALENDAR_DAYS = 366 * 20;
/** One object for all, by which neighbouring days of rest are known as of one kind. */
const WEEKLY_REST: DayOff = { name: { vi: 'ngày nghỉ hằng tuần', en: 'weekly rest' }, confidence: 'decided' };

const nothing: FindCalendarData = () => undefined;

/** Checks everything that can be wrong with the data, and turns it with what it inherits into tables. Total. */
export function compileCalendar(data: CalendarData, find: FindCalendarData = nothing): CalendarCompilation {
  const badDates = complaintsAboutDates(data);
  if (badDates.length > 0) return { kind: 'refused', findings: badDates };
  const whole = withInherited(data, find);
  if (whole.kind === 'refused') return whole;
  const findings = [...complaintsAboutDays(data, whole.calendar), ...complaintsAboutWeek(whole.calendar), ...complaintsAboutSwaps(data, whole.calendar)];
  if (findings.length > 0) return { kind: 'refused', findings };
  return compileWhole(whole.calendar);
}

function compileWhole(data: WholeCalendar): CalendarCompilation {
  const firstDay = getDay(data.validFrom);
  const days = getDay(data.validTo) - firstDay + 1;
  const offsetMinutes = findFixedOffset(data.zone, firstDay, firstDay + days - 1);
  if (offsetMinutes === undefined) {
    const text = { vi: `Múi giờ “${data.zone}” không có hoặc thay đổi trong thời gian này`, en: `Expected a zone with one offset in these years, but ${data.zone} is unknown or changes` };
    return { kind: 'refused', findings: [{ path: '/zone', text }] };
  }
  const week = WEEKDAYS.map((weekday) => data.week[weekday].map(compileShift));
  const closed = new Map(data.closedDays.map((day) => [getDay(day.date), day]));
  const swapped = new Map(data.swappedDays.map((day) => [getDay(day.date), getDay(day.insteadOf)]));
  const shiftsOf = (day: number): readonly CompiledShift[] => {
    if (closed.has(day)) return [];
    return week[weekdayOf(swapped.get(day) ?? day) - 1] ?? [];
  };

  const shifts: (readonly CompiledShift[])[] = [];
  const off: (DayOff | undefined)[] = [];
  const minutesBefore = [0];
  const workingDaysBefore = [0];
  for (let index = 0; index < days; index += 1) {
    const today = shiftsOf(firstDay + index);
    const minutes = today.reduce((sum, [from, to]) => sum + to - from, 0);
    shifts.push(today);
    off.push(today.length > 0 ? undefined : (closed.get(firstDay + index) ?? WEEKLY_REST));
    minutesBefore.push((minutesBefore[index] ?? 0) + minutes);
    workingDaysBefore.push((workingDaysBefore[index] ?? 0) + (today.length > 0 ? 1 : 0));
  }
  const { title, zone } = data;
  return { kind: 'compiled', calendar: { id: calendarReference(data), title, zone, offsetMinutes, firstDay, days, shifts, minutesBefore, workingDaysBefore, off } };
}

type Dated = Readonly<{ path: string; date: string }>;

function datesOf(data: CalendarData): readonly Dated[] {
  return [
    ...data.closedDays.map(({ date }, index) => ({ path: `/closedDays/${index}/date`, date })),
    ...data.swappedDays.flatMap(({ date, insteadOf }, index) => [{ path: `/swappedDays/${index}/date`, date }, { path: `/swappedDays/${index}/insteadOf`, date: insteadOf }]),
    ...data.regularDays.map((date, index) => ({ path: `/regularDays/${index}`, date })),
  ];
}

function complaintsAboutDates(data: CalendarData): readonly CalendarFinding[] {
  const years: readonly Dated[] = [
    ...(data.validFrom === undefined ? [] : [{ path: '/validFrom', date: data.validFrom }]),
    ...(data.validTo === undefined ? [] : [{ path: '/validTo', date: data.validTo }]),
  ];
  return [...years, ...datesOf(data)]
    .filter(({ date }) => readDay(date) === undefined)
    .map(({ path, date }) => calendarFinding(path, `“${date}” không phải là một ngày`, `Expected a date such as 2026-09-02, but "${date}" is none`));
}

function complaintsAboutDays(data: CalendarData, { validFrom, validTo }: WholeCalendar): readonly CalendarFinding[] {
  const days = getDay(validTo) - getDay(validFrom) + 1;
  if (days < 1 || days > MAX_CALENDAR_DAYS) {
    const [vi, en] = [`Hiệu lực từ ${validFrom} đến ${validTo} không hợp lệ`, `Expected at most ${MAX_CALENDAR_DAYS / 366} years in order, but it is valid from ${validFrom} to ${validTo}`];
    return [calendarFinding('/validTo', vi, en)];
  }
  const dates = datesOf(data);
  const outside = dates
    .filter(({ date }) => date < validFrom || date > validTo)
    .map(({ path, date }) => calendarFinding(path, `${date} nằm ngoài hiệu lực của lịch`, `Expected a day of the calendar's years, but ${date} is outside`));
  const listed = dates.filter(({ path }) => !path.endsWith('/insteadOf'));
  const seen = new Set<string>();
  const twice = listed.filter(({ date }) => seen.size === seen.add(date).size);
  return [...outside, ...twice.map(({ path, date }) => calendarFinding(path, `${date} được nêu hai lần`, `Expected each day once, but ${date} is listed twice`))];
}

function complaintsAboutWeek({ week }: WholeCalendar): readonly CalendarFinding[] {
  return WEEKDAYS.filter((weekday) => !areShifts(week[weekday])).map((weekday) =>
    calendarFinding(`/week/${weekday}`, `Các ca của ${weekday} không phải là giờ trong ngày theo thứ tự`, `Expected times of one day in order, but the shifts of ${weekday} are not`),
  );
}

/** Only what the calendar says itself: a unit closed on Fridays still inherits a swap for a Friday, and simply stays closed. */
function complaintsAboutSwaps({ swappedDays }: CalendarData, { closedDays, week, validFrom, validTo }: WholeCalendar): readonly CalendarFinding[] {
  const closed = new Set(closedDays.map(({ date }) => date));
  return swappedDays.flatMap(({ insteadOf }, index) => {
    const path = `/swappedDays/${index}/insteadOf`;
    const weekday = WEEKDAYS[weekdayOf(getDay(insteadOf)) - 1];
    if (weekday !== undefined && week[weekday].length === 0) {
      return [calendarFinding(path, `${insteadOf} không có ca làm việc nào để làm bù`, `Expected a day with shifts to be worked on another, but ${insteadOf} has none`)];
    }
    const isOpen = insteadOf >= validFrom && insteadOf <= validTo && !closed.has(insteadOf);
    return isOpen ? [calendarFinding(path, `${insteadOf} được làm bù nhưng không phải ngày nghỉ`, `Expected the day that is worked on another to be closed, but ${insteadOf} is not`)] : [];
  });
}

function areShifts(shifts: readonly Shift[]): boolean {
  const bounds = shifts.flatMap((shift) => [minutesOf(shift.from), minutesOf(shift.to)]);
  return bounds.every((bound, index) => bound <= 1440 && bound > (bounds[index - 1] ?? -1));
}

function compileShift(shift: Shift): CompiledShift {
  return [minutesOf(shift.from), minutesOf(shift.to)];
}

/** NaN for another shape: no comparison with it is true, so `areShifts` refuses it. */
export function minutesOf(time: string): number {
  const match = /^(\d{2}):([0-5]\d)$/.exec(time);
  return match === null ? Number.NaN : Number(match[1]) * 60 + Number(match[2]);
}

/** Only after `complaintsAboutDates` has read every date. */
function getDay(date: string): number {
  return readDay(date) ?? Number.NaN;
}
