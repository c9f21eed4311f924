import type { Bilingual } from './bilingual.js';
import { WEEKDAYS, type CalendarData, type CalendarFinding, type DayConfidence, type Shift, type WeekdayName } from './calendar-data.js';
import { withInherited, type FindCalendarData } from './inheritance.js';

export const WEEKDAY_NAMES: Readonly<Record<WeekdayName, Bilingual>> = {
  monday: { vi: 'Thứ Hai', en: 'Monday' }, tuesday: { vi: 'Thứ Ba', en: 'Tuesday' }, wednesday: { vi: 'Thứ Tư', en: 'Wednesday' }, thursday: { vi: 'Thứ Năm', en: 'Thursday' },
  friday: { vi: 'Thứ Sáu', en: 'Friday' }, saturday: { vi: 'Thứ Bảy', en: 'Saturday' }, sunday: { vi: 'Chủ nhật', en: 'Sunday' },
};

/** A date that does not follow its weekday; `regular` does although what is inherited says otherwise. `insteadOf`: the day whose shifts it has. */
export type CalendarDay = Readonly<{ date: string; kind: 'closed' | 'swapped' | 'regular'; name: Bilingual | null; insteadOf: string | null; confidence: DayConfidence; source: Bilingual | null; isInherited: boolean }>;
export type CalendarView = Readonly<{
  zone: string; validFrom: string; validTo: string; week: readonly Readonly<{ weekday: WeekdayName; name: Bilingual; shifts: readonly Shift[]; isInherited: boolean }>[]; days: readonly CalendarDay[];
}>;
export type CalendarViewing = Readonly<{ kind: 'viewed'; view: CalendarView }> | Readonly<{ kind: 'refused'; findings: readonly CalendarFinding[] }>;

/** The whole calendar as people read it, each part with whether it is its own or inherited; days in their order. */
export function viewCalendar(data: CalendarData, find: FindCalendarData): CalendarViewing {
  const whole = withInherited(data, find);
  if (whole.kind === 'refused') return whole;
  const { zone, validFrom, validTo, week, closedDays, swappedDays } = whole.calendar;
  const own = new Set([...data.closedDays, ...data.swappedDays].map(({ date }) => date));
  const days: CalendarDay[] = [
    ...closedDays.map(({ date, name, confidence, source }) => ({ date, kind: 'closed' as const, name, insteadOf: null, confidence, source: source ?? null, isInherited: !own.has(date) })),
    ...swappedDays.map(({ date, insteadOf, confidence, source }) => ({ date, kind: 'swapped' as const, name: null, insteadOf, confidence, source: source ?? null, isInherited: !own.has(date) })),
    ...data.regularDays.map((date) => ({ date, kind: 'regular' as const, name: null, insteadOf: null, confidence: 'decided' as const, source: null, isInherited: false })),
  ];
  return {
    kind: 'viewed',
    view: {
      zone, validFrom, validTo, days: days.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
      week: WEEKDAYS.map((weekday) => ({ weekday, name: WEEKDAY_NAMES[weekday], shifts: week[weekday], isInherited: data.week?.[weekday] === undefined })),
    },
  };
}
