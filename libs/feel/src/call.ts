import type { Closure } from './evaluation.js';
import { BUILT_INS, type BuiltIn } from './functions.js';
import { childrenOf, nameOf, refuse, spanOf, type Compilation, type SyntaxNode } from './syntax.js';

export function compileCall(node: SyntaxNode, compilation: Compilation): Closure {
  const parts = childrenOf(node);
  const [callee] = parts;
  const given = parts.find((part) => part.name === 'PositionalParameters' || part.name === 'NamedParameters');
  if (callee?.name !== 'VariableName') return refuse(compilation, node, 'UNSUPPORTED', 'gọi một giá trị như hàm', 'calling a value');
  const name = nameOf(callee, compilation);
  if (name === 'is defined') return compileIsDefined(node, given, compilation);
  const builtIn = BUILT_INS.get(name);
  if (builtIn === undefined)
    return refuse(compilation, callee, 'UNKNOWN_FUNCTION', `không có hàm “${name}”`, `there is no function "${name}"`);
  const ordered = given === undefined ? [] : given.name === 'NamedParameters' ? inOrder(given, builtIn, compilation) : childrenOf(given);
  const { parameters, isVariadic } = builtIn;
  const isFitting = isVariadic === true ? ordered.length >= 1 : ordered.length === parameters.length;
  if (!isFitting || ordered.includes(undefined)) {
    const expected = `${name}(${parameters.join(', ')}${isVariadic === true ? '…' : ''})`;
    return refuse(compilation, node, 'ARGUMENTS', `tham số không khớp: ${expected}`, `the arguments do not fit ${expected}`);
  }
  const values = ordered.filter((argument) => argument !== undefined).map((argument) => compilation.compile(argument, compilation));
  const span = spanOf(node);
  return (scope, evaluation) =>
    builtIn.apply(
      values.map((value) => value(scope, evaluation)),
      { span, evaluation },
    );
}

/** Named arguments in the order of the parameters; undefined where one is missing or a name is not a parameter. */
function inOrder(given: SyntaxNode, { parameters }: BuiltIn, compilation: Compilation): readonly (SyntaxNode | undefined)[] {
  const byName = new Map(
    childrenOf(given).map((argument) => {
      const [name, value] = childrenOf(argument);
      return [name === undefined ? '' : nameOf(name, compilation), value] as const;
    }),
  );
  const isForeign = [...byName.keys()].some((name) => !parameters.includes(name));
  return isForeign ? [undefined] : parameters.map((name) => byName.get(name));
}

/** True for everything but null and what is not there; asking is no problem, so none is kept. */
function compileIsDefined(node: SyntaxNode, given: SyntaxNode | undefined, compilation: Compilation): Closure {
  const [argument, more] = given === undefined ? [] : childrenOf(given);
  if (argument === undefined || more !== undefined || given?.name !== 'PositionalParameters') {
    return refuse(compilation, node, 'ARGUMENTS', 'is defined cần đúng một tham số', 'is defined takes one argument');
  }
  const value = compilation.compile(argument, compilation);
  return (scope, evaluation) => {
    const asked = { problems: [], stepsLeft: evaluation.stepsLeft };
    const isDefined = value(scope, asked) !== null;
    evaluation.stepsLeft = asked.stepsLeft;
    return isDefined;
  };
}
