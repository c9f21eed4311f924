import { civilOf, findDay, isDayInRange } from './civil-day.js';
import { offsetOfInstant, offsetOfLocal, offsetOfTime } from './zone.js';

/** `offset` in seconds east of UTC; `name` when the author wrote a zone and not an offset. */
export type Zone = Readonly<{ offset: number; name: string | null }>;
/** `days` since 1970-01-01. */
export type DateValue = Readonly<{ kind: 'date'; days: number }>;
/** `nanos` since midnight, local; without a zone it is a local time, which is no moment. */
export type TimeValue = Readonly<{ kind: 'time'; nanos: number; zone: Zone | null }>;
export type DateTimeValue = Readonly<{ kind: 'date and time'; days: number; nanos: number; zone: Zone | null }>;

export const DAY_NANOS = 86_400_000_000_000;
const DATE = /^(-?)(\d{4,9})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:([Zz])|([+-])(\d{2}):(\d{2})(?::(\d{2}))?|@([A-Za-z][A-Za-z0-9_+/-]{0,63}))?$/;
export const MAX_OFFSET = 18 * 3600;

/** `2026-11-20`. Undefined for a day that does not exist. */
export function parseDate(text: string): DateValue | undefined {
  const [, sign, year = '', month, day] = DATE.exec(text) ?? [];
  if (sign === undefined || (year.length > 4 && year.startsWith('0')) || (sign === '-' && Number(year) === 0)) return undefined;
  const days = findDay(Number(year) * (sign === '-' ? -1 : 1), Number(month), Number(day));
  return days === undefined ? undefined : { kind: 'date', days };
}

type Clock = Readonly<{ nanos: number; zone: Zone | null; zoneName: string | null }>;

function parseClock(text: string): Clock | undefined {
  const [whole, hour, minute, second, fraction = '', utc, sign, offsetHour = '0', offsetMinute = '0', offsetSecond = '0', zoneName = null] =
    TIME.exec(text) ?? [];
  if (whole === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  if (Number(offsetMinute) > 59 || Number(offsetSecond) > 59) return undefined;
  const offset = (Number(offsetHour) * 3600 + Number(offsetMinute) * 60 + Number(offsetSecond)) * (sign === '-' ? -1 : 1) + 0;
  if (Math.abs(offset) > MAX_OFFSET) return undefined;
  const nanos = (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1e9 + Number(fraction.padEnd(9, '0'));
  const zone = utc === undefined && sign === undefined ? null : { offset, name: null };
  return { nanos, zone, zoneName };
}

/** `15:30:00`, `15:30:00Z`, `15:30:00.5+07:00`, `15:30:00@Asia/Ho_Chi_Minh`. */
export function parseTime(text: string): TimeValue | undefined {
  const clock = parseClock(text);
  return clock === undefined ? undefined : timeOf(clock.nanos, clock.zone, clock.zoneName);
}

/** Undefined for a zone that does not exist. */
export function timeOf(nanos: number, zone: Zone | null, zoneName: string | null = null): TimeValue | undefined {
  if (zoneName === null) return { kind: 'time', nanos, zone };
  const offset = offsetOfTime(zoneName, Math.floor(nanos / 1e9));
  return offset === undefined ? undefined : { kind: 'time', nanos, zone: { offset, name: zoneName } };
}

/** XML Schema's end of a day, which is the beginning of the next; only where a date says of which. */
const END_OF_DAY = /^24(?=:00:00(?:\.0+)?(?:[Zz@+-]|$))/;

/** A date, or a date and a time with `T` between them. A date alone is its midnight, local. */
export function parseDateTime(text: string): DateTimeValue | undefined {
  const at = text.indexOf('T');
  const date = parseDate(at < 0 ? text : text.slice(0, at));
  const written = at < 0 ? '00:00:00' : text.slice(at + 1);
  const clock = parseClock(written.replace(END_OF_DAY, '00'));
  if (date === undefined || clock === undefined) return undefined;
  return dateTimeOf(date.days + (END_OF_DAY.test(written) ? 1 : 0), clock.nanos, clock.zone, clock.zoneName);
}

/** A named zone is asked for its offset at that local time. */
export function dateTimeOf(days: number, nanos: number, zone: Zone | null, zoneName: string | null = null): DateTimeValue | undefined {
  if (!isDayInRange(days)) return undefined;
  if (zoneName === null) return { kind: 'date and time', days, nanos, zone };
  const offset = offsetOfLocal(zoneName, days, Math.floor(nanos / 1e9));
  return offset === undefined ? undefined : { kind: 'date and time', days, nanos, zone: { offset, name: zoneName } };
}

const UTC: Zone = { offset: 0, name: null };

/** DMN takes a date for the midnight of that day in UTC where a moment is needed. */
export const midnightOf = (date: DateValue): DateTimeValue => ({ kind: 'date and time', days: date.days, nanos: 0, zone: UTC });
export const momentOf = (value: DateValue | DateTimeValue): DateTimeValue => (value.kind === 'date' ? midnightOf(value) : value);

/** Nanoseconds since 1970 in UTC (of a local value: as if it were UTC; of a time: since midnight). */
export function instantOf(value: TimeValue | DateTimeValue): bigint {
  const offset = value.zone === null ? 0 : value.zone.offset * 1e9;
  return value.kind === 'time' ? BigInt(value.nanos - offset) : BigInt(value.days) * BigInt(DAY_NANOS) + BigInt(value.nanos - offset);
}

/** What is compared: the standard's test kit takes clocks to the second, whatever their fraction. */
export const secondOf = (value: TimeValue | DateTimeValue): bigint => floorDivide(instantOf(value), 1_000_000_000n);

/** The moment as a clock in that zone shows it; a named zone is asked for its offset then. */
export function atInstant(instant: bigint, zone: Zone | null): DateTimeValue | undefined {
  const offset = zone?.name == null ? (zone?.offset ?? 0) : offsetOfInstant(zone.name, Number(floorDivide(instant, 1_000_000_000n)));
  if (offset === undefined) return undefined;
  const local = instant + BigInt(offset) * 1_000_000_000n;
  const days = floorDivide(local, BigInt(DAY_NANOS));
  const nanos = Number(local - days * BigInt(DAY_NANOS));
  return dateTimeOf(Number(days), nanos, zone === null ? null : { offset, name: zone.name });
}

export function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor !== 0n && dividend < 0n !== divisor < 0n ? quotient - 1n : quotient;
}

const two = (value: number): string => String(value).padStart(2, '0');

export function dateText(days: number): string {
  const { year, month, day } = civilOf(days);
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function clockText(nanos: number, zone: Zone | null): string {
  const seconds = Math.floor(nanos / 1e9);
  const fraction = nanos % 1e9 === 0 ? '' : `.${String(nanos % 1e9).padStart(9, '0').replace(/0+$/, '')}`;
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${fraction}${zoneText(zone)}`;
}

function zoneText(zone: Zone | null): string {
  if (zone === null) return '';
  if (zone.name !== null) return `@${zone.name}`;
  if (zone.offset === 0) return 'Z';
  const size = Math.abs(zone.offset);
  const seconds = size % 60 === 0 ? '' : `:${two(size % 60)}`;
  return `${zone.offset < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}${seconds}`;
}

export function temporalText(value: DateValue | TimeValue | DateTimeValue): string {
  if (value.kind === 'date') return dateText(value.days);
  const clock = clockText(value.nanos, value.zone);
  return value.kind === 'time' ? clock : `${dateText(value.days)}T${clock}`;
}
