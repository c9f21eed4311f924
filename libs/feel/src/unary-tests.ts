import { compileTest, INPUT, passes, type Test } from './comparison.js';
import { begun, run, type EvaluationOptions, type Find } from './evaluate.js';
import { withName, type Closure, type Root } from './evaluation.js';
import { begin, finished } from './expression.js';
import type { Finding } from './finding.js';
import { fromJson, type Json } from './json.js';
import { either } from './logic.js';
import { spend, type Problem } from './problem.js';
import { childrenOf, refuse, spanOf, type Compilation, type CompileOptions, type SyntaxNode } from './syntax.js';
import type { Value } from './value.js';

/** The cell of a decision table: `-`, `> 5, [1..3]`, `not("a", "b")`, `? > limit`. */
export type UnaryTests = Readonly<{ source: string; variables: readonly string[]; run: Closure }>;
export type CompiledUnaryTests = Readonly<{ kind: 'compiled'; tests: UnaryTests }> | Readonly<{ kind: 'refused'; finding: Finding }>;
export type UnaryTestsResult = Readonly<{ value: boolean | null; problems: readonly Problem[] }>;

export function compileUnaryTests(source: string, names: readonly string[] = [], options: CompileOptions = {}): CompiledUnaryTests {
  const { compilation, top } = begin(source, names, 'UnaryTests', options);
  const parts = top === undefined || compilation.findings.length > 0 ? [] : childrenOf(top);
  const compiled = finished(compilation, compileTests(parts, compilation));
  return compiled.kind === 'refused' ? compiled : { kind: 'compiled', tests: compiled.expression };
}

function compileTests(parts: readonly SyntaxNode[], compilation: Compilation): Closure {
  if (parts[0]?.name === 'Wildcard') return () => true;
  const isNegated = parts[0]?.name === 'not';
  const list = parts.find((part) => part.name === 'PositiveUnaryTests');
  const tests = (list === undefined ? [] : childrenOf(list)).map((part) => compileOne(part, compilation));
  if (tests.length === 0 && compilation.findings.length === 0)
    return refuse(compilation, { from: 0, to: compilation.source.length }, 'SYNTAX', 'không có phép thử', 'there is no test');
  return (scope, evaluation) => {
    const input = scope.value;
    let result: boolean | null = false;
    for (const test of tests) {
      const verdict = spend(evaluation, { from: 0, to: 0 }) ? test(input, scope, evaluation) : null;
      if (verdict === true) return !isNegated;
      result = either([result, verdict]);
    }
    return isNegated && result !== null ? !result : result;
  };
}

/** An expression that speaks of `?` is the test itself; any other gives what the input is compared with. */
function compileOne(part: SyntaxNode, compilation: Compilation): Test {
  const [inner] = childrenOf(part);
  const isSimple = inner === undefined || inner.name === 'SimplePositiveUnaryTest';
  if (isSimple || !asksForInput(inner)) return compileTest(part, compilation);
  const value = compilation.compile(inner, compilation);
  const span = spanOf(inner);
  return (input, scope, evaluation) => {
    const verdict = value(scope, evaluation);
    if (typeof verdict === 'boolean' || verdict === null) return verdict;
    return passes(input, verdict, { span, evaluation });
  };
}

export function asksForInput(node: SyntaxNode): boolean {
  const cursor = node.cursor();
  do {
    if (cursor.name === INPUT) return true;
  } while (cursor.next() && cursor.from < node.to);
  return false;
}

/** True, false, or null where that cannot be said, with the problems that say why. */
export const evaluateUnaryTests = (tests: UnaryTests, input: Json, find: Find, options: EvaluationOptions = {}): UnaryTestsResult =>
  tested(tests, fromJson(input), { kind: 'json', find, known: new Map() }, options);

/** For a caller that holds values of FEEL. */
export const testValue = (
  tests: UnaryTests,
  input: Value,
  find: (name: string) => Value | undefined,
  options: EvaluationOptions = {},
): UnaryTestsResult => tested(tests, input, { kind: 'values', find }, options);

function tested(tests: UnaryTests, input: Value, root: Root, options: EvaluationOptions): UnaryTestsResult {
  const evaluation = begun(options);
  const value = run((scope, each) => tests.run(withName(scope, INPUT, input), each), root, evaluation);
  return { value: typeof value === 'boolean' ? value : null, problems: evaluation.problems };
}
