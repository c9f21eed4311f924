import { wholeOf } from './decimal.js';
import { asking, withEntries, withName, wrongKind, type Closure, type Scope } from './evaluation.js';
import { spend, type Evaluation, type Span } from './problem.js';
import { childrenOf, refuse, spanOf, type Compilation, type SyntaxNode } from './syntax.js';
import { isContext, isDecimal, isList, type Value } from './value.js';

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
    if (items.length === 0) return ofNothing(test, scope, evaluation);
    return select(items, test, scope, span, evaluation);
  };
}

function select(items: readonly Value[], test: Closure, scope: Scope, span: Span, evaluation: Evaluation): Value {
  if (!spend(evaluation, span, items.length)) return null;
  const kept: Value[] = [];
  for (const [i, item] of items.entries()) {
    const verdict = test(inItem(scope, item), evaluation);
    if (i === 0 && isDecimal(verdict)) return itemAt(items, verdict, span, evaluation);
    if (verdict === true) kept.push(item);
    else if (verdict !== false && verdict !== null) wrongKind(evaluation, span, 'boolean', verdict);
  }
  return kept;
}

/** A field named `item` comes before the item itself, as DMN has it. */
function inItem(scope: Scope, item: Value): Scope {
  const named = withName(scope, 'item', item);
  return isContext(item) ? withEntries(named, item.entries) : named;
}

/** No item to ask: an index finds nothing, a condition keeps nothing. What it lacks for want of an item is no problem. */
function ofNothing(test: Closure, scope: Scope, evaluation: Evaluation): Value {
  return isDecimal(asking(test)(scope, evaluation)) ? null : [];
}

function itemAt(items: readonly Value[], index: Value, span: Span, evaluation: Evaluation): Value {
  if (!isDecimal(index)) return wrongKind(evaluation, span, 'number', index);
  const whole = wholeOf(index);
  if (whole === undefined) return wrongKind(evaluation, span, 'whole number', index);
  const position = Number(whole);
  return (position === 0 ? undefined : items.at(position > 0 ? position - 1 : position)) ?? null;
}
