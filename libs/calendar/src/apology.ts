import type { Rejection } from '@lienthong/kernel';
import type { StartedClock } from './clock.js';
import type { WorkingCalendar } from './compiled-calendar.js';
import { MINUTES_PER_DAY, readMoment, writeMoment } from './moment.js';
import { momentAt, refusedOutside, refusedTime, startOfWork, workedBefore, type CalendarRefusal, type MomentResult } from './working-time.js';

/** When a letter of apology (form 04) has to be out. */
export type ApologyRule = Readonly<{ daysBefore: number }>;

/** Decree 61/2018 said one day before the due date; whether Circular 03/2025 still does is to be confirmed (domain §1.4). */
export const DEFAULT_APOLOGY_RULE: ApologyRule = { daysBefore: 1 };

/** The last moment in office hours at which the letter is in time: as many calendar days before the due date, or the closing before that. */
export function apologyDeadline(calendar: WorkingCalendar, dueAt: string, rule: ApologyRule = DEFAULT_APOLOGY_RULE): MomentResult {
  const due = readMoment(dueAt, calendar.offsetMinutes);
  if (due === undefined) return refusedTime(dueAt);
  const latest = due - rule.daysBefore * MINUTES_PER_DAY;
  const worked = workedBefore(calendar, latest);
  const at = worked === undefined || worked === 0 ? undefined : Math.min(latest, momentAt(calendar, worked) ?? latest);
  return at === undefined ? refusedOutside(calendar, `${rule.daysBefore} days before ${dueAt}`) : { kind: 'moment', at: writeMoment(at, calendar.offsetMinutes) };
}

export type ApologyRefusal = Rejection<'ALREADY_POSTPONED' | 'NOT_LATER' | 'OUTSIDE_OFFICE_HOURS' | 'CLOCK_SUSPENDED' | 'CLOCK_STOPPED'> | Rejection<CalendarRefusal['code']>;
/** `isInTime`: the letter goes out before its deadline. A late one still says what the citizen has to know. */
export type ApologyCheck = Readonly<{ kind: 'allowed'; isInTime: boolean; deadline: string }> | Readonly<{ kind: 'refused'; rejection: ApologyRefusal }>;

/** Whether a dossier that is due at `dueAt` may be given the new date `to`: once, later than the old one, when somebody is there, and while its clock runs. */
export function checkApology(calendar: WorkingCalendar, clock: StartedClock, { at, dueAt, to }: Readonly<{ at: string; dueAt: string; to: string }>, rule?: ApologyRule): ApologyCheck {
  if (clock.status === 'stopped') return refused('CLOCK_STOPPED', 'the dossier has ended');
  if (clock.status === 'suspended') return refused('CLOCK_SUSPENDED', 'its clock is suspended and the date will move by itself');
  if (clock.moves.some(({ kind }) => kind === 'postponement')) return refused('ALREADY_POSTPONED', 'it has been given one new date already');
  const [now, due, next] = [at, dueAt, to].map((text) => readMoment(text, calendar.offsetMinutes));
  if (now === undefined) return refusedTime(at);
  if (due === undefined) return refusedTime(dueAt);
  if (next === undefined) return refusedTime(to);
  if (next <= Math.max(due, now)) return refused('NOT_LATER', `${to} is not later than ${due > now ? dueAt : at}`);
  const open = startOfWork(calendar, next);
  if (open === undefined) return refusedOutside(calendar, to);
  // Form 04 prints it: a date on a day off would not be the one that the clock then keeps.
  if (open !== next) return refused('OUTSIDE_OFFICE_HOURS', `nobody is there at ${to}; the next moment in office hours is ${writeMoment(open, calendar.offsetMinutes)}`);
  const deadline = apologyDeadline(calendar, dueAt, rule);
  if (deadline.kind === 'refused') return deadline;
  return { kind: 'allowed', isInTime: now <= (readMoment(deadline.at, calendar.offsetMinutes) ?? 0), deadline: deadline.at };
}

function refused(code: ApologyRefusal['code'], fact: string): ApologyCheck {
  return { kind: 'refused', rejection: { code, because: `Expected to give the dossier a new date, but ${fact}` } };
}
