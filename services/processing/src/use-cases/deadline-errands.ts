import type { CalendarBook } from '@lienthong/calendar';
import type { SqlEffect } from '@lienthong/event-store';
import { deadlinesOf } from '../domain/deadlines.js';
import type { LegalClock, LegalClockEvent } from '../domain/legal-clock.js';
import type { Mail } from './mail.js';

type Post = Readonly<{ mail: Pick<Mail, 'errand'> }>;

/** One row for each dossier: it waits for what comes next, and whoever fires it sets it to what comes then. */
export function watch({ mail }: Post, code: string, at: string): SqlEffect {
  return mail.errand(`${code}~deadline`, at, { kind: 'deadline', code });
}

export function tellTacit({ mail }: Post, code: string, events: readonly LegalClockEvent[]): readonly SqlEffect[] {
  return events.flatMap((event) => (event.type === 'TacitOutcomeReached' ? [mail.errand(`${code}~tacit`, event.data.at, { kind: 'tacit', code, outcome: event.data.outcome })] : []));
}

/** Of a run that changed the clock: the row is set only where it would fire too late, since one that fires too early sets itself. */
export function deadlineErrands(post: Post, code: string, { before, after, events, calendars }: Readonly<{ before: LegalClock; after: LegalClock; events: readonly LegalClockEvent[]; calendars: CalendarBook }>): readonly SqlEffect[] {
  if (events.length === 0) return [];
  const [was] = deadlinesOf(before, calendars);
  const [next] = deadlinesOf(after, calendars);
  const isLate = next !== undefined && (was === undefined || Date.parse(next.at) < Date.parse(was.at));
  return [...(isLate ? [watch(post, code, next.at)] : []), ...tellTacit(post, code, events)];
}
