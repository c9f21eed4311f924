import type { Bilingual } from './bilingual.js';
import { civilDateOf, dayNumberOf } from './civil-day.js';
import type { DayOff, WorkingCalendar } from './compiled-calendar.js';
import { describeDay, describeMoment, shortDay } from './day-text.js';
import { lineOf, type DerivationLine } from './derivation.js';
import { describeMinutes, MAX_LIMIT_DAYS, MAX_LIMIT_MONTHS, type TimeLimit } from './limit.js';
import { dayOf, minuteOfDay, MINUTES_PER_DAY, type Moment } from './moment.js';
import { dayIndexOf, momentAfter, nthWorkingDay } from './working-time.js';

/** A moment on its way to a due date, with the account of how it got there. */
export type Course = Readonly<{ at: Moment; lines: readonly DerivationLine[] }>;

/** Lets a limit pass; undefined where the calendar ends first. */
export function spend(calendar: WorkingCalendar, course: Course, limit: TimeLimit): Course | undefined {
  switch (limit.unit) {
    case 'working-days':
      return limit.amount > MAX_LIMIT_DAYS ? undefined : spendWorkingDays(calendar, course, limit.amount);
    case 'working-minutes':
      return spendWorkingMinutes(calendar, course, limit.amount);
    case 'calendar-days':
      return spendCalendarDays(calendar, course, limit.amount);
    case 'months':
      return limit.amount > MAX_LIMIT_MONTHS ? undefined : spendMonths(calendar, course, limit.amount);
    case 'same-day':
      return spendRestOfDay(calendar, course);
  }
}

/** Day by day at the same time of day; neighbouring days of one kind share a line. */
function spendWorkingDays(calendar: WorkingCalendar, course: Course, amount: number): Course | undefined {
  const first = dayIndexOf(calendar, course.at);
  const last = first === undefined || amount === 0 ? first : nthWorkingDay(calendar, first, amount);
  if (first === undefined || last === undefined) return undefined;
  const lines = [...course.lines];
  let counted = 0;
  for (let index = first + 1; index <= last; ) {
    const off = calendar.off[index];
    const end = endOfRun(calendar, index, last);
    const from = course.at + (index - 1 - first) * MINUTES_PER_DAY;
    const to = course.at + (end - first) * MINUTES_PER_DAY;
    if (off === undefined) {
      const days = end - index + 1;
      const text = countedText(counted, days, calendar.firstDay + index, calendar.firstDay + end);
      const arithmetic = `${counted} + ${days} = ${counted + days}`;
      lines.push(lineOf(calendar.offsetMinutes, { step: 'counted', rule: 'working-day', from, to, counts: days, unit: 'working-days', arithmetic, text }));
      counted += days;
    } else {
      const text = skippedText(off, calendar.firstDay + index, calendar.firstDay + end);
      lines.push(lineOf(calendar.offsetMinutes, { step: 'skipped', rule: 'day-off', source: off.source, from, to, arithmetic: `${counted} + 0 = ${counted}`, text }));
    }
    index = end + 1;
  }
  return fitIntoShifts(calendar, { at: course.at + (last - first) * MINUTES_PER_DAY, lines });
}

function endOfRun(calendar: WorkingCalendar, start: number, last: number): number {
  const kind = calendar.off[start]?.name.vi;
  let end = start;
  while (end < last && calendar.off[end + 1]?.name.vi === kind) end += 1;
  return end;
}

/** Only where days have different shifts: a time of day that the last day does not know moves to the nearest later one, else to closing. */
export function fitIntoShifts(calendar: WorkingCalendar, course: Course): Course {
  const index = dayIndexOf(calendar, course.at);
  const shifts = index === undefined ? undefined : calendar.shifts[index];
  const minute = minuteOfDay(course.at);
  const shift = shifts?.find(([, to]) => minute <= to) ?? shifts?.at(-1);
  if (shift === undefined) return course;
  const to = course.at - minute + Math.min(Math.max(minute, shift[0]), shift[1]);
  if (to === course.at) return course;
  const at = describeMoment(to);
  const text = { vi: `Theo ca làm việc của ngày này: ${at.vi}`, en: `By the shifts of that day: ${at.en}` };
  return { at: to, lines: [...course.lines, lineOf(calendar.offsetMinutes, { step: 'normalised', rule: 'office-hours', from: course.at, to, text })] };
}

/** Shift by shift, with the gaps between them. */
function spendWorkingMinutes(calendar: WorkingCalendar, course: Course, amount: number): Course | undefined {
  if (momentAfter(calendar, course.at, amount) === undefined) return undefined;
  const lines = [...course.lines];
  let at = course.at;
  let left = amount;
  while (left > 0) {
    const opening = openingAt(calendar, at);
    if (opening === undefined) return undefined;
    if (opening.from > at) lines.push(lineOf(calendar.offsetMinutes, { step: 'skipped', rule: 'closed-hours', from: at, to: opening.from, text: closedText(opening.from) }));
    const minutes = Math.min(left, opening.to - opening.from);
    const to = opening.from + minutes;
    const spent = amount - left;
    const arithmetic = `${spent} + ${minutes} = ${spent + minutes} min`;
    lines.push(lineOf(calendar.offsetMinutes, { step: 'counted', rule: 'working-time', from: opening.from, to, counts: minutes, unit: 'working-minutes', arithmetic, text: workedText(minutes, to) }));
    at = to;
    left -= minutes;
  }
  return { at, lines };
}

/** The stretch of working time that begins at or after a moment and has not passed. */
function openingAt(calendar: WorkingCalendar, at: Moment): Readonly<{ from: Moment; to: Moment }> | undefined {
  const end = momentAfter(calendar, at, 1);
  const index = end === undefined ? undefined : dayIndexOf(calendar, end);
  if (end === undefined || index === undefined) return undefined;
  const midnight = (calendar.firstDay + index) * MINUTES_PER_DAY;
  const shift = calendar.shifts[index]?.find(([, to]) => end <= midnight + to);
  return shift && { from: Math.max(at, midnight + shift[0]), to: midnight + shift[1] };
}

function spendCalendarDays(calendar: WorkingCalendar, course: Course, amount: number): Course | undefined {
  const to = course.at + amount * MINUTES_PER_DAY;
  if (dayIndexOf(calendar, to) === undefined) return undefined;
  const day = describeDay(dayOf(to));
  const text = { vi: `Cộng ${amount} ngày: đến ${day.vi}`, en: `Plus ${amount} days: to ${day.en}` };
  const arithmetic = `${shortDay(dayOf(course.at))} + ${amount} d = ${shortDay(dayOf(to))}`;
  return { at: to, lines: [...course.lines, lineOf(calendar.offsetMinutes, { step: 'counted', rule: 'calendar-day', from: course.at, to, counts: amount, unit: 'calendar-days', arithmetic, text })] };
}

/** The same day of the month; the last of a month that has no such day (31 January and one month: 28 or 29 February). */
function spendMonths(calendar: WorkingCalendar, course: Course, amount: number): Course | undefined {
  const start = civilDateOf(dayOf(course.at));
  const months = start.year * 12 + start.month - 1 + amount;
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  const length = dayNumberOf(month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 }) - dayNumberOf({ year, month, day: 1 });
  const to = dayNumberOf({ year, month, day: Math.min(start.day, length) }) * MINUTES_PER_DAY + minuteOfDay(course.at);
  if (dayIndexOf(calendar, to) === undefined) return undefined;
  const day = describeDay(dayOf(to));
  const isShort = start.day > length;
  const text = {
    vi: `Cộng ${amount} tháng: đến ${day.vi}${isShort ? ` (tháng ${month}/${year} không có ngày ${start.day})` : ''}`,
    en: `Plus ${amount} ${amount === 1 ? 'month' : 'months'}: to ${day.en}${isShort ? ` (${month}/${year} has no day ${start.day})` : ''}`,
  };
  const arithmetic = `${start.month}/${start.year} + ${amount} = ${month}/${year}; min(${start.day}, ${length}) = ${Math.min(start.day, length)}`;
  return { at: to, lines: [...course.lines, lineOf(calendar.offsetMinutes, { step: 'counted', rule: 'month', from: course.at, to, counts: amount, unit: 'months', arithmetic, text })] };
}

/** To the closing of the day. */
function spendRestOfDay(calendar: WorkingCalendar, course: Course): Course | undefined {
  const index = dayIndexOf(calendar, course.at);
  const closing = index === undefined ? undefined : calendar.shifts[index]?.at(-1)?.[1];
  if (closing === undefined) return undefined;
  const to = course.at - minuteOfDay(course.at) + closing;
  const at = describeMoment(to);
  const text = { vi: `Trả trong ngày, trước giờ đóng cửa: ${at.vi}`, en: `Due the same day before closing: ${at.en}` };
  return { at: to, lines: [...course.lines, lineOf(calendar.offsetMinutes, { step: 'counted', rule: 'same-day', from: course.at, to, text })] };
}

function countedText(counted: number, days: number, first: number, last: number): Bilingual {
  const span = spanText(first, last);
  if (days === 1) return { vi: `Ngày làm việc thứ ${counted + 1}: ${span.vi}`, en: `Working day ${counted + 1}: ${span.en}` };
  return { vi: `Ngày làm việc thứ ${counted + 1} đến ${counted + days}: ${span.vi}`, en: `Working days ${counted + 1} to ${counted + days}: ${span.en}` };
}

/** An expected holiday is named as such: nobody should rely on it as on a decided one. */
function skippedText(off: DayOff, first: number, last: number): Bilingual {
  const span = spanText(first, last);
  const doubt = off.confidence === 'decided' ? { vi: '', en: '' } : { vi: ' (dự kiến, chưa có quyết định)', en: ' (expected, not yet decided)' };
  return { vi: `Không tính ${off.name.vi}${doubt.vi}: ${span.vi}`, en: `Not counted, ${off.name.en}${doubt.en}: ${span.en}` };
}

function spanText(first: number, last: number): Bilingual {
  const from = describeDay(first);
  const to = describeDay(last);
  return first === last ? from : { vi: `${from.vi} đến ${to.vi}`, en: `${from.en} to ${to.en}` };
}

function closedText(opening: Moment): Bilingual {
  const at = describeMoment(opening);
  return { vi: `Ngoài giờ làm việc đến ${at.vi}`, en: `Outside working time until ${at.en}` };
}

function workedText(minutes: number, to: Moment): Bilingual {
  const amount = describeMinutes(minutes);
  const at = describeMoment(to);
  return { vi: `${amount.vi}, đến ${at.vi}`, en: `${amount.en}, to ${at.en}` };
}
