import { Temporal } from 'temporal-polyfill';
import { civilDateOf, dayNumberOf } from './civil-day.js';

/**
 * A moment of working time: whole minutes of the wall clock of one zone, counted from 1 January 1970 00:00 there.
 * Appointments are printed as hh:mm, so seconds are dropped when a moment is read and no sum can round differently from another.
 */
export type Moment = number;

export const MINUTES_PER_DAY = 1440;

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** RFC 3339 with offset -> the wall clock of `zone`; undefined for anything else. The only module that knows zones (and Temporal). */
export function readMoment(text: string, zone: string): Moment | undefined {
  if (!RFC_3339.test(text)) return undefined;
  try {
    const local = Temporal.Instant.from(text).toZonedDateTimeISO(zone);
    return dayNumberOf(local) * MINUTES_PER_DAY + local.hour * 60 + local.minute;
  } catch {
    return undefined; // an impossible date or offset: the pattern above cannot see it
  }
}

/** The wall clock of `zone` -> RFC 3339 with the offset that the zone had then. */
export function writeMoment(moment: Moment, zone: string): string {
  const { year, month, day } = civilDateOf(dayOf(moment));
  const minute = minuteOfDay(moment);
  const local = Temporal.PlainDateTime.from({ year, month, day, hour: Math.floor(minute / 60), minute: minute % 60 });
  return local.toZonedDateTime(zone).toString({ smallestUnit: 'second', timeZoneName: 'never' });
}

export function dayOf(moment: Moment): number {
  return Math.floor(moment / MINUTES_PER_DAY);
}

export function minuteOfDay(moment: Moment): number {
  return moment - dayOf(moment) * MINUTES_PER_DAY;
}
