import type { Bilingual } from './bilingual.js';
import type { DayOff, WorkingCalendar } from './compiled-calendar.js';
import { describeDay, describeMoment, lineOf, type DerivationLine } from './derivation.js';
import { describeLimit, describeMinutes, MAX_LIMIT_DAYS, type TimeLimit } from './limit.js';
import { dayOf, minuteOfDay, MINUTES_PER_DAY, readMoment, writeMoment, type Moment } from './moment.js';
import { dayIndexOf, momentAfter, nextWorkingDay, nthWorkingDay, refusedLimit, refusedOutside, refusedTime, startOfWork, type Refused } from './working-time.js';

export type DueDate = Readonly<{ kind: 'due'; dueAt: string; derivation: readonly DerivationLine[] }> | Refused;

/** A moment on its way to a due date, with the account of how it got there. */
export type Course = Readonly<{ at: Moment; lines: readonly DerivationLine[] }>;

/** The due date of a limit that starts at `from`, with its derivation line by line (domain §1.4). */
export function dueDate(calendar: WorkingCalendar, from: string, limit: TimeLimit): DueDate {
  if (!isCountable(limit)) return refusedLimit(limit.amount);
  const received = readMoment(from, calendar.offsetMinutes);
  if (received === undefined) return refusedTime(from);
  const start = beginAt(calendar, received);
  const counted = start && spend(calendar, start, limit);
  const due = counted && finish(calendar, counted, limit);
  if (due === undefined) return refusedOutside(calendar, `the end of ${describeLimit(limit).en} after ${from}`);
  return { kind: 'due', dueAt: writeMoment(due.at, calendar.offsetMinutes), derivation: due.lines };
}

export function isCountable({ amount }: TimeLimit): boolean {
  return Number.isSafeInteger(amount) && amount >= 0;
}

/** Receipt and normalisation; undefined outside the calendar, as in all of the following. */
export function beginAt(calendar: WorkingCalendar, received: Moment): Course | undefined {
  const start = startOfWork(calendar, received);
  if (start === undefined) return undefined;
  const at = describeMoment(received);
  const receipt = lineOf(calendar.offsetMinutes, { step: 'received', from: received, to: received, text: { vi: `Tiếp nhận lúc ${at.vi}`, en: `Received at ${at.en}` } });
  if (start === received) return { at: start, lines: [receipt] };
  const opening = describeMoment(start);
  const text = { vi: `Ngoài giờ làm việc: tính từ ${opening.vi}`, en: `Outside working time: counted from ${opening.en}` };
  return { at: start, lines: [receipt, lineOf(calendar.offsetMinutes, { step: 'normalised', from: received, to: start, text })] };
}

/** Lets a limit pass. */
export function spend(calendar: WorkingCalendar, course: Course, limit: TimeLimit): Course | undefined {
  switch (limit.unit) {
    case 'working-days':
      return limit.amount > MAX_LIMIT_DAYS ? undefined : spendWorkingDays(calendar, course, limit.amount);
    case 'working-minutes':
      return spendWorkingMinutes(calendar, course, limit.amount);
    case 'calendar-days':
      return spendCalendarDays(calendar, course, limit.amount);
  }
}

/** A limit in calendar days may end on a day off; the due date then rolls forward. The other units cannot. */
export function finish(calendar: WorkingCalendar, course: Course, limit: TimeLimit): Course | undefined {
  const index = dayIndexOf(calendar, course.at);
  if (index === undefined) return undefined;
  const off = calendar.off[index];
  if (limit.unit !== 'calendar-days' || off === undefined) return course;
  const next = nextWorkingDay(calendar, index);
  if (next === undefined) return undefined;
  const to = (calendar.firstDay + next) * MINUTES_PER_DAY + minuteOfDay(course.at);
  const day = describeDay(dayOf(to));
  const text = { vi: `Rơi vào ${off.name.vi}: lùi đến ${day.vi}`, en: `Falls on ${off.name.en}: moves to ${day.en}` };
  return { at: to, lines: [...course.lines, lineOf(calendar.offsetMinutes, { step: 'rolled-forward', from: course.at, to, text })] };
}

/** Day by day at the same time of day; neighbouring days of one kind share a line. */
function spendWorkingDays(calendar: WorkingCalendar, course: Course, amount: number): Course | undefined {
  const first = dayIndexOf(calendar, course.at);
  const last = first === undefined || amount === 0 ? first : nthWorkingDay(calendar, first, amount);
  if (first === undefined || last === undefined) return undefined;
  const lines: DerivationLine[] = [];
  let counted = 0;
  for (let index = first + 1; index <= last; ) {
    const off = calendar.off[index];
    const end = endOfRun(calendar, index, last);
    const from = course.at + (index - 1 - first) * MINUTES_PER_DAY;
    const to = course.at + (end - first) * MINUTES_PER_DAY;
    if (off === undefined) {
      const days = end - index + 1;
      const text = countedText(counted, days, calendar.firstDay + index, calendar.firstDay + end);
      lines.push(lineOf(calendar.offsetMinutes, { step: 'counted', from, to, counts: days, unit: 'working-days', text }));
      counted += days;
    } else {
      lines.push(lineOf(calendar.offsetMinutes, { step: 'skipped', from, to, text: skippedText(off, calendar.firstDay + index, calendar.firstDay + end) }));
    }
    index = end + 1;
  }
  return fitIntoShifts(calendar, { at: course.at + (last - first) * MINUTES_PER_DAY, lines: [...course.lines, ...lines] });
}

function endOfRun(calendar: WorkingCalendar, start: number, last: number): number {
  let end = start;
  while (end < last && calendar.off[end + 1]?.name.vi === calendar.off[start]?.name.vi) end += 1;
  return end;
}

/** Only where days have different shifts: a time of day that the last day does not know moves to the nearest later one, else to closing. */
function fitIntoShifts(calendar: WorkingCalendar, course: Course): Course | undefined {
  const index = dayIndexOf(calendar, course.at);
  const shifts = index === undefined ? undefined : calendar.shifts[index];
  const minute = minuteOfDay(course.at);
  const shift = shifts?.find(([, to]) => minute <= to) ?? shifts?.at(-1);
  if (shift === undefined) return course;
  const to = course.at - minute + Math.min(Math.max(minute, shift[0]), shift[1]);
  if (to === course.at) return course;
  const at = describeMoment(to);
  const text = { vi: `Theo ca làm việc của ngày này: ${at.vi}`, en: `By the shifts of that day: ${at.en}` };
  return { at: to, lines: [...course.lines, lineOf(calendar.offsetMinutes, { step: 'normalised', from: course.at, to, text })] };
}

/** Shift by shift, with the gaps between them. */
function spendWorkingMinutes(calendar: WorkingCalendar, course: Course, amount: number): Course | undefined {
  if (momentAfter(calendar, course.at, amount) === undefined) return undefined;
  const lines: DerivationLine[] = [];
  let at = course.at;
  let left = amount;
  while (left > 0) {
    const opening = openingAt(calendar, at);
    if (opening === undefined) return undefined;
    if (opening.from > at) lines.push(lineOf(calendar.offsetMinutes, { step: 'skipped', from: at, to: opening.from, text: closedText(opening.from) }));
    const minutes = Math.min(left, opening.to - opening.from);
    const to = opening.from + minutes;
    lines.push(lineOf(calendar.offsetMinutes, { step: 'counted', from: opening.from, to, counts: minutes, unit: 'working-minutes', text: workedText(minutes, to) }));
    at = to;
    left -= minutes;
  }
  return { at, lines: [...course.lines, ...lines] };
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
  return { at: to, lines: [...course.lines, lineOf(calendar.offsetMinutes, { step: 'counted', from: course.at, to, counts: amount, unit: 'calendar-days', text })] };
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
