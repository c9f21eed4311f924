import { addMonths, civilOf, dayNumber, isDayInRange, monthsBetween } from './civil-day.js';
import { decimalOfBigint, decimalOfWhole, divide, multiply, roundTo, wholeOf, type Decimal } from './decimal.js';
import { daysDuration, monthsDuration, type DaysDuration, type MonthsDuration } from './duration.js';
import { atInstant, DAY_NANOS, dateTimeOf, floorDivide, instantOf, midnightOf, type DateTimeValue, type DateValue, type TimeValue } from './temporal.js';
import { isDate, isDateTime, isDays, isDecimal, isMonths, isTime, type Temporal, type Value } from './value.js';

type Result = Value | undefined;

/** Undefined where DMN knows no such operation or its result is out of range. */
export function calculateTemporal(left: Value, symbol: string, right: Value): Result {
  if (symbol === '+') return add(left, right) ?? (isDays(left) || isMonths(left) ? add(right, left) : undefined);
  if (symbol === '-') return subtract(left, right);
  if (symbol === '*') return isDecimal(right) ? times(left, right) : isDecimal(left) ? times(right, left) : undefined;
  return symbol === '/' ? quotient(left, right) : undefined;
}

export const isOfTime = (value: Value): value is Temporal =>
  isDate(value) || isDateTime(value) || isTime(value) || isDays(value) || isMonths(value);

export function negateDuration(value: DaysDuration | MonthsDuration): Result {
  return value.kind === 'years and months duration' ? monthsDuration(-value.months) : daysDuration(-value.nanos);
}

function add(left: Value, right: Value): Result {
  if (isDays(right)) return addDays(left, right.nanos);
  return isMonths(right) ? addWholeMonths(left, right.months) : undefined;
}

function subtract(left: Value, right: Value): Result {
  if (isDays(right)) return addDays(left, -right.nanos);
  if (isMonths(right)) return addWholeMonths(left, -right.months);
  if (isTime(left) && isTime(right)) return difference(left, right);
  const [from, to] = [isDate(left) ? midnightOf(left) : left, isDate(right) ? midnightOf(right) : right];
  return isDateTime(from) && isDateTime(to) ? difference(from, to) : undefined;
}

const difference = <T extends TimeValue | DateTimeValue>(left: T, right: T): Result =>
  (left.zone === null) === (right.zone === null) ? daysDuration(instantOf(left) - instantOf(right)) : undefined;

function addDays(value: Value, nanos: bigint): Result {
  if (isDays(value)) return daysDuration(value.nanos + nanos);
  if (isDateTime(value)) return atInstant(instantOf(value) + nanos, value.zone);
  if (isTime(value)) {
    const day = BigInt(DAY_NANOS);
    const total = BigInt(value.nanos) + nanos;
    return { ...value, nanos: Number(total - floorDivide(total, day) * day) };
  }
  if (!isDate(value)) return undefined;
  const days = value.days + Number(floorDivide(nanos, BigInt(DAY_NANOS)));
  return isDayInRange(days) ? { kind: 'date', days } : undefined;
}

function addWholeMonths(value: Value, months: number): Result {
  if (isMonths(value)) return monthsDuration(value.months + months);
  if (!isDate(value) && !isDateTime(value)) return undefined;
  const days = addMonths(value.days, months);
  if (days === undefined) return undefined;
  return isDate(value) ? { kind: 'date', days } : dateTimeOf(days, value.nanos, value.zone, value.zone?.name ?? null);
}

/** Nanoseconds and months are whole; what is left over is cut off. */
function times(duration: Value, factor: Decimal): Result {
  if (isDays(duration)) return wholeDays(multiplied(duration.nanos, factor));
  return isMonths(duration) ? wholeMonths(multiplied(BigInt(duration.months), factor)) : undefined;
}

const multiplied = (whole: bigint, factor: Decimal): Decimal | undefined => {
  const value = decimalOfBigint(whole);
  return value === undefined ? undefined : multiply(value, factor);
};

function quotient(left: Value, right: Value): Result {
  const [dividend, divisor] = [sizeOf(left), isDecimal(right) ? right : sizeOf(right)];
  if (dividend === undefined || divisor === undefined) return undefined;
  const result = divide(dividend, divisor);
  if (isDecimal(right)) return isDays(left) ? wholeDays(result) : wholeMonths(result);
  return isDays(left) === isDays(right) ? result : undefined;
}

const sizeOf = (value: Value): Decimal | undefined =>
  isDays(value) ? decimalOfBigint(value.nanos) : isMonths(value) ? decimalOfWhole(value.months) : undefined;

function cutOff(value: Decimal | undefined): bigint | undefined {
  const whole = value === undefined ? undefined : roundTo(value, 0, 'down');
  return whole === undefined ? undefined : wholeOf(whole);
}

function wholeDays(value: Decimal | undefined): Result {
  const nanos = cutOff(value);
  return nanos === undefined ? undefined : daysDuration(nanos);
}

function wholeMonths(value: Decimal | undefined): Result {
  const months = cutOff(value);
  return months === undefined ? undefined : monthsDuration(Number(months));
}

/** Whole months between two days, counted towards zero; the time of day does not count. */
export const monthsFrom = (from: DateValue | DateTimeValue, to: DateValue | DateTimeValue): Result => monthsDuration(monthsBetween(from.days, to.days));

export const lastDayOfMonth = (days: number): number => {
  const { year, month } = civilOf(days);
  return (month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1)) - 1;
};
