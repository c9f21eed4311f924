import {
  clockWarnings, tacitMoment, type CalendarBook, type StartedClock, type TacitOutcome, type WarnedClock, type WarningReceiver, type WarningTime, type WorkingCalendar,
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
  const given = pointsOf(running, DOSSIER, () => clockWarnings(calendar, running, warnings)).filter(({ code }) => !warned.includes(code));
  if (given.length === 0) return [];
  const held = steps.slice(0, MOST_HOLDERS).map(holderOf);
  return given.map((warning) => ({ ...warning, step: null, held }));
}

function ofStep({ running, warnings, warnedSteps = {} }: Started, calendar: WorkingCalendar, step: OpenStep): readonly DueWarning[] {
  const { jobKey, element, name, nameEn } = step;
  const all = pointsOf(running, jobKey, () => {
    const facts = factsOfStep(running, step);
    return facts === undefined ? undefined : clockWarnings(calendar, facts, pointsOfStep(step, warnings));
  });
  const given = Object.hasOwn(warnedSteps, jobKey) ? (warnedSteps[jobKey] ?? []) : [];
  return all.filter(({ code }) => !given.includes(code)).map((warning) => ({ ...warning, step: { jobKey, element, name, nameEn }, held: [holderOf(step)] }));
}

const holderOf = ({ agency, unit, officer }: OpenStep): Holder => ({ agency, unit, officer });

type Given = Omit<DueWarning, 'step' | 'held'>;

/** No job has this key. */
const DOSSIER = '';
/** Open steps at a time are some; of a loop of a thousand the moments are counted anew. */
const MOST_COUNTED = 200;
/**
 * A clock's state never changes, nor do the version of its calendar and the points of an open step: what was counted by one holds as long as it
 * does. Every run of the procedure asks for all of it, before and after.
 */
const counted = new WeakMap<StartedClock, Map<string, readonly Given[]>>();

function pointsOf(running: StartedClock, key: string, count: () => WarnedClock | undefined): readonly Given[] {
  const known = counted.get(running) ?? new Map<string, readonly Given[]>();
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= MOST_COUNTED) known.clear();
  const found = count();
  const points = found?.kind === 'warnings' ? found.warnings.map((warning): Given => ({ kind: 'warning', ...warning, dueAt: found.dueAt })) : [];
  known.set(key, points);
  counted.set(running, known);
  return points;
}

function silence({ running, tacit, tacitAt }: Started, calendars: CalendarBook): readonly Deadline[] {
  if (tacit === undefined || tacitAt !== undefined) return [];
  const moment = tacitMoment(calendars, { ...running, status: 'running' });
  return moment.kind === 'at' ? [{ kind: 'tacit', at: moment.at, outcome: tacit }] : [];
}
