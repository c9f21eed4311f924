import { wrongKind } from './evaluation.js';
import { growList, problem, spend, spendLongText, type Call } from './problem.js';
import { any, context, defined, list, optional, signature, text } from './signature.js';
import { assertion } from './string-functions.js';
import type { DateTimeValue, TimeValue } from './temporal.js';
import { contextOf, equal, isContext, isDateTime, isTime, kindOf, normalName, type Context, type Value } from './value.js';

const entriesOf = ({ entries }: Context): readonly (readonly [string, Value])[] => Object.entries(entries);

/** A list of keys goes down into contexts within contexts. */
function valueAt(call: Call, source: Context, keys: readonly Value[]): Value {
  let value: Value = source;
  for (const key of keys) {
    if (typeof key !== 'string') return wrongKind(call.evaluation, call.span, 'string', key);
    if (!isContext(value) || !spendLongText(call, key.length)) return null;
    value = value.entries[normalName(key)] ?? null;
  }
  return value;
}

function getEntries(call: Call, source: Context): Value {
  const entries = entriesOf(source);
  if (!spend(call.evaluation, call.span, entries.length)) return null;
  return entries.map(([key, value]) => contextOf([['key', key], ['value', value]]));
}

function putAt(call: Call, source: Context, keys: readonly Value[], value: Value): Value {
  const [key = null, ...rest] = keys;
  if (typeof key !== 'string') return wrongKind(call.evaluation, call.span, 'string', key);
  if (!spendLongText(call, key.length)) return null;
  const name = normalName(key);
  const entries = entriesOf(source);
  if (!growList(call, entries.length + 1)) return null;
  if (rest.length === 0) return contextOf([...entries, [name, value]]);
  const inner = source.entries[name] ?? contextOf([]);
  if (!isContext(inner)) return wrongKind(call.evaluation, call.span, 'context', inner);
  const changed = putAt(call, inner, rest, value);
  return changed === null ? null : contextOf([...entries, [name, changed]]);
}

function merged(call: Call, contexts: readonly Value[]): Value {
  const wrong = contexts.find((each) => !isContext(each));
  if (wrong !== undefined) return wrongKind(call.evaluation, call.span, 'context', wrong);
  const entries = contexts.filter(isContext).flatMap(entriesOf);
  return growList(call, entries.length) ? contextOf(entries) : null;
}

/** From `[{key: "a", value: 1}]`, the opposite of `get entries`; a key may occur once. */
function fromEntries(call: Call, items: readonly Value[]): Value {
  if (!growList(call, items.length)) return null;
  const entries: [string, Value][] = [];
  const seen = new Set<string>();
  for (const item of items) {
    const { key, value } = isContext(item) ? item.entries : {};
    if (typeof key !== 'string' || value === undefined) return wrongKind(call.evaluation, call.span, '{key, value}', item);
    if (!spendLongText(call, key.length)) return null;
    const name = normalName(key);
    if (seen.has(name)) return problem(call.evaluation, call.span, 'NO_RESULT', `mục “${name.slice(0, 60)}” lặp lại`, `entry "${name.slice(0, 60)}" occurs twice`);
    seen.add(name);
    entries.push([name, value]);
  }
  return contextOf(entries);
}

/** The same kind and the same value in every part: a clock of a named zone is not that of an offset, even at the same moment. What is left out is null. */
function isSame(call: Call, left: Value = null, right: Value = null): boolean {
  if (kindOf(left) !== kindOf(right) || equal(left, right, call) !== true) return false;
  const isClock = (value: Value): value is TimeValue | DateTimeValue => isTime(value) || isDateTime(value);
  if (!isClock(left) || !isClock(right)) return true;
  return left.nanos === right.nanos && left.zone?.offset === right.zone?.offset && left.zone?.name === right.zone?.name;
}

export const CONTEXT_FUNCTIONS = defined({
  // The standard calls the context m, Camunda context.
  'get value': ['m', 'context'].flatMap((name) => [
    signature([context(name), text('key')], (call, source, key) => valueAt(call, source, [key])),
    signature([context(name), list('keys')], valueAt),
  ]),
  'get entries': ['m', 'context'].map((name) => signature([context(name)], getEntries)),
  'context put': [
    signature([context('context'), text('key'), any('value')], (call, source, key, value) => putAt(call, source, [key], value)),
    signature([context('context'), list('keys'), any('value')], putAt),
  ],
  'context merge': signature([list('contexts')], merged),
  context: signature([list('entries')], fromEntries),
  not: signature([any('negand')], (call, negand) => (typeof negand === 'boolean' ? !negand : negand === null ? null : wrongKind(call.evaluation, call.span, 'boolean', negand))),
  is: [signature([any('value1'), optional(any('value2'))], isSame), signature([any('value2')], (call, value) => isSame(call, null, value))],
  assert: signature([any('value'), any('condition'), optional(text('cause'))], assertion),
});

