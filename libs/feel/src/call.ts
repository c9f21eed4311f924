import { asking, wrongKind, type Closure } from './evaluation.js';
import { BUILT_INS } from './functions.js';
import { compileTemporalLiteral } from './literals.js';
import { problem, type Call } from './problem.js';
import { applyFirst, orderOf, takes } from './signature.js';
import { childrenOf, nameOf, refuse, spanOf, type Compilation, type SyntaxNode } from './syntax.js';
import { isFunction, type FeelFunction, type Signature, type Value } from './value.js';

/** The arguments of a call: names as written, or none when they go by position. */
type Arguments = Readonly<{ names: readonly string[] | null; nodes: readonly SyntaxNode[] }>;

export function compileCall(node: SyntaxNode, compilation: Compilation): Closure {
  const [callee] = childrenOf(node);
  if (callee === undefined) return refuse(compilation, node, 'SYNTAX', 'thiếu tên hàm', 'the function is missing');
  const given = argumentsOf(node, compilation);
  const isNamed = callee.name === 'VariableName' || callee.name === 'SpecialFunctionName';
  const name = isNamed ? nameOf(callee, compilation) : '';
  if (isNamed && !compilation.bound.has(name) && !compilation.declared.has(name)) {
    if (name === 'is defined') return compileIsDefined(node, given, compilation);
    if (name === 'get or else') return compileGetOrElse(node, given, compilation);
    const builtIn = BUILT_INS.get(name);
    if (builtIn !== undefined) return compileBuiltIn(node, builtIn, given, compilation);
    if (!compilation.isInFilter)
      return refuse(compilation, callee, 'UNKNOWN_FUNCTION', `không có hàm “${name}”`, `there is no function "${name}"`);
  }
  return compileValueCall(node, callee, given, compilation);
}

/** `date(…)`, `time(…)` and the like are a node of their own; with one literal they are constants. */
export function compileTemporal(node: SyntaxNode, compilation: Compilation): Closure {
  const literal = compileTemporalLiteral(node, compilation);
  if (literal !== null) return literal;
  const [head] = childrenOf(node);
  const builtIn = head === undefined ? undefined : BUILT_INS.get(nameOf(head, compilation));
  if (builtIn === undefined) return refuse(compilation, node, 'SYNTAX', 'thiếu tên hàm', 'the function is missing');
  return compileBuiltIn(node, builtIn, argumentsOf(node, compilation), compilation);
}

function argumentsOf(node: SyntaxNode, compilation: Compilation): Arguments {
  const given = childrenOf(node).find((part) => part.name === 'PositionalParameters' || part.name === 'NamedParameters');
  if (given === undefined) return { names: null, nodes: [] };
  if (given.name === 'PositionalParameters') return { names: null, nodes: childrenOf(given) };
  const pairs = childrenOf(given).map((argument) => childrenOf(argument));
  return {
    names: pairs.map(([name]) => (name === undefined ? '' : nameOf(name, compilation))),
    nodes: pairs.map(([, value]) => value).filter((value) => value !== undefined),
  };
}

type Choice = Readonly<{ signature: Signature; order: readonly number[] | null }>;

function choicesOf({ signatures }: FeelFunction, names: readonly string[] | null, count: number): readonly Choice[] {
  if (names === null) return signatures.filter((each) => takes(each, count)).map((each) => ({ signature: each, order: null }));
  return signatures.flatMap((each) => {
    const order = orderOf(each, names);
    return order === undefined ? [] : [{ signature: each, order }];
  });
}

function applyChoices(choices: readonly Choice[], values: readonly Value[], call: Call): Value {
  return applyFirst(
    choices.map(({ signature, order }) => ({ signature, values: order === null ? values : order.map((at) => (at < 0 ? undefined : values[at])) })),
    call,
  );
}

function compileBuiltIn(node: SyntaxNode, builtIn: FeelFunction, { names, nodes }: Arguments, compilation: Compilation): Closure {
  const choices = choicesOf(builtIn, names, nodes.length);
  if (choices.length === 0) {
    const expected = builtIn.signatures.map((each) => shown(builtIn.name, each)).join(' / ');
    return refuse(compilation, node, 'ARGUMENTS', `tham số không khớp: ${expected}`, `the arguments do not fit ${expected}`);
  }
  const values = nodes.map((each) => compilation.compile(each, compilation));
  const span = spanOf(node);
  return (scope, evaluation) =>
    applyChoices(
      choices,
      values.map((value) => value(scope, evaluation)),
      { span, evaluation },
    );
}

const shown = (name: string, { parameters }: Signature): string =>
  `${name}(${parameters.map((each) => `${each.name}${each.isMany ? '…' : each.isOptional ? '?' : ''}`).join(', ')})`;

/** A function that is a value: of a context, a parameter, another call, or of the caller's names. */
function compileValueCall(node: SyntaxNode, callee: SyntaxNode, { names, nodes }: Arguments, compilation: Compilation): Closure {
  const target = compilation.compile(callee, compilation);
  const values = nodes.map((each) => compilation.compile(each, compilation));
  const span = spanOf(node);
  return (scope, evaluation) => {
    const before = evaluation.problems.length;
    const called = target(scope, evaluation);
    if (!isFunction(called)) return called === null && evaluation.problems.length > before ? null : wrongKind(evaluation, span, 'function', called);
    const choices = choicesOf(called, names, values.length);
    const given = values.map((value) => value(scope, evaluation));
    if (choices.length > 0) return applyChoices(choices, given, { span, evaluation });
    const expected = called.signatures.map((each) => shown(called.name, each)).join(' / ');
    return problem(evaluation, span, 'WRONG_KIND', `tham số không khớp: ${expected}`, `the arguments do not fit ${expected}`);
  };
}

/** True for everything but null and what is not there. */
function compileIsDefined(node: SyntaxNode, { names, nodes }: Arguments, compilation: Compilation): Closure {
  const [argument, more] = nodes;
  if (argument === undefined || more !== undefined || (names !== null && names[0] !== 'value'))
    return refuse(compilation, node, 'ARGUMENTS', 'is defined cần đúng một tham số', 'is defined takes one argument');
  const value = asking(compilation.compile(argument, compilation));
  return (scope, evaluation) => value(scope, evaluation) !== null;
}

/** The value, or the default where the value is null or not there; that it is not there is then no problem. */
function compileGetOrElse(node: SyntaxNode, { names, nodes }: Arguments, compilation: Compilation): Closure {
  const isSwapped = names?.[0] === 'default';
  const isFitting = names === null || [...names].sort().join() === 'default,value';
  const [first, second] = isSwapped ? [nodes[1], nodes[0]] : nodes;
  if (!isFitting || first === undefined || second === undefined || nodes.length > 2)
    return refuse(compilation, node, 'ARGUMENTS', 'get or else(value, default)', 'the arguments do not fit get or else(value, default)');
  const value = asking(compilation.compile(first, compilation));
  const otherwise = compilation.compile(second, compilation);
  return (scope, evaluation) => value(scope, evaluation) ?? otherwise(scope, evaluation);
}
