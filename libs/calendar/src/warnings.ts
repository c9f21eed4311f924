import type { WorkingCalendar } from './compiled-calendar.js';
import { dueDate } from './due-date.js';
import type { TimeLimit } from './limit.js';
import { readMoment, writeMoment } from './moment.js';
import { addWorkingTime, momentAt, refusedOutside, refusedTime, workedBefore, type Refused } from './working-time.js';

/** Who is told. */
export type WarningReceiver = 'officer' | 'unit-head' | 'agency-head' | 'centre';

/**
 * When somebody is told that a date comes near or has passed. `share` of the working time between begin and due date, in percent; `before-due`
 * in working time; `after-due` in working days or time.
 */
export type WarningPoint = Readonly<{
  code: string;
  when:
    | Readonly<{ kind: 'share'; percent: number }>
    | Readonly<{ kind: 'before-due'; workingMinutes: number }>
    | Readonly<{ kind: 'at-due' }>
    | Readonly<{ kind: 'after-due'; by: TimeLimit }>;
  to: readonly WarningReceiver[];
}>;

/** Suggested in domain §1.4; the law prescribes none in detail, so procedures may say others. */
export const DEFAULT_WARNING_POINTS: readonly WarningPoint[] = [
  { code: 'near-due', when: { kind: 'share', percent: 75 }, to: ['officer'] },
  { code: 'due', when: { kind: 'at-due' }, to: ['unit-head'] },
  { code: 'overdue', when: { kind: 'after-due', by: { unit: 'working-days', amount: 1 } }, to: ['agency-head', 'centre'] },
];

export type Warning = Readonly<{ code: string; at: string; to: readonly WarningReceiver[] }>;
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
    warnings.push({ code, at, to });
  }
  return { kind: 'warnings', warnings };
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
