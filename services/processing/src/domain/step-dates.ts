import {
  clockDueDate, clockWarnings, DEFAULT_WARNING_POINTS, parseLimit, stepFacts,
  type CalendarBook, type ClockFacts, type DueDate, type StartedClock, type Warning, type WarningPoint, type WorkingCalendar,
} from '@lienthong/calendar';
import type { OpenedJob, Person } from '@lienthong/bpmn';
import type { Instance, StepDateMoved } from './instance.js';
import type { LegalClock } from './legal-clock.js';

/** What the date of a step is counted from. */
export type ClockedJob = Pick<OpenedJob, 'limit' | 'openedAt' | 'suspendsClock' | 'warnings'>;
/** A step that waits, and who has it. */
export type OpenStep = ClockedJob & Pick<OpenedJob, 'jobKey' | 'element' | 'name' | 'nameEn' | 'agency'> & Readonly<{ unit: string; officer: Person | null }>;

export function openSteps({ run, pin }: Instance): readonly OpenStep[] {
  return Object.values(run.jobs).map(({ jobKey, element, name, nameEn, agency, limit, openedAt, suspendsClock, warnings, claimed }) => ({
    jobKey, element, name, nameEn, agency, limit, openedAt, suspendsClock, ...(warnings !== undefined && { warnings }),
    unit: pin?.units[agency] ?? '', officer: claimed?.by ?? null,
  }));
}

/**
 * What a step's own date follows from: lists, explanations and warnings count by these facts and no others. Undefined for a limit that nobody can
 * read, which publication refuses.
 */
export function factsOfStep(clock: StartedClock, { limit, openedAt, suspendsClock }: ClockedJob): ClockFacts | undefined {
  const reading = parseLimit(limit);
  return reading.kind === 'refused' ? undefined : stepFacts(clock, { calendar: clock.calendar, openedAt, limit: reading.limit, isForCitizen: suspendsClock !== null });
}

/** Its own points, or those of the procedure. Nobody is hurried by default for what the citizen is waited for. */
export function pointsOfStep({ warnings, suspendsClock }: ClockedJob, ofProcedure: readonly WarningPoint[] | undefined): readonly WarningPoint[] {
  return warnings ?? (suspendsClock === null ? (ofProcedure ?? DEFAULT_WARNING_POINTS) : []);
}

/** From when on a date is near: the first point before it. */
export function nearOf(warnings: readonly Warning[], dueAt: string): string | undefined {
  const before = warnings.map(({ at }) => at).filter((at) => Date.parse(at) < Date.parse(dueAt));
  return before.toSorted((one, other) => Date.parse(one) - Date.parse(other))[0];
}

/** What a date is seen against; `waitingSince` null while the dossier waits for nobody. */
export type Standing = Readonly<{ dueAt: string; nearAt?: string | undefined; suspendsClock: OpenedJob['suspendsClock']; waitingSince: string | null; now: string }>;

/** As lists say it: the clock of a step stood still when the wait began, unless the step is the wait. */
export function deadlineOfStep({ dueAt, nearAt, suspendsClock, waitingSince, now }: Standing): 'late' | 'soon' | null {
  const moment = Date.parse(suspendsClock === null ? (waitingSince ?? now) : now);
  if (Date.parse(dueAt) < moment) return 'late';
  return nearAt !== undefined && Date.parse(nearAt) <= moment ? 'soon' : null;
}

/** The same of a dossier, as part of an event's data: nothing where no point comes before the date. */
export function nearIn(clock: LegalClock, calendar: WorkingCalendar): Readonly<{ nearAt?: string }> {
  const found = clock.running === null ? undefined : clockWarnings(calendar, clock.running, clock.warnings);
  const nearAt = found?.kind === 'warnings' ? nearOf(found.warnings, found.dueAt) : undefined;
  return nearAt === undefined ? {} : { nearAt };
}

/** The date with its derivation, as the explanation shows it. */
export function deriveStepDate(calendars: CalendarBook, clock: StartedClock, job: ClockedJob): DueDate | undefined {
  const [calendar, facts] = [calendars.find(clock.calendar), factsOfStep(clock, job)];
  return calendar === undefined || facts === undefined ? undefined : clockDueDate(calendar, facts);
}

/** The open steps whose date is another by what the clock says now. One that cannot be counted any more keeps the date it had. */
export function movedSteps(instance: Instance, clock: LegalClock, calendars: CalendarBook, at: string): readonly StepDateMoved[] {
  const { running, warnings: ofProcedure } = clock.running === null ? { running: null, warnings: undefined } : clock;
  const calendar = running === null ? undefined : calendars.find(running.calendar);
  if (running === null || calendar === undefined) return [];
  return openSteps(instance).flatMap((step): readonly StepDateMoved[] => {
    const facts = factsOfStep(running, step);
    const was = instance.dueDates[step.jobKey];
    const is = facts === undefined ? undefined : clockWarnings(calendar, facts, pointsOfStep(step, ofProcedure));
    if (was === undefined || is?.kind !== 'warnings' || is.dueAt === was) return [];
    const nearAt = nearOf(is.warnings, is.dueAt);
    return [{ type: 'StepDateMoved', data: { jobKey: step.jobKey, element: step.element, from: was, to: is.dueAt, ...(nearAt !== undefined && { nearAt }), at } }];
  });
}
