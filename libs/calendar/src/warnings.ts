import type { ClockFacts } from './clock-facts.js';
import { clockDueDate } from './clock-due-date.js';
import type { WorkingCalendar } from './compiled-calendar.js';
import { dueDate } from './due-date.js';
import type { TimeLimit } from './limit.js';
import { readMoment, writeMoment } from './moment.js';
import { DEFAULT_WARNING_POINTS, type WarningPoint, type WarningReceiver, type WarningTime } from './warning-points.js';
import { addWorkingTime, momentAt, refusedOutside, refusedTime, workedBefore, workingMinutesBetween, type Refused } from './working-time.js';

export type Warning = Readonly<{ code: string; at: string; to: readonly WarningReceiver[]; when: WarningTime }>;
export type Warnings = Readonly<{ kind: 'warnings'; warnings: readonly Warning[] }> | Refused;

/**
 * The moments in order of the points. The share is measured back from the due date by the working time that was `counted` from the begin
 * (absent: all between the two), so that time suspended in between moves it as it moved the date.
 */
export function warningMoments(
  calendar: WorkingCalendar,
  { from, dueAt, counted }: Readonly<{ from: string; dueAt: string; counted?: number }>,
  points: readonly WarningPoint[] = DEFAULT_WARNING_POINTS,
): Warnings {
  const [begin, due] = [readMoment(from, calendar.offsetMinutes), readMoment(dueAt, calendar.offsetMinutes)];
  if (begin === undefined) return refusedTime(from);
  if (due === undefined) return refusedTime(dueAt);
  const [workedAtBegin, workedAtDue] = [workedBefore(calendar, begin), workedBefore(calendar, due)];
  if (workedAtBegin === undefined) return refusedOutside(calendar, from);
  if (workedAtDue === undefined) return refusedOutside(calendar, dueAt);
  const span = counted ?? Math.max(0, workedAtDue - workedAtBegin);
  const warnings: Warning[] = [];
  for (const { code, when, to } of points) {
    const minutesBefore = when.kind === 'share' ? Math.ceil((span * (100 - when.percent)) / 100) : when.kind === 'before-due' ? when.workingMinutes : 0;
    const at = when.kind === 'after-due' ? overdueMoment(calendar, dueAt, when.by) : minutesBefore === 0 ? dueAt : earlier(calendar, workedAtDue - minutesBefore, from);
    if (typeof at !== 'string') return at;
    warnings.push({ code, at, to, when });
  }
  return { kind: 'warnings', warnings };
}

export type WarnedClock = Readonly<{ kind: 'warnings'; dueAt: string; warnings: readonly Warning[] }> | Refused;

/** The date of a clock, a dossier's or a step's, and when somebody is told of it: time that did not count shortens no warning. */
export function clockWarnings(calendar: WorkingCalendar, facts: ClockFacts, points: readonly WarningPoint[] = DEFAULT_WARNING_POINTS): WarnedClock {
  const due = clockDueDate(calendar, facts);
  if (due.kind === 'refused') return due;
  const { dueAt } = due;
  const unmoved = facts.moves.some(({ kind }) => kind === 'suspension') ? clockDueDate(calendar, { ...facts, moves: facts.moves.filter(({ kind }) => kind !== 'suspension') }) : due;
  if (unmoved.kind === 'refused') return unmoved;
  const counted = workingMinutesBetween(calendar, facts.receivedAt, unmoved.dueAt);
  if (counted.kind === 'refused') return counted;
  const span = { from: facts.receivedAt, dueAt, counted: Math.max(0, counted.minutes) };
  const found = warningMoments(calendar, span, points);
  if (found.kind === 'warnings') return { ...found, dueAt };
  // One that would come after the calendar's last year keeps none of the others back.
  const each = points.map((point) => warningMoments(calendar, span, [point]));
  return { kind: 'warnings', dueAt, warnings: each.flatMap((one) => (one.kind === 'warnings' ? one.warnings : [])) };
}

function overdueMoment(calendar: WorkingCalendar, dueAt: string, by: TimeLimit): string | Refused {
  if (by.unit === 'working-minutes') {
    const later = addWorkingTime(calendar, dueAt, by.amount);
    return later.kind === 'moment' ? later.at : later;
  }
  const later = dueDate(calendar, dueAt, by);
  return later.kind === 'due' ? later.dueAt : later;
}

/** Never before the begin. */
function earlier(calendar: WorkingCalendar, worked: number, from: string): string {
  const at = worked <= 0 ? undefined : momentAt(calendar, worked);
  const begin = readMoment(from, calendar.offsetMinutes) ?? 0;
  return at === undefined || at < begin ? from : writeMoment(at, calendar.offsetMinutes);
}
