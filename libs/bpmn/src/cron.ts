import { Temporal } from 'temporal-polyfill';

/** One field of a cron text: which values match. */
type Field = ReadonlySet<number>;
type Cron = Readonly<{ second: Field; minute: Field; hour: Field; day: Field; month: Field; weekday: Field; dayIsFree: boolean; weekdayIsFree: boolean }>;

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const MACROS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 0 1 1 *',
  '@annually': '0 0 0 1 1 *',
  '@monthly': '0 0 0 1 * *',
  '@weekly': '0 0 0 * * 0',
  '@daily': '0 0 0 * * *',
  '@midnight': '0 0 0 * * *',
  '@hourly': '0 0 * * * *',
};
/** `29 February on a Monday` comes every 28 years at the latest. */
const MAX_DAYS_AHEAD = 366 * 29;

/** Six fields, second minute hour day month weekday, or a macro: what Zeebe takes for a timer cycle. */
export const isCron = (text: string): boolean => parse(text) !== null;

/** The first match after `from`, in its offset. */
export function nextByCron(text: string, from: string): string | null {
  const cron = parse(text);
  if (cron === null) return null;
  const offset = /(Z|[+-]\d{2}:\d{2})$/.exec(from)?.[1] ?? 'Z';
  const start = Temporal.Instant.from(from).toZonedDateTimeISO(offset === 'Z' ? 'UTC' : offset).toPlainDateTime().add({ seconds: 1 });
  let date = start.toPlainDate();
  for (let ahead = 0; ahead < MAX_DAYS_AHEAD; ahead += 1) {
    const time = isDayOf(cron, date) ? firstTime(cron, ahead === 0 ? start.toPlainTime() : null) : null;
    if (time !== null) return `${date.toString()}T${time}${offset}`;
    date = date.add({ days: 1 });
  }
  return null;
}

/** Where both day and weekday are named, either will do: so cron has always read them. */
function isDayOf({ day, month, weekday, dayIsFree, weekdayIsFree }: Cron, date: Temporal.PlainDate): boolean {
  if (!month.has(date.month)) return false;
  const [isDay, isWeekday] = [day.has(date.day), weekday.has(date.dayOfWeek % 7)];
  return dayIsFree || weekdayIsFree ? isDay && isWeekday : isDay || isWeekday;
}

function firstTime({ second, minute, hour }: Cron, from: Temporal.PlainTime | null): string | null {
  const least = from === null ? 0 : from.hour * 3600 + from.minute * 60 + from.second;
  for (const h of hour)
    for (const m of minute)
      for (const s of second) if (h * 3600 + m * 60 + s >= least) return [h, m, s].map((part) => String(part).padStart(2, '0')).join(':');
  return null;
}

function parse(text: string): Cron | null {
  const fields = (MACROS[text.trim().toLowerCase()] ?? text).trim().toUpperCase().split(/\s+/);
  if (fields.length !== 6) return null;
  const second = fieldOf(fields[0], 0, 59);
  const minute = fieldOf(fields[1], 0, 59);
  const hour = fieldOf(fields[2], 0, 23);
  const day = fieldOf(fields[3], 1, 31);
  const month = fieldOf(fields[4], 1, 12, MONTHS);
  const weekday = fieldOf(fields[5], 0, 7, WEEKDAYS);
  if (second === null || minute === null || hour === null || day === null || month === null || weekday === null) return null;
  const isFree = (field: string | undefined): boolean => field === '*' || field === '?';
  // Sunday is 0 and 7.
  const weekdays = new Set([...weekday].map((number) => number % 7));
  return { second, minute, hour, day, month, weekday: weekdays, dayIsFree: isFree(fields[3]), weekdayIsFree: isFree(fields[5]) };
}

/** Lists of `*`, `n`, `a-b`, each with `/step`; ascending. Null when it is none of them. */
function fieldOf(text: string | undefined, least: number, most: number, names: readonly string[] = []): Field | null {
  const values = new Set<number>();
  for (const part of (text ?? '').split(',')) {
    const [, from = '', to, step] = /^(\*|\?|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part) ?? [];
    const isAll = from === '*' || from === '?';
    const first = isAll ? least : numberOf(from, least, names);
    const last = isAll || (to === undefined && step !== undefined) ? most : numberOf(to ?? from, least, names);
    const stride = Number(step ?? 1);
    if (first === null || last === null || first < least || last > most || first > last || stride < 1) return null;
    for (let value = first; value <= last; value += stride) values.add(value);
  }
  return new Set([...values].sort((left, right) => left - right));
}

function numberOf(text: string, least: number, names: readonly string[]): number | null {
  const named = names.indexOf(text);
  if (named >= 0) return named + least;
  return /^\d{1,2}$/.test(text) ? Number(text) : null;
}
