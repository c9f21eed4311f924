import { compareDecimals, type Decimal } from './decimal.js';
import type { DaysDuration, MonthsDuration } from './duration.js';
import { spend, spendLongText, type Call } from './problem.js';
import { momentOf, secondOf, type DateTimeValue, type DateValue, type TimeValue } from './temporal.js';

export type Context = Readonly<{ kind: 'context'; entries: Readonly<Record<string, Value>> }>;
/** An end without a value is open to infinity, as in `> 5`. */
/** `from` and `to` are null where `(< 5)` and the like have no end; an end whose value is null is not known. `only` is the test of `(= 5)` and `(!= 5)`. */
export type Range = Readonly<{ kind: 'range'; from: Bound | null; to: Bound | null; only?: '=' | '!=' }>;
export type Bound = Readonly<{ value: Value; included: boolean }>;
export type Temporal = DateValue | TimeValue | DateTimeValue | DaysDuration | MonthsDuration;
/** `accept` brings a value to what the function takes (DMN's implicit conversions), or is undefined. */
export type Parameter<T> = Readonly<{
  name: string;
  expected: string;
  isOptional: boolean;
  isMany: boolean;
  accept(value: Value, call: Call): T | undefined;
}>;
export type Signature = Readonly<{ parameters: readonly Parameter<unknown>[]; run(call: Call, values: readonly unknown[]): Value }>;
/** `type` is known of functions that an expression or a model defines. */
export type FeelFunction = Readonly<{ kind: 'function'; name: string; signatures: readonly Signature[]; type?: FeelType }>;
/** A type of FEEL as data: of the language, or an item definition of a DMN model. */
export type FeelType = TypeShape & Readonly<{ allows?: Allows }>;
/** Whether a value of that type is among its allowed ones. `instance of` does not ask; what is converted to the type is asked. */
export type Allows = (value: Value, call: Call) => boolean;
type TypeShape =
  | Readonly<{ kind: 'Any' | 'Null' }>
  | Readonly<{ kind: 'simple'; of: Kind }>
  | Readonly<{ kind: 'list'; item: FeelType }>
  | Readonly<{ kind: 'range'; end: FeelType }>
  | Readonly<{ kind: 'context'; entries: Readonly<Record<string, FeelType>> }>
  | Readonly<{ kind: 'function'; parameters: readonly FeelType[]; result: FeelType }>;
export type Value = null | boolean | string | Decimal | Temporal | Context | Range | FeelFunction | readonly Value[];

export const isDecimal = (value: Value): value is Decimal => isTagged(value) && value.kind === 'decimal';
export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
export const isContext = (value: Value): value is Context => isTagged(value) && value.kind === 'context';
export const isRange = (value: Value): value is Range => isTagged(value) && value.kind === 'range';
export const isFunction = (value: Value): value is FeelFunction => isTagged(value) && value.kind === 'function';
export const isDate = (value: Value): value is DateValue => isTagged(value) && value.kind === 'date';
export const isTime = (value: Value): value is TimeValue => isTagged(value) && value.kind === 'time';
export const isDateTime = (value: Value): value is DateTimeValue => isTagged(value) && value.kind === 'date and time';
export const isDays = (value: Value): value is DaysDuration => isTagged(value) && value.kind === 'days and time duration';
export const isMonths = (value: Value): value is MonthsDuration => isTagged(value) && value.kind === 'years and months duration';

type Tagged = Decimal | Temporal | Context | Range | FeelFunction;
const isTagged = (value: Value): value is Tagged => typeof value === 'object' && value !== null && !Array.isArray(value);

export type Kind = 'null' | 'boolean' | 'string' | 'number' | 'list' | 'context' | 'range' | 'function' | Temporal['kind'];

/** The name FEEL has for what the value is. */
export function kindOf(value: Value): Kind {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  if (isList(value)) return 'list';
  return value.kind === 'decimal' ? 'number' : value.kind;
}

/** Names meet in one form: composed Unicode and single spaces, however they were typed. */
export const normalName = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ');

/** Without a prototype, so that a field named `constructor` is a field and nothing else. */
export function contextOf(entries: Iterable<readonly [string, Value]>): Context {
  const table: Record<string, Value> = Object.create(null) as Record<string, Value>;
  for (const [name, value] of entries) table[name] = value;
  return { kind: 'context', entries: table };
}

/** Values nested deeper than this are not looked into: walking them recurses. */
export const MAX_DATA_DEPTH = 200;

/**
 * DMN: null equals only null; two kinds cannot be compared, which is neither true nor false, but a date equals its midnight in UTC.
 * A local time and one of a zone are two values, so they are not equal.
 */
export function equal(left: Value, right: Value, call: Call, depth = 0): boolean | null {
  if (left === null || right === null) return left === right;
  if (typeof left === 'string' && typeof right === 'string') return left.length === right.length && spendLongText(call, left.length) && left === right;
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object') return typeof left === typeof right ? false : null;
  if (isList(left)) return isList(right) ? equalLists(left, right, call, depth) : null;
  if (isList(right)) return null;
  if (left.kind !== right.kind) return isDay(left) && isDay(right) ? equalMoments(momentOf(left), momentOf(right)) : null;
  if (left.kind === 'context') return equalContexts(left, right as Context, call, depth);
  if (left.kind === 'range') return equalRanges(left, right as Range, call, depth);
  if (left.kind === 'function') return false;
  if (left.kind === 'time' || left.kind === 'date and time') return equalMoments(left, right as TimeValue | DateTimeValue);
  return order(left, right) === 0;
}

const isDay = (value: Value): value is DateValue | DateTimeValue => isDate(value) || isDateTime(value);

const equalMoments = (left: TimeValue | DateTimeValue, right: TimeValue | DateTimeValue): boolean =>
  (left.zone === null) === (right.zone === null) && secondOf(left) === secondOf(right);

function equalLists(left: readonly Value[], right: readonly Value[], call: Call, depth: number): boolean | null {
  if (left.length !== right.length) return false;
  if (depth > MAX_DATA_DEPTH || !spend(call.evaluation, call.span, left.length)) return null;
  return left.every((item, i) => equal(item, right[i] ?? null, call, depth + 1) === true);
}

function equalContexts(left: Context, right: Context, call: Call, depth: number): boolean | null {
  const names = Object.keys(left.entries);
  if (names.length !== Object.keys(right.entries).length) return false;
  if (depth > MAX_DATA_DEPTH || !spend(call.evaluation, call.span, names.length)) return null;
  return names.every((name) => name in right.entries && equal(left.entries[name] ?? null, right.entries[name] ?? null, call, depth + 1) === true);
}

function equalRanges(left: Range, right: Range, call: Call, depth: number): boolean | null {
  if (depth > MAX_DATA_DEPTH) return null;
  const same = (one: Bound | null, other: Bound | null): boolean =>
    one === null || other === null
      ? one === other
      : one.included === other.included && equal(one.value, other.value, call, depth + 1) === true;
  return left.only === right.only && same(left.from, right.from) && same(left.to, right.to);
}

/** Negative, zero or positive for two numbers, strings, dates, times, moments or durations; null for what has no order. */
export function order(left: Value, right: Value): number | null {
  if (typeof left === 'string') return typeof right === 'string' ? (left < right ? -1 : left > right ? 1 : 0) : null;
  if (!isTagged(left) || !isTagged(right)) return null;
  switch (left.kind) {
    case 'decimal':
      return right.kind === 'decimal' ? compareDecimals(left, right) : null;
    case 'date':
      if (right.kind === 'date') return left.days - right.days;
      return right.kind === 'date and time' ? orderMoments(momentOf(left), right) : null;
    case 'date and time':
      return isDay(right) ? orderMoments(left, momentOf(right)) : null;
    case 'time':
      return right.kind === 'time' ? orderMoments(left, right) : null;
    case 'days and time duration':
      return right.kind === left.kind ? Number(left.nanos > right.nanos) - Number(left.nanos < right.nanos) : null;
    case 'years and months duration':
      return right.kind === left.kind ? left.months - right.months : null;
    default:
      return null;
  }
}

/** A local time and one of a zone: which is earlier depends on where one stands. */
function orderMoments(left: TimeValue | DateTimeValue, right: TimeValue | DateTimeValue): number | null {
  if ((left.zone === null) !== (right.zone === null)) return null;
  const difference = secondOf(left) - secondOf(right);
  return Number(difference > 0n) - Number(difference < 0n);
}

export function isWithin(value: Value, { from, to, only }: Range): boolean | null {
  if (only === '!=') return differs(value, from?.value ?? null);
  const low = from === null ? 1 : order(value, from.value);
  const high = to === null ? -1 : order(value, to.value);
  if (low === null || high === null) return null;
  return (low > 0 || (low === 0 && from?.included === true)) && (high < 0 || (high === 0 && to?.included === true));
}

function differs(value: Value, other: Value): boolean | null {
  const difference = order(value, other);
  return difference === null ? null : difference !== 0;
}
