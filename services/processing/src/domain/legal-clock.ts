import {
  clockDueDate, clockNotStarted, evolveClock,
  type Bilingual, type Clock, type ClockCorrection, type CountingRules, type DueDate, type StartedClock, type SuspensionGround, type TacitOutcome, type TimeLimit, type WarningPoint, type WarningReceiver, type WarningTime, type WorkingCalendar,
} from '@lienthong/calendar';
import type { OpenedJob, Person } from '@lienthong/bpmn';
import { assertNever, type Fact } from '@lienthong/kernel';

// Events

/** The valid receipt. `dueAt` is the date printed on it by intake; from here on only this clock moves it. */
export type ClockStarted = Fact<'ClockStarted', { receivedAt: string; limit: TimeLimit; calendar: string; dueAt: string; rules?: CountingRules; /** When the citizen handed it in: nothing is counted from it. */ submittedAt?: string; /** What silence until the due date means by the procedure's law. */ tacit?: TacitOutcome; /** Points of the procedure's version; absent: the usual ones. */ warnings?: readonly WarningPoint[]; /** From when on the date is near. */ nearAt?: string }>;
export type ClockSuspended = Fact<'ClockSuspended', { at: string; ground: SuspensionGround; legalBasis: string }>;
/** `waitedWorkingMinutes` does not count; negative never. */
export type ClockResumed = Fact<'ClockResumed', { at: string; ground: SuspensionGround; waitedWorkingMinutes: number }>;
/** `ground`: what moved it, absent in what was written before it was asked for. */
export type DueDateMoved = Fact<'DueDateMoved', { at: string; from: string; to: string; reason: Bilingual; ground?: SuspensionGround | 'migration' | 'correction' | 'extension' | 'apology'; nearAt?: string }>;
/** The procedure has ended: nothing moves the date any more. */
export type ClockStopped = Fact<'ClockStopped', { at: string }>;

/** The dossier follows a version of its procedure that has another limit; counted from the receipt as before. */
export type ClockLimitChanged = Fact<'ClockLimitChanged', { at: string; limit: TimeLimit; rules?: CountingRules }>;

/** Who answers for a change of the date by hand. */
export type ClockKeeper = Readonly<{ subject: string; name: string }>;
/** A fact of the past was not as it had been written down: all is counted anew. */
export type ClockCorrected = Fact<'ClockCorrected', { at: string; correction: ClockCorrection; reason: Bilingual; decidedBy: ClockKeeper }>;
/** `legalBasis`: by which rule the law allows it; absent in what was written before it was asked for. */
export type ClockExtended = Fact<'ClockExtended', { at: string; by: TimeLimit; legalBasis?: string; reason: Bilingual; decidedBy: ClockKeeper }>;
/** The one new date of an apology (form 04). `isInTime`: given before its deadline. */
export type ClockPostponed = Fact<'ClockPostponed', { at: string; to: string; reason: Bilingual; isInTime: boolean; decidedBy: ClockKeeper }>;
export type ClockAmended = ClockCorrected | ClockExtended | ClockPostponed;

/** What was written before steps were warned of and others were told: a usual point of the dossier. */
export type DeadlineWarned = Fact<'DeadlineWarned', { at: string; recordedAt: string; code: string; to: readonly WarningReceiver[]; dueAt: string }>;
/** Somebody was to be told that a date comes near or has passed. `at`: when that was due, whenever it was written down (`recordedAt`). */
export type WarningGiven = Fact<'WarningGiven', DeadlineWarned['data'] & Readonly<{ when: WarningTime; /** Absent: the dossier as a whole. */ step?: WarnedStep; held: readonly Holder[] }>>;
export type WarnedStep = Pick<OpenedJob, 'jobKey' | 'element' | 'name' | 'nameEn'>;
/** Who had a step that was open then; nobody in person where it was not taken. */
export type Holder = Readonly<{ agency: string; unit: string; officer: Person | null }>;
/** Nobody had decided at the due date, which by the procedure's law is a decision. `at` is that moment, also if nothing ran then. */
export type TacitOutcomeReached = Fact<'TacitOutcomeReached', { at: string; recordedAt: string; outcome: TacitOutcome }>;

export type LegalClockEvent = DeadlineWarned | WarningGiven | TacitOutcomeReached | ClockStarted | ClockSuspended | ClockResumed | DueDateMoved | ClockStopped | ClockLimitChanged | ClockAmended;

// State

type Started = Readonly<{
  running: StartedClock;
  promisedDueAt: string;
  dueAt: string;
  /** As its version of the procedure has them; absent: the usual ones. */
  warnings?: readonly WarningPoint[];
  /** From when on the date is near; null where no point comes before it. */
  nearAt?: string | null;
  /** Points that have been warned of. */
  warned?: readonly string[];
  /** The same of its steps, by job key. */
  warnedSteps?: Readonly<Record<string, readonly string[]>>;
  tacit?: TacitOutcome;
  /** When silence became a decision, if it did. */
  tacitAt?: string;
}>;
export type LegalClock = Started | Readonly<{ running: null }>;

export const noClock: LegalClock = { running: null };

/** The ground and the begin of the suspension that lasts, if one does. */
export function findSuspension(clock: LegalClock): Readonly<{ ground: SuspensionGround; since: string }> | undefined {
  const open = clock.running?.moves.find((move) => move.kind === 'suspension' && move.to === null && move.isVoid === undefined);
  return open?.kind === 'suspension' ? { ground: open.ground, since: open.from } : undefined;
}

/** The due date with its derivation, of a clock that has started. */
export function deriveDueDate(calendar: WorkingCalendar, clock: Started): DueDate {
  return clockDueDate(calendar, clock.running);
}

// Evolve

export function evolveLegalClock(clock: LegalClock, event: LegalClockEvent): LegalClock {
  switch (event.type) {
    case 'ClockStarted': {
      if (clock.running !== null) return clock;
      const { dueAt, submittedAt, tacit, warnings, nearAt, ...started } = event.data;
      const before = submittedAt === undefined ? clockNotStarted : evolveClock(clockNotStarted, { type: 'ClockSubmitted', data: { at: submittedAt } });
      const running = evolveClock(before, { type: 'ClockStarted', data: started });
      return running.status === 'not-started' ? noClock : { running, promisedDueAt: dueAt, dueAt, ...(tacit !== undefined && { tacit }), ...(warnings !== undefined && { warnings }), ...(nearAt !== undefined && { nearAt }) };
    }
    case 'DueDateMoved':
      return clock.running === null ? clock : moved(clock, event.data);
    case 'ClockLimitChanged':
    case 'ClockSuspended':
    case 'ClockResumed':
    case 'ClockStopped':
    case 'ClockCorrected':
    case 'ClockExtended':
    case 'ClockPostponed':
      return clock.running === null ? clock : withRunning(clock, evolveClock(clock.running, event));
    case 'DeadlineWarned':
    case 'WarningGiven':
      return clock.running === null ? clock : warned(clock, event.data);
    case 'TacitOutcomeReached':
      return clock.running === null ? clock : { ...clock, tacitAt: event.data.at };
    default:
      return assertNever(event);
  }
}

function moved(clock: Started, { to, nearAt }: DueDateMoved['data']): Started {
  return { ...clock, dueAt: to, nearAt: nearAt ?? null };
}

function warned(clock: Started, { code, step }: DeadlineWarned['data'] & Readonly<{ step?: WarnedStep }>): Started {
  if (step === undefined) return { ...clock, warned: [...(clock.warned ?? []), code] };
  const { warnedSteps = {} } = clock;
  const before = Object.hasOwn(warnedSteps, step.jobKey) ? (warnedSteps[step.jobKey] ?? []) : [];
  return { ...clock, warnedSteps: { ...warnedSteps, [step.jobKey]: [...before, code] } };
}

function withRunning(clock: Started, running: Clock): LegalClock {
  return running.status === 'not-started' ? clock : { ...clock, running };
}
