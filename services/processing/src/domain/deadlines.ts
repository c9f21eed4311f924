import { tacitMoment, warningMoments, type CalendarBook, type TacitOutcome, type WarningReceiver } from '@lienthong/calendar';
import type { LegalClock } from './legal-clock.js';

/** What follows of itself from a due date: somebody is told, or silence becomes a decision. */
export type Deadline =
  | Readonly<{ kind: 'warning'; at: string; code: string; to: readonly WarningReceiver[]; dueAt: string }>
  | Readonly<{ kind: 'tacit'; at: string; outcome: TacitOutcome }>;

/**
 * What is still to come of a clock, the soonest first; nothing while it waits for the citizen. A warning is given once, however often the date
 * moves afterwards. Of a clock that has stopped only what came before the stop: it may have been down when that was due.
 */
export function deadlinesOf(clock: LegalClock, calendars: CalendarBook): readonly Deadline[] {
  const { running } = clock;
  const calendar = running === null ? undefined : calendars.find(running.calendar);
  if (running === null || running.status === 'suspended' || calendar === undefined) return [];
  const coming: Deadline[] = [];
  const { warned = [], tacit, tacitAt } = clock;
  const given = warningMoments(calendar, { from: running.receivedAt, dueAt: clock.dueAt });
  if (given.kind === 'warnings') {
    coming.push(...given.warnings.filter(({ code }) => !warned.includes(code)).map((warning): Deadline => ({ kind: 'warning', ...warning, dueAt: clock.dueAt })));
  }
  const silent = tacit === undefined || tacitAt !== undefined ? undefined : tacitMoment(calendars, { ...running, status: 'running' });
  if (tacit !== undefined && silent?.kind === 'at') coming.push({ kind: 'tacit', at: silent.at, outcome: tacit });
  const { stoppedAt } = running;
  const lived = coming.filter(({ at }) => stoppedAt === null || Date.parse(at) < Date.parse(stoppedAt));
  return lived.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** Those whose moment has come. */
export function deadlinesUntil(clock: LegalClock, calendars: CalendarBook, at: string): readonly Deadline[] {
  return deadlinesOf(clock, calendars).filter((deadline) => Date.parse(deadline.at) <= Date.parse(at));
}
