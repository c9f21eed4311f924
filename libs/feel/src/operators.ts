import { add, divide, multiply, negate, power, subtract, type Decimal } from './decimal.js';
import { problem, spend, wrongKind, type Closure, type Evaluation, type Span } from './evaluation.js';
import { childrenOf, refuse, spanOf, textOf, type Compilation, type SyntaxNode } from './syntax.js';
import { equal, isDecimal, isList, isRange, isWithin, kindOf, order, type Range, type Value } from './value.js';

type Test = (value: Value, evaluation: Evaluation) => boolean | null;
type Arithmetic = (left: Decimal, right: Decimal) => Decimal | undefined;

const ARITHMETIC: Readonly<Record<string, Arithmetic>> = { '+': add, '-': subtract, '*': multiply, '/': divide, '**': power };

export function compileArithmetic(node: SyntaxNode, compilation: Compilation): Closure {
  const parts = childrenOf(node);
  const operator = parts.find((part) => part.name === 'ArithOp');
  const [left, right] = parts.filter((part) => part.name !== 'ArithOp').map((part) => compilation.compile(part, compilation));
  const symbol = operator === undefined ? '' : textOf(operator, compilation);
  const apply = ARITHMETIC[symbol];
  const span = spanOf(node);
  if (left === undefined || apply === undefined)
    return refuse(compilation, node, 'UNSUPPORTED', `phép tính ${symbol}`, `operator ${symbol}`);
  if (right === undefined) {
    return (scope, evaluation) => {
      const value = left(scope, evaluation);
      return isDecimal(value) ? negate(value) : wrongKind(evaluation, span, 'number', value);
    };
  }
  return (scope, evaluation) => calculate(left(scope, evaluation), right(scope, evaluation), symbol, apply, span, evaluation);
}

function calculate(left: Value, right: Value, symbol: string, apply: Arithmetic, span: Span, evaluation: Evaluation): Value {
  if (symbol === '+' && typeof left === 'string' && typeof right === 'string') {
    return spend(evaluation, span, Math.ceil((left.length + right.length) / 1000)) ? left + right : null;
  }
  if (!isDecimal(left)) return wrongKind(evaluation, span, 'number', left);
  if (!isDecimal(right)) return wrongKind(evaluation, span, 'number', right);
  return apply(left, right) ?? problem(evaluation, span, 'NO_RESULT', `phép ${symbol} không có kết quả`, `${symbol} has no result here`);
}

function compared(operator: string, left: Value, right: Value, span: Span, evaluation: Evaluation): boolean | null {
  if (operator === '=' || operator === '!=') {
    const same = equal(left, right);
    if (same !== null) return same === (operator === '=');
  } else {
    const difference = order(left, right);
    if (difference !== null)
      return operator.startsWith('<')
        ? operator === '<'
          ? difference < 0
          : difference <= 0
        : operator === '>'
          ? difference > 0
          : difference >= 0;
  }
  const kinds = `${kindOf(left)} ${operator} ${kindOf(right)}`;
  return problem(evaluation, span, 'KINDS_DIFFER', `không so sánh được ${kinds}`, `cannot compare ${kinds}`);
}

export function compileComparison(node: SyntaxNode, compilation: Compilation): Closure {
  const [subject, operator, ...rest] = childrenOf(node);
  const value = subject === undefined ? undefined : compilation.compile(subject, compilation);
  if (value === undefined || operator === undefined)
    return refuse(compilation, node, 'SYNTAX', 'so sánh thiếu vế', 'the comparison is incomplete');
  if (operator.name === 'in') return compileIn(value, rest, compilation);
  const span = spanOf(node);
  const [left, right] = rest.filter((part) => part.name !== 'and').map((part) => compilation.compile(part, compilation));
  if (operator.name === 'between' && left !== undefined && right !== undefined) {
    return (scope, evaluation) => {
      const tested = value(scope, evaluation);
      return and([
        compared('>=', tested, left(scope, evaluation), span, evaluation),
        compared('<=', tested, right(scope, evaluation), span, evaluation),
      ]);
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
    .filter((part) => part.name === 'PositiveUnaryTest')
    .map((part) => compileTest(part, compilation));
  return (scope, evaluation) => {
    const tested = value(scope, evaluation);
    return or(tests.map((test) => test(tested, scope, evaluation)));
  };
}

function compileTest(node: SyntaxNode, compilation: Compilation): (value: Value, ...rest: Parameters<Closure>) => boolean | null {
  const span = spanOf(node);
  const inner = childrenOf(node)[0] ?? node;
  const [head, operand] = childrenOf(inner);
  if (inner.name === 'SimplePositiveUnaryTest' && head?.name === 'CompareOp' && operand !== undefined) {
    const symbol = textOf(head, compilation);
    const right = compilation.compile(operand, compilation);
    return (value, scope, evaluation) => compared(symbol, value, right(scope, evaluation), span, evaluation);
  }
  const expected = compilation.compile(inner, compilation);
  return (value, scope, evaluation) => matches(expected(scope, evaluation), span)(value, evaluation);
}

function matches(expected: Value, span: Span): Test {
  if (isRange(expected)) {
    return (value, evaluation) => isWithin(value, expected) ?? wrongKind(evaluation, span, 'range of the same kind', value);
  }
  if (isList(expected)) {
    return (value, evaluation) => or(expected.map((item) => (isRange(item) ? matches(item, span)(value, evaluation) : equal(value, item))));
  }
  return (value, evaluation) => compared('=', value, expected, span, evaluation);
}

const or = (results: readonly (boolean | null)[]): boolean | null =>
  results.includes(true) ? true : results.includes(null) ? null : false;
const and = (results: readonly (boolean | null)[]): boolean | null =>
  results.includes(false) ? false : results.includes(null) ? null : true;

/** Three-valued, and lazy: the right side is not looked at once the left has decided. */
export const compileLogic =
  (decisive: boolean) =>
  (node: SyntaxNode, compilation: Compilation): Closure => {
    const operands = childrenOf(node).filter((part) => part.name !== 'and' && part.name !== 'or');
    const closures = operands.map((part) => ({ span: spanOf(part), value: compilation.compile(part, compilation) }));
    return (scope, evaluation) => {
      let result: boolean | null = !decisive;
      for (const { span, value } of closures) {
        const operand = value(scope, evaluation);
        if (operand === decisive) return decisive;
        if (typeof operand !== 'boolean') result = operand === null ? null : wrongKind(evaluation, span, 'boolean', operand);
      }
      return result;
    };
  };

/** A range as a value; `> 5` alone, outside of `in`, is a test and not a value. */
export function compileRange(node: SyntaxNode, compilation: Compilation): Closure {
  const interval = childrenOf(node)[0];
  if (interval?.name !== 'Interval')
    return refuse(compilation, node, 'UNSUPPORTED', 'phép thử đơn ngoài “in”', 'a unary test outside of `in`');
  const [open, from, , to, close] = childrenOf(interval);
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
