import { workingMinutesBetween, type WorkingCalendar } from '@lienthong/calendar';
import type { OpenedJob } from '../instance-state.js';
import { isLate, termsOfStep, type Terms } from './lateness.js';
import type { Outcome } from './outcome.js';
import { readMoment, type Moment } from './moments.js';
import type { Seen } from './cast.js';

/** One piece of work from opening to end; `minutes` are working time where there is a calendar. */
type Work = Readonly<{ element: string; agency: string; from: Moment; to: Moment; minutes: number }>;
/** What many cases came to. Counts and moments only; a case leaves some dozen numbers behind. */
export type Tally = {
  cases: number;
  readonly outcomes: Map<Outcome['outcome'], number>;
  readonly durations: number[];
  /** Working minutes on the legal clock, suspended steps left out. */
  readonly legal: number[];
  /** Cases that ended after their date, as the procedure counts its limit. */
  late: number;
  readonly steps: Map<string, { readonly job: OpenedJob; readonly minutes: number[]; late: number }>;
  readonly works: Work[];
  readonly taken: Map<string, number>;
  readonly incidents: Map<string, number>;
  readonly waiting: Map<string, number>;
  readonly refusals: Map<string, number>;
};

export const newTally = (): Tally => ({
  cases: 0, outcomes: new Map(), durations: [], legal: [], late: 0, steps: new Map(), works: [], taken: new Map(), incidents: new Map(), waiting: new Map(), refusals: new Map(),
});

/** Follows one case; `end` adds it to the tally. */
export type Follower = Readonly<{ seen: (seen: Seen) => void; end: (outcome: Outcome) => void }>;

/** `terms`: of the procedure's limit; without them nothing is late. */
export function follow(tally: Tally, start: string, calendar: WorkingCalendar | null, terms: Terms | null = null): Follower {
  const open = new Map<string, OpenedJob>();
  const suspended: (readonly [string, string])[] = [];
  let ended: string | null = null;
  const close = (key: string, at: string): void => {
    const job = open.get(key);
    if (job === undefined) return;
    open.delete(key);
    endJob(tally, job, at, calendar);
    if (job.suspendsClock !== null) suspended.push([job.openedAt, at]);
  };
  return {
    seen: ({ at, instance, event }) => {
      const { type, data } = event;
      if (type === 'JobOpened') open.set(`${instance}/${data.jobKey}`, data);
      else if (type === 'JobCompleted' || type === 'JobCancelled') close(`${instance}/${data.jobKey}`, at);
      else if (type === 'ElementActivated') count(tally.taken, data.element, ...data.via);
      else if (type === 'ElementCompleted') count(tally.taken, ...data.taken);
      else if (type === 'InstanceCompleted' && instance === 1) ended = at;
    },
    end: (outcome) => {
      for (const key of open.keys()) close(key, outcome.at);
      endCase(tally, outcome);
      if (ended === null) return;
      tally.durations.push(minutesBetween(start, ended));
      const legal = calendar === null ? null : legalMinutes(calendar, start, ended, suspended);
      if (legal !== null) tally.legal.push(legal);
      if (calendar !== null && terms !== null && isLate(calendar, start, ended, terms, suspended) === true) tally.late += 1;
    },
  };
}

function endCase(tally: Tally, outcome: Outcome): void {
  tally.cases += 1;
  count(tally.outcomes, outcome.outcome);
  if (outcome.outcome === 'incident') count(tally.incidents, `${outcome.incident.element ?? ''} ${outcome.incident.code}`);
  if (outcome.outcome === 'waiting') count(tally.waiting, ...outcome.waiting);
  if (outcome.outcome === 'refused') count(tally.refusals, ...outcome.findings.map(({ text }) => text.en));
}

function endJob(tally: Tally, job: OpenedJob, at: string, calendar: WorkingCalendar | null): void {
  const step = tally.steps.get(job.element) ?? { job, minutes: [], late: 0 };
  tally.steps.set(job.element, step);
  const minutes = (calendar === null ? null : workingMinutes(calendar, job.openedAt, at)) ?? minutesBetween(job.openedAt, at);
  step.minutes.push(minutes);
  const terms = termsOfStep(job.limit);
  if (calendar !== null && terms !== null && isLate(calendar, job.openedAt, at, terms) === true) step.late += 1;
  tally.works.push({ element: job.element, agency: job.agency, from: readMoment(job.openedAt) ?? 0, to: readMoment(at) ?? 0, minutes });
}

const minutesBetween = (from: string, to: string): number => ((readMoment(to) ?? 0) - (readMoment(from) ?? 0)) / 60_000;

/** Null outside the years of the calendar. */
export function workingMinutes(calendar: WorkingCalendar, from: string, to: string): number | null {
  const result = workingMinutesBetween(calendar, from, to);
  return result.kind === 'minutes' ? result.minutes : null;
}

/** Time that does not count is taken off once, however many steps suspend the clock at the same moment. */
function legalMinutes(calendar: WorkingCalendar, start: string, end: string, suspended: readonly (readonly [string, string])[]): number | null {
  let left = workingMinutes(calendar, start, end);
  let free: string | null = null;
  for (const [from, to] of suspended.toSorted(([one], [other]) => (readMoment(one) ?? 0) - (readMoment(other) ?? 0))) {
    const begin: string = free === null || (readMoment(from) ?? 0) > (readMoment(free) ?? 0) ? from : free;
    if ((readMoment(to) ?? 0) <= (readMoment(begin) ?? 0)) continue;
    const minutes = workingMinutes(calendar, begin, to);
    left = left === null || minutes === null ? null : left - minutes;
    free = to;
  }
  return left;
}

function count<Key>(table: Map<Key, number>, ...keys: readonly Key[]): void {
  for (const key of keys) table.set(key, (table.get(key) ?? 0) + 1);
}

export type Spread = Readonly<{ count: number; p50: number; p90: number; max: number }>;

/** Nearest rank; null where nothing was measured. */
export function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((one, other) => one - other);
  const rank = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { count: sorted.length, p50: rank(0.5), p90: rank(0.9), max: rank(1) };
}

/** Open work of an agency: at its most, on average while there were cases, and all the hours it was open (working time by the calendar). */
export type Load = Readonly<{ agency: string; works: number; mostOpen: number; mostOpenAt: Moment; meanOpen: number; hours: number }>;

export function loadsOf(works: readonly Work[]): readonly Load[] {
  const span = works.length === 0 ? 0 : maximum(works.map(({ to }) => to)) + maximum(works.map(({ from }) => -from));
  const agencies = [...new Set(works.map(({ agency }) => agency))].sort();
  return agencies.map((agency) => loadOf(agency, works.filter((work) => work.agency === agency), span));
}

function loadOf(agency: string, works: readonly Work[], span: number): Load {
  const turns = works.flatMap(({ from, to }) => [[from, 1] as const, [to, -1] as const]).sort(([one, up], [other, down]) => one - other || up - down);
  let [open, mostOpen, mostOpenAt] = [0, 0, 0];
  for (const [moment, change] of turns) {
    open += change;
    if (open > mostOpen) [mostOpen, mostOpenAt] = [open, moment];
  }
  const total = works.reduce((sum, { from, to }) => sum + to - from, 0);
  return { agency, works: works.length, mostOpen, mostOpenAt, meanOpen: span === 0 ? 0 : total / span, hours: works.reduce((sum, { minutes }) => sum + minutes, 0) / 60 };
}

/** Not by spreading: there may be more pieces of work than arguments. */
const maximum = (values: readonly number[]): number => values.reduce((most, value) => (value > most ? value : most), -Infinity);
