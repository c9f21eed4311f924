import { decimalOfBigint, wholeOf } from './decimal.js';
import { withName, wrongKind, type Closure, type Scope } from './evaluation.js';
import { growList, problem, spend, type Call, type Evaluation } from './problem.js';
import { binding, childrenOf, nameOf, refuse, spanOf, textOf, type Compilation, type SyntaxNode } from './syntax.js';
import { isDate, isDecimal, isList, isRange, order, type Range, type Value } from './value.js';

/** What an iteration goes over, without making the list first. */
type Domain = Readonly<{ size: number; at(index: number): Value }>;
type Iterator = Readonly<{ name: string; domain(scope: Scope, evaluation: Evaluation): Domain | null }>;
/** Called for every combination; false ends the iteration. */
type Visit = (scope: Scope) => boolean;

/** Each is a loop within the one before it. */
const MAX_ITERATORS = 20;
const PARTIAL = 'partial';

/** `for x in list, i in 1..3 return x * i`; `partial` is the list of the results so far. */
export function compileFor(node: SyntaxNode, compilation: Compilation): Closure {
  const compiled = compileIterators(node, compilation, [PARTIAL]);
  if (compiled === null) return () => null;
  const { iterators, body } = compiled;
  const span = spanOf(node);
  const usesPartial = /\bpartial\b/.test(textOf(node, compilation));
  return (scope, evaluation) => {
    const results: Value[] = [];
    const call = { span, evaluation };
    const visit: Visit = (inner) => {
      // The list so far is copied, as it is a value of its own; copying is cheaper than what the steps otherwise pay for.
      if (usesPartial && !spend(evaluation, span, Math.ceil(results.length / 16))) return false;
      results.push(body(usesPartial ? withName(inner, PARTIAL, [...results]) : inner, evaluation));
      return evaluation.stepsLeft >= 0 && (results.length % 1000 !== 0 || growList(call, results.length + 1));
    };
    return iterate(iterators, 0, scope, visit, call) === null ? null : results;
  };
}

/** `some x in list satisfies x > 1`, `every …`: three-valued like `or` and `and`. */
export function compileQuantified(node: SyntaxNode, compilation: Compilation): Closure {
  const compiled = compileIterators(node, compilation, []);
  if (compiled === null) return () => null;
  const { iterators, body } = compiled;
  const decisive = node.firstChild?.name === 'some';
  const span = spanOf(node);
  return (scope, evaluation) => {
    let result: boolean | null = !decisive;
    const visit: Visit = (inner) => {
      const verdict = body(inner, evaluation);
      if (verdict === decisive) result = decisive;
      else if (typeof verdict !== 'boolean') result = verdict === null ? null : wrongKind(evaluation, span, 'boolean', verdict);
      return verdict !== decisive && evaluation.stepsLeft >= 0;
    };
    return iterate(iterators, 0, scope, visit, { span, evaluation }) === null ? null : result;
  };
}

/** True when all was visited, false when a visit ended it, null when there is nothing to go over. */
function iterate(iterators: readonly Iterator[], level: number, scope: Scope, visit: Visit, call: Call): boolean | null {
  const iterator = iterators[level];
  if (iterator === undefined) return visit(scope);
  const domain = iterator.domain(scope, call.evaluation);
  if (domain === null) return null;
  for (let i = 0; i < domain.size; i += 1) {
    if (!spend(call.evaluation, call.span)) return null;
    const outcome = iterate(iterators, level + 1, withName(scope, iterator.name, domain.at(i)), visit, call);
    if (outcome !== true) return outcome;
  }
  return true;
}

function compileIterators(node: SyntaxNode, compilation: Compilation, alsoBound: readonly string[]) {
  const parts = childrenOf(node);
  const [list, bodyNode] = [parts.find((part) => part.name === 'InExpressions'), parts.at(-1)];
  const written = list === undefined ? [] : childrenOf(list).filter((part) => part.name === 'InExpression');
  if (bodyNode === undefined || written.length === 0 || written.length > MAX_ITERATORS) {
    refuse(compilation, node, 'TOO_LARGE', `cần 1 đến ${MAX_ITERATORS} biến lặp`, `needs 1 to ${MAX_ITERATORS} iterators`);
    return null;
  }
  let inner = compilation;
  const iterators: Iterator[] = [];
  for (const each of written) {
    const [nameNode, , source] = childrenOf(each);
    if (nameNode === undefined || source === undefined) {
      refuse(compilation, each, 'SYNTAX', 'biến lặp thiếu danh sách', 'the iterator lacks its list');
      return null;
    }
    const name = nameOf(nameNode, compilation);
    iterators.push({ name, domain: compileDomain(source, inner) });
    inner = binding(inner, [name]);
  }
  return { iterators, body: compilation.compile(bodyNode, binding(inner, alsoBound)) };
}

function compileDomain(node: SyntaxNode, compilation: Compilation): Iterator['domain'] {
  const span = spanOf(node);
  const [first, last] = childrenOf(node).filter((part) => part.name !== '..').map((part) => compilation.compile(part, compilation));
  if (first === undefined) {
    refuse(compilation, node, 'SYNTAX', 'biến lặp thiếu danh sách', 'the iterator lacks its list');
    return () => null;
  }
  if (last === undefined) return (scope, evaluation) => domainOf(first(scope, evaluation), { span, evaluation });
  return (scope, evaluation) => countedFrom(first(scope, evaluation), last(scope, evaluation), { span, evaluation });
}

function domainOf(value: Value, call: Call): Domain | null {
  if (isList(value)) return { size: value.length, at: (i) => value[i] ?? null };
  if (isRange(value)) return ofRange(value, call);
  return value === null ? wrongKind(call.evaluation, call.span, 'list', value) : { size: 1, at: () => value };
}

/** Unlike `for i in 3..1` a range that ends before it begins holds nothing that could be counted (TCK 0084). */
function ofRange({ from, to }: Range, call: Call): Domain | null {
  const [low, high] = [from?.value ?? null, to?.value ?? null];
  const all = countedFrom(low, high, call);
  if (all === null) return null;
  if ((order(low, high) ?? 0) > 0) return problem(call.evaluation, call.span, 'NO_RESULT', 'khoảng kết thúc trước khi bắt đầu', 'the range ends before it begins');
  const skipped = from?.included === true ? 0 : 1;
  return { size: Math.max(0, all.size - skipped - (to?.included === true ? 0 : 1)), at: (i) => all.at(i + skipped) };
}

/** Whole numbers or days, upwards or downwards. Infinity stands for what no budget can visit. */
function countedFrom(first: Value, last: Value, { span, evaluation }: Call): Domain | null {
  if (isDate(first) && isDate(last)) {
    const step = first.days <= last.days ? 1 : -1;
    return { size: Math.abs(last.days - first.days) + 1, at: (i) => ({ kind: 'date', days: first.days + i * step }) };
  }
  const [low, high] = [isDecimal(first) ? wholeOf(first) : undefined, isDecimal(last) ? wholeOf(last) : undefined];
  if (low === undefined) return wrongKind(evaluation, span, 'whole number or date', first);
  if (high === undefined) return wrongKind(evaluation, span, isDate(first) ? 'date' : 'whole number', last);
  const step = low <= high ? 1n : -1n;
  return { size: Number((high - low) * step) + 1, at: (i) => decimalOfBigint(low + BigInt(i) * step) ?? null };
}
