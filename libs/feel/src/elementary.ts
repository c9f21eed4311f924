import { compareDecimals, decimalOfWhole, multiply, power, scaled, wholeOf, ZERO, type Decimal } from './decimal.js';

/** Functions that have no finite decimal, to 34 digits: calculated in whole multiples of 10^-80 and rounded once. */
const SCALE = 80;
const ONE = 10n ** BigInt(SCALE);
const TWO_LN2 = atanh(ONE / 3n) * 2n;
/** ln 10 = 3 ln 2 + ln 1.25. */
const LN10 = 3n * TWO_LN2 + 2n * atanh(ONE / 9n);
const MAX_EXPONENT = 15_000n;

/** z + z³/3 + z⁵/5 …, for |z| well below 1. */
function atanh(z: bigint): bigint {
  const square = (z * z) / ONE;
  let [sum, term] = [0n, z];
  for (let n = 1n; term !== 0n; n += 2n) {
    sum += term / n;
    term = (term * square) / ONE;
  }
  return sum;
}

/** The value in multiples of 10^-SCALE; digits beyond are cut off. */
function fixed({ coefficient, exponent }: Decimal): bigint {
  const shift = exponent + SCALE;
  return shift >= 0 ? coefficient * 10n ** BigInt(shift) : coefficient / 10n ** BigInt(-shift);
}

/** Undefined for a negative number. */
export function squareRoot({ coefficient, exponent }: Decimal): Decimal | undefined {
  if (coefficient < 0n) return undefined;
  if (coefficient === 0n) return ZERO;
  const shift = 80 + (Math.abs(exponent) % 2);
  const radicand = coefficient * 10n ** BigInt(shift);
  const root = wholeRoot(radicand);
  // A further digit keeps what is not exact from being rounded as if it were.
  const isExact = root * root === radicand;
  return scaled(root * 10n + (isExact ? 0n : 1n), (exponent - shift) / 2 - 1);
}

/** By Newton, from above. */
function wholeRoot(value: bigint): bigint {
  let root = 10n ** BigInt(Math.ceil(value.toString().length / 2));
  for (;;) {
    const next = (root + value / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}

/** Undefined where the result is beyond decimal128. */
export function exponential(value: Decimal): Decimal | undefined {
  if (compareDecimals(value, decimalOfWhole(Number(MAX_EXPONENT))) > 0) return undefined;
  if (compareDecimals(value, decimalOfWhole(-Number(MAX_EXPONENT))) < 0) return ZERO;
  return expOfFixed(fixed(value));
}

function expOfFixed(value: bigint): Decimal | undefined {
  const tens = value / LN10;
  const rest = value - tens * LN10;
  // e^r = (e^(r/256))^256, where the series is short.
  const small = rest / 256n;
  let [sum, term] = [ONE, ONE];
  for (let n = 1n; term !== 0n; n += 1n) {
    term = (term * small) / ONE / n;
    sum += term;
  }
  for (let i = 0; i < 8; i += 1) sum = (sum * sum) / ONE;
  return scaled(sum, Number(tens) - SCALE);
}

function lnFixed({ coefficient, exponent }: Decimal): bigint {
  const digits = coefficient.toString().length;
  const mantissa = { kind: 'decimal', coefficient, exponent: 1 - digits } as const;
  // Between 0.316 and 3.16 the series is shortest.
  const isLarge = fixed(mantissa) * fixed(mantissa) > 10n * ONE * ONE;
  const m = isLarge ? fixed(mantissa) / 10n : fixed(mantissa);
  return 2n * atanh(((m - ONE) * ONE) / (m + ONE)) + BigInt(exponent + digits - 1 + (isLarge ? 1 : 0)) * LN10;
}

/** The natural logarithm; undefined for zero and below. */
export const logarithm = (value: Decimal): Decimal | undefined => (value.coefficient <= 0n ? undefined : scaled(lnFixed(value), -SCALE));

/** `**`: exact for whole exponents, by logarithm for others; undefined where there is no real result or it is out of range. */
export function raise(base: Decimal, exponent: Decimal): Decimal | undefined {
  if (wholeOf(exponent) !== undefined) return power(base, exponent);
  if (base.coefficient <= 0n) return base.coefficient === 0n && exponent.coefficient > 0n ? ZERO : undefined;
  const half = multiply(exponent, decimalOfWhole(2));
  if (half !== undefined && wholeOf(half) !== undefined) {
    const root = squareRoot(base);
    return root === undefined ? undefined : power(root, half);
  }
  const product = (lnFixed(base) * fixed(exponent)) / ONE;
  return product > MAX_EXPONENT * ONE ? undefined : product < -MAX_EXPONENT * ONE ? ZERO : expOfFixed(product);
}
