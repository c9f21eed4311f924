/** A date, or a date and time with its offset. Compared only; arithmetic on them is refused, never guessed. */
export type Temporal = Readonly<{ kind: 'date' | 'date and time'; text: string; seconds: number }>;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:(Z)|([+-])(\d{2}):(\d{2}))$/;
const DAY_SECONDS = 86_400;

/** `2026-11-20`. Undefined for a day that does not exist. */
export function parseDate(text: string): Temporal | undefined {
  const days = dayNumber(text);
  return days === undefined ? undefined : { kind: 'date', text, seconds: days * DAY_SECONDS };
}

/** `2026-11-20T15:30:00+07:00`. The offset is required: a local time is no moment. */
export function parseDateTime(text: string): Temporal | undefined {
  const [, date = '', hour, minute, second, fraction = '', utc, sign, offsetHour = '0', offsetMinute = '0'] = DATE_TIME.exec(text) ?? [];
  const days = dayNumber(date);
  if (days === undefined || (utc === undefined && sign === undefined)) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59 || Number(offsetHour) > 18 || Number(offsetMinute) > 59)
    return undefined;
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === '-' ? -60 : 60);
  const seconds = days * DAY_SECONDS + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offset;
  return { kind: 'date and time', text, seconds: seconds + Number(`0.${fraction}0`) };
}

/** Days since 1970-01-01, by Howard Hinnant's days_from_civil. */
function dayNumber(text: string): number | undefined {
  const [, year, month, day] = (DATE.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) return undefined;
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

function monthLength(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}
