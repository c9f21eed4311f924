import { checkApology, type CalendarBook, type CalendarRefusal, type ClockCorrection, type StartedClock, type TimeLimit } from '@lienthong/calendar';
import { accepted, rejected, type Command, type Decision, type Rejection } from '@lienthong/kernel';
import { nearIn } from './step-dates.js';
import { deriveDueDate, evolveLegalClock, type ClockAmended, type ClockKeeper, type DueDateMoved, type LegalClock, type LegalClockEvent } from './legal-clock.js';

// Commands

/** What a leader may do to a date by hand. */
export type Amendment =
  | Readonly<{ kind: 'correction'; correction: ClockCorrection }>
  /** `legalBasis`: by which rule the law allows it. */
  | Readonly<{ kind: 'extension'; by: TimeLimit; legalBasis?: string }>
  | Readonly<{ kind: 'apology'; to: string }>;

/** `reason` is written by the person who decides, in their language. `previewedDueAt`: the date that was shown before, if one was: that one or none. */
export type AmendClock = Command<'AmendClock', { code: string; amendment: Amendment; reason: string; by: ClockKeeper; previewedDueAt?: string }>;

// Rejections

export type AmendmentRejection = Rejection<
  'NOT_STARTED' | 'CLOCK_STOPPED' | 'CLOCK_SUSPENDED' | 'ALREADY_POSTPONED' | 'NOT_LATER' | 'OUTSIDE_OFFICE_HOURS' | 'CORRECTION_IMPOSSIBLE' | 'PREVIEW_OUTDATED' | 'CALENDAR_UNKNOWN' | CalendarRefusal['code']
>;

// Decide

/** The event, and behind it the date it moves. A correction is possible after the end too: what a court looks at is over. */
export function amend({ data, at }: AmendClock, clock: LegalClock, calendars: CalendarBook): Decision<LegalClockEvent, AmendmentRejection> {
  if (clock.running === null) return rejected('NOT_STARTED', `Expected to change the due date of dossier ${data.code}, but its clock has not started`);
  const drafted = draft(data, at, clock, calendars);
  if (drafted.kind === 'rejected') return drafted;
  const after = evolveLegalClock(clock, drafted.event);
  if (after.running === null || after.running === clock.running) return rejected('CORRECTION_IMPOSSIBLE', `Expected to correct the clock of dossier ${data.code}, but there is nothing of that kind that is not so already`);
  const impossible = receiptBeforeSubmission(data.amendment, after.running) ?? contradictionIn(after.running, at);
  if (impossible !== null) return rejected('CORRECTION_IMPOSSIBLE', `Expected to correct the clock of dossier ${data.code}, but ${impossible}`);
  const calendar = calendars.find(after.running.calendar);
  if (calendar === undefined) return rejected('CALENDAR_UNKNOWN', `Expected to count by calendar ${after.running.calendar}, but it is not known here`);
  const due = deriveDueDate(calendar, after);
  if (due.kind === 'refused') return { kind: 'rejected', rejection: due.rejection };
  const { previewedDueAt } = data;
  if (previewedDueAt !== undefined && Date.parse(previewedDueAt) !== Date.parse(due.dueAt)) return rejected('PREVIEW_OUTDATED', `Expected to change the due date of dossier ${data.code} to ${previewedDueAt}, but it would be ${due.dueAt} now`);
  if (due.dueAt === clock.dueAt) return accepted<LegalClockEvent>(drafted.event);
  const moved: DueDateMoved = { type: 'DueDateMoved', data: { at, from: clock.dueAt, to: due.dueAt, reason: drafted.event.data.reason, ground: data.amendment.kind, ...nearIn(after, calendar) } };
  return accepted<LegalClockEvent>(drafted.event, moved);
}

type Draft = Readonly<{ kind: 'drafted'; event: ClockAmended }> | Readonly<{ kind: 'rejected'; rejection: AmendmentRejection }>;

function draft({ code, amendment, reason, by }: AmendClock['data'], at: string, clock: Extract<LegalClock, { dueAt: string }>, calendars: CalendarBook): Draft {
  const why = { reason: { vi: reason, en: reason }, decidedBy: by };
  if (amendment.kind === 'correction') return { kind: 'drafted', event: { type: 'ClockCorrected', data: { at, correction: amendment.correction, ...why } } };
  if (clock.running.status === 'stopped') return rejected('CLOCK_STOPPED', `Expected to give dossier ${code} more time, but it has ended`);
  if (amendment.kind === 'extension') return { kind: 'drafted', event: { type: 'ClockExtended', data: { at, by: amendment.by, ...(amendment.legalBasis !== undefined && { legalBasis: amendment.legalBasis }), ...why } } };
  const calendar = calendars.find(clock.running.calendar);
  if (calendar === undefined) return rejected('CALENDAR_UNKNOWN', `Expected to count by calendar ${clock.running.calendar}, but it is not known here`);
  const apology = checkApology(calendar, clock.running, { at, dueAt: clock.dueAt, to: amendment.to });
  if (apology.kind === 'refused') return { kind: 'rejected', rejection: apology.rejection };
  return { kind: 'drafted', event: { type: 'ClockPostponed', data: { at, to: amendment.to, isInTime: apology.isInTime, ...why } } };
}

/** A dossier of an earlier release does not say when it was handed in. */
function receiptBeforeSubmission(amendment: Amendment, { receivedAt, submittedAt }: StartedClock): string | null {
  if (amendment.kind !== 'correction' || amendment.correction.what !== 'receipt' || submittedAt === null) return null;
  return Date.parse(receivedAt) < Date.parse(submittedAt) ? `it was submitted at ${submittedAt}, after ${receivedAt}` : null;
}

/** What cannot have happened: something that is still to come, or a wait that ended before it began. */
function contradictionIn({ receivedAt, moves }: StartedClock, at: string): string | null {
  const now = Date.parse(at);
  if (Date.parse(receivedAt) > now) return `${receivedAt} is still to come`;
  for (const move of moves) {
    if (move.kind !== 'suspension' || move.isVoid === true) continue;
    if (Date.parse(move.from) > now || Date.parse(move.to ?? at) > now) return 'a suspension would begin or end in time to come';
    if (move.to !== null && Date.parse(move.to) < Date.parse(move.from)) return `a suspension would end at ${move.to}, before it began`;
  }
  return null;
}
