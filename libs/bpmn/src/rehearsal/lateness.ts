import { clockDueDate, limitOfTerms, parseLimit, type ClockMove, type CountingRules, type TimeLimit, type WorkingCalendar } from '@lienthong/calendar';
import type { Procedure } from '../procedure.js';
import { readMoment } from './moments.js';

/** A limit as the law counts it, in its own unit. */
export type Terms = Readonly<{ limit: TimeLimit; rules?: CountingRules }>;

/** Null for a drawing that is no procedure, and for a limit that nobody can read. */
export function termsOf(procedure: Procedure | null): Terms | null {
  const counted = procedure === null ? undefined : limitOfTerms({ limit: procedure.limit, ...procedure.counting }, null);
  return counted?.kind === 'limit' ? { limit: counted.limit, ...(counted.rules && { rules: counted.rules }) } : null;
}

/** A step counts working days or hours, or ends the same day. */
export function termsOfStep(limit: string): Terms | null {
  const reading = limit === '' ? undefined : parseLimit(limit);
  return reading?.kind === 'limit' ? { limit: reading.limit } : null;
}

/** Whether `to` is past the date by the legal clock, moved by what suspended it; null where the calendar cannot say. */
export function isLate(calendar: WorkingCalendar, from: string, to: string, { limit, rules }: Terms, suspended: readonly (readonly [from: string, to: string])[] = []): boolean | null {
  const moves = suspended.map(([begin, end]): ClockMove => ({ kind: 'suspension', from: begin, to: end, ground: 'supplement' }));
  const due = clockDueDate(calendar, { calendar: calendar.id, receivedAt: from, limit, ...(rules && { rules }), moves });
  return due.kind === 'due' ? (readMoment(to) ?? 0) > (readMoment(due.dueAt) ?? 0) : null;
}
