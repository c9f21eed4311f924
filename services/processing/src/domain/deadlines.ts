import {
  clockWarnings, tacitMoment, type CalendarBook, type ClockFacts, type StartedClock, type TacitOutcome, type WarningPoint, type WarningReceiver, type WarningTime, type WorkingCalendar,
} from '@lienthong/calendar';
import type { Holder, LegalClock, WarnedStep } from './legal-clock.js';
import { factsOfStep, pointsOfStep, type OpenStep } from './step-dates.js';

export type DueWarning = Readonly<{
  kind: 'warning'; at: string; code: string; to: readonly WarningReceiver[]; when: WarningTime; dueAt: string;
  /** Null: the dossier as a whole. */
  step: WarnedStep | null;
  /** Who has it at present. */
  held: readonly Holder[];
}>;

/** What follows of itself from a due date: somebody is told, or silence becomes a decision. */
export type Deadline = DueWarning | Readonly<{ kind: 'tacit'; at: string; outcome: TacitOutcome }>;

/** Dossiers have a handful of open steps; a loop may have opened hundreds, and a warning need not name them all. */
const MOST_HOLDERS = 20;

/**
 * What is still to come of a clock and of the steps that are open, the soonest first; while it waits for the citizen only what the citizen is waited
 * for. A warning is given once, however often the date moves afterwards. Of a clock that has stopped only what came before the stop: it may have
 * been down when that was due.
 */
export function deadlinesOf(clock: LegalClock, calendars: CalendarBook, steps: readonly OpenStep[]): readonly Deadline[] {
  const { running } = clock;
  const calendar = running === null ? undefined : calendars.find(running.calendar);
  if (running === null || calendar === undefined) return [];
  const isWaiting = running.status === 'suspended';
  const coming: Deadline[] = isWaiting ? [] : [...ofDossier(clock, calendar, steps), ...silence(clock, calendars)];
  for (const step of steps) if (!isWaiting || step.suspendsClock !== null) coming.push(...ofStep(clock, calendar, step));
  const { stoppedAt } = running;
  const lived = coming.filter(({ at }) => stoppedAt === null || Date.parse(at) < Date.parse(stoppedAt));
  return lived.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** Those whose moment has come. */
export function deadlinesUntil(clock: LegalClock, calendars: CalendarBook, steps: readonly OpenStep[], at: string): readonly Deadline[] {
  return deadlinesOf(clock, calendars, steps).filter((deadline) => Date.parse(deadline.at) <= Date.parse(at));
}

type Started = Extract<LegalClock, { dueAt: string }>;

function ofDossier({ running, warnings, warned = [] }: Started, calendar: WorkingCalendar, steps: readonly OpenStep[]): readonly DueWarning[] {
  const held = steps.slice(0, MOST_HOLDERS).map(holderOf);
  return warningsOf(calendar, running, warnings, warned).map((warning) => ({ ...warning, step: null, held }));
}

function ofStep({ running, warnings, warnedSteps = {} }: Started, calendar: WorkingCalendar, step: OpenStep): readonly DueWarning[] {
  const facts = factsOfStep(running, step);
  if (facts === undefined) return [];
  const { jobKey, element, name, nameEn } = step;
  const given = Object.hasOwn(warnedSteps, jobKey) ? warnedSteps[jobKey] : undefined;
  return warningsOf(calendar, facts, pointsOfStep(step, warnings), given ?? []).map((warning) => ({ ...warning, step: { jobKey, element, name, nameEn }, held: [holderOf(step)] }));
}

const holderOf = ({ agency, unit, officer }: OpenStep): Holder => ({ agency, unit, officer });

type Given = Omit<DueWarning, 'step' | 'held'>;

function warningsOf(calendar: WorkingCalendar, facts: ClockFacts | StartedClock, points: readonly WarningPoint[] | undefined, given: readonly string[]): readonly Given[] {
  const found = clockWarnings(calendar, facts, points);
  if (found.kind === 'refused') return [];
  return found.warnings.filter(({ code }) => !given.includes(code)).map((warning): Given => ({ kind: 'warning', ...warning, dueAt: found.dueAt }));
}

function silence({ running, tacit, tacitAt }: Started, calendars: CalendarBook): readonly Deadline[] {
  if (tacit === undefined || tacitAt !== undefined) return [];
  const moment = tacitMoment(calendars, { ...running, status: 'running' });
  return moment.kind === 'at' ? [{ kind: 'tacit', at: moment.at, outcome: tacit }] : [];
}
