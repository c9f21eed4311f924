import { add, decimalOfWhole, divide, multiply, negate, parseDecimal, roundTo, scaled, subtract, wholeOf, ZERO, type Decimal, type Rounding } from './decimal.js';
import { exponential, logarithm, squareRoot } from './elementary.js';
import { wrongKind } from './evaluation.js';
import { problem, spend, type Call } from './problem.js';
import { defined, duration, months, number, optional, signature, text } from './signature.js';
import type { Signature, Value } from './value.js';

/** Of DMN. */
const [MIN_SCALE, MAX_SCALE] = [-6111, 6176];
/** Numbers further apart than this many orders are not brought to one exponent. */
const MAX_GAP = 500;

export const outOfRange = ({ evaluation, span }: Call): null =>
  problem(evaluation, span, 'NO_RESULT', 'kết quả ngoài phạm vi của số', 'the result is out of the range of numbers');

/** A number without fraction that counts or positions; undefined for any other. */
export function countOf(value: Decimal | undefined): number | undefined {
  const whole = value === undefined ? undefined : wholeOf(value);
  return whole === undefined || whole > 1_000_000_000n || whole < -1_000_000_000n ? undefined : Number(whole);
}

/** The same, a fraction cut off: for a length or a scale, which DMN does not ask to be whole. */
export const cutCountOf = (value: Decimal | undefined): number | undefined => (value === undefined ? undefined : countOf(roundTo(value, 0, 'down')));

function rounded(value: Decimal, scale: Decimal | undefined, rounding: Rounding, call: Call): Value {
  const digits = scale === undefined ? 0 : cutCountOf(scale);
  if (digits === undefined || digits < MIN_SCALE || digits > MAX_SCALE) return wrongKind(call.evaluation, call.span, 'scale', scale ?? null);
  return roundTo(value, digits, rounding) ?? outOfRange(call);
}

const withScale = (how: Rounding): Signature => signature([number('n'), number('scale')], (call, n, scale) => rounded(n, scale, how, call));

/** The scale may be left out, but null is none. */
const rounding = (how: Rounding): readonly Signature[] => [
  signature([number('n')], (call, n) => rounded(n, undefined, how, call)),
  withScale(how),
];

/** The sign of the divisor, as DMN defines it: `dividend - divisor * floor(dividend / divisor)`, without rounding in between. */
function modulo(call: Call, dividend: Decimal, divisor: Decimal): Value {
  const gap = Math.abs(dividend.exponent - divisor.exponent);
  if (divisor.coefficient === 0n || gap > MAX_GAP) return outOfRange(call);
  const exponent = Math.min(dividend.exponent, divisor.exponent);
  const [left, right] = [dividend, divisor].map((each) => each.coefficient * 10n ** BigInt(each.exponent - exponent));
  if (left === undefined || right === undefined) return null;
  const rest = left % right;
  const result = rest !== 0n && rest < 0n !== right < 0n ? rest + right : rest;
  return scaled(result, exponent) ?? outOfRange(call);
}

const parity = (rest: bigint): Signature =>
  signature([number('number')], (_call, value) => {
    const whole = wholeOf(value);
    if (whole !== undefined) return (whole % 2n === 0n ? 0n : 1n) === rest;
    // A whole number too large for its digits to be written out ends in zeros.
    return value.exponent > 0 && rest === 0n;
  });

/** A series of big numbers takes as long as this many steps of an expression. */
const SERIES_STEPS = 50;
const inSteps = (calculate: (value: Decimal) => Decimal | undefined): Signature =>
  signature([number('number')], (call, value) => (spend(call.evaluation, call.span, SERIES_STEPS) ? (calculate(value) ?? outOfRange(call)) : null));

const GROUPINGS = [' ', '.', ','];

/** `number("1 000,5", " ", ",")`. */
function parsed(call: Call, from: string, grouping: string | undefined, point: string | undefined): Value {
  const isGrouping = grouping === undefined || GROUPINGS.includes(grouping);
  const isPoint = point === undefined || point === '.' || point === ',';
  if (!isGrouping || !isPoint || (grouping !== undefined && grouping === (point ?? '.')))
    return problem(call.evaluation, call.span, 'NO_RESULT', 'dấu phân cách không hợp lệ', 'the separators do not fit');
  const ungrouped = grouping === undefined ? from : from.replaceAll(grouping, '');
  const hasForeignPoint = point === ',' && ungrouped.includes('.');
  const value = hasForeignPoint ? undefined : parseDecimal(point === ',' ? ungrouped.replace(',', '.') : ungrouped);
  const said = from.slice(0, 60);
  return value ?? problem(call.evaluation, call.span, 'NO_RESULT', `“${said}” không phải là số`, `"${said}" is not a number`);
}

export const NUMBER_FUNCTIONS = defined({
  decimal: withScale('half-even'),
  floor: rounding('floor'),
  ceiling: rounding('ceiling'),
  'round up': rounding('up'),
  'round down': rounding('down'),
  'round half up': rounding('half-up'),
  'round half down': rounding('half-down'),
  abs: [
    signature([number('n')], (_call, n) => (n.coefficient < 0n ? negate(n) : n)),
    signature([duration('n')], (_call, n) => (n.nanos < 0n ? { ...n, nanos: -n.nanos } : n)),
    signature([months('n')], (_call, n) => ({ ...n, months: Math.abs(n.months) })),
  ],
  modulo: signature([number('dividend'), number('divisor')], modulo),
  sqrt: inSteps(squareRoot),
  log: inSteps(logarithm),
  exp: inSteps(exponential),
  odd: parity(1n),
  even: parity(0n),
  number: [
    signature([number('from')], (_call, from) => from),
    signature([text('from'), optional(text('grouping separator')), optional(text('decimal separator'))], parsed),
  ],
});

/** The root of the mean square of the differences; of a sample, as DMN has it. */
export function deviation(items: readonly Decimal[], mean: Decimal, call: Call): Value {
  // A difference, a square and a sum each.
  if (!spend(call.evaluation, call.span, 4 * items.length)) return null;
  let total: Decimal | undefined = ZERO;
  for (const item of items) {
    const difference = subtract(item, mean);
    const square = difference === undefined ? undefined : multiply(difference, difference);
    total = total === undefined || square === undefined ? undefined : add(total, square);
  }
  const variance = total === undefined ? undefined : divide(total, decimalOfWhole(items.length - 1));
  const root = variance === undefined ? undefined : squareRoot(variance);
  return root ?? outOfRange(call);
}


