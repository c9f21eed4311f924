import { add, decimalText, negate, parseDecimal, roundTo, wholeOf, ZERO, type Decimal, type Rounding } from './decimal.js';
import { spend, wrongKind, problem, type Evaluation, type Span } from './evaluation.js';
import { equal, isDecimal, isList, kindOf, order, toJson, type Value } from './value.js';

export type Call = Readonly<{ span: Span; evaluation: Evaluation }>;
/** `rest` names a last parameter that takes any number of values. */
export type BuiltIn = Readonly<{ parameters: readonly string[]; isVariadic?: true; apply(values: readonly Value[], call: Call): Value }>;

const text = (parameters: readonly string[], apply: (...texts: string[]) => Value): BuiltIn => ({
  parameters,
  apply(values, { span, evaluation }) {
    const texts = values.filter((value) => typeof value === 'string');
    if (texts.length === values.length) return apply(...texts);
    return wrongKind(evaluation, span, 'string', values.find((value) => typeof value !== 'string') ?? null);
  },
});

const list = (apply: (items: readonly Value[], call: Call) => Value): BuiltIn => ({
  parameters: ['list'],
  isVariadic: true,
  apply(values, call) {
    const [only = null] = values;
    const items = values.length === 1 && isList(only) ? only : values;
    return spend(call.evaluation, call.span, items.length) ? apply(items, call) : null;
  },
});

function sum(items: readonly Value[], { span, evaluation }: Call): Value {
  if (items.length === 0) return null;
  let total: Decimal | undefined = ZERO;
  for (const item of items) {
    if (!isDecimal(item)) return wrongKind(evaluation, span, 'number', item);
    total = add(total, item);
    if (total === undefined) return problem(evaluation, span, 'NO_RESULT', 'tổng vượt phạm vi', 'the sum is out of range');
  }
  return total;
}

function extreme(items: readonly Value[], { span, evaluation }: Call, direction: 1 | -1): Value {
  let best: Value = items[0] ?? null;
  for (const item of items.slice(1)) {
    const difference = order(item, best);
    if (difference === null) return wrongKind(evaluation, span, kindOf(best), item);
    if (difference * direction > 0) best = item;
  }
  return best;
}

const rounded = (rounding: Rounding): BuiltIn => ({
  parameters: ['n'],
  apply: ([value = null], { span, evaluation }) =>
    isDecimal(value) ? (roundTo(value, 0, rounding) ?? null) : wrongKind(evaluation, span, 'number', value),
});

function toScale([value = null, scale = null]: readonly Value[], { span, evaluation }: Call): Value {
  if (!isDecimal(value)) return wrongKind(evaluation, span, 'number', value);
  const digits = isDecimal(scale) ? Number(wholeOf(scale) ?? NaN) : NaN;
  if (!Number.isInteger(digits) || Math.abs(digits) > 6111) return wrongKind(evaluation, span, 'scale', scale);
  return roundTo(value, digits, 'half-even') ?? null;
}

function toNumber([from = null]: readonly Value[], { span, evaluation }: Call): Value {
  if (isDecimal(from)) return from;
  if (typeof from !== 'string') return wrongKind(evaluation, span, 'string', from);
  const value = parseDecimal(from);
  return value ?? problem(evaluation, span, 'NO_RESULT', `“${from}” không phải là số`, `"${from}" is not a number`);
}

function toText([from = null]: readonly Value[]): Value {
  if (from === null || typeof from === 'string') return from;
  if (isDecimal(from)) return decimalText(from);
  const json = toJson(from);
  return typeof json === 'string' ? json : JSON.stringify(json);
}

/** `is defined` is not here: it asks about a name, not about a value, so the compiler knows it. */
export const BUILT_INS: ReadonlyMap<string, BuiltIn> = new Map<string, BuiltIn>([
  ['contains', text(['string', 'match'], (string = '', match = '') => string.includes(match))],
  ['starts with', text(['string', 'match'], (string = '', match = '') => string.startsWith(match))],
  ['ends with', text(['string', 'match'], (string = '', match = '') => string.endsWith(match))],
  ['string length', text(['string'], (string = '') => parseDecimal(String(Array.from(string).length)) ?? null)],
  ['upper case', text(['string'], (string = '') => string.toLocaleUpperCase('vi'))],
  ['lower case', text(['string'], (string = '') => string.toLocaleLowerCase('vi'))],
  ['string', { parameters: ['from'], apply: toText }],
  ['number', { parameters: ['from'], apply: toNumber }],
  ['not', { parameters: ['negand'], apply: ([value = null]) => (typeof value === 'boolean' ? !value : null) }],
  ['count', list((items) => parseDecimal(String(items.length)) ?? null)],
  ['sum', list(sum)],
  ['min', list((items, call) => extreme(items, call, -1))],
  ['max', list((items, call) => extreme(items, call, 1))],
  [
    'append',
    {
      parameters: ['list', 'items'],
      isVariadic: true,
      apply: ([first = null, ...items]) => [...(isList(first) ? first : first === null ? [] : [first]), ...items],
    },
  ],
  [
    'list contains',
    {
      parameters: ['list', 'element'],
      apply: ([items = null, element = null]) => isList(items) && items.some((item) => equal(item, element) === true),
    },
  ],
  [
    'abs',
    {
      parameters: ['n'],
      apply: ([value = null], { span, evaluation }) =>
        isDecimal(value) ? (value.coefficient < 0n ? negate(value) : value) : wrongKind(evaluation, span, 'number', value),
    },
  ],
  ['floor', rounded('floor')],
  ['ceiling', rounded('ceiling')],
  ['decimal', { parameters: ['n', 'scale'], apply: toScale }],
]);
