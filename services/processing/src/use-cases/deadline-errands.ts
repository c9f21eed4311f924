import type { CalendarBook } from '@lienthong/calendar';
import type { SqlEffect } from '@lienthong/event-store';
import { deadlinesOf, type Deadline } from '../domain/deadlines.js';
import type { Instance, InstanceEvent } from '../domain/instance.js';
import type { LegalClock, LegalClockEvent } from '../domain/legal-clock.js';
import { openSteps } from '../domain/step-dates.js';
import type { Mail } from './mail.js';

type Post = Readonly<{ mail: Pick<Mail, 'errand'> }>;
type States = Readonly<{ clock: LegalClock; instance: Instance }>;

/** One row for each dossier and all its steps: it waits for what comes next, and whoever fires it sets it to what comes then. */
export function watch({ mail }: Post, code: string, at: string): SqlEffect {
  return mail.errand(`${code}~deadline`, at, { kind: 'deadline', code });
}

export function tellTacit({ mail }: Post, code: string, events: readonly (LegalClockEvent | InstanceEvent)[]): readonly SqlEffect[] {
  return events.flatMap((event) => (event.type === 'TacitOutcomeReached' ? [mail.errand(`${code}~tacit`, event.data.at, { kind: 'tacit', code, outcome: event.data.outcome })] : []));
}

/** What brings something nearer than it was: anything of the clock, and steps that open. */
const BRINGS_NEARER: Partial<Record<(LegalClockEvent | InstanceEvent)['type'], true>> = {
  ClockStarted: true, ClockSuspended: true, ClockResumed: true, ClockLimitChanged: true, ClockCorrected: true, ClockExtended: true, ClockPostponed: true, DueDateMoved: true, JobOpened: true, StepDateMoved: true,
};

/** Of a run that changed the clock or the steps: the row is set only where it would fire too late, since one that fires too early sets itself. */
export function deadlineErrands(post: Post, code: string, { before, after, events, calendars }: Readonly<{ before: States; after: States; events: readonly (LegalClockEvent | InstanceEvent)[]; calendars: CalendarBook }>): readonly SqlEffect[] {
  const told = tellTacit(post, code, events);
  if (!events.some(({ type }) => BRINGS_NEARER[type])) return told;
  const nextOf = ({ clock, instance }: States): Deadline | undefined => deadlinesOf(clock, calendars, openSteps(instance))[0];
  const [was, next] = [nextOf(before), nextOf(after)];
  const isLate = next !== undefined && (was === undefined || Date.parse(next.at) < Date.parse(was.at));
  return [...(isLate ? [watch(post, code, next.at)] : []), ...told];
}
