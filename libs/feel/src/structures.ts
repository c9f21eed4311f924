import { wholeOf } from './decimal.js';
import { problem, spend, within, wrongKind, type Closure, type Evaluation, type Span } from './evaluation.js';
import { stringOf } from './literals.js';
import { childrenOf, nameOf, refuse, spanOf, textOf, type Compilation, type SyntaxNode } from './syntax.js';
import { contextOf, isContext, isDecimal, isList, normalName, type Value } from './value.js';

export function compileVariable(node: SyntaxNode, compilation: Compilation): Closure {
  const name = nameOf(node, compilation);
  const span = spanOf(node);
  if (!compilation.isInFilter && !compilation.bound.has(name)) compilation.variables.add(name);
  return (scope, evaluation) => {
    const value = scope.find(name);
    return value === undefined
      ? problem(evaluation, span, 'UNKNOWN_NAME', `không có biến “${name}”`, `there is no variable "${name}"`)
      : value;
  };
}

/** `a.b`; over a list, the `b` of each item. */
export function compilePath(node: SyntaxNode, compilation: Compilation): Closure {
  const parts = childrenOf(node);
  const [source, field] = [parts[0], parts.at(-1)];
  if (source === undefined || field?.name !== 'PathName')
    return refuse(compilation, node, 'SYNTAX', 'đường dẫn thiếu tên', 'the path lacks a name');
  const value = compilation.compile(source, compilation);
  const name = nameOf(field, compilation);
  const span = spanOf(field);
  return (scope, evaluation) => {
    const from = value(scope, evaluation);
    if (!isList(from)) return fieldOf(from, name, span, evaluation);
    return spend(evaluation, span, from.length) ? from.map((item) => fieldOf(item, name, span, evaluation)) : null;
  };
}

function fieldOf(value: Value, name: string, span: Span, evaluation: Evaluation): Value {
  if (value === null) return null;
  if (!isContext(value)) return wrongKind(evaluation, span, 'context', value);
  const found = value.entries[name];
  return found === undefined
    ? problem(evaluation, span, 'UNKNOWN_NAME', `không có trường “${name}”`, `there is no field "${name}"`)
    : found;
}

/** `list[2]`, `list[-1]`, `list[price > 5]`; what is not a list is a list of one. */
export function compileFilter(node: SyntaxNode, compilation: Compilation): Closure {
  const [source, , filter] = childrenOf(node);
  if (source === undefined || filter === undefined) return refuse(compilation, node, 'SYNTAX', 'bộ lọc rỗng', 'the filter is empty');
  const list = compilation.compile(source, compilation);
  const test = compilation.compile(filter, { ...compilation, isInFilter: true });
  const isIndex = ['NumericLiteral', 'ArithmeticExpression'].includes(filter.name);
  const span = spanOf(node);
  return (scope, evaluation) => {
    const value = list(scope, evaluation);
    const items = isList(value) ? value : value === null ? [] : [value];
    if (isIndex) return itemAt(items, test(scope, evaluation), span, evaluation);
    if (!spend(evaluation, span, items.length)) return null;
    const kept: Value[] = [];
    for (const item of items) {
      const fields = isContext(item) ? item.entries : {};
      const verdict = test(within({ ...fields, item }, scope), evaluation);
      if (isDecimal(verdict)) return itemAt(items, verdict, span, evaluation);
      if (verdict === true) kept.push(item);
    }
    return kept;
  };
}

function itemAt(items: readonly Value[], index: Value, span: Span, evaluation: Evaluation): Value {
  if (!isDecimal(index)) return wrongKind(evaluation, span, 'number', index);
  const position = Number(wholeOf(index) ?? 0n);
  const item = position === 0 ? undefined : items.at(position > 0 ? position - 1 : position);
  return item ?? null;
}

export function compileList(node: SyntaxNode, compilation: Compilation): Closure {
  const items = childrenOf(node)
    .filter((part) => part.name !== '[' && part.name !== ']')
    .map((part) => compilation.compile(part, compilation));
  return (scope, evaluation) => items.map((item) => item(scope, evaluation));
}

/** `{base: 100, fee: base * 0.005}`: an entry sees those before it. */
export function compileContext(node: SyntaxNode, compilation: Compilation): Closure {
  const bound = new Set(compilation.bound);
  const entries = childrenOf(node)
    .filter((part) => part.name === 'ContextEntry')
    .map((entry) => {
      const [key, expression] = childrenOf(entry);
      const value =
        expression === undefined
          ? refuse(compilation, entry, 'SYNTAX', 'mục thiếu giá trị', 'the entry lacks a value')
          : compilation.compile(expression, { ...compilation, bound: new Set(bound) });
      const isQuoted = key?.firstChild?.name === 'StringLiteral';
      const name = key === undefined ? '' : normalName(isQuoted ? stringOf(textOf(key, compilation)) : textOf(key, compilation));
      if (bound.has(name) && !compilation.bound.has(name))
        refuse(compilation, entry, 'ARGUMENTS', `mục “${name}” lặp lại`, `entry "${name}" occurs twice`);
      bound.add(name);
      return { name, value };
    });
  return (scope, evaluation) => {
    const known = Object.create(null) as Record<string, Value>;
    for (const { name, value } of entries) known[name] = value(within(known, scope), evaluation);
    return contextOf(Object.entries(known));
  };
}

export function compileIf(node: SyntaxNode, compilation: Compilation): Closure {
  const parts = childrenOf(node).filter((part) => !['if', 'then', 'else'].includes(part.name));
  const [condition, then, otherwise] = parts.map((part) => compilation.compile(part, compilation));
  if (condition === undefined || then === undefined || otherwise === undefined)
    return refuse(compilation, node, 'SYNTAX', 'if cần then và else', 'if needs then and else');
  const span = spanOf(node);
  return (scope, evaluation) => {
    const verdict = condition(scope, evaluation);
    if (verdict !== null && typeof verdict !== 'boolean') wrongKind(evaluation, span, 'boolean', verdict);
    return verdict === true ? then(scope, evaluation) : otherwise(scope, evaluation);
  };
}

export function compileParentheses(node: SyntaxNode, compilation: Compilation): Closure {
  const inner = childrenOf(node).filter((part) => part.name !== '(' && part.name !== ')');
  const [only] = inner;
  return only === undefined || inner.length > 1
    ? refuse(compilation, node, 'SYNTAX', 'ngoặc rỗng', 'the parentheses are empty')
    : compilation.compile(only, compilation);
}
