import { Temporal } from 'temporal-polyfill';
import { civilDateOf } from './civil-day.js';

/**
 * The one offset, in minutes east of UTC, that a zone has from the begin of `firstDay` to the end of `lastDay`; undefined where it
 * changes meanwhile or the zone is unknown. The only module that knows zones: working time counts whole days of 24 hours, so a calendar
 * in a zone with summer time would need rules that no Vietnamese law has.
 */
export function findFixedOffset(zone: string, firstDay: number, lastDay: number): number | undefined {
  try {
    const begin = Temporal.PlainDate.from(civilDateOf(firstDay)).toZonedDateTime(zone);
    const end = Temporal.PlainDate.from(civilDateOf(lastDay + 1)).toZonedDateTime(zone);
    const change = begin.getTimeZoneTransition('next');
    const isFixed = change === null || Temporal.ZonedDateTime.compare(change, end) >= 0;
    return isFixed ? begin.offsetNanoseconds / 60_000_000_000 : undefined;
  } catch {
    return undefined; // Temporal answers an unknown zone with a RangeError
  }
}
