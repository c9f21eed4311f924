/**
 * Exact decimals: `coefficient × 10^exponent`, rounded half even to 34 significant digits (IEEE 754 decimal128,
 * as DMN asks). Doubles would make `floor(4.35 * 100)` 434: not for fees.
 */
export type Decimal = Readonly<{ kind: 'decimal'; coefficient: bigint; exponent: number }>;

const DIGITS = 34;
const LIMIT = 10n ** BigInt(DIGITS);
/** Of decimal128. Beyond it there is no result, so that no expression can grow a number without end. */
const MAX_EXPONENT = 6144;
/** A summand this many orders smaller cannot change 34 digits. */
const NEGLIGIBLE = 2 * DIGITS + 2;
const MAX_POWER = 9_999n;
const NUMERAL = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

export const ZERO: Decimal = { kind: 'decimal', coefficient: 0n, exponent: 0 };

/** Undefined when the result is outside decimal128. */
function decimal(coefficient: bigint, exponent: number): Decimal | undefined {
  const rounded = absolute(coefficient) < LIMIT ? { coefficient, exponent } : toDigits(coefficient, exponent);
  if (rounded.coefficient === 0n) return ZERO;
  if (Math.abs(rounded.exponent) > MAX_EXPONENT) return undefined;
  return { kind: 'decimal', ...rounded };
}

function toDigits(coefficient: bigint, exponent: number): { coefficient: bigint; exponent: number } {
  const excess = absolute(coefficient).toString().length - DIGITS;
  const rounded = divideHalfEven(coefficient, 10n ** BigInt(excess));
  // 999…9 may round up to one digit more; it then ends in a zero, so this loses nothing.
  return absolute(rounded) < LIMIT
    ? { coefficient: rounded, exponent: exponent + excess }
    : { coefficient: rounded / 10n, exponent: exponent + excess + 1 };
}

function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twiceRest = absolute(dividend % divisor) * 2n;
  const size = absolute(divisor);
  const isUp = twiceRest > size || (twiceRest === size && quotient % 2n !== 0n);
  return isUp ? quotient + (dividend < 0n === divisor < 0n ? 1n : -1n) : quotient;
}

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

/** Reads `12`, `-0.5`, `.5`, `1e3`. Undefined for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] = NUMERAL.exec(text) ?? [];
  if (sign === undefined || whole.length + fraction.length === 0) return undefined;
  return decimal(BigInt(`${sign}${whole}${fraction}`), Number(exponent) - fraction.length);
}

/** The decimal a person reads in the JSON, i.e. 0.1 is one tenth. Undefined for NaN and infinities. */
export const decimalOf = (value: number): Decimal | undefined => parseDecimal(String(value));

export function add(left: Decimal, right: Decimal): Decimal | undefined {
  const [high, low] = left.exponent >= right.exponent ? [left, right] : [right, left];
  if (high.coefficient === 0n) return low;
  if (low.coefficient === 0n || high.exponent - low.exponent > NEGLIGIBLE) return high;
  return decimal(high.coefficient * 10n ** BigInt(high.exponent - low.exponent) + low.coefficient, low.exponent);
}

export const negate = (value: Decimal): Decimal => ({ ...value, coefficient: -value.coefficient });
export const subtract = (left: Decimal, right: Decimal): Decimal | undefined => add(left, negate(right));
export const multiply = (left: Decimal, right: Decimal): Decimal | undefined =>
  decimal(left.coefficient * right.coefficient, left.exponent + right.exponent);

/** Undefined when dividing by zero. */
export function divide(left: Decimal, right: Decimal): Decimal | undefined {
  if (right.coefficient === 0n) return undefined;
  // Two digits beyond the 34 and a sticky one: rounding twice then gives what rounding once would.
  const shift = 2 * DIGITS + 2;
  const dividend = left.coefficient * 10n ** BigInt(shift);
  const isExact = dividend % right.coefficient === 0n;
  const quotient = dividend / right.coefficient;
  const direction = dividend < 0n === right.coefficient < 0n ? 1n : -1n;
  const result = isExact
    ? decimal(quotient, left.exponent - right.exponent - shift)
    : decimal(quotient * 10n + direction, left.exponent - right.exponent - shift - 1);
  return result === undefined ? undefined : trimmed(result);
}

/** Whole exponents only; undefined for others and beyond the range. */
export function power(base: Decimal, exponent: Decimal): Decimal | undefined {
  const times = wholeOf(exponent);
  if (times === undefined || absolute(times) > MAX_POWER) return undefined;
  let result: Decimal | undefined = { kind: 'decimal', coefficient: 1n, exponent: 0 };
  let factor: Decimal | undefined = base;
  for (let left = absolute(times); left > 0n; left /= 2n) {
    if (result === undefined || factor === undefined) return undefined;
    if (left % 2n === 1n) result = multiply(result, factor);
    if (left > 1n) factor = multiply(factor, factor);
  }
  return times < 0n && result !== undefined ? divide({ kind: 'decimal', coefficient: 1n, exponent: 0 }, result) : result;
}

/** Negative, zero or positive. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const difference = subtract(left, right);
  if (difference !== undefined) return Number(difference.coefficient > 0n) - Number(difference.coefficient < 0n);
  return left.coefficient < right.coefficient ? -1 : 1;
}

export type Rounding = 'half-even' | 'floor' | 'ceiling';

/** To `scale` digits after the point. */
export function roundTo(value: Decimal, scale: number, rounding: Rounding): Decimal | undefined {
  const excess = -scale - value.exponent;
  if (excess <= 0) return value;
  if (excess > MAX_EXPONENT) return ZERO;
  const divisor = 10n ** BigInt(excess);
  if (rounding === 'half-even') return decimal(divideHalfEven(value.coefficient, divisor), -scale);
  const truncated = value.coefficient / divisor;
  const isExact = value.coefficient % divisor === 0n;
  const step = rounding === 'floor' ? (value.coefficient < 0n ? -1n : 0n) : value.coefficient > 0n ? 1n : 0n;
  return decimal(isExact ? truncated : truncated + step, -scale);
}

/** The value as a bigint if it has no fraction. */
export function wholeOf(value: Decimal): bigint | undefined {
  if (value.exponent >= 0) return value.exponent > NEGLIGIBLE ? undefined : value.coefficient * 10n ** BigInt(value.exponent);
  const divisor = -value.exponent > NEGLIGIBLE ? undefined : 10n ** BigInt(-value.exponent);
  return divisor !== undefined && value.coefficient % divisor === 0n ? value.coefficient / divisor : undefined;
}

/** Plain notation without an exponent or needless zeros; scientific only where plain would be longer than 80 characters. */
export function decimalText(value: Decimal): string {
  const { coefficient, exponent } = trimmed(value);
  const sign = coefficient < 0n ? '-' : '';
  const digits = absolute(coefficient).toString();
  if (Math.abs(exponent) > 80) return `${sign}${digits}e${exponent}`;
  if (exponent >= 0) return `${sign}${digits}${'0'.repeat(exponent)}`;
  const padded = digits.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

function trimmed(value: Decimal): Decimal {
  let { coefficient, exponent } = value;
  if (coefficient === 0n) return ZERO;
  while (exponent < 0 && coefficient % 10n === 0n) {
    coefficient /= 10n;
    exponent += 1;
  }
  return { kind: 'decimal', coefficient, exponent };
}
