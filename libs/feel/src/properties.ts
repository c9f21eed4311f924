import { civilOf, weekdayOf } from './civil-day.js';
import { add, decimalOfBigint, decimalOfWhole, scaled } from './decimal.js';
import { daysDuration, partsOf } from './duration.js';
import type { Zone } from './temporal.js';
import type { Bound, Range, Temporal, Value } from './value.js';

/** `date.year`, `duration.days`, `range.start included`: undefined where the kind has no such property. */
export function propertyOf(value: Temporal | Range, name: string): Value | undefined {
  switch (value.kind) {
    case 'date':
      return ofDay(value.days, name);
    case 'time':
      return ofClock(value.nanos, value.zone, name);
    case 'date and time':
      return ofDay(value.days, name) ?? ofClock(value.nanos, value.zone, name);
    case 'years and months duration':
      if (name === 'years') return decimalOfWhole(Math.trunc(value.months / 12));
      return name === 'months' ? decimalOfWhole(value.months % 12) : undefined;
    case 'days and time duration': {
      const { days, hours, minutes, seconds, nanos } = partsOf(value);
      if (name === 'seconds') return add(scaled(seconds, 0) ?? decimalOfWhole(0), scaled(nanos, -9) ?? decimalOfWhole(0));
      const part = name === 'days' ? days : name === 'hours' ? hours : name === 'minutes' ? minutes : undefined;
      return part === undefined ? undefined : decimalOfBigint(part);
    }
    case 'range':
      return ofRange(value, name);
  }
}

function ofDay(days: number, name: string): Value | undefined {
  if (name === 'weekday') return decimalOfWhole(weekdayOf(days));
  const { year, month, day } = civilOf(days);
  const part = name === 'year' ? year : name === 'month' ? month : name === 'day' ? day : undefined;
  return part === undefined ? undefined : decimalOfWhole(part);
}

function ofClock(nanos: number, zone: Zone | null, name: string): Value | undefined {
  const seconds = Math.floor(nanos / 1e9);
  switch (name) {
    case 'hour':
      return decimalOfWhole(Math.floor(seconds / 3600));
    case 'minute':
      return decimalOfWhole(Math.floor(seconds / 60) % 60);
    case 'second':
      return scaled(BigInt(nanos % 60e9), -9);
    case 'time offset':
      return zone === null ? null : daysDuration(BigInt(zone.offset) * 1_000_000_000n);
    case 'timezone':
      return zone?.name ?? null;
    default:
      return undefined;
  }
}

/** An open end has no value and is not included. */
function ofRange({ from, to }: Range, name: string): Value | undefined {
  const valueOf = (bound: Bound | null): Value => bound?.value ?? null;
  switch (name) {
    case 'start':
      return valueOf(from);
    case 'end':
      return valueOf(to);
    case 'start included':
      return from?.included ?? false;
    case 'end included':
      return to?.included ?? false;
    default:
      return undefined;
  }
}
