import { Temporal } from 'temporal-polyfill';
import { civilOf } from './civil-day.js';

/** Names such as `Asia/Ho_Chi_Minh`, of the IANA data that the runtime brings; an offset written as digits is no name. */
const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;

/** Seconds east of UTC at that local time; undefined for an unknown zone or a year beyond the zone data. */
export function offsetOfLocal(zone: string, days: number, secondOfDay: number): number | undefined {
  if (!ZONE_NAME.test(zone)) return undefined;
  const { year, month, day } = civilOf(days);
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
    return Temporal.Instant.fromEpochMilliseconds(epochSeconds * 1000).toZonedDateTimeISO(zone).offsetNanoseconds / 1e9;
  } catch {
    return undefined;
  }
}

/** A time of day has no date to tell summer from winter; it takes the offset of this winter day. */
const REFERENCE_DAY = 10_957;
export const offsetOfTime = (zone: string, secondOfDay: number): number | undefined => offsetOfLocal(zone, REFERENCE_DAY, secondOfDay);
