import type { Bilingual } from './bilingual.js';
import type { CalendarBook } from './calendar-book.js';
import type { StartedClock } from './clock.js';
import { clockDueDate } from './clock-due-date.js';
import type { DerivationLine } from './derivation.js';
import type { CalendarRefusal } from './working-time.js';
import type { Rejection } from '@lienthong/kernel';

/** A date and from when on, and why, it was the due date. `since` is when it became known, not from when it would have been right. */
export type DatedDueDate = Readonly<{ dueAt: string; since: string; because: Bilingual; calendar: string; derivation: readonly DerivationLine[] }>;

export type DueDateHistory =
  | Readonly<{ kind: 'history'; dates: readonly DatedDueDate[] }>
  | Readonly<{ kind: 'refused'; rejection: CalendarRefusal | Rejection<'CALENDAR_UNKNOWN'> }>;

/** Every due date that the dossier has had, oldest first, the last being the one that holds. What changed no date is not among them, but in the derivation. */
export function dueDateHistory(book: CalendarBook, clock: StartedClock): DueDateHistory {
  const dates: DatedDueDate[] = [];
  for (const { since, because, facts } of [...clock.revisions, { since: '', because: { vi: '', en: '' }, facts: clock }]) {
    const calendar = book.find(facts.calendar);
    if (calendar === undefined) return unknownCalendar(facts.calendar);
    const due = clockDueDate(calendar, facts);
    if (due.kind === 'refused') return due;
    const last = dates.at(-1);
    const dated = { dueAt: due.dueAt, since, because, calendar: facts.calendar, derivation: due.derivation };
    if (last?.dueAt === due.dueAt) dates[dates.length - 1] = { ...last, derivation: due.derivation };
    else dates.push(dated);
  }
  return { kind: 'history', dates };
}

function unknownCalendar(calendar: string): DueDateHistory {
  return { kind: 'refused', rejection: { code: 'CALENDAR_UNKNOWN', because: `Expected to derive a due date by calendar ${calendar}, but it is not known here` } };
}
