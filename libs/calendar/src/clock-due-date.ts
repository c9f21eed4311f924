import type { Bilingual } from './bilingual.js';
import type { ClockFacts, ClockMove } from './clock-facts.js';
import type { WorkingCalendar } from './compiled-calendar.js';
import { countingRulesOf } from './counting-rules.js';
import { describeMoment, shortMoment } from './day-text.js';
import { lineOf, type LineInput } from './derivation.js';
import { beginAt, finish, type DueDate } from './due-date.js';
import { SUSPENSION_GROUNDS, type SuspensionGround } from './grounds.js';
import { describeCalendarMinutes, describeLimit, describeMinutes, isCalendarLimit, isCountable, type TimeLimit } from './limit.js';
import { readMoment, writeMoment, type Moment } from './moment.js';
import { spend, type Course } from './spending.js';
import { spansOf, type Span } from './suspended-spans.js';
import { momentAfter, refusedLimit, refusedOutside, refusedTime, workedBefore, type Refused } from './working-time.js';

/**
 * The due date by all that is believed to have happened. While a suspension lasts, the date is the one before it, and the last line says that it
 * will move. Time waited moves the date in the unit of the limit: working time for working days and hours, calendar time for "ngày" and months.
 */
export function clockDueDate(calendar: WorkingCalendar, facts: ClockFacts): DueDate {
  const { limit, rules = countingRulesOf(limit) } = facts;
  const received = readMoment(facts.receivedAt, calendar.offsetMinutes);
  if (received === undefined) return refusedTime(facts.receivedAt);
  if (!isCountable(limit)) return refusedLimit(limit.amount);
  const spans = spansOf(calendar.offsetMinutes, received, facts.moves);
  if ('kind' in spans) return spans;
  const start = beginAt(calendar, received, rules);
  let course: Course | Refused | undefined = start && spend(calendar, start, limit);
  for (const [index, move] of facts.moves.entries()) {
    if (course === undefined || 'kind' in course) break;
    course = moved(calendar, course, limit, move, spans.spans[index]);
  }
  if (course !== undefined && 'kind' in course) return course;
  const due = course && finish(calendar, course, lastCalendarLimit(facts) ?? limit, rules);
  if (due === undefined) return refusedOutside(calendar, `the due date of a dossier received at ${facts.receivedAt}`);
  return { kind: 'due', dueAt: writeMoment(due.at, calendar.offsetMinutes), derivation: due.lines };
}

/** An extension in calendar days or months ends on no day off either, whatever the unit of the limit itself. */
function lastCalendarLimit({ moves }: ClockFacts): TimeLimit | undefined {
  return moves.flatMap((move) => (move.kind === 'extension' && isCalendarLimit(move.by) ? [move.by] : [])).at(-1);
}

function moved(calendar: WorkingCalendar, course: Course, limit: TimeLimit, move: ClockMove, span: Span | undefined): Course | Refused | undefined {
  switch (move.kind) {
    case 'extension':
      return extend(calendar, course, move);
    case 'postponement':
      return postpone(calendar, course, move);
    case 'suspension':
      if (move.isVoid === true) return withLine(calendar, course, { step: 'voided', rule: 'void-suspension', from: course.at, to: course.at, text: voidText(move.ground) });
      if (span === undefined) return course;
      return span.to === null ? wait(calendar, course, move.ground, span.from) : giveBack(calendar, course, limit, move.ground, span.from, span.to);
  }
}

function withLine(calendar: WorkingCalendar, course: Course, line: LineInput): Course {
  return { at: line.to, lines: [...course.lines, lineOf(calendar.offsetMinutes, line)] };
}

function wait(calendar: WorkingCalendar, course: Course, ground: SuspensionGround, from: Moment): Course {
  const { name, basis } = SUSPENSION_GROUNDS[ground];
  const since = describeMoment(from);
  const text = { vi: `Tạm dừng từ ${since.vi}, ${name.vi}; hạn sẽ lùi theo thời gian chờ`, en: `Suspended since ${since.en}, ${name.en}; the date will move by the time waited` };
  return withLine(calendar, course, { step: 'waiting', rule: 'suspension', source: basis, from: course.at, to: course.at, text });
}

function giveBack(calendar: WorkingCalendar, course: Course, limit: TimeLimit, ground: SuspensionGround, from: Moment, to: Moment): Course | undefined {
  const unit = isCalendarLimit(limit) ? 'calendar-minutes' : 'working-minutes';
  const counts = unit === 'calendar-minutes' ? to - from : workedBetween(calendar, from, to);
  if (counts === undefined) return undefined;
  const due = unit === 'calendar-minutes' ? course.at + counts : momentAfter(calendar, course.at, counts);
  if (due === undefined) return undefined;
  const text = suspendedText(ground, { from, to, due }, unit === 'calendar-minutes' ? describeCalendarMinutes(counts) : describeMinutes(counts));
  const arithmetic = `${shortMoment(course.at)} + ${counts} min = ${shortMoment(due)}`;
  return withLine(calendar, course, { step: 'suspended', rule: 'suspension', source: SUSPENSION_GROUNDS[ground].basis, from: course.at, to: due, counts, unit, arithmetic, text });
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
  const unit = move.by.unit === 'same-day' ? 'none' : move.by.unit;
  const arithmetic = `${shortMoment(course.at)} + ${move.by.amount} = ${shortMoment(extended.at)}`;
  return withLine(calendar, course, { step: 'extended', rule: 'extension', source: groundOf(move), from: course.at, to: extended.at, counts: move.by.amount, unit, arithmetic, text });
}

/** By which law, where it was named; else why. */
function groundOf({ reason, legalBasis }: Extract<ClockMove, { kind: 'extension' }>): Bilingual {
  return legalBasis === undefined ? reason : { vi: legalBasis, en: legalBasis };
}

/** A new date never comes before the one it replaces. */
function postpone(calendar: WorkingCalendar, course: Course, move: Extract<ClockMove, { kind: 'postponement' }>): Course | Refused | undefined {
  const to = readMoment(move.to, calendar.offsetMinutes);
  if (to === undefined) return refusedTime(move.to);
  if (to <= course.at) return course;
  if (workedBefore(calendar, to) === undefined) return undefined;
  const [old, due] = [describeMoment(course.at), describeMoment(to)];
  const text = {
    vi: `Xin lỗi và hẹn lại (${move.reason.vi}): từ ${old.vi} sang ${due.vi}`,
    en: `Apology with a new date (${move.reason.en}): from ${old.en} to ${due.en}`,
  };
  return withLine(calendar, course, { step: 'postponed', rule: 'apology', from: course.at, to, arithmetic: `${shortMoment(course.at)} → ${shortMoment(to)}`, text });
}

function voidText(ground: SuspensionGround): Bilingual {
  const { name } = SUSPENSION_GROUNDS[ground];
  return { vi: `Thời gian tạm dừng (${name.vi}) vẫn tính vì căn cứ không đúng`, en: `The time suspended (${name.en}) counts after all: its ground did not hold` };
}

function suspendedText(ground: SuspensionGround, times: Readonly<{ from: Moment; to: Moment; due: Moment }>, amount: Bilingual): Bilingual {
  const { name } = SUSPENSION_GROUNDS[ground];
  const [from, to, due] = [describeMoment(times.from), describeMoment(times.to), describeMoment(times.due)];
  return {
    vi: `Không tính ${amount.vi} tạm dừng (${name.vi}) từ ${from.vi} đến ${to.vi}: hạn lùi đến ${due.vi}`,
    en: `Not counted: ${amount.en} suspended (${name.en}) from ${from.en} to ${to.en}, due ${due.en}`,
  };
}
