import type { Fact } from '@lienthong/kernel';
import { assertNever } from '@lienthong/kernel';
import type { Bilingual } from './bilingual.js';
import type { WorkingCalendar } from './compiled-calendar.js';
import { describeMoment, lineOf } from './derivation.js';
import { beginAt, finish, isCountable, spend, type Course, type DueDate } from './due-date.js';
import { SUSPENSION_GROUNDS, type SuspensionGround } from './grounds.js';
import { describeCalendarMinutes, describeLimit, describeMinutes, type TimeLimit } from './limit.js';
import { readMoment, writeMoment, type Moment } from './moment.js';
import { momentAfter, refusedLimit, refusedOutside, refusedTime, workedBefore, type Refused } from './working-time.js';

// Events

export type ClockEvent =
  | Fact<'ClockStarted', { receivedAt: string; limit: TimeLimit; calendar: string }>
  | Fact<'ClockSuspended', { at: string; ground: SuspensionGround }>
  | Fact<'ClockResumed', { at: string }>
  | Fact<'ClockExtended', { at: string; by: TimeLimit; reason: Bilingual }>
  | Fact<'ClockStopped', { at: string }>;

// State

/** What moves the date after receipt, in the order in which it happened. A suspension without `to` has not ended. */
export type ClockMove =
  | Readonly<{ kind: 'suspension'; from: string; to: string | null; ground: SuspensionGround }>
  | Readonly<{ kind: 'extension'; by: TimeLimit; reason: Bilingual }>;

type Suspension = Extract<ClockMove, { kind: 'suspension' }>;

export type Clock =
  | Readonly<{ status: 'not-started' }>
  | Readonly<{
      status: 'running' | 'suspended' | 'stopped';
      calendar: string;
      receivedAt: string;
      limit: TimeLimit;
      moves: readonly ClockMove[];
      stoppedAt: string | null;
    }>;

export const clockNotStarted: Clock = { status: 'not-started' };

// Evolve

/** A repeated or impossible event (a second receipt, a resumption of what runs) leaves the clock as it is. */
export function evolveClock(clock: Clock, event: ClockEvent): Clock {
  if (event.type === 'ClockStarted') {
    const { calendar, receivedAt, limit } = event.data;
    return clock.status === 'not-started' ? { status: 'running', calendar, receivedAt, limit, moves: [], stoppedAt: null } : clock;
  }
  if (clock.status === 'not-started' || clock.status === 'stopped') return clock;
  switch (event.type) {
    case 'ClockSuspended':
      if (clock.status === 'suspended') return clock;
      return { ...clock, status: 'suspended', moves: [...clock.moves, { kind: 'suspension', from: event.data.at, to: null, ground: event.data.ground }] };
    case 'ClockResumed':
      return clock.status === 'suspended' ? { ...clock, status: 'running', moves: closeSuspension(clock.moves, event.data.at) } : clock;
    case 'ClockExtended':
      return { ...clock, moves: [...clock.moves, { kind: 'extension', by: event.data.by, reason: event.data.reason }] };
    case 'ClockStopped':
      return { ...clock, status: 'stopped', moves: closeSuspension(clock.moves, event.data.at), stoppedAt: event.data.at };
    default:
      return assertNever(event);
  }
}

function closeSuspension(moves: readonly ClockMove[], at: string): readonly ClockMove[] {
  return moves.map((move) => (move.kind === 'suspension' && move.to === null ? { ...move, to: at } : move));
}

// Due date

/**
 * The due date by all that has happened so far. While a suspension lasts, the date is the one before it, and the last line says that it
 * will move. Time waited moves the date in the unit of the limit: working time for working days and hours, calendar time for "ngày".
 */
export function clockDueDate(calendar: WorkingCalendar, clock: Exclude<Clock, { status: 'not-started' }>): DueDate {
  const received = readMoment(clock.receivedAt, calendar.offsetMinutes);
  if (received === undefined) return refusedTime(clock.receivedAt);
  if (!isCountable(clock.limit)) return refusedLimit(clock.limit.amount);
  const start = beginAt(calendar, received);
  let course: Course | Refused | undefined = start && spend(calendar, start, clock.limit);
  for (const move of clock.moves) {
    if (course === undefined || 'kind' in course) break;
    course = move.kind === 'extension' ? extend(calendar, course, move) : giveBack(calendar, course, clock.limit, move);
  }
  if (course !== undefined && 'kind' in course) return course;
  const due = course && finish(calendar, course, clock.limit);
  if (due === undefined) return refusedOutside(calendar, `the due date of a dossier received at ${clock.receivedAt}`);
  return { kind: 'due', dueAt: writeMoment(due.at, calendar.offsetMinutes), derivation: due.lines };
}

function giveBack(calendar: WorkingCalendar, course: Course, limit: TimeLimit, move: Suspension): Course | Refused | undefined {
  const from = readMoment(move.from, calendar.offsetMinutes);
  if (from === undefined) return refusedTime(move.from);
  if (move.to === null) {
    const waiting = lineOf(calendar.offsetMinutes, { step: 'waiting', from: course.at, to: course.at, text: waitingText(move.ground, from) });
    return { at: course.at, lines: [...course.lines, waiting] };
  }
  const to = readMoment(move.to, calendar.offsetMinutes);
  if (to === undefined) return refusedTime(move.to);
  const unit = limit.unit === 'calendar-days' ? 'calendar-minutes' : 'working-minutes';
  const waited = unit === 'calendar-minutes' ? to - from : workedBetween(calendar, from, to);
  if (waited === undefined) return undefined;
  // Facts of two services may be stamped by two clocks: a wait of less than nothing is none.
  const counts = Math.max(0, waited);
  const due = unit === 'calendar-minutes' ? course.at + counts : momentAfter(calendar, course.at, counts);
  if (due === undefined) return undefined;
  const text = suspendedText(move.ground, { from, to, due }, unit === 'calendar-minutes' ? describeCalendarMinutes(counts) : describeMinutes(counts));
  return { at: due, lines: [...course.lines, lineOf(calendar.offsetMinutes, { step: 'suspended', from: course.at, to: due, counts, unit, text })] };
}

function workedBetween(calendar: WorkingCalendar, from: Moment, to: Moment): number | undefined {
  const before = workedBefore(calendar, from);
  const after = workedBefore(calendar, to);
  return before === undefined || after === undefined ? undefined : after - before;
}

function extend(calendar: WorkingCalendar, course: Course, move: Extract<ClockMove, { kind: 'extension' }>): Course | Refused | undefined {
  if (!isCountable(move.by)) return refusedLimit(move.by.amount);
  const extended = spend(calendar, { at: course.at, lines: [] }, move.by);
  if (extended === undefined) return undefined;
  const by = describeLimit(move.by);
  const due = describeMoment(extended.at);
  const text = { vi: `Gia hạn ${by.vi} (${move.reason.vi}): đến ${due.vi}`, en: `Extended by ${by.en} (${move.reason.en}): to ${due.en}` };
  const line = lineOf(calendar.offsetMinutes, { step: 'extended', from: course.at, to: extended.at, counts: move.by.amount, unit: move.by.unit, text });
  return { at: extended.at, lines: [...course.lines, line] };
}

function waitingText(ground: SuspensionGround, from: Moment): Bilingual {
  const { name } = SUSPENSION_GROUNDS[ground];
  const since = describeMoment(from);
  return { vi: `Tạm dừng từ ${since.vi}, ${name.vi}; hạn sẽ lùi theo thời gian chờ`, en: `Suspended since ${since.en}, ${name.en}; the date will move by the time waited` };
}

function suspendedText(ground: SuspensionGround, times: Readonly<{ from: Moment; to: Moment; due: Moment }>, amount: Bilingual): Bilingual {
  const { name } = SUSPENSION_GROUNDS[ground];
  const [from, to, due] = [describeMoment(times.from), describeMoment(times.to), describeMoment(times.due)];
  return {
    vi: `Không tính ${amount.vi} tạm dừng (${name.vi}) từ ${from.vi} đến ${to.vi}: hạn lùi đến ${due.vi}`,
    en: `Not counted: ${amount.en} suspended (${name.en}) from ${from.en} to ${to.en}, due ${due.en}`,
  };
}
