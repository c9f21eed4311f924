import { calendarReference, type CalendarData } from './calendar-data.js';
import { compileCalendar, type WorkingCalendar } from './compiled-calendar.js';
import { VN_H56_2026 } from './vn-h56-2026.js';

/**
 * Every calendar version that somebody knows. It never changes: `with` is a new book. A version that does not compile, which publication
 * refuses, is not found.
 */
export type CalendarBook = Readonly<{
  /** The version that a receipt names: `vn-h56-2026` is the first of that id, `vn-h56-2026@2` the second. */
  find(reference: string): WorkingCalendar | undefined;
  /** The newest version of an id: by it a new receipt, step or timer is counted. */
  latest(id: string): WorkingCalendar | undefined;
  dataOf(reference: string): CalendarData | undefined;
  /** With one more version. One that is known already stays as it is: versions are never edited. */
  with(data: CalendarData): CalendarBook;
  all: readonly CalendarData[];
}>;

/**
 * Compiles a version when it is first asked for: a province has a calendar for each of some thousand offices, of which most are never asked for
 * where one service runs. Nobody can tell the difference.
 */
export function calendarBook(datas: readonly CalendarData[]): CalendarBook {
  return bookOf(datas, new Map());
}

type Compiled = Map<string, WorkingCalendar | null>;

function bookOf(datas: readonly CalendarData[], compiled: Compiled): CalendarBook {
  const byReference = new Map<string, CalendarData>();
  const newest = new Map<string, CalendarData>();
  for (const data of datas) {
    const reference = calendarReference(data);
    if (byReference.has(reference)) continue;
    byReference.set(reference, data);
    if ((newest.get(data.id)?.version ?? 0) < data.version) newest.set(data.id, data);
  }
  const dataOf = (reference: string): CalendarData | undefined => byReference.get(reference);
  const find = (reference: string): WorkingCalendar | undefined => {
    const before = compiled.get(reference);
    const data = byReference.get(reference);
    if (before !== undefined || data === undefined) return before ?? undefined;
    const result = compileCalendar(data, dataOf);
    compiled.set(reference, result.kind === 'compiled' ? result.calendar : null);
    return result.kind === 'compiled' ? result.calendar : undefined;
  };
  const all = [...byReference.values()];
  return {
    find, dataOf, all,
    latest: (id) => {
      const data = newest.get(id);
      return data && find(calendarReference(data));
    },
    with: (data) => bookOf([...all, data], withoutMisses(compiled)),
  };
}

/** What did not compile for want of what it inherits may do so in the next book. */
function withoutMisses(compiled: Compiled): Compiled {
  return new Map([...compiled].filter(([, calendar]) => calendar !== null));
}

/** What the program is delivered with, and all that rehearsals on a desk need. */
export const RELEASED_CALENDARS: CalendarBook = calendarBook([VN_H56_2026]);
