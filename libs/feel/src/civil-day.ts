/** Days of the proleptic Gregorian calendar as whole numbers since 1970-01-01, by Howard Hinnant's algorithms. */
export type Civil = Readonly<{ year: number; month: number; day: number }>;

/** DMN's limit of years. */
export const MAX_YEAR = 999_999_999;
const MIN_DAYS = dayNumber(-MAX_YEAR, 1, 1);
const MAX_DAYS = dayNumber(MAX_YEAR, 12, 31);

export const isDayInRange = (days: number): boolean => days >= MIN_DAYS && days <= MAX_DAYS;

export function dayNumber(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

export function civilOf(days: number): Civil {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

export function monthLength(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Undefined for a day that does not exist. */
export function findDay(year: number, month: number, day: number): number | undefined {
  const isYear = Number.isInteger(year) && Math.abs(year) <= MAX_YEAR;
  if (!isYear || !Number.isInteger(month) || month < 1 || month > 12) return undefined;
  return Number.isInteger(day) && day >= 1 && day <= monthLength(year, month) ? dayNumber(year, month, day) : undefined;
}

/** Monday is 1, Sunday 7 (1970-01-01 was a Thursday). */
export const weekdayOf = (days: number): number => ((((days + 3) % 7) + 7) % 7) + 1;
export const dayOfYear = (days: number): number => days - dayNumber(civilOf(days).year, 1, 1) + 1;

/** ISO 8601: the week belongs to the year of its Thursday. */
export const weekOfYear = (days: number): number => Math.floor((dayOfYear(days - weekdayOf(days) + 4) - 1) / 7) + 1;

/** The day is brought to the end of a shorter month: 31 January plus one month is 28 February. */
export function addMonths(days: number, months: number): number | undefined {
  const { year, month, day } = civilOf(days);
  const total = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(total / 12), total - Math.floor(total / 12) * 12 + 1];
  return findDay(toYear, toMonth, Math.min(day, monthLength(toYear, toMonth)));
}

/** Whole months from one day to the other, counted towards zero. */
export function monthsBetween(from: number, to: number): number {
  const [start, end] = [civilOf(from), civilOf(to)];
  const months = (end.year - start.year) * 12 + end.month - start.month;
  if (months > 0 && end.day < start.day) return months - 1;
  return months < 0 && end.day > start.day ? months + 1 : months;
}
