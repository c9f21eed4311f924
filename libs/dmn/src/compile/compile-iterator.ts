import { isContext, isDecimal, isList, isRange, kindOf, spend, compileExpression, type Value } from '@lienthong/feel';
import type { Boxed } from '../boxed.js';
import { withNames, type CompileChild, type Environment } from './environment.js';
import { fail, frameOf, newEntries, NO_SPAN, within, type Closure, type Frame, type Place, type Run } from './run.js';

const of = (place: Place, boxed: Boxed | null, vi: string, en: string): Place => ({
  element: boxed?.id ?? place.element,
  where: { vi: `${place.where.vi}, ${vi}`, en: `${place.where.en}, ${en}` },
});

const take = (run: Run): boolean => spend(run.evaluation, NO_SPAN);

/** The items over which is gone: of a list, of a range of whole numbers or days, or the one value. */
function itemsOf(value: Value, place: Place, run: Run): readonly Value[] | null {
  if (isList(value)) return value;
  if (value === null) return null;
  if (!isRange(value)) return [value];
  const items = LISTED?.(frameOf((name) => (name === 'range' ? value : undefined)).scope, run.evaluation) ?? null;
  return isList(items) ? items : fail(run, place, 'không liệt kê được khoảng này', 'the range cannot be gone through');
}
const listed = compileExpression('for each in range return each', ['range']);
const LISTED = listed.kind === 'compiled' ? listed.expression.run : undefined;

export function compileIterator({ kind, variable, list, body }: Extract<Boxed, { kind: 'for' | 'some' | 'every' }>, place: Place, environment: Environment, compile: CompileChild): Closure {
  const source = compile(list, of(place, list, 'danh sách', 'list'), environment);
  const names = kind === 'for' ? [variable, 'partial'] : [variable];
  const each = compile(body, of(place, body, kind === 'for' ? 'kết quả' : 'điều kiện', kind === 'for' ? 'return' : 'satisfies'), withNames(environment, names));
  return (frame, run) => {
    const items = itemsOf(source(frame, run), place, run);
    if (items === null) return null;
    const results: Value[] = [];
    for (const item of items) {
      if (!take(run)) return null;
      const value = each(inRound(frame, variable, item, kind === 'for' ? results : null, run), run);
      if (kind === 'some' && value === true) return true;
      if (kind === 'every' && value === false) return false;
      if (kind !== 'for' && value !== null && typeof value !== 'boolean') return notBoolean(value, place, run);
      results.push(value);
    }
    return kind === 'for' ? results : verdictOf(kind, results);
  };
}

/** `partial` is copied when it is asked for, and paid for. */
const inRound = (outer: Frame, variable: string, item: Value, results: readonly Value[] | null, run: Run): Frame =>
  frameOf((name) => {
    if (name === variable) return item;
    if (name !== 'partial' || results === null) return outer.find(name);
    return spend(run.evaluation, NO_SPAN, results.length) ? [...results] : null;
  });

/** As `and` and `or` have it: what cannot be said of one item cannot be said of all. */
const verdictOf = (kind: 'some' | 'every', results: readonly Value[]): Value => (results.includes(null) ? null : kind === 'every');

/** Whatever comes after it: that one condition is no condition says nothing good of the others. */
const notBoolean = (value: Value, place: Place, run: Run): null =>
  fail(run, place, 'điều kiện không phải đúng hoặc sai', `expected the condition to be a boolean, but it is a ${kindOf(value)}`);

/** The items that match; `item` and the fields of an item are known in the condition. A number is the place of an item. */
export function compileFilter({ list, match }: Extract<Boxed, { kind: 'filter' }>, place: Place, environment: Environment, compile: CompileChild): Closure {
  const source = compile(list, of(place, list, 'danh sách', 'list'), environment);
  const test = compile(match, of(place, match, 'điều kiện', 'match'), withNames(environment, ['item']));
  return (frame, run) => {
    const value = source(frame, run);
    const items = isList(value) ? value : value === null ? [] : [value];
    const kept: Value[] = [];
    for (const [i, item] of items.entries()) {
      if (!take(run)) return null;
      const own = Object.assign(newEntries(), { item }, isContext(item) ? item.entries : {});
      const verdict = test(within(frame, own), run);
      if (i === 0 && isDecimal(verdict)) return placeIn(items, verdict, place, run);
      if (verdict === true) kept.push(item);
      else if (verdict !== false && verdict !== null) return notBoolean(verdict, place, run);
    }
    return kept;
  };
}

const indexed = compileExpression('list[index]', ['list', 'index']);
const AT = indexed.kind === 'compiled' ? indexed.expression.run : undefined;

const placeIn = (list: readonly Value[], index: Value, _place: Place, run: Run): Value =>
  AT?.(frameOf((name) => (name === 'list' ? list : name === 'index' ? index : undefined)).scope, run.evaluation) ?? null;
