import { RELEASED_CALENDARS, SUSPENSION_GROUNDS, workingMinutesBetween, type Bilingual, type CalendarBook, type CountingRules, type Refused, type SuspensionGround, type TacitOutcome, type TimeLimit, type WarningPoint } from '@lienthong/calendar';
import { accepted, assertNever, rejected, type Command, type Decider, type Decision, type Rejection } from '@lienthong/kernel';
import { amend, type AmendClock, type AmendmentRejection } from './clock-amendment.js';
import { deadlinesUntil, type Deadline } from './deadlines.js';
import { nearIn, type OpenStep } from './step-dates.js';
import { deriveDueDate, evolveLegalClock, findSuspension, noClock, type DueDateMoved, type LegalClock, type LegalClockEvent } from './legal-clock.js';

// Commands

/** Takes the clock over from the receipt. */
export type StartClock = Command<'StartClock', { code: string; receivedAt: string; limit: TimeLimit; calendar: string; dueAt: string; rules?: CountingRules; submittedAt?: string; tacit?: TacitOutcome; warnings?: readonly WarningPoint[] }>;
/** What the procedure waits for after a run, as far as it concerns the clock. `suspendedBy` is null while the administration has the dossier. */
export type FollowProcedure = Command<'FollowProcedure', { suspendedBy: Readonly<{ ground: SuspensionGround; legalBasis: string }> | null; ended: boolean }>;
/** A migration that says so: the date follows the limit of the new version. Nothing else changes a limit. */
export type ChangeLimit = Command<'ChangeLimit', { limit: TimeLimit; rules?: CountingRules; reason: Bilingual }>;
/** What was due of itself at or before `at`, written down now. `decidedAt`: when a result was out, after which silence means nothing. `steps`: those that are open. */
export type MeetDeadlines = Command<'MeetDeadlines', { recordedAt: string; decidedAt: string | null; steps: readonly OpenStep[] }>;
export type LegalClockCommand = MeetDeadlines | StartClock | FollowProcedure | ChangeLimit | AmendClock;

// Rejections

export type LegalClockRejection = Rejection<'CALENDAR_UNKNOWN' | 'DUE_DATE_DISAGREES' | Refused['rejection']['code']> | AmendmentRejection;
type ClockDecision = Decision<LegalClockEvent, LegalClockRejection>;

// Decide

type LegalClockDecider = Decider<LegalClockCommand, LegalClock, LegalClockEvent, LegalClockRejection>;

/** Counts by the calendars that are known at the moment. */
export const legalClockDeciderBy = (calendars: CalendarBook): LegalClockDecider => ({
  initial: noClock,
  decide(command, clock) {
    switch (command.type) {
      case 'StartClock':
        return start(command, clock, calendars);
      case 'MeetDeadlines':
        return accepted(...deadlinesUntil(clock, calendars, command.data.steps, command.at).flatMap((deadline) => metBy(deadline, command.data)));
      case 'FollowProcedure':
        return follow(command, clock, calendars);
      case 'ChangeLimit':
        return changeLimit(command, clock, calendars);
      case 'AmendClock':
        return amend(command, clock, calendars);
      default:
        return assertNever(command);
    }
  },
  evolve: evolveLegalClock,
});

/** By the calendars that the program comes with; folding needs none. */
export const legalClockDecider: LegalClockDecider = legalClockDeciderBy(RELEASED_CALENDARS);

function metBy(deadline: Deadline, { recordedAt, decidedAt }: MeetDeadlines['data']): readonly LegalClockEvent[] {
  if (deadline.kind === 'warning') {
    const { at, code, to, dueAt, when, step, held } = deadline;
    return [{ type: 'WarningGiven', data: { at, recordedAt, code, to, dueAt, when, ...(step !== null && { step }), held } }];
  }
  const isDecided = decidedAt !== null && Date.parse(decidedAt) <= Date.parse(deadline.at);
  return isDecided ? [] : [{ type: 'TacitOutcomeReached', data: { at: deadline.at, recordedAt, outcome: deadline.outcome } }];
}

/** The receipt is a promise to the citizen: a date that we would derive differently is not taken over in silence. */
function start({ data }: StartClock, clock: LegalClock, calendars: CalendarBook): ClockDecision {
  if (clock.running !== null) return accepted();
  const calendar = calendars.find(data.calendar);
  if (calendar === undefined) return rejected('CALENDAR_UNKNOWN', `Expected to take over the clock of dossier ${data.code}, but calendar ${data.calendar} is not known here`);
  const { code, ...started } = data;
  const event: LegalClockEvent = { type: 'ClockStarted', data: started };
  const first = evolveLegalClock(noClock, event);
  const due = first.running === null ? undefined : deriveDueDate(calendar, first);
  if (due?.kind === 'refused') return { kind: 'rejected', rejection: due.rejection };
  if (due?.dueAt !== data.dueAt) return rejected('DUE_DATE_DISAGREES', `Expected to take over the clock of dossier ${code}, but its receipt says ${data.dueAt} and the calendar ${due?.dueAt}`);
  return accepted<LegalClockEvent>({ type: 'ClockStarted', data: { ...started, ...nearIn(first, calendar) } });
}

function follow({ data, at }: FollowProcedure, clock: LegalClock, calendars: CalendarBook): ClockDecision {
  if (clock.running === null || clock.running.status === 'stopped') return accepted();
  const suspension = findSuspension(clock);
  const same = !data.ended && suspension?.ground === data.suspendedBy?.ground;
  if (same) return accepted();
  const resumption = suspension === undefined ? accepted<LegalClockEvent>() : resume(clock, suspension, at, calendars);
  if (resumption.kind === 'rejected') return resumption;
  if (data.ended) return accepted(...resumption.events, { type: 'ClockStopped', data: { at } });
  return data.suspendedBy === null ? resumption : accepted(...resumption.events, { type: 'ClockSuspended', data: { at, ...data.suspendedBy } });
}

function changeLimit({ data: { limit, rules, reason }, at }: ChangeLimit, clock: LegalClock, calendars: CalendarBook): ClockDecision {
  if (clock.running === null || clock.running.status === 'stopped' || sameLimit(clock.running.limit, limit)) return accepted();
  const calendar = calendars.find(clock.running.calendar);
  if (calendar === undefined) return rejected('CALENDAR_UNKNOWN', 'Expected to change the limit of a clock, but its calendar is not known here');
  const changed: LegalClockEvent = { type: 'ClockLimitChanged', data: { at, limit, ...(rules !== undefined && { rules }) } };
  const after = evolveLegalClock(clock, changed);
  if (after.running === null) return accepted(changed);
  const due = deriveDueDate(calendar, after);
  if (due.kind === 'refused') return { kind: 'rejected', rejection: due.rejection };
  return due.dueAt === clock.dueAt ? accepted(changed) : accepted<LegalClockEvent>(changed, { type: 'DueDateMoved', data: { at, from: clock.dueAt, to: due.dueAt, reason, ground: 'migration', ...nearIn(after, calendar) } });
}

const sameLimit = (one: TimeLimit, other: TimeLimit): boolean => one.amount === other.amount && one.unit === other.unit;

function resume(clock: LegalClock, { ground, since }: Readonly<{ ground: SuspensionGround; since: string }>, at: string, calendars: CalendarBook): ClockDecision {
  const calendar = clock.running === null ? undefined : calendars.find(clock.running.calendar);
  if (clock.running === null || calendar === undefined) return rejected('CALENDAR_UNKNOWN', 'Expected to resume a clock, but its calendar is not known here');
  const waited = workingMinutesBetween(calendar, since, at);
  if (waited.kind === 'refused') return { kind: 'rejected', rejection: waited.rejection };
  const resumed: LegalClockEvent = { type: 'ClockResumed', data: { at, ground, waitedWorkingMinutes: Math.max(0, waited.minutes) } };
  const after = evolveLegalClock(clock, resumed);
  if (after.running === null) return accepted(resumed);
  const due = deriveDueDate(calendar, after);
  if (due.kind === 'refused') return { kind: 'rejected', rejection: due.rejection };
  return due.dueAt === clock.dueAt ? accepted(resumed) : accepted<LegalClockEvent>(resumed, moved({ from: clock.dueAt, to: due.dueAt, at, ...nearIn(after, calendar) }, ground));
}

function moved(dates: Readonly<{ from: string; to: string; at: string; nearAt?: string }>, ground: SuspensionGround): DueDateMoved {
  const { name } = SUSPENSION_GROUNDS[ground];
  return { type: 'DueDateMoved', data: { ...dates, reason: { vi: `Không tính thời gian ${name.vi}`, en: `Not counted: ${name.en}` }, ground } };
}
