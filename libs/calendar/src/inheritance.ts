import { calendarFinding, calendarReference, WEEKDAYS, type CalendarData, type CalendarFinding, type WeekdayName, type WholeCalendar, type Shift } from './calendar-data.js';

/** Province, department, office, counter: no administration is deeper, and a chain longer than that is a circle or a mistake. */
export const MAX_INHERITANCE = 4;

export type FindCalendarData = (reference: string) => CalendarData | undefined;
export type WholeCalendarResult = Readonly<{ kind: 'whole'; calendar: WholeCalendar }> | Readonly<{ kind: 'refused'; findings: readonly CalendarFinding[] }>;

/** The calendar with all that it inherits written out. */
export function withInherited(data: CalendarData, find: FindCalendarData): WholeCalendarResult {
  return inheritThrough(data, find, [calendarReference(data)]);
}

function inheritThrough(data: CalendarData, find: FindCalendarData, chain: readonly string[]): WholeCalendarResult {
  if (data.inherits === null) return asWhole(data);
  if (chain.includes(data.inherits)) {
    const circle = [...chain, data.inherits].join(' → ');
    return refused(`Lịch kế thừa vòng tròn: ${circle}`, `Expected to follow what a calendar inherits, but it goes in a circle: ${circle}`);
  }
  if (chain.length > MAX_INHERITANCE) {
    return refused(`Lịch kế thừa quá ${MAX_INHERITANCE} cấp: ${chain.join(' → ')}`, `Expected at most ${MAX_INHERITANCE} levels of inheritance, but there are more: ${chain.join(' → ')}`);
  }
  const parent = find(data.inherits);
  if (parent === undefined) return refused(`Không có lịch “${data.inherits}” để kế thừa`, `Expected to inherit from calendar ${data.inherits}, but there is none`);
  const above = inheritThrough(parent, find, [...chain, data.inherits]);
  return above.kind === 'refused' ? above : mergedWith(data, above.calendar);
}

function mergedWith(data: CalendarData, above: WholeCalendar): WholeCalendarResult {
  const validFrom = data.validFrom ?? above.validFrom;
  const validTo = data.validTo ?? above.validTo;
  if (validFrom < above.validFrom || validTo > above.validTo) {
    const [own, theirs] = [`${validFrom} – ${validTo}`, `${above.validFrom} – ${above.validTo}`];
    const { vi, en } = {
      vi: `Hiệu lực ${own} vượt ra ngoài lịch được kế thừa (${theirs}), nơi không biết ngày nghỉ`,
      en: `Expected validity within that of the inherited calendar (${theirs}), but it is ${own}: nothing is known of holidays outside`,
    };
    return { kind: 'refused', findings: [calendarFinding(validFrom < above.validFrom ? '/validFrom' : '/validTo', vi, en)] };
  }
  const own = new Set([...data.closedDays.map(({ date }) => date), ...data.swappedDays.map(({ date }) => date), ...data.regularDays]);
  const isInherited = ({ date }: Readonly<{ date: string }>): boolean => !own.has(date) && date >= validFrom && date <= validTo;
  return {
    kind: 'whole',
    calendar: {
      id: data.id, version: data.version, title: data.title, zone: data.zone ?? above.zone, validFrom, validTo,
      week: { ...above.week, ...data.week },
      closedDays: [...above.closedDays.filter(isInherited), ...data.closedDays],
      swappedDays: [...above.swappedDays.filter(isInherited), ...data.swappedDays],
    },
  };
}

/** A calendar that inherits nothing has to say everything. */
function asWhole(data: CalendarData): WholeCalendarResult {
  const { id, version, title, zone, validFrom, validTo, closedDays, swappedDays } = data;
  const findings = [
    ...(zone === undefined ? [missing('/zone', 'múi giờ', 'zone')] : []),
    ...(validFrom === undefined ? [missing('/validFrom', 'ngày bắt đầu hiệu lực', 'first day')] : []),
    ...(validTo === undefined ? [missing('/validTo', 'ngày hết hiệu lực', 'last day')] : []),
    ...WEEKDAYS.filter((weekday) => data.week?.[weekday] === undefined).map((weekday) => missing(`/week/${weekday}`, `ca làm việc của ${weekday}`, `shifts of ${weekday}`)),
  ];
  if (findings.length > 0 || zone === undefined || validFrom === undefined || validTo === undefined) return { kind: 'refused', findings };
  const shiftsOf = (weekday: WeekdayName): readonly Shift[] => data.week?.[weekday] ?? [];
  const week = {
    monday: shiftsOf('monday'), tuesday: shiftsOf('tuesday'), wednesday: shiftsOf('wednesday'), thursday: shiftsOf('thursday'),
    friday: shiftsOf('friday'), saturday: shiftsOf('saturday'), sunday: shiftsOf('sunday'),
  };
  return { kind: 'whole', calendar: { id, version, title, zone, validFrom, validTo, week, closedDays, swappedDays } };
}

function missing(path: string, vi: string, en: string): CalendarFinding {
  return calendarFinding(path, `Lịch không kế thừa lịch nào thì phải tự nêu ${vi}`, `Expected a calendar that inherits nothing to state its ${en}, but it does not`);
}

function refused(vi: string, en: string): WholeCalendarResult {
  return { kind: 'refused', findings: [calendarFinding('/inherits', vi, en)] };
}
