import { addWorkingTime, parseLimit, type WorkingCalendar } from '@lienthong/calendar';
import {
  branchValuesOf, chanceOf, exponential, follow, newTally, play, randomPlayer, randomVariables, readMoment, rehearse, termsOf, writeMoment,
  type BranchValues, type Case, type Drawing, type Manners, type Moment, type Outcome, type Tally, type Triangle,
} from '@lienthong/bpmn';
import type { Profile } from './profile.js';

export type Plan = Readonly<{ drawing: Drawing; process: string; profile: Profile; cases: number; seed: number; start: string; recorded: readonly Case[] }>;

const MINUTE = 60_000;
const WORKING_DAY_MINUTES = 480;
const WORKING_DAYS_A_MONTH = 22;
/** All cases of a simulation that says nothing else come within thirty days. */
const SPREAD_MS = 30 * 24 * 60 * MINUTE;
/** Where neither profile nor model says how long a step takes. */
const UNKNOWN: Triangle = { least: 10, likely: 60, most: WORKING_DAY_MINUTES };
/** A message that is still awaited after this long is not coming. */
const CASE_YEARS = 'P2Y';

/** Plays the cases one after the other; `progress` after each. */
export function simulated(plan: Plan, progress: (done: number) => void): Tally {
  const { drawing, profile, seed, recorded } = plan;
  const tally = newTally();
  const procedure = drawing.model.processes[plan.process]?.procedure ?? null;
  const calendar = (procedure === null ? undefined : drawing.calendars.latest(procedure.calendar)) ?? null;
  const terms = termsOf(procedure);
  const found = branchValuesOf(drawing.model);
  const values: BranchValues = { ...found, values: { ...found.values, ...profile.variables }, initial: { ...found.initial, ...profile.variables } };
  const manners = mannersOf(profile, values, calendar);
  const arrivals = chanceOf(seed ^ 0x5bd1e995);
  const mean = profile.arrival === null ? SPREAD_MS / plan.cases : profile.arrival * MINUTE;
  let received = readMoment(plan.start) ?? 0;
  for (let number = 0; number < plan.cases; number += 1) {
    const start = startOf(calendar, received);
    const chance = chanceOf(seed + number * 7919);
    const follower = follow(tally, start, calendar, terms);
    const one: Case = recorded.length === 0 ? { input: randomVariables(values, chance), until: CASE_YEARS } : (recorded[number % recorded.length] ?? {});
    const given = { ...one, start, process: plan.process };
    const guard = (run: () => Outcome): Outcome => guarded(run, start);
    follower.end(guard(() => (recorded.length === 0 ? play(drawing, given, randomPlayer(drawing, manners, chance), follower.seen) : rehearse(drawing, given, follower.seen))));
    received += exponential(arrivals, mean);
    progress(number + 1);
  }
  return tally;
}

/** One case must not end ten thousand. */
function guarded(run: () => Outcome, at: string): Outcome {
  try {
    return run();
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    return { outcome: 'incident', incident: { code: 'INTERNAL', element: null, text: { vi: because, en: because } }, variables: {}, events: 0, at, others: [] };
  }
}

/** Receipts come in working time: nobody takes papers at night. */
function startOf(calendar: WorkingCalendar | null, received: Moment): string {
  const text = writeMoment(Math.floor(received / MINUTE) * MINUTE);
  const opened = calendar === null ? undefined : addWorkingTime(calendar, text, 1);
  return opened?.kind === 'moment' ? opened.at : text;
}

function mannersOf(profile: Profile, values: BranchValues, calendar: WorkingCalendar | null): Manners {
  return {
    values, message: profile.message, errorShare: profile.errorShare, slowShare: profile.slowShare,
    durationOf: ({ element, type, limit }) => profile.steps[element] ?? profile.steps[type] ?? profile.otherwise ?? aroundLimit(limit),
    due: (from, minutes) => {
      const worked = calendar === null ? undefined : addWorkingTime(calendar, writeMoment(from), Math.max(1, Math.round(minutes)));
      return (worked?.kind === 'moment' ? readMoment(worked.at) : null) ?? from + Math.round(minutes) * MINUTE;
    },
  };
}

/** Mostly within the step's limit, sometimes half as long again. */
function aroundLimit(limit: string): Triangle {
  const minutes = limitMinutes(limit);
  return minutes === null ? UNKNOWN : { least: minutes * 0.1, likely: minutes * 0.6, most: minutes * 1.3 };
}

/** About how many working minutes a limit leaves, to guess by how long something takes: whether it is late, its calendar says. */
function limitMinutes(limit: string): number | null {
  const reading = limit === '' ? null : parseLimit(limit);
  if (reading?.kind !== 'limit') return null;
  const { unit, amount } = reading.limit;
  const days = { 'working-days': amount, 'calendar-days': amount, months: amount * WORKING_DAYS_A_MONTH, 'same-day': 1 };
  return unit === 'working-minutes' ? amount : days[unit] * WORKING_DAY_MINUTES;
}
