import { run } from './evaluate.js';
import { begin } from './expression.js';
import type { Finding } from './finding.js';
import type { Evaluation } from './problem.js';
import { childrenOf, spanOf, textOf, type Compilation, type CompileOptions, type SyntaxNode } from './syntax.js';
import { asksForInput, compileUnaryTests } from './unary-tests.js';
import { isList, isRange, type Range, type Value } from './value.js';

/** What one test lets pass, where that is known without any input; `general` is everything else. Offsets are in the NFC form of the source. */
export type TestShape = Readonly<{ from: number; to: number }> &
  (
    | Readonly<{ kind: 'equal' | 'different'; value: Value }>
    | Readonly<{ kind: 'range'; range: Range }>
    | Readonly<{ kind: 'general' }>
  );
/** The cell of a decision table as data, for whoever compares cells with each other. */
export type UnaryTestsShape =
  | Readonly<{ kind: 'any' }>
  | Readonly<{ kind: 'tests'; isNegated: boolean; tests: readonly TestShape[] }>
  | Readonly<{ kind: 'refused'; finding: Finding }>;

/** Enough for every constant that a cell can hold; a longer computation is general. */
const STEPS_OF_A_CONSTANT = 1_000;

export function shapeOfUnaryTests(source: string, names: readonly string[] = [], options: CompileOptions = {}): UnaryTestsShape {
  const compiled = compileUnaryTests(source, names, options);
  if (compiled.kind === 'refused') return compiled;
  const { compilation, top } = begin(source, names, 'UnaryTests', options);
  const parts = top === undefined ? [] : childrenOf(top);
  if (parts[0]?.name === 'Wildcard') return { kind: 'any' };
  const list = parts.find(({ name }) => name === 'PositiveUnaryTests');
  const tests = list === undefined ? [] : childrenOf(list);
  return { kind: 'tests', isNegated: parts[0]?.name === 'not', tests: tests.flatMap((test) => shapesOf(childrenOf(test)[0] ?? test, compilation)) };
}

function shapesOf(node: SyntaxNode, compilation: Compilation): readonly TestShape[] {
  const span = spanOf(node);
  const [first, second, third] = childrenOf(node);
  if (node.name === 'ParenthesizedExpression' && second?.name === 'SimplePositiveUnaryTest') return shapesOf(second, compilation);
  if (node.name === 'SimplePositiveUnaryTest' && first?.name === 'CompareOp' && second !== undefined)
    return [{ ...span, ...comparedWith(textOf(first, compilation), constantOf(second, compilation)) }];
  if (node.name === 'Comparison' && first?.name === '?' && second?.name === 'CompareOp' && third !== undefined)
    return [{ ...span, ...comparedWith(textOf(second, compilation), constantOf(third, compilation)) }];
  const constant = constantOf(node, compilation);
  if (constant === undefined) return [{ ...span, kind: 'general' }];
  return (isList(constant) ? constant : [constant]).map((value) => ({ ...span, ...passing(value) }));
}

type Passing = Readonly<{ kind: 'equal' | 'different'; value: Value }> | Readonly<{ kind: 'range'; range: Range }> | Readonly<{ kind: 'general' }>;

function passing(value: Value): Passing {
  if (!isRange(value)) return { kind: 'equal', value };
  if (value.only !== undefined) return { kind: value.only === '=' ? 'equal' : 'different', value: value.from?.value ?? null };
  // Where an end is not known, neither is what passes.
  return value.from?.value === null || value.to?.value === null ? { kind: 'general' } : { kind: 'range', range: value };
}

function comparedWith(operator: string, value: Value | undefined): Passing {
  if (value === undefined) return { kind: 'general' };
  if (operator === '=') return { kind: 'equal', value };
  if (operator === '!=') return { kind: 'different', value };
  const end = { value, included: operator.length === 2 };
  return { kind: 'range', range: operator.startsWith('<') ? { kind: 'range', from: null, to: end } : { kind: 'range', from: end, to: null } };
}

/** The value of an expression that asks for nothing and has no problem; undefined for any other. */
function constantOf(node: SyntaxNode, compilation: Compilation): Value | undefined {
  if (asksForInput(node)) return undefined;
  const own: Compilation = { ...compilation, variables: new Set(), findings: [] };
  const closure = own.compile(node, own);
  if (own.variables.size > 0 || own.findings.length > 0) return undefined;
  const evaluation: Evaluation = { problems: [], stepsLeft: STEPS_OF_A_CONSTANT, depth: 0, now: undefined };
  const value = run(closure, { kind: 'values', find: () => undefined }, evaluation);
  return evaluation.problems.length > 0 ? undefined : value;
}
