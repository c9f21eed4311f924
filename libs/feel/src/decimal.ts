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
/** Thirty squarings. */
const MAX_POWER = 999_999_999n;
const NUMERAL = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

export const ZERO: Decimal = { kind: 'decimal', coefficient: 0n, exponent: 0 };

/** Undefined when the result is outside decimal128. */
function decimal(coefficient: bigint, exponent: number): Decimal | undefined {
  const rounded = absolute(coefficient) < LIMIT ? { coefficient, exponent } : toDigits(coefficient, exponent);
  if (rounded.coefficient === 0n) return ZERO;
  if (Math.abs(rounded.exponent) > MAX_EXPONENT) return undefined;
  return { kind: 'decimal', ...rounded };
}

type Scaled = Readonly<{ coefficient: bigint; exponent: number }>;

/** There are more digits than that. */
function toDigits(coefficient: bigint, exponent: number, digits = DIGITS): Scaled {
  const excess = absolute(coefficient).toString().length - digits;
  const rounded = divideHalfEven(coefficient, 10n ** BigInt(excess));
  // 999…9 may round up to one digit more; it then ends in a zero, so this loses nothing.
  return absolute(rounded) < 10n ** BigInt(digits)
    ? { coefficient: rounded, exponent: exponent + excess }
    : { coefficient: rounded / 10n, exponent: exponent + excess + 1 };
}

const divideHalfEven = (dividend: bigint, divisor: bigint): bigint => divideRounded(dividend, divisor, 'half-even');

/** Up and down are away from zero and towards it, floor and ceiling towards the infinities. */
export type Rounding = 'half-even' | 'half-up' | 'half-down' | 'up' | 'down' | 'floor' | 'ceiling';

function divideRounded(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const quotient = dividend / divisor;
  const rest = absolute(dividend % divisor);
  if (rest === 0n) return quotient;
  const isNegative = dividend < 0n !== divisor < 0n;
  return isAwayFromZero(rest * 2n - absolute(divisor), quotient, isNegative, rounding) ? quotient + (isNegative ? -1n : 1n) : quotient;
}

/** `beyondHalf` is positive, zero or negative as the rest is more than, just or less than a half. */
function isAwayFromZero(beyondHalf: bigint, quotient: bigint, isNegative: boolean, rounding: Rounding): boolean {
  switch (rounding) {
    case 'half-even':
      return beyondHalf > 0n || (beyondHalf === 0n && quotient % 2n !== 0n);
    case 'half-up':
      return beyondHalf >= 0n;
    case 'half-down':
      return beyondHalf > 0n;
    case 'up':
      return true;
    case 'down':
      return false;
    case 'floor':
      return isNegative;
    case 'ceiling':
      return !isNegative;
  }
}

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

/** Reads `12`, `-0.5`, `.5`, `1e3`. Undefined for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] = NUMERAL.exec(text) ?? [];
  if (sign === undefined || whole.length + fraction.length === 0) return undefined;
  const digits = whole.length + fraction.length > MANY_DIGITS ? shortened(whole + fraction) : { text: whole + fraction, left: 0 };
  return decimal(BigInt(`${sign}${digits.text}`), Number(exponent) - fraction.length + digits.left);
}

/** Far more than are kept; a thousand digits would take long to read, and none of them beyond these could be seen. */
const MANY_DIGITS = 200;

/** The first digits, and one that says whether any behind them is more than zero: rounded, it is the same number. */
function shortened(digits: string): Readonly<{ text: string; left: number }> {
  const significant = digits.replace(/^0+/, '');
  const kept = significant.slice(0, MANY_DIGITS);
  const left = significant.length - kept.length;
  return left === 0 ? { text: `0${kept}`, left } : { text: `${kept}${/[1-9]/.test(significant.slice(kept.length)) ? '1' : '0'}`, left: left - 1 };
}

/** The decimal a person reads in the JSON, i.e. 0.1 is one tenth. Undefined for NaN and infinities. */
export const decimalOf = (value: number): Decimal | undefined =>
  Number.isSafeInteger(value) ? decimalOfWhole(value) : parseDecimal(String(value));
/** For counts and positions, which are whole and safe by their making. */
export const decimalOfWhole = (value: number): Decimal => ({ kind: 'decimal', coefficient: BigInt(value), exponent: 0 });
export const decimalOfBigint = (value: bigint): Decimal | undefined => decimal(value, 0);
/** `coefficient × 10^exponent`, rounded to 34 digits. */
export const scaled = (coefficient: bigint, exponent: number): Decimal | undefined => decimal(coefficient, exponent);

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
  let [result, factor]: readonly Scaled[] = [ONE, base];
  for (let left = absolute(times); left > 0n; left /= 2n) {
    if (result === undefined || factor === undefined || Math.abs(result.exponent) > MAX_POWER_EXPONENT) return undefined;
    if (left % 2n === 1n) result = guarded(result, factor);
    if (left > 1n) factor = guarded(factor, factor);
  }
  if (result === undefined) return undefined;
  const positive = decimal(result.coefficient, result.exponent);
  return times < 0n && positive !== undefined ? divide(ONE, positive) : positive;
}

const ONE: Decimal = { kind: 'decimal', coefficient: 1n, exponent: 0 };
/** Errors of a factor grow with the exponent, by ten digits at the most. */
const GUARD_DIGITS = 12;
/** What is that large or small stays out of range whatever it is multiplied by. */
const MAX_POWER_EXPONENT = 1_000_000;

function guarded(left: Scaled, right: Scaled): Scaled {
  const [coefficient, exponent, digits] = [left.coefficient * right.coefficient, left.exponent + right.exponent, DIGITS + GUARD_DIGITS];
  return absolute(coefficient) < 10n ** BigInt(digits) ? { coefficient, exponent } : toDigits(coefficient, exponent, digits);
}

/** Negative, zero or positive. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  if (left.exponent === right.exponent)
    return left.coefficient < right.coefficient ? -1 : left.coefficient > right.coefficient ? 1 : 0;
  const difference = subtract(left, right);
  if (difference !== undefined) return Number(difference.coefficient > 0n) - Number(difference.coefficient < 0n);
  return left.coefficient < right.coefficient ? -1 : 1;
}

/** To `scale` digits after the point. */
export function roundTo(value: Decimal, scale: number, rounding: Rounding): Decimal | undefined {
  const excess = -scale - value.exponent;
  // Beyond all digits a number is rounded alike, however small it is.
  return excess <= 0 ? value : decimal(divideRounded(value.coefficient, 10n ** BigInt(Math.min(excess, NEGLIGIBLE)), rounding), -scale);
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
  if (Math.abs(exponent) > 80) return `${sign}${digits.replace(/0+$/, '')}e${exponent + digits.length - digits.replace(/0+$/, '').length}`;
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
