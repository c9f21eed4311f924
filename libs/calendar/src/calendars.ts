import { compileCalendar, type WorkingCalendar } from './compiled-calendar.js';
import { VN_H56_2026 } from './vn-h56-2026.js';

/** Every version ever used, oldest first. A version that no receipt names may be added here, none may be changed or taken away. */
export const CALENDAR_VERSIONS = [VN_H56_2026];

const compiled: readonly WorkingCalendar[] = CALENDAR_VERSIONS.map(compileCalendar).flatMap((result) =>
  result.kind === 'compiled' ? [result.calendar] : [],
);

export function findCalendar(id: string): WorkingCalendar | undefined {
  return compiled.find((calendar) => calendar.id === id);
}
