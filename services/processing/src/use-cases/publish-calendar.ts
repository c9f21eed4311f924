import { isDeepStrictEqual } from 'node:util';
import { calendarReference, compileCalendar, readCalendar, readICalendar, type CalendarBook, type CalendarData, type CalendarFinding } from '@lienthong/calendar';
import type { Actor } from '@lienthong/event-store';
import type { CalendarContent, LearnCalendarRejection } from '@lienthong/service-host';

/** Where published calendars are kept. An abstract class so that Nest can inject it. */
export abstract class CalendarPorts {
  /** A book whose newest version of the id, and all that this inherits, is the newest there is. */
  abstract newest(id: string): Promise<CalendarBook>;
  /** A book that has the version, if there is one. */
  abstract knowing(reference: string): Promise<CalendarBook>;
  abstract store(content: CalendarContent, actor: Actor): Promise<Readonly<{ kind: 'accepted'; position: number }> | Readonly<{ kind: 'rejected'; rejection: LearnCalendarRejection }>>;
}

/** The days of `icalendar` stand in the place of those that the calendar lists itself. */
export type CalendarToPublish = Readonly<{ calendar: unknown; icalendar?: string | undefined }>;

export type CalendarPublication =
  | Readonly<{ kind: 'published'; id: string; version: number; isNew: boolean; position: number }>
  | Readonly<{ kind: 'refused'; findings: readonly CalendarFinding[] }>
  | Readonly<{ kind: 'rejected'; rejection: LearnCalendarRejection }>;

/** `before` is the newest version there is; `isNew` is false where the calendar says what that says. */
export type CheckedCalendar = Readonly<{ kind: 'checked'; data: CalendarData; before: CalendarData | undefined; isNew: boolean }>;

/** Only a calendar that can be counted by becomes a version. What is the newest already does not become another. */
export async function publishCalendar(ports: CalendarPorts, file: CalendarToPublish, at: string, actor: Actor): Promise<CalendarPublication> {
  const checked = await checkCalendar(ports, file);
  if (checked.kind === 'refused') return checked;
  const { id, version } = checked.data;
  if (!checked.isNew) return { kind: 'published', id, version, isNew: false, position: 0 };
  const stored = await ports.store({ calendar: checked.data, publishedAt: at }, actor);
  return stored.kind === 'rejected' ? stored : { kind: 'published', id, version, isNew: true, position: stored.position };
}

/** Reads, checks and compiles a calendar with all that it inherits; leaves nothing behind. */
export async function checkCalendar(ports: CalendarPorts, { calendar, icalendar }: CalendarToPublish): Promise<CheckedCalendar | Extract<CalendarPublication, { kind: 'refused' }>> {
  const days = icalendar === undefined ? undefined : readICalendar(icalendar);
  if (days?.kind === 'refused') return days;
  const { kind: _, ...lists } = days ?? { kind: 'read' };
  const first = readCalendar(typeof calendar === 'object' && calendar !== null ? { ...calendar, ...lists } : calendar, 1);
  if (first.kind === 'refused') return first;
  const book = await ports.newest(first.data.id);
  const newest = book.all.filter(({ id }) => id === first.data.id).reduce((most, { version }) => Math.max(most, version), 0);
  const before = newest === 0 ? undefined : book.dataOf(calendarReference({ id: first.data.id, version: newest }));
  if (before !== undefined && isSame(before, first.data)) return { kind: 'checked', data: before, before, isNew: false };
  const data: CalendarData = { ...first.data, version: newest + 1 };
  const compiled = compileCalendar(data, (await (data.inherits === null ? book : ports.knowing(data.inherits))).dataOf);
  if (compiled.kind === 'refused') return compiled;
  return { kind: 'checked', data, before, isNew: true };
}

function isSame(one: CalendarData, other: CalendarData): boolean {
  return isDeepStrictEqual({ ...one, version: 0 }, { ...other, version: 0 });
}
