import { decimalOfWhole, roundTo, type Decimal } from './decimal.js';
import { wrongKind } from './evaluation.js';
import { growList, problem, spend, type Call } from './problem.js';
import { countOf } from './number-functions.js';
import { any, applyFunction, callable, defined, list, many, number, optional, signature } from './signature.js';
import { equal, isList, MAX_DATA_DEPTH, type FeelFunction, type Value } from './value.js';

type Items = readonly Value[];

const noPosition = ({ evaluation, span }: Call): null =>
  problem(evaluation, span, 'NO_RESULT', 'vị trí ngoài danh sách', 'the position is outside of the list');

/** Positions count from 1, from the end when negative. Undefined outside of the list. */
function indexOf(items: Items, position: Decimal, isEndAllowed = false): number | undefined {
  const count = countOf(position);
  if (count === undefined || count === 0) return undefined;
  const index = count > 0 ? count - 1 : items.length + count;
  return index >= 0 && index < items.length + (isEndAllowed ? 1 : 0) ? index : undefined;
}

export function contains(items: Items, element: Value, call: Call): boolean {
  return items.some((item) => spend(call.evaluation, call.span) && equal(item, element, call) === true);
}

/** Each once, in the order of its first occurrence. Paid for by every comparison. */
function distinct(items: Items, call: Call): Value {
  const kept: Value[] = [];
  for (const item of items) if (!contains(kept, item, call)) kept.push(item);
  return kept;
}

function joined(lists: readonly Items[], call: Call): Items | null {
  const length = lists.reduce((total, each) => total + each.length, 0);
  return growList(call, length) ? (lists.flat(1) as Items) : null;
}

function flattened(items: Items, call: Call): Value {
  const flat: Value[] = [];
  const add = (each: Items, depth: number): boolean =>
    depth <= MAX_DATA_DEPTH &&
    spend(call.evaluation, call.span, each.length) &&
    each.every((item) => (isList(item) ? add(item, depth + 1) : flat.push(item) > 0));
  if (add(items, 0)) return growList(call, flat.length) ? flat : null;
  return problem(call.evaluation, call.span, 'TOO_LARGE', 'danh sách lồng quá sâu', 'the list is nested too deeply');
}

function sublist(call: Call, items: Items, start: Decimal, length: Decimal | undefined): Value {
  const index = indexOf(items, start);
  const count = length === undefined ? items.length : countOf(length);
  if (index === undefined || count === undefined || count < 0) return noPosition(call);
  return growList(call, Math.min(count, items.length - index)) ? items.slice(index, index + count) : null;
}

function insertBefore(call: Call, items: Items, position: Decimal, item: Value): Value {
  const index = indexOf(items, position, true);
  if (index === undefined) return noPosition(call);
  return growList(call, items.length + 1) ? items.toSpliced(index, 0, item) : null;
}

function remove(call: Call, items: Items, position: Decimal): Value {
  const index = indexOf(items, position);
  if (index === undefined) return noPosition(call);
  return growList(call, items.length) ? items.toSpliced(index, 1) : null;
}

/** A position between two counts as the one before it. */
function replaceAt(call: Call, items: Items, position: Decimal, item: Value): Value {
  const index = indexOf(items, roundTo(position, 0, 'down') ?? position);
  if (index === undefined) return noPosition(call);
  return growList(call, items.length) ? items.with(index, item) : null;
}

function replaceMatching(call: Call, items: Items, match: FeelFunction, newItem: Value): Value {
  const replaced: Value[] = [];
  for (const item of items) {
    if (!spend(call.evaluation, call.span)) return null;
    const verdict = applyFunction(match, [item, newItem], call);
    if (typeof verdict !== 'boolean') return wrongKind(call.evaluation, call.span, 'boolean', verdict);
    replaced.push(verdict ? newItem : item);
  }
  return replaced;
}

/** `precedes(a, b)` is true when a comes first. A merge sort of the runtime: stable, and done whatever the function answers. */
function sorted(call: Call, items: Items, precedes: FeelFunction): Value {
  if (!spend(call.evaluation, call.span, items.length)) return null;
  const comes = (left: Value, right: Value): boolean =>
    spend(call.evaluation, call.span) && applyFunction(precedes, [left, right], call) === true;
  return items.toSorted((left, right) => (comes(left, right) ? -1 : comes(right, left) ? 1 : 0));
}

function partition(call: Call, items: Items, size: Decimal): Value {
  const count = countOf(size);
  if (count === undefined || count < 1) return wrongKind(call.evaluation, call.span, 'positive whole number', size);
  if (!growList(call, items.length)) return null;
  return Array.from({ length: Math.ceil(items.length / count) }, (_, i) => items.slice(i * count, (i + 1) * count));
}

function positionsOf(call: Call, items: Items, match: Value): Value {
  if (!spend(call.evaluation, call.span, items.length)) return null;
  return items.flatMap((item, i) => (equal(item, match, call) === true ? [decimalOfWhole(i + 1)] : []));
}

function duplicates(call: Call, items: Items): Value {
  const repeated = items.filter((item, i) => contains(items.slice(0, i), item, call));
  return distinct(repeated, call);
}

export const LIST_FUNCTIONS = defined({
  'list contains': signature([list('list'), any('element')], (call, items, element) => contains(items, element, call)),
  append: signature([list('list'), many(any('items'))], (call, items, more) => joined([items, more], call)),
  concatenate: signature([many(list('lists'))], (call, lists) => joined(lists, call)),
  'insert before': signature([list('list'), number('position'), any('newItem')], insertBefore),
  'list replace': [
    signature([list('list'), number('position'), any('newItem')], replaceAt),
    signature([list('list'), callable('match'), any('newItem')], replaceMatching),
  ],
  remove: signature([list('list'), number('position')], remove),
  reverse: signature([list('list')], (call, items) => (growList(call, items.length) ? items.toReversed() : null)),
  'index of': signature([list('list'), any('match')], positionsOf),
  union: signature([many(list('lists'))], (call, lists) => {
    const all = joined(lists, call);
    return all === null ? null : distinct(all, call);
  }),
  'distinct values': signature([list('list')], (call, items) => distinct(items, call)),
  'duplicate values': signature([list('list')], duplicates),
  flatten: signature([list('list')], (call, items) => flattened(items, call)),
  sort: [
    signature([list('list'), callable('precedes')], sorted),
  ],
  sublist: signature([list('list'), number('start position'), optional(number('length'))], sublist),
  partition: signature([list('list'), number('size')], partition),
  'is empty': signature([list('list')], (_call, items) => items.length === 0),
});

