import type { Bilingual } from './bilingual.js';
import { minutesOf, type WorkingCalendar } from './compiled-calendar.js';
import { countingRulesOf, rollsFor, type CountingRules } from './counting-rules.js';
import { describeDay, describeMoment, shortDay } from './day-text.js';
import { lineOf, type DerivationLine } from './derivation.js';
import { describeLimit, isCalendarLimit, isCountable, type TimeLimit } from './limit.js';
import { clockText, dayOf, minuteOfDay, MINUTES_PER_DAY, readMoment, writeMoment, type Moment } from './moment.js';
import { fitIntoShifts, spend, type Course } from './spending.js';
import { dayIndexOf, nextWorkingDay, previousWorkingDay, refusedLimit, refusedOutside, refusedTime, startOfWork, type Refused } from './working-time.js';

export type DueDate = Readonly<{ kind: 'due'; dueAt: string; derivation: readonly DerivationLine[] }> | Refused;

/** The due date of a limit that starts at `from`, with its derivation line by line (domain §1.4). */
export function dueDate(calendar: WorkingCalendar, from: string, limit: TimeLimit, rules: CountingRules = countingRulesOf(limit)): DueDate {
  if (!isCountable(limit)) return refusedLimit(limit.amount);
  const received = readMoment(from, calendar.offsetMinutes);
  if (received === undefined) return refusedTime(from);
  const start = beginAt(calendar, received, rules);
  const counted = start && spend(calendar, start, limit);
  const due = counted && finish(calendar, counted, limit, rules);
  if (due === undefined) return refusedOutside(calendar, `the end of ${describeLimit(limit).en} after ${from}`);
  return { kind: 'due', dueAt: writeMoment(due.at, calendar.offsetMinutes), derivation: due.lines };
}

/** Receipt and where counting starts; undefined outside the calendar, as in all of the following. */
export function beginAt(calendar: WorkingCalendar, received: Moment, rules: CountingRules): Course | undefined {
  const start = startOfWork(calendar, received);
  if (start === undefined) return undefined;
  const at = describeMoment(received);
  const lines = [lineOf(calendar.offsetMinutes, { step: 'received', rule: 'valid-receipt', from: received, to: received, text: { vi: `Tiếp nhận lúc ${at.vi}`, en: `Received at ${at.en}` } })];
  if (start !== received) {
    const opening = describeMoment(start);
    const text = { vi: `Ngoài giờ làm việc: tính từ ${opening.vi}`, en: `Outside working time: counted from ${opening.en}` };
    lines.push(lineOf(calendar.offsetMinutes, { step: 'normalised', rule: 'office-hours', from: received, to: start, arithmetic: changed(received, start), text }));
  }
  return startAfterCutOff(calendar, { at: start, lines }, rules.cutOff);
}

/** Only the day on which counting would start matters: what came in the night starts in the morning, before any cut-off. */
function startAfterCutOff(calendar: WorkingCalendar, course: Course, cutOff: string | null): Course | undefined {
  const index = dayIndexOf(calendar, course.at);
  if (cutOff === null || index === undefined || !(minuteOfDay(course.at) > minutesOf(cutOff))) return course;
  const next = nextWorkingDay(calendar, index);
  const opening = next === undefined ? undefined : calendar.shifts[next]?.[0]?.[0];
  if (next === undefined || opening === undefined) return undefined;
  const to = (calendar.firstDay + next) * MINUTES_PER_DAY + opening;
  const start = describeMoment(to);
  const text = { vi: `Nhận sau ${cutOff}: tính từ ${start.vi}`, en: `Received after ${cutOff}: counted from ${start.en}` };
  const arithmetic = `${clockText(minuteOfDay(course.at))} > ${cutOff}`;
  return { at: to, lines: [...course.lines, lineOf(calendar.offsetMinutes, { step: 'cut-off', rule: 'cut-off', from: course.at, to, arithmetic, text })] };
}

/** A limit in calendar days or months may end on a day off or outside office hours; the other units cannot. */
export function finish(calendar: WorkingCalendar, course: Course, limit: TimeLimit, rules: CountingRules): Course | undefined {
  const rolled = rolledOff(calendar, course, limit, rules);
  return rolled !== undefined && isCalendarLimit(limit) ? fitIntoShifts(calendar, rolled) : rolled;
}

function rolledOff(calendar: WorkingCalendar, course: Course, limit: TimeLimit, rules: CountingRules): Course | undefined {
  const index = dayIndexOf(calendar, course.at);
  if (index === undefined) return undefined;
  const off = calendar.off[index];
  const roll = rollsFor(limit, rules);
  if (roll === 'none' || off === undefined) return course;
  const found = roll === 'next-working-day' ? nextWorkingDay(calendar, index) : previousWorkingDay(calendar, index);
  if (found === undefined) return undefined;
  const to = (calendar.firstDay + found) * MINUTES_PER_DAY + minuteOfDay(course.at);
  const day = describeDay(dayOf(to));
  const text: Bilingual =
    roll === 'next-working-day'
      ? { vi: `Rơi vào ${off.name.vi}: lùi đến ${day.vi}`, en: `Falls on ${off.name.en}: moves to ${day.en}` }
      : { vi: `Rơi vào ${off.name.vi}: đưa lên ${day.vi}`, en: `Falls on ${off.name.en}: moves back to ${day.en}` };
  const arithmetic = `${shortDay(dayOf(course.at))} → ${shortDay(dayOf(to))}`;
  return { at: to, lines: [...course.lines, lineOf(calendar.offsetMinutes, { step: 'rolled-forward', rule: 'roll-forward', from: course.at, to, arithmetic, text })] };
}

/** "12:10 → 13:30", with the day where it is another. */
function changed(from: Moment, to: Moment): string {
  const [one, other] = [clockText(minuteOfDay(from)), clockText(minuteOfDay(to))];
  return dayOf(from) === dayOf(to) ? `${one} → ${other}` : `${shortDay(dayOf(from))} ${one} → ${shortDay(dayOf(to))} ${other}`;
}
