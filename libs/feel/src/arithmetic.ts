import { add, divide, multiply, negate, subtract, wholeOf, type Decimal } from './decimal.js';
import { raise } from './elementary.js';
import { wrongKind, type Closure } from './evaluation.js';
import { growText, problem, spend, type Evaluation, type Span } from './problem.js';
import { childrenOf, refuse, spanOf, textOf, type Compilation, type SyntaxNode } from './syntax.js';
import { calculateTemporal, isOfTime, negateDuration } from './temporal-arithmetic.js';
import { isDays, isDecimal, isMonths, kindOf, type Value } from './value.js';

type Operation = (left: Decimal, right: Decimal) => Decimal | undefined;
type Step = Readonly<{ symbol: string; apply: Operation; operand: Closure; span: Span }>;

const OPERATIONS: Readonly<Record<string, Operation>> = { '+': add, '-': subtract, '*': multiply, '/': divide, '**': raise };

/** `a + b * c`; a row such as `a + b - c + d` is one loop, however long. */
export function compileArithmetic(node: SyntaxNode, compilation: Compilation): Closure {
  const steps: Step[] = [];
  let at = node;
  while (at.name === 'ArithmeticExpression') {
    const parts = childrenOf(at);
    const [left, operator, right] = parts;
    if (left?.name === 'ArithOp') break;
    const symbol = operator === undefined ? '' : textOf(operator, compilation);
    const apply = OPERATIONS[symbol];
    if (left === undefined || right === undefined || apply === undefined)
      return refuse(compilation, at, 'UNSUPPORTED', `phép tính ${symbol}`, `operator ${symbol}`);
    steps.unshift({ symbol, apply, operand: compilation.compile(right, compilation), span: { from: node.from, to: at.to } });
    at = left;
  }
  if (at.name === 'ArithmeticExpression' && steps.length === 0) return compileNegation(at, compilation);
  return inARow(compilation.compile(at, compilation), steps);
}

function inARow(first: Closure, steps: readonly Step[]): Closure {
  const [only] = steps;
  if (only !== undefined && steps.length === 1)
    return (scope, evaluation) => calculate(first(scope, evaluation), only, only.operand(scope, evaluation), evaluation);
  return (scope, evaluation) => {
    let value = first(scope, evaluation);
    for (const step of steps) {
      if (!spend(evaluation, step.span)) return null;
      value = calculate(value, step, step.operand(scope, evaluation), evaluation);
    }
    return value;
  };
}

function compileNegation(node: SyntaxNode, compilation: Compilation): Closure {
  const [, inner] = childrenOf(node);
  if (inner === undefined) return refuse(compilation, node, 'SYNTAX', 'thiếu số hạng', 'an operand is missing');
  const operand = compilation.compile(inner, compilation);
  const span = spanOf(node);
  return (scope, evaluation) => {
    const value = operand(scope, evaluation);
    if (isDecimal(value)) return negate(value);
    if (isDays(value) || isMonths(value)) return negateDuration(value) ?? null;
    return wrongKind(evaluation, span, 'number', value);
  };
}

function calculate(left: Value, { symbol, apply, span }: Step, right: Value, evaluation: Evaluation): Value {
  if (isDecimal(left) && isDecimal(right)) {
    if (symbol === '**' && !spend(evaluation, span, stepsOfPower(right))) return null;
    return apply(left, right) ?? noResult(symbol, span, evaluation);
  }
  if (symbol === '+' && typeof left === 'string' && typeof right === 'string')
    return growText({ evaluation, span }, left.length + right.length) ? left + right : null;
  if (left !== null && right !== null && (isOfTime(left) || isOfTime(right)))
    return calculateTemporal(left, symbol, right) ?? noSuchOperation(left, symbol, right, span, evaluation);
  const wrong = isDecimal(left) ? right : left;
  return wrongKind(evaluation, span, 'number', wrong);
}

/** A whole power takes two products for each bit of its exponent, any other a series. */
function stepsOfPower(exponent: Decimal): number {
  const whole = wholeOf(exponent);
  return whole === undefined ? 60 : 2 * whole.toString(2).length;
}

const noResult = (symbol: string, span: Span, evaluation: Evaluation): null =>
  problem(evaluation, span, 'NO_RESULT', `phép ${symbol} không có kết quả`, `${symbol} has no result here`);

/** Also where the kinds fit and the result is beyond the calendar, which the text covers. */
function noSuchOperation(left: Value, symbol: string, right: Value, span: Span, evaluation: Evaluation): null {
  const operation = `${kindOf(left)} ${symbol} ${kindOf(right)}`;
  return problem(evaluation, span, 'WRONG_KIND', `${operation} không có kết quả`, `${operation} has no result`);
}
