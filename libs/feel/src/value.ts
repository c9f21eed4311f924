import { compareDecimals, decimalOf, decimalText, type Decimal, wholeOf } from './decimal.js';
import type { Temporal } from './temporal.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export type Context = Readonly<{ kind: 'context'; entries: Readonly<Record<string, Value>> }>;
/** An end without a value is open to infinity, as in `> 5`. */
export type Range = Readonly<{ kind: 'range'; from: Bound | null; to: Bound | null }>;
export type Bound = Readonly<{ value: Value; included: boolean }>;
export type Value = null | boolean | string | Decimal | Temporal | Context | Range | readonly Value[];

export const isDecimal = (value: Value): value is Decimal => kindOf(value) === 'number';
export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
export const isContext = (value: Value): value is Context => kindOf(value) === 'context';
export const isRange = (value: Value): value is Range => kindOf(value) === 'range';

export type Kind = 'null' | 'boolean' | 'string' | 'number' | 'list' | 'context' | 'range' | Temporal['kind'];

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

/** Data nested deeper than this is cut off as null: reading it recurses. */
const MAX_DATA_DEPTH = 200;

export function fromJson(json: Json, depth = 0): Value {
  if (json === null || typeof json === 'boolean' || depth > MAX_DATA_DEPTH) return typeof json === 'boolean' ? json : null;
  if (typeof json === 'string') return json.normalize('NFC');
  if (typeof json === 'number') return decimalOf(json) ?? null;
  if (Array.isArray(json)) return (json as readonly Json[]).map((item) => fromJson(item, depth + 1));
  return contextOf(Object.entries(json).map(([name, value]) => [normalName(name), fromJson(value, depth + 1)]));
}

/** Without a prototype, so that a field named `constructor` is a field and nothing else. */
export function contextOf(entries: readonly (readonly [string, Value])[]): Context {
  const table: Record<string, Value> = Object.create(null) as Record<string, Value>;
  for (const [name, value] of entries) table[name] = value;
  return { kind: 'context', entries: table };
}

/** Whole numbers a double holds exactly stay numbers; every other decimal becomes a string such as `"0.5"`. */
export function toJson(value: Value): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (isList(value)) return value.map(toJson);
  switch (value.kind) {
    case 'decimal': {
      const whole = Number(wholeOf(value) ?? NaN);
      return Number.isSafeInteger(whole) ? whole : decimalText(value);
    }
    case 'context':
      return Object.fromEntries(Object.entries(value.entries).map(([name, entry]) => [name, toJson(entry)]));
    case 'range':
      return rangeText(value);
    default:
      return value.text;
  }
}

const textOfEnd = (json: Json): string => (typeof json === 'string' ? json : JSON.stringify(json));

function rangeText({ from, to }: Range): string {
  const end = (bound: Bound | null): string => (bound === null ? '' : textOfEnd(toJson(bound.value)));
  return `${from?.included === true ? '[' : '('}${end(from)}..${end(to)}${to?.included === true ? ']' : ')'}`;
}

/** DMN: null equals only null; two kinds cannot be compared, which is neither true nor false. */
export function equal(left: Value, right: Value): boolean | null {
  if (left === null || right === null) return left === right;
  const kind = kindOf(left);
  if (kind !== kindOf(right)) return null;
  if (isList(left) && isList(right)) return left.length === right.length && left.every((item, i) => equal(item, right[i] ?? null) === true);
  if (isContext(left) && isContext(right)) {
    const names = Object.keys(left.entries);
    const other = right.entries;
    return (
      names.length === Object.keys(other).length &&
      names.every((name) => name in other && equal(left.entries[name] ?? null, other[name] ?? null) === true)
    );
  }
  if (isRange(left) && isRange(right)) return rangeText(left) === rangeText(right);
  if (typeof left === 'boolean') return left === right;
  return order(left, right) === 0;
}

/** Negative, zero or positive for two numbers, strings, dates or moments; null for what has no order. */
export function order(left: Value, right: Value): number | null {
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  if (isDecimal(left) && isDecimal(right)) return compareDecimals(left, right);
  if (isTemporal(left) && isTemporal(right) && left.kind === right.kind) return Math.sign(left.seconds - right.seconds);
  return null;
}

const isTemporal = (value: Value): value is Temporal => ['date', 'date and time'].includes(kindOf(value));

export function isWithin(value: Value, { from, to }: Range): boolean | null {
  const low = from === null ? 1 : order(value, from.value);
  const high = to === null ? -1 : order(value, to.value);
  if (low === null || high === null) return null;
  return (low > 0 || (low === 0 && from?.included === true)) && (high < 0 || (high === 0 && to?.included === true));
}
