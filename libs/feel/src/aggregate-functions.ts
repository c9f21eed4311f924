import { add, compareDecimals, decimalOfWhole, divide, multiply, ZERO, type Decimal } from './decimal.js';
import { daysDuration, monthsDuration } from './duration.js';
import { wrongKind } from './evaluation.js';
import { deviation, outOfRange } from './number-functions.js';
import { problem, spend, type Call } from './problem.js';
import { any, defined, list, many, signature } from './signature.js';
import { isDays, isDecimal, isMonths, kindOf, order, type Signature, type Value } from './value.js';

type Items = readonly Value[];

/** Takes one list or any number of values: `max([1, 2])` and `max(1, 2)`. */
const over = (apply: (call: Call, items: Items) => Value, name = 'list'): readonly Signature[] => {
  const paid = (call: Call, items: Items): Value => (spend(call.evaluation, call.span, items.length) ? apply(call, items) : null);
  // A single value that is no list and no item of one is null.
  const separate = (call: Call, items: Items): Value => (items.length > 1 ? paid(call, items) : wrongKind(call.evaluation, call.span, 'list', null));
  return [signature([list(name)], paid), signature([many(any('items'))], separate)];
};

/** The items when all are numbers, otherwise null with a problem. */
function numbers(call: Call, items: Items): readonly Decimal[] | null {
  const wrong = items.find((item) => !isDecimal(item));
  return wrong === undefined ? items.filter(isDecimal) : wrongKind(call.evaluation, call.span, 'number', wrong);
}

const ofNumbers = (apply: (call: Call, items: readonly Decimal[]) => Value): readonly Signature[] =>
  over((call, items) => {
    const all = numbers(call, items);
    return all === null ? null : apply(call, all);
  });

/** Of numbers; and of durations of one kind, as hours worked are summed. */
function sum(call: Call, items: Items): Value {
  if (items.length === 0) return null;
  if (items.every(isDays)) return daysDuration(items.reduce((total, each) => total + each.nanos, 0n)) ?? outOfRange(call);
  if (items.every(isMonths)) return monthsDuration(items.reduce((total, each) => total + each.months, 0)) ?? outOfRange(call);
  const all = numbers(call, items);
  return all === null ? null : (folded(all, ZERO, add) ?? outOfRange(call));
}

function folded(items: readonly Decimal[], start: Decimal, combine: (left: Decimal, right: Decimal) => Decimal | undefined): Decimal | undefined {
  let total: Decimal | undefined = start;
  for (const item of items) total = total === undefined ? undefined : combine(total, item);
  return total;
}

function meanOf(items: readonly Decimal[]): Decimal | undefined {
  const total = folded(items, ZERO, add);
  return total === undefined || items.length === 0 ? undefined : divide(total, decimalOfWhole(items.length));
}

function extreme(call: Call, items: Items, direction: 1 | -1): Value {
  let best: Value = items[0] ?? null;
  for (const item of items.length === 1 ? items : items.slice(1)) {
    const difference = order(item, best);
    if (difference === null) return wrongKind(call.evaluation, call.span, best === null ? 'number' : kindOf(best), item);
    if (difference * direction > 0) best = item;
  }
  return best;
}

/** Where a statistic of so few items means nothing. */
const tooFew = (call: Call, least: number): null =>
  problem(call.evaluation, call.span, 'NO_RESULT', `cần ít nhất ${least} số`, `expected at least ${least} number${least === 1 ? '' : 's'}`);

function median(call: Call, items: readonly Decimal[]): Value {
  if (items.length === 0) return tooFew(call, 1);
  const sorted = items.toSorted(compareDecimals);
  const middle = sorted.slice(Math.ceil(items.length / 2) - 1, Math.floor(items.length / 2) + 1);
  return meanOf(middle) ?? outOfRange(call);
}

/** All that occur most often, smallest first. */
function mode(_call: Call, items: readonly Decimal[]): Value {
  const runs: { value: Decimal; count: number }[] = [];
  for (const value of items.toSorted(compareDecimals)) {
    const last = runs.at(-1);
    if (last !== undefined && compareDecimals(last.value, value) === 0) last.count += 1;
    else runs.push({ value, count: 1 });
  }
  const most = runs.reduce((highest, { count }) => Math.max(highest, count), 0);
  return runs.filter(({ count }) => count === most).map(({ value }) => value);
}

/** Three-valued: what is no boolean leaves it open unless another item decides. */
const decided =
  (decisive: boolean) =>
  (call: Call, items: Items): Value => {
    if (items.includes(decisive)) return decisive;
    const open = items.find((item) => typeof item !== 'boolean');
    if (open === undefined) return !decisive;
    return open === null ? null : wrongKind(call.evaluation, call.span, 'boolean', open);
  };

export const AGGREGATE_FUNCTIONS = defined({
  count: over((_call, items) => decimalOfWhole(items.length)),
  min: over((call, items) => extreme(call, items, -1)),
  max: over((call, items) => extreme(call, items, 1)),
  sum: over(sum),
  mean: ofNumbers((call, items) => (items.length === 0 ? null : (meanOf(items) ?? outOfRange(call)))),
  product: ofNumbers((call, items) => (items.length === 0 ? null : (folded(items, decimalOfWhole(1), multiply) ?? outOfRange(call)))),
  median: ofNumbers(median),
  stddev: ofNumbers((call, items) => {
    const mean = items.length < 2 ? undefined : meanOf(items);
    return mean === undefined ? tooFew(call, 2) : deviation(items, mean, call);
  }),
  mode: ofNumbers(mode),
  all: over(decided(false)),
  any: over(decided(true)),
});
