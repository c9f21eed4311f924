import { compileCall } from './call.js';
import { scopeOf, spend, type Closure, type Evaluation, type Problem } from './evaluation.js';
import type { Finding } from './finding.js';
import { compileBoolean, compileNull, compileNumber, compileString, compileTemporal } from './literals.js';
import { compileArithmetic, compileComparison, compileLogic, compileRange } from './operators.js';
import { compileContext, compileFilter, compileIf, compileList, compileParentheses, compilePath, compileVariable } from './structures.js';
import { childrenOf, parse, refuse, spanOf, textOf, type Compilation, type SyntaxNode } from './syntax.js';
import { toJson, type Json } from './value.js';

/** Compiled once per version of a procedure, evaluated many times. `variables` are the names it needs, sorted. */
export type Expression = Readonly<{ source: string; variables: readonly string[]; run: Closure }>;
export type CompiledExpression = Readonly<{ kind: 'compiled'; expression: Expression }> | Readonly<{ kind: 'refused'; finding: Finding }>;
export type EvaluationResult = Readonly<{ value: Json; problems: readonly Problem[] }>;

const MAX_SOURCE_LENGTH = 10_000;
const MAX_DEPTH = 100;
const DEFAULT_STEP_BUDGET = 10_000;

/** Everything the language has here, in one table. What is not in it is refused by its name. */
const COMPILERS: Readonly<Record<string, (node: SyntaxNode, compilation: Compilation) => Closure>> = {
  NumericLiteral: compileNumber,
  StringLiteral: compileString,
  BooleanLiteral: compileBoolean,
  null: compileNull,
  DateTimeLiteral: compileTemporal,
  VariableName: compileVariable,
  PathExpression: compilePath,
  FilterExpression: compileFilter,
  List: compileList,
  Context: compileContext,
  IfExpression: compileIf,
  ParenthesizedExpression: compileParentheses,
  ArithmeticExpression: compileArithmetic,
  Comparison: compileComparison,
  Conjunction: compileLogic(false),
  Disjunction: compileLogic(true),
  SimplePositiveUnaryTest: compileRange,
  FunctionInvocation: compileCall,
};

/** `names` are variables with characters the grammar would read otherwise (`a+b`, `Số tờ - thửa`); others need no mention. */
export function compileExpression(source: string, names: readonly string[] = []): CompiledExpression {
  const text = source.normalize('NFC');
  const whole = { from: 0, to: text.length };
  const variables = new Set<string>();
  const findings: Finding[] = [];
  const compilation: Compilation = { source: text, findings, variables, bound: new Set(), isInFilter: false, compile: compileWithin(1) };
  const isTooLong = text.length > MAX_SOURCE_LENGTH;
  const top = isTooLong ? undefined : parse(text, names);
  if (isTooLong)
    refuse(compilation, whole, 'TOO_LARGE', `dài hơn ${MAX_SOURCE_LENGTH} ký tự`, `longer than ${MAX_SOURCE_LENGTH} characters`);
  const wrong = top === undefined ? whole : firstError(top);
  if (!isTooLong && wrong !== undefined)
    refuse(compilation, wrong, 'SYNTAX', `không đọc được tại vị trí ${wrong.from}`, `cannot be read at position ${wrong.from}`);
  const [expression, more] = top === undefined ? [] : childrenOf(top);
  if (findings.length === 0 && (expression === undefined || more !== undefined))
    refuse(compilation, whole, 'SYNTAX', 'biểu thức rỗng', 'the expression is empty');
  const run = findings.length > 0 || expression === undefined ? () => null : compilation.compile(expression, compilation);
  const [finding] = findings;
  if (finding !== undefined) return { kind: 'refused', finding };
  return { kind: 'compiled', expression: { source: text, variables: [...variables].sort(), run } };
}

/** Bounds the nesting, since compiling and running recurse. */
function compileWithin(depth: number): Compilation['compile'] {
  return (node, compilation) => {
    if (depth > MAX_DEPTH)
      return refuse(compilation, node, 'TOO_LARGE', `lồng sâu hơn ${MAX_DEPTH} mức`, `nested deeper than ${MAX_DEPTH} levels`);
    const compile = COMPILERS[node.name];
    if (compile === undefined) {
      const named = `${node.name} (${textOf(node, compilation).slice(0, 40)})`;
      return refuse(compilation, node, 'UNSUPPORTED', `chưa hỗ trợ ${named}`, `${named} is not supported`);
    }
    const closure = compile(node, { ...compilation, compile: compileWithin(depth + 1) });
    const span = spanOf(node);
    return (scope, evaluation) => (spend(evaluation, span) ? closure(scope, evaluation) : null);
  };
}

/** The parser recovers from errors and marks them; a tree with a mark is not what the author wrote. */
function firstError(top: SyntaxNode): SyntaxNode | undefined {
  const cursor = top.cursor();
  do {
    if (cursor.type.isError) return cursor.node;
  } while (cursor.next());
  return undefined;
}

/**
 * Total: whatever the context holds, there is a value. It is null where FEEL says null, and `problems` says why.
 * Whole numbers come back as numbers, other decimals as strings (`"0.5"`).
 */
export function evaluate(
  expression: Expression,
  context: Readonly<Record<string, Json>>,
  { stepBudget = DEFAULT_STEP_BUDGET } = {},
): EvaluationResult {
  const evaluation: Evaluation = { problems: [], stepsLeft: stepBudget };
  const value = expression.run(scopeOf(context), evaluation);
  return { value: evaluation.stepsLeft < 0 ? null : toJson(value), problems: evaluation.problems };
}
