import { Temporal } from 'temporal-polyfill';
import { civilOf } from './civil-day.js';

/** Names such as `Asia/Ho_Chi_Minh`, of the IANA data that the runtime brings; an offset written as digits is no name. */
const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;

/** The Gregorian calendar repeats after 400 years, weekdays included, and so do the rules of summer time. */
const CYCLE_DAYS = 146_097;
/** The years 1600 and 2800: before there were no zones yet but solar time, and no rule changes after. */
const [FIRST_DAY, LAST_DAY] = [-135_140, 303_302];

/** The day within the zone data that has the same rules. */
const representative = (days: number): number =>
  days > LAST_DAY ? LAST_DAY - CYCLE_DAYS + ((days - LAST_DAY) % CYCLE_DAYS) : Math.max(days, FIRST_DAY);

/** Seconds east of UTC at that local time; undefined for an unknown zone. */
export function offsetOfLocal(zone: string, days: number, secondOfDay: number): number | undefined {
  if (!ZONE_NAME.test(zone)) return undefined;
  const { year, month, day } = civilOf(representative(days));
  const [hour, minute, second] = [Math.floor(secondOfDay / 3600), Math.floor(secondOfDay / 60) % 60, secondOfDay % 60];
  try {
    return new Temporal.PlainDateTime(year, month, day, hour, minute, second).toZonedDateTime(zone).offsetNanoseconds / 1e9;
  } catch {
    return undefined;
  }
}

/** Seconds east of UTC at that moment. */
export function offsetOfInstant(zone: string, epochSeconds: number): number | undefined {
  if (!ZONE_NAME.test(zone)) return undefined;
  try {
    const days = Math.floor(epochSeconds / 86_400);
    const seconds = epochSeconds + (representative(days) - days) * 86_400;
    return Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(zone).offsetNanoseconds / 1e9;
  } catch {
    return undefined;
  }
}

/** A time of day has no date to tell summer from winter; it takes the zone's standard time, the lesser of January and July 2000. */
const [JANUARY, JULY] = [10_957, 11_139];

export function offsetOfTime(zone: string, secondOfDay: number): number | undefined {
  const [winter, summer] = [offsetOfLocal(zone, JANUARY, secondOfDay), offsetOfLocal(zone, JULY, secondOfDay)];
  return winter === undefined || summer === undefined ? undefined : Math.min(winter, summer);
}
