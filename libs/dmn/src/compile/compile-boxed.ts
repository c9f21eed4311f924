import { BUILT_INS, contextOf, isFunction, kindOf, type FeelFunction, type Value } from '@lienthong/feel';
import type { Boxed } from '../boxed.js';
import { compileTable } from './compile-table.js';
import { callByName, functionValue } from './function-value.js';
import { compileFilter, compileIterator } from './compile-iterator.js';
import { compileText, typed, withNames, type CompileChild, type Environment } from './environment.js';
import { occurring } from './occurring.js';
import { fail, newEntries, within, type Closure, type Place } from './run.js';

type Compile<K extends Boxed['kind']> = (boxed: Extract<Boxed, { kind: K }>, place: Place, environment: Environment) => Closure;

const COMPILERS: { readonly [K in Boxed['kind']]: Compile<K> } = {
  literal: ({ text, language }, place, environment) =>
    language === null || /feel/i.test(language) ? compileText(text, place, environment) : missing(place, environment, 'expression-language', `ngôn ngữ “${language}” không được thực thi`, `expected FEEL, but the language is ${language}`),
  table: ({ table }, place, environment) => compileTable(table, place, environment),
  context: compileContext,
  invocation: compileInvocation,
  list: ({ items }, place, environment) => {
    const closures = items.map((item, i) => compileBoxed(item, part(place, item.id, `mục ${i + 1}`, `item ${i + 1}`), environment));
    return (frame, run) => closures.map((item) => item(frame, run));
  },
  relation: compileRelation,
  function: (boxed, place, environment) => functionValue(boxed, '', place, environment, compileBoxed),
  conditional: ({ condition, then, otherwise }, place, environment) => {
    const [test, yes, no] = [
      compileChild(condition, part(place, condition?.id ?? place.element, 'nếu', 'if'), environment),
      compileChild(then, part(place, then?.id ?? place.element, 'thì', 'then'), environment),
      compileChild(otherwise, part(place, otherwise?.id ?? place.element, 'nếu không', 'else'), environment),
    ];
    return (frame, run) => {
      const verdict = test(frame, run);
      if (verdict !== null && typeof verdict !== 'boolean') return fail(run, place, 'điều kiện không phải đúng hoặc sai', `expected the condition to be a boolean, but it is a ${kindOf(verdict)}`);
      return verdict === true ? yes(frame, run) : no(frame, run);
    };
  },
  filter: (boxed, place, environment) => compileFilter(boxed, place, environment, compileChild),
  for: (boxed, place, environment) => compileIterator(boxed, place, environment, compileChild),
  some: (boxed, place, environment) => compileIterator(boxed, place, environment, compileChild),
  every: (boxed, place, environment) => compileIterator(boxed, place, environment, compileChild),
};

/** A boxed expression as a closure, its result brought to its own type. */
export function compileBoxed(boxed: Boxed, place: Place, environment: Environment): Closure {
  const compile = COMPILERS[boxed.kind] as (boxed: Boxed, place: Place, environment: Environment) => Closure;
  return typed(compile(boxed, place, environment), boxed.kind === 'function' ? null : boxed.typeRef, place, environment);
}

const compileChild: CompileChild = (boxed, place, environment) =>
  boxed === null ? missing(place, environment, 'expression-missing', 'thiếu biểu thức', 'the expression is missing') : compileBoxed(boxed, place, environment);

function missing(place: Place, { findings }: Environment, rule: string, vi: string, en: string): Closure {
  findings.push({ element: place.element, rule, severity: 'error', text: { vi: `${place.where.vi}: ${vi}`, en: `${place.where.en}: ${en}` } });
  return (_frame, run) => fail(run, place, vi, en);
}

/** A part of what stands at a place. */
export const part = ({ where }: Place, element: string, vi: string, en: string): Place => ({ element, where: { vi: `${where.vi}, ${vi}`, en: `${where.en}, ${en}` } });

/** An entry sees those before it; a function in it also sees itself. */
function compileContext({ entries }: Extract<Boxed, { kind: 'context' }>, place: Place, environment: Environment): Closure {
  const names: string[] = [];
  const compiled = entries.map(({ id, name, typeRef, value }) => {
    const at = part(place, value?.kind === 'table' ? value.id : id, name === null ? 'kết quả' : `mục “${name}”`, name === null ? 'result' : `entry "${name}"`);
    const isFunctionEntry = value?.kind === 'function' && name !== null;
    const inner = withNames(environment, isFunctionEntry ? [...names, name] : names);
    if (name !== null) names.push(name);
    return { name, value: typed(compileChild(value, at, inner), typeRef, at, environment) };
  });
  const result = compiled.at(-1);
  return (frame, run) => {
    const known = newEntries();
    const inner = within(frame, known);
    for (const { name, value } of compiled) {
      const found = value(inner, run);
      if (name !== null) known[name] = found;
      else if (result?.name === null) return found;
    }
    return { kind: 'context', entries: known };
  };
}

function compileRelation({ columns, rows }: Extract<Boxed, { kind: 'relation' }>, place: Place, environment: Environment): Closure {
  const compiled = rows.map((row, i) =>
    columns.map(({ name, typeRef }, j) => {
      const cell = row[j] ?? null;
      const at = part(place, cell?.id ?? place.element, `dòng ${i + 1}, cột “${name}”`, `row ${i + 1}, column "${name}"`);
      return { name, value: typed(compileChild(cell, at, environment), typeRef, at, environment) };
    }),
  );
  return (frame, run) => compiled.map((row) => contextOf(row.map(({ name, value }) => [name, value(frame, run)] as const)));
}

function compileInvocation({ callee, bindings }: Extract<Boxed, { kind: 'invocation' }>, place: Place, environment: Environment): Closure {
  const name = callee?.kind === 'literal' ? callee.text.trim() : '';
  const builtIn = occurring(environment.names, name).includes(name) ? undefined : BUILT_INS.get(name);
  const target = builtIn === undefined ? compileChild(callee, place, environment) : (): FeelFunction => builtIn;
  const given = bindings.map(({ parameter, value }) => ({
    parameter,
    value: compileChild(value, part(place, value?.id ?? place.element, `tham số “${parameter}”`, `parameter "${parameter}"`), environment),
  }));
  return (frame, run) => {
    const called = target(frame, run);
    if (!isFunction(called)) return fail(run, place, `“${name}” không phải hàm`, `expected "${name}" to be a function, but it is a ${kindOf(called)}`);
    const values = new Map<string, Value>(given.map(({ parameter, value }) => [parameter, value(frame, run)]));
    return callByName(called, values, place, run);
  };
}

