import { lookUp, withName, wrongKind, type Closure, type Scope } from './evaluation.js';
import { both, compileLogic, either, isLogic } from './logic.js';
import { problem, spendLongText, type Call, type Evaluation, type Span } from './problem.js';
import { childrenOf, refuse, spanOf, textOf, type Compilation, type SyntaxNode } from './syntax.js';
import { equal, isList, isRange, isWithin, kindOf, order, type Bound, type Range, type Value } from './value.js';

/** The name under which a test sees what it tests. */
export const INPUT = '?';
/** Whether a value passes; null where that cannot be said. */
export type Test = (value: Value, scope: Scope, evaluation: Evaluation) => boolean | null;

function compared(operator: string, left: Value, right: Value, span: Span, evaluation: Evaluation): boolean | null {
  if (operator === '=' || operator === '!=') {
    const same = equal(left, right, { span, evaluation });
    if (same !== null) return same === (operator === '=');
  } else {
    if (typeof left === 'string' && !spendLongText({ span, evaluation }, left.length)) return null;
    const difference = order(left, right);
    if (difference !== null) return isOrdered(operator, difference);
  }
  const kinds = `${kindOf(left)} ${operator} ${kindOf(right)}`;
  return problem(evaluation, span, 'KINDS_DIFFER', `không so sánh được ${kinds}`, `cannot compare ${kinds}`);
}

function isOrdered(operator: string, difference: number): boolean {
  if (difference === 0) return operator.length === 2;
  return operator.startsWith('<') === difference < 0;
}

export function compileComparison(node: SyntaxNode, compilation: Compilation): Closure {
  const [subject, operator, ...rest] = childrenOf(node);
  if (subject === undefined || operator === undefined)
    return refuse(compilation, node, 'SYNTAX', 'so sánh thiếu vế', 'the comparison is incomplete');
  const value = compilation.compile(subject, compilation);
  if (operator.name === 'in') return compileIn(value, rest, compilation);
  const span = spanOf(node);
  const [left, right] = rest.filter((part) => part.name !== 'and').map((part) => compilation.compile(part, compilation));
  if (operator.name === 'between' && left !== undefined && right !== undefined) {
    return (scope, evaluation) => {
      const tested = value(scope, evaluation);
      const low = compared('>=', tested, left(scope, evaluation), span, evaluation);
      return both(low, compared('<=', tested, right(scope, evaluation), span, evaluation));
    };
  }
  const symbol = textOf(operator, compilation);
  if (left === undefined) return refuse(compilation, node, 'SYNTAX', 'so sánh thiếu vế phải', 'the comparison lacks its right side');
  return (scope, evaluation) => compared(symbol, value(scope, evaluation), left(scope, evaluation), span, evaluation);
}

/** `x in (1, > 5, [7..9))`: true if one test is. */
function compileIn(value: Closure, parts: readonly SyntaxNode[], compilation: Compilation): Closure {
  const tests = parts
    .flatMap((part) => (part.name === 'PositiveUnaryTests' ? childrenOf(part) : [part]))
    .filter((part) => part.name === 'PositiveUnaryTest');
  const [only] = tests;
  if (only !== undefined && parts.length === 1) return compileOnlyTest(value, only, compilation);
  const compiled = tests.map((part) => compileTest(part, compilation));
  return (scope, evaluation) => {
    const tested = value(scope, evaluation);
    return either(compiled.map((test) => test(tested, scope, evaluation)));
  };
}

/**
 * The parser lets a test without parentheses reach as far as it can: in `x in [1, 2] or y` it takes `[1, 2] or y` for the test.
 * The author means `(x in [1, 2]) or y`, so what stands furthest left is the test.
 */
function compileOnlyTest(value: Closure, test: SyntaxNode, compilation: Compilation): Closure {
  const asIn = (node: SyntaxNode, operator: SyntaxNode | undefined): Closure => {
    const compiled = operator === undefined ? compileOperand(node, compilation) : compileOperator(operator, node, compilation);
    return (scope, evaluation) => compiled(value(scope, evaluation), scope, evaluation);
  };
  const [inner] = childrenOf(test);
  const [head, operand] = inner?.name === 'SimplePositiveUnaryTest' ? childrenOf(inner) : [];
  const operator = head?.name === 'CompareOp' ? head : undefined;
  const reach = operator === undefined ? inner : operand;
  if (reach === undefined) return refuse(compilation, test, 'SYNTAX', 'phép thử rỗng', 'the test is empty');
  return isLogic(reach) ? compileLogic(reach, compilation, (node) => asIn(node, operator)) : asIn(reach, operator);
}

/** One test of a row. */
export function compileTest(node: SyntaxNode, compilation: Compilation): Test {
  return compileOperand(childrenOf(node)[0] ?? node, compilation);
}

function compileOperand(node: SyntaxNode, compilation: Compilation): Test {
  const [head, operand] = childrenOf(node);
  if (node.name === 'SimplePositiveUnaryTest' && head?.name === 'CompareOp' && operand !== undefined)
    return compileOperator(head, operand, compilation);
  if (node.name === 'ParenthesizedExpression' && operand?.name === 'SimplePositiveUnaryTest') return compileOperand(operand, compilation);
  const expected = compilation.compile(node, compilation);
  const span = spanOf(node);
  return (value, scope, evaluation) => passes(value, expected(scope, evaluation), { span, evaluation });
}

/** `> 5`; in `< 5 and y` the test is `< 5`. */
function compileOperator(operator: SyntaxNode, operand: SyntaxNode, compilation: Compilation): Test {
  const symbol = textOf(operator, compilation);
  const span = { from: operator.from, to: operand.to };
  if (!isLogic(operand)) {
    const right = compilation.compile(operand, compilation);
    return (value, scope, evaluation) => compared(symbol, value, right(scope, evaluation), span, evaluation);
  }
  const row = compileLogic(operand, compilation, (node) => {
    const right = compilation.compile(node, compilation);
    return (scope, evaluation) => compared(symbol, lookUp(scope, INPUT) ?? null, right(scope, evaluation), span, evaluation);
  });
  return (value, scope, evaluation) => {
    const result = row(withName(scope, INPUT, value), evaluation);
    return typeof result === 'boolean' ? result : null;
  };
}

/** In a list or a range, or equal. What is of another kind than an item is not that item. */
export function passes(value: Value, expected: Value, call: Call): boolean | null {
  if (isRange(expected)) return isInRange(value, expected, call);
  if (!isList(expected)) return compared('=', value, expected, call.span, call.evaluation);
  if (isList(value) && equal(value, expected, call) === true) return true;
  return either(expected.map((item) => (isRange(item) && !isRange(value) ? isInRange(value, item, call) : equal(value, item, call) === true)));
}

const isInRange = (value: Value, range: Range, { span, evaluation }: Call): boolean | null =>
  isWithin(value, range) ?? wrongKind(evaluation, span, 'range of the same kind', value);

/** A range as a value: `[1..5)`, or `(> 5)`, which has no end. */
export function compileRange(node: SyntaxNode, compilation: Compilation): Closure {
  const [first, operand] = childrenOf(node);
  if (first?.name !== 'Interval') return compileOpenRange(node, first, operand, compilation);
  const [open, from, , to, close] = childrenOf(first);
  if (open === undefined || from === undefined || to === undefined || close === undefined)
    return refuse(compilation, node, 'SYNTAX', 'khoảng thiếu đầu mút', 'the range is incomplete');
  const [low, high] = [compilation.compile(from, compilation), compilation.compile(to, compilation)];
  const [isLowIn, isHighIn] = [open.name === '[', close.name === ']'];
  return (scope, evaluation): Range => ({
    kind: 'range',
    from: { value: low(scope, evaluation), included: isLowIn },
    to: { value: high(scope, evaluation), included: isHighIn },
  });
}

function compileOpenRange(node: SyntaxNode, operator: SyntaxNode | undefined, operand: SyntaxNode | undefined, compilation: Compilation): Closure {
  const symbol = operator === undefined ? '' : textOf(operator, compilation);
  if (operand === undefined) return refuse(compilation, node, 'SYNTAX', 'phép thử thiếu giá trị', 'the test lacks its value');
  const end = compilation.compile(operand, compilation);
  const included = symbol.includes('=');
  return (scope, evaluation): Range => {
    const bound: Bound = { value: end(scope, evaluation), included: included && symbol !== '!=' };
    if (symbol === '=' || symbol === '!=') return { kind: 'range', from: bound, to: bound, only: symbol };
    return { kind: 'range', from: symbol.startsWith('<') ? null : bound, to: symbol.startsWith('>') ? null : bound };
  };
}
