import type { Rejection } from '@lienthong/kernel';
import type { Bilingual } from './bilingual.js';
import type { CalendarData, Shift } from './calendar-data.js';
import { readDay, weekdayOf } from './civil-day.js';
import { findFixedOffset } from './zone.js';

/** Half-open minutes of a day: `[450, 690]` is 07:30 to 11:30. */
export type CompiledShift = readonly [from: number, to: number];

export type DayOff = Readonly<{ name: Bilingual; confidence: 'decided' | 'expected' }>;

/**
 * A calendar as integer tables over its days, day 0 being `firstDay`. The two running sums have one entry more than there are days, so
 * that "how much before day i" needs no special case at the end, and both counting and its inverse are look-ups.
 */
export type WorkingCalendar = Readonly<{
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
  | Readonly<{ kind: 'refused'; rejection: Rejection<'NOT_A_CALENDAR'> }>;

const MAX_CALENDAR_DAYS = 366 * 20;
const WEEKLY_REST: DayOff = { name: { vi: 'ngày nghỉ hằng tuần', en: 'weekly rest' }, confidence: 'decided' };
const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export function compileCalendar(data: CalendarData): CalendarCompilation {
  const complaint = complaintAbout(data);
  if (complaint !== undefined) return refused(data, complaint);
  const offsetMinutes = findFixedOffset(data.zone, getDay(data.validFrom), getDay(data.validTo));
  if (offsetMinutes === undefined) return refused(data, `zone ${data.zone} is unknown or changes its offset in these years`);
  const firstDay = getDay(data.validFrom);
  const days = getDay(data.validTo) - firstDay + 1;
  const week = WEEK.map((weekday) => data.week[weekday].map(compileShift));
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
  return {
    kind: 'compiled',
    calendar: { id: data.id, title: data.title, zone: data.zone, offsetMinutes, firstDay, days, shifts, minutesBefore, workingDaysBefore, off },
  };
}

function refused(data: CalendarData, complaint: string): CalendarCompilation {
  return { kind: 'refused', rejection: { code: 'NOT_A_CALENDAR', because: `Expected to compile calendar ${data.id}, but ${complaint}` } };
}

function complaintAbout(data: CalendarData): string | undefined {
  const dates = [data.validFrom, data.validTo, ...data.closedDays.map((day) => day.date), ...data.swappedDays.flatMap((day) => [day.date, day.insteadOf])];
  const badDate = dates.find((date) => readDay(date) === undefined);
  if (badDate !== undefined) return `"${badDate}" is not a date`;
  const days = getDay(data.validTo) - getDay(data.validFrom) + 1;
  if (days < 1 || days > MAX_CALENDAR_DAYS) return `it is valid from ${data.validFrom} to ${data.validTo}`;
  const outside = dates.find((date) => date < data.validFrom || date > data.validTo);
  if (outside !== undefined) return `${outside} is outside its years`;
  const twice = repeatedIn([...data.closedDays, ...data.swappedDays].map((day) => day.date));
  if (twice !== undefined) return `${twice} is listed twice`;
  const badWeekday = WEEK.find((weekday) => !areShifts(data.week[weekday]));
  return badWeekday === undefined ? undefined : `the shifts of ${badWeekday} are not times of one day in order`;
}

function areShifts(shifts: readonly Shift[]): boolean {
  const bounds = shifts.flatMap((shift) => [minutesOf(shift.from), minutesOf(shift.to)]);
  return bounds.every((bound, index) => bound <= 1440 && bound > (bounds[index - 1] ?? -1));
}

function repeatedIn(values: readonly string[]): string | undefined {
  return values.find((value, index) => values.indexOf(value) !== index);
}

function compileShift(shift: Shift): CompiledShift {
  return [minutesOf(shift.from), minutesOf(shift.to)];
}

/** NaN for another shape: no comparison with it is true, so `areShifts` refuses it. */
function minutesOf(time: string): number {
  const match = /^(\d{2}):([0-5]\d)$/.exec(time);
  return match === null ? Number.NaN : Number(match[1]) * 60 + Number(match[2]);
}

/** Only after `complaintAbout` has read every date. */
function getDay(date: string): number {
  return readDay(date) ?? Number.NaN;
}
