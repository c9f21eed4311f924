import type { Rejection } from '@lienthong/kernel';
import type { WorkingCalendar } from './compiled-calendar.js';
import { dayOf, minuteOfDay, MINUTES_PER_DAY, readMoment, writeMoment, type Moment } from './moment.js';

/** Why no date is given. A date that the calendar does not know is never guessed: the table must be extended first. */
export type CalendarRefusal = Rejection<'OUTSIDE_CALENDAR' | 'NOT_A_TIME' | 'NOT_A_LIMIT'>;
export type Refused = Readonly<{ kind: 'refused'; rejection: CalendarRefusal }>;

export type MomentResult = Readonly<{ kind: 'moment'; at: string }> | Refused;
export type MinutesResult = Readonly<{ kind: 'minutes'; minutes: number }> | Refused;

/** The moment at which `minutes` of working time have passed since `from`: the end of a shift rather than the start of the next. */
export function addWorkingTime(calendar: WorkingCalendar, from: string, minutes: number): MomentResult {
  if (!Number.isSafeInteger(minutes) || minutes < 0) return refusedLimit(minutes);
  const start = readMoment(from, calendar.offsetMinutes);
  if (start === undefined) return refusedTime(from);
  const end = momentAfter(calendar, start, minutes);
  if (end === undefined) return refusedOutside(calendar, `the end of ${minutes} working minutes after ${from}`);
  return { kind: 'moment', at: writeMoment(end, calendar.offsetMinutes) };
}

/** Negative when `to` lies before `from`: minutes late are the negative of minutes left. */
export function workingMinutesBetween(calendar: WorkingCalendar, from: string, to: string): MinutesResult {
  const start = readMoment(from, calendar.offsetMinutes);
  const end = readMoment(to, calendar.offsetMinutes);
  if (start === undefined) return refusedTime(from);
  if (end === undefined) return refusedTime(to);
  const before = workedBefore(calendar, start);
  const after = workedBefore(calendar, end);
  if (before === undefined) return refusedOutside(calendar, from);
  if (after === undefined) return refusedOutside(calendar, to);
  return { kind: 'minutes', minutes: after - before };
}

/** Working minutes of the calendar before a moment; undefined outside its years. */
export function workedBefore(calendar: WorkingCalendar, moment: Moment): number | undefined {
  const index = dayIndexOf(calendar, moment);
  if (index === undefined) return undefined;
  const minute = minuteOfDay(moment);
  const today = (calendar.shifts[index] ?? []).reduce((sum, [from, to]) => sum + Math.max(0, Math.min(minute, to) - from), 0);
  return (calendar.minutesBefore[index] ?? 0) + today;
}

/** Undefined when the calendar's years end first. Nothing to add leaves the moment where it is, also outside the shifts. */
export function momentAfter(calendar: WorkingCalendar, start: Moment, minutes: number): Moment | undefined {
  const before = workedBefore(calendar, start);
  if (before === undefined || minutes === 0) return before === undefined ? undefined : start;
  return momentAt(calendar, before + minutes);
}

/** The first moment before which that many minutes of the calendar have been worked: the end of a shift rather than the start of the next. */
export function momentAt(calendar: WorkingCalendar, worked: number): Moment | undefined {
  const index = lastIndexBelow(calendar.minutesBefore, worked);
  if (index >= calendar.days) return undefined;
  let left = worked - (calendar.minutesBefore[index] ?? 0);
  for (const [from, to] of calendar.shifts[index] ?? []) {
    if (left <= to - from) return (calendar.firstDay + index) * MINUTES_PER_DAY + from + left;
    left -= to - from;
  }
  return undefined;
}

/**
 * Where a time limit starts to run (domain §1.4): before the first shift at its start, in the lunch gap at the afternoon's start, after
 * closing or on a day off at the next working day's start. The last minute of a shift still belongs to it.
 */
export function startOfWork(calendar: WorkingCalendar, moment: Moment): Moment | undefined {
  const index = dayIndexOf(calendar, moment);
  if (index === undefined) return undefined;
  const minute = minuteOfDay(moment);
  for (const [from, to] of calendar.shifts[index] ?? []) {
    if (minute < from) return moment - minute + from;
    if (minute <= to) return moment;
  }
  const next = nextWorkingDay(calendar, index);
  const opening = next === undefined ? undefined : calendar.shifts[next]?.[0]?.[0];
  return next === undefined || opening === undefined ? undefined : (calendar.firstDay + next) * MINUTES_PER_DAY + opening;
}

/** Undefined outside the calendar's years. */
export function dayIndexOf(calendar: WorkingCalendar, moment: Moment): number | undefined {
  const index = dayOf(moment) - calendar.firstDay;
  return index >= 0 && index < calendar.days ? index : undefined;
}

/** The first working day after the day `index`. */
export function nextWorkingDay(calendar: WorkingCalendar, index: number): number | undefined {
  return nthWorkingDay(calendar, index, 1);
}

/** The last working day before the day `index`. */
export function previousWorkingDay(calendar: WorkingCalendar, index: number): number | undefined {
  const found = lastIndexBelow(calendar.workingDaysBefore, calendar.workingDaysBefore[index] ?? 0);
  return found < 0 ? undefined : found;
}

/** The n-th working day after the day `index`, that day itself not counted ("day 1 is the next working day"). */
export function nthWorkingDay(calendar: WorkingCalendar, index: number, n: number): number | undefined {
  const target = (calendar.workingDaysBefore[index + 1] ?? 0) + n;
  const found = lastIndexBelow(calendar.workingDaysBefore, target);
  return found < calendar.days ? found : undefined;
}

export function refusedTime(text: string): Refused {
  return { kind: 'refused', rejection: { code: 'NOT_A_TIME', because: `Expected to read time "${text}", but it is not RFC 3339 with an offset` } };
}

export function refusedLimit(amount: number): Refused {
  return { kind: 'refused', rejection: { code: 'NOT_A_LIMIT', because: `Expected to count ${amount}, but a limit is a whole number, not below zero` } };
}

export function refusedOutside(calendar: WorkingCalendar, what: string): Refused {
  const first = writeMoment(calendar.firstDay * MINUTES_PER_DAY, calendar.offsetMinutes).slice(0, 10);
  const last = writeMoment((calendar.firstDay + calendar.days - 1) * MINUTES_PER_DAY, calendar.offsetMinutes).slice(0, 10);
  return {
    kind: 'refused',
    rejection: { code: 'OUTSIDE_CALENDAR', because: `Expected to place ${what}, but calendar ${calendar.id} covers ${first} to ${last} only` },
  };
}

/** In a sorted table, the last index whose value is below `target`; -1 if none is. */
function lastIndexBelow(table: readonly number[], target: number): number {
  let low = 0;
  let high = table.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((table[middle] ?? Infinity) < target) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
