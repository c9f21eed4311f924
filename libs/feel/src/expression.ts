import { compileArithmetic } from './arithmetic.js';
import { compileCall, compileTemporal } from './call.js';
import { compileComparison, compileRange, INPUT } from './comparison.js';
import type { Closure } from './evaluation.js';
import { compileFilter } from './filter.js';
import type { Finding } from './finding.js';
import { compileFunction } from './function-definition.js';
import { compileFor, compileQuantified } from './iteration.js';
import { compileBoolean, compileNull, compileNumber, compileString } from './literals.js';
import { compileLogic } from './logic.js';
import { nestingOf } from './nesting.js';
import { compileName, compilePath, compileVariable } from './path.js';
import { spend } from './problem.js';
import { compileContext, compileIf, compileList, compileParentheses } from './structures.js';
import { childrenOf, parse, refuse, spanOf, textOf, type Compilation, type CompileOptions, type Grammar, type SyntaxNode } from './syntax.js';
import { compileInstanceOf } from './type-test.js';
import { normalName } from './value.js';

/** Compiled once per version of a procedure, evaluated many times. `variables` are the names it needs, sorted. */
export type Expression = Readonly<{ source: string; variables: readonly string[]; run: Closure }>;
export type CompiledExpression = Readonly<{ kind: 'compiled'; expression: Expression }> | Readonly<{ kind: 'refused'; finding: Finding }>;

const MAX_SOURCE_LENGTH = 10_000;
const MAX_DEPTH = 100;
/** Of what cannot be read. */
const MAX_SHOWN = 40;
/** The parser takes seconds for thousands of them; far more than any expression that compiles. */
const MAX_OPEN = 500;
const TOO_DEEP = [`lồng sâu hơn ${MAX_DEPTH} mức`, `nested deeper than ${MAX_DEPTH} levels`] as const;
/** Names of built-in functions that hold a word of the grammar. */
const NAMES_WITH_KEYWORDS = ['get or else'];

/** Everything the language has, in one table. What is not in it is refused by its name. */
const COMPILERS: Readonly<Record<string, (node: SyntaxNode, compilation: Compilation) => Closure>> = {
  NumericLiteral: compileNumber,
  StringLiteral: compileString,
  BooleanLiteral: compileBoolean,
  null: compileNull,
  DateTimeLiteral: compileTemporal,
  VariableName: compileVariable,
  '?': (node, compilation) => compileName(INPUT, spanOf(node), compilation),
  PathExpression: compilePath,
  FilterExpression: compileFilter,
  List: compileList,
  Context: compileContext,
  IfExpression: compileIf,
  ForExpression: compileFor,
  QuantifiedExpression: compileQuantified,
  ParenthesizedExpression: compileParentheses,
  ArithmeticExpression: compileArithmetic,
  Comparison: compileComparison,
  Conjunction: (node, compilation) => compileLogic(node, compilation),
  Disjunction: (node, compilation) => compileLogic(node, compilation),
  SimplePositiveUnaryTest: compileRange,
  InstanceOfExpression: compileInstanceOf,
  FunctionDefinition: compileFunction,
  FunctionInvocation: compileCall,
};
/** They cost nothing by themselves and cannot be repeated without something that does. */
const FREE = new Set(['NumericLiteral', 'StringLiteral', 'BooleanLiteral', 'null', 'VariableName', '?', 'ParenthesizedExpression']);

/** `names` are variables with characters the grammar would read otherwise (`a+b`, `Số tờ - thửa`); others need no mention. */
export function compileExpression(source: string, names: readonly string[] = [], options: CompileOptions = {}): CompiledExpression {
  const { compilation, top } = begin(source, names, 'Expression', options);
  const [expression, more] = top === undefined ? [] : childrenOf(top);
  if (compilation.findings.length === 0 && (expression === undefined || more !== undefined))
    refuse(compilation, { from: 0, to: source.length }, 'SYNTAX', 'biểu thức rỗng', 'the expression is empty');
  const isReadable = compilation.findings.length === 0 && expression !== undefined;
  const run = isReadable ? compilation.compile(expression, compilation) : () => null;
  return finished(compilation, run);
}

/** Parses, and finds what makes compiling pointless. */
export function begin(
  source: string,
  names: readonly string[],
  grammar: Grammar,
  options: CompileOptions,
): { compilation: Compilation; top: SyntaxNode | undefined } {
  const text = source.normalize('NFC');
  const whole = { from: 0, to: text.length };
  const declared = new Set(names.map(normalName));
  const compilation: Compilation = {
    source: text,
    findings: [],
    options,
    variables: new Set(),
    bound: new Set([INPUT]),
    declared,
    isInFilter: false,
    compile: compileWithin(1),
  };
  if (text.length > MAX_SOURCE_LENGTH) {
    refuse(compilation, whole, 'TOO_LARGE', `dài hơn ${MAX_SOURCE_LENGTH} ký tự`, `longer than ${MAX_SOURCE_LENGTH} characters`);
    return { compilation, top: undefined };
  }
  if (nestingOf(text) > MAX_OPEN) {
    refuse(compilation, whole, 'TOO_LARGE', ...TOO_DEEP);
    return { compilation, top: undefined };
  }
  const { top, wrong } = parse(text, grammar, [...declared, ...NAMES_WITH_KEYWORDS], options.fields);
  if (wrong !== undefined) refuse(compilation, wrong, 'SYNTAX', ...unreadableFrom(text, wrong.from));
  return { compilation, top };
}

/** Where reading ended, in words of the text itself. */
function unreadableFrom(text: string, from: number): readonly [vi: string, en: string] {
  const rest = text.slice(from).trim();
  if (rest === '') return ['biểu thức dừng giữa chừng', 'the expression ends too early'];
  const near = rest.length > MAX_SHOWN ? `${rest.slice(0, MAX_SHOWN)}…` : rest;
  return [`không đọc được từ “${near}” (ký tự thứ ${from + 1})`, `cannot be read from "${near}" on (character ${from + 1})`];
}

export function finished({ findings, source, variables }: Compilation, run: Closure): CompiledExpression {
  const [finding] = findings;
  if (finding !== undefined) return { kind: 'refused', finding };
  return { kind: 'compiled', expression: { source, variables: [...variables].filter((name) => name !== INPUT).sort(), run } };
}

/** Bounds the nesting, since compiling and running recurse. */
function compileWithin(depth: number): Compilation['compile'] {
  return (node, compilation) => {
    if (depth > MAX_DEPTH)
      return refuse(compilation, node, 'TOO_LARGE', ...TOO_DEEP);
    const compile = COMPILERS[node.name];
    if (compile === undefined) {
      const named = `${node.name} (${textOf(node, compilation).slice(0, 40)})`;
      return refuse(compilation, node, 'UNSUPPORTED', `chưa hỗ trợ ${named}`, `${named} is not supported`);
    }
    const closure = compile(node, { ...compilation, compile: compileWithin(depth + 1) });
    if (FREE.has(node.name)) return closure;
    const span = spanOf(node);
    return (scope, evaluation) => (spend(evaluation, span) ? closure(scope, evaluation) : null);
  };
}
