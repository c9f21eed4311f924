import { dayOfYear, findDay, weekdayOf, weekOfYear, civilOf } from './civil-day.js';
import { decimalOfWhole, multiply, roundTo, wholeOf, type Decimal } from './decimal.js';
import { parseDuration, type DaysDuration, type MonthsDuration } from './duration.js';
import { countOf } from './number-functions.js';
import { problem, spend, type Call } from './problem.js';
import { any, day, defined, duration, moment, number, optional, signature, text } from './signature.js';
import { atInstant, dateTimeOf, instantOf, MAX_OFFSET, parseDate, parseDateTime, parseTime, timeOf, type DateTimeValue, type Zone } from './temporal.js';
import { lastDayOfMonth, monthsFrom } from './temporal-arithmetic.js';
import { isDays, isMonths, isTime, type Parameter, type Value } from './value.js';
import { isoText } from './value-text.js';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const noMoment = ({ evaluation, span }: Call, said: string): null =>
  problem(evaluation, span, 'NO_RESULT', `“${said}” không hợp lệ`, `"${said}" is not valid here`);
const notThere = ({ evaluation, span }: Call): null =>
  problem(evaluation, span, 'NO_RESULT', 'không có ngày giờ như vậy', 'there is no such date or time');

const read =
  (parse: (from: string) => Value | undefined) =>
  (call: Call, from: string): Value =>
    from.includes('@') && !spend(call.evaluation, call.span, ZONE_STEPS) ? null : (parse(from) ?? noMoment(call, from.slice(0, 60)));

/** What the data of zones is asked for takes as long as this many steps of an expression. */
const ZONE_STEPS = 50;

/** A value that may already be what is asked for, or a date and time that holds it. */
const of = <T extends Value>(expected: string, isKind: (value: Value) => value is T): Parameter<T> => ({
  ...any('from'),
  expected,
  accept: (value) => (isKind(value) ? value : undefined),
});

const anyDuration = (name: string): Parameter<DaysDuration | MonthsDuration> => ({
  ...of('duration', (value): value is DaysDuration | MonthsDuration => isDays(value) || isMonths(value)),
  name,
});

function dayFrom(year: Decimal, month: Decimal, dayOfMonth: Decimal): number | undefined {
  const [y, m, d] = [countOf(year), countOf(month), countOf(dayOfMonth)];
  return y === undefined || m === undefined || d === undefined ? undefined : findDay(y, m, d);
}

/** Nanoseconds of the day; seconds may have a fraction. */
function clockFrom(hour: Decimal, minute: Decimal, second: Decimal): number | undefined {
  const [h, m] = [countOf(hour), countOf(minute)];
  const scaledSecond = multiply(second, decimalOfWhole(1_000_000_000));
  const whole = scaledSecond === undefined ? undefined : roundTo(scaledSecond, 0, 'down');
  const nanos = whole === undefined ? undefined : wholeOf(whole);
  if (h === undefined || m === undefined || nanos === undefined) return undefined;
  if (h < 0 || h > 23 || m < 0 || m > 59 || nanos < 0n || nanos >= 60_000_000_000n) return undefined;
  return (h * 3600 + m * 60) * 1e9 + Number(nanos);
}

function zoneFrom(offset: DaysDuration | undefined): Zone | null | undefined {
  if (offset === undefined) return null;
  const seconds = Number(offset.nanos / 1_000_000_000n);
  return Math.abs(seconds) > MAX_OFFSET ? undefined : { offset: seconds, name: null };
}

type Parts = readonly [year: Decimal, month: Decimal, day: Decimal, hour: Decimal, minute: Decimal, second: Decimal];

function momentFrom(call: Call, [year, month, dayOfMonth, hour, minute, second]: Parts, zone: Zone | null | undefined, name?: string): Value {
  const [days, nanos] = [dayFrom(year, month, dayOfMonth), clockFrom(hour, minute, second)];
  if (days === undefined || nanos === undefined || zone === undefined) return notThere(call);
  if (name !== undefined && !spend(call.evaluation, call.span, ZONE_STEPS)) return null;
  return dateTimeOf(days, nanos, zone, name ?? null) ?? notThere(call);
}

const PARTS = [number('year'), number('month'), number('day'), number('hour'), number('minute'), number('second')] as const;

/** The clock that hangs in that zone, at the same moment; a local value has no moment and takes the zone as its own. */
function inZone(call: Call, value: DateTimeValue, zone: string): Value {
  if (!spend(call.evaluation, call.span, ZONE_STEPS)) return null;
  const offset = parseTime(`00:00:00${zone}`)?.zone;
  if (offset != null) return atInstant(instantOf(value), { offset: offset.offset, name: null }) ?? notThere(call);
  if (value.zone === null) return dateTimeOf(value.days, value.nanos, null, zone) ?? notThere(call);
  return atInstant(instantOf(value), { offset: 0, name: zone }) ?? notThere(call);
}

function momentNow(call: Call): DateTimeValue | null {
  const { now } = call.evaluation;
  const value = now === undefined ? undefined : parseDateTime(now);
  if (value?.zone != null) return value;
  return problem(call.evaluation, call.span, 'NO_CLOCK', 'không có thời điểm hiện tại cho now()', 'now() was given no moment');
}

const named = (name: (days: number) => Value) => signature([day('date')], (_call, { days }) => name(days));

export const TEMPORAL_FUNCTIONS = defined({
  date: [
    signature([text('from')], read(parseDate)),
    signature([day('from')], (_call, { days }) => ({ kind: 'date', days })),
    signature([number('year'), number('month'), number('day')], (call, year, month, dayOfMonth) => {
      const days = dayFrom(year, month, dayOfMonth);
      return days === undefined ? notThere(call) : { kind: 'date', days };
    }),
  ],
  time: [
    signature([text('from')], read(parseTime)),
    signature([of('time', isTime)], (_call, from) => from),
    signature([moment('from')], (_call, { nanos, zone }) => ({ kind: 'time', nanos, zone })),
    signature([number('hour'), number('minute'), number('second'), optional(duration('offset'))], (call, hour, minute, second, offset) => {
      const [nanos, zone] = [clockFrom(hour, minute, second), zoneFrom(offset)];
      return nanos === undefined || zone === undefined ? notThere(call) : (timeOf(nanos, zone) ?? null);
    }),
  ],
  'date and time': [
    signature([text('from')], read(parseDateTime)),
    signature([moment('from')], (_call, from) => from),
    signature([day('date'), { ...of('time', isTime), name: 'time' }], (call, { days }, { nanos, zone }) =>
      dateTimeOf(days, nanos, zone, zone?.name ?? null) ?? notThere(call),
    ),
    signature([moment('date'), text('timezone')], inZone),
    signature([...PARTS, optional(duration('offset'))], (call, ...[year, month, dayOfMonth, hour, minute, second, offset]) =>
      momentFrom(call, [year, month, dayOfMonth, hour, minute, second], zoneFrom(offset)),
    ),
    signature([...PARTS, text('timezone')], (call, ...[year, month, dayOfMonth, hour, minute, second, zone]) =>
      momentFrom(call, [year, month, dayOfMonth, hour, minute, second], null, zone),
    ),
  ],
  duration: [
    signature([text('from')], read(parseDuration)),
    signature([anyDuration('from')], (_call, from) => from),
  ],
  // Camunda's: the text of a timer's cycle.
  cycle: [
    signature([anyDuration('interval')], (_call, interval) => `R/${isoText(interval)}`),
    signature([number('repetitions'), anyDuration('interval')], (call, repetitions, interval) => {
      const count = countOf(repetitions);
      return count === undefined || count < 0 ? notThere(call) : `R${count}/${isoText(interval)}`;
    }),
  ],
  'years and months duration': signature([day('from'), day('to')], (call, from, to) => monthsFrom(from, to) ?? notThere(call)),
  now: signature([], momentNow),
  today: signature([], (call) => {
    const now = momentNow(call);
    return now === null ? null : { kind: 'date', days: now.days };
  }),
  'day of week': named((days) => WEEKDAYS[weekdayOf(days) - 1] ?? null),
  'month of year': named((days) => MONTHS[civilOf(days).month - 1] ?? null),
  'day of year': named((days) => decimalOfWhole(dayOfYear(days))),
  'week of year': named((days) => decimalOfWhole(weekOfYear(days))),
  'last day of month': named((days) => ({ kind: 'date', days: lastDayOfMonth(days) })),
});

