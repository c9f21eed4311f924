import type { CalendarBook } from './calendar-book.js';
import type { StartedClock } from './clock.js';
import { clockDueDate } from './clock-due-date.js';

/** What silence means where the law of the procedure says so; nothing follows from silence elsewhere. */
export type TacitOutcome = 'approval' | 'refusal';

export type TacitMoment =
  | Readonly<{ kind: 'at'; at: string }>
  | Readonly<{ kind: 'none'; because: 'suspended' | 'stopped' | 'calendar-unknown' | 'no-due-date' }>;

/**
 * The moment at which silence becomes a decision: that of the due date, whenever somebody looks. A postponed date is a promise beside the limit of
 * the law, so an apology does not move it; while the clock is suspended there is none.
 */
export function tacitMoment(book: CalendarBook, clock: StartedClock): TacitMoment {
  if (clock.status !== 'running') return { kind: 'none', because: clock.status };
  const calendar = book.find(clock.calendar);
  if (calendar === undefined) return { kind: 'none', because: 'calendar-unknown' };
  const due = clockDueDate(calendar, { ...clock, moves: clock.moves.filter(({ kind }) => kind !== 'postponement') });
  return due.kind === 'due' ? { kind: 'at', at: due.dueAt } : { kind: 'none', because: 'no-due-date' };
}
