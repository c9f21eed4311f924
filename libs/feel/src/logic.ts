import { wrongKind, type Closure } from './evaluation.js';
import { childrenOf, spanOf, type Compilation, type SyntaxNode } from './syntax.js';

export const either = (results: readonly (boolean | null)[]): boolean | null =>
  results.includes(true) ? true : results.includes(null) ? null : false;
export const both = (left: boolean | null, right: boolean | null): boolean | null =>
  left === false || right === false ? false : left === null || right === null ? null : true;

export const isLogic = (node: SyntaxNode): boolean => node.name === 'Conjunction' || node.name === 'Disjunction';

/**
 * `and`, `or`: three-valued, and lazy: the right side is not looked at once the left has decided. A row of the same operator
 * is one loop, however long. `compileFirst` says how to compile the operand that stands furthest left.
 */
export function compileLogic(node: SyntaxNode, compilation: Compilation, compileFirst = compilation.compile): Closure {
  const decisive = node.name === 'Disjunction';
  const operands = rowOf(node);
  const closures = operands.map((part, i) => ({
    span: spanOf(part),
    value:
      i > 0
        ? compilation.compile(part, compilation)
        : isLogic(part)
          ? compileLogic(part, compilation, compileFirst)
          : compileFirst(part, compilation),
  }));
  return (scope, evaluation) => {
    let result: boolean | null = !decisive;
    for (const { span, value } of closures) {
      const operand = value(scope, evaluation);
      if (operand === decisive) return decisive;
      if (typeof operand !== 'boolean') result = operand === null ? null : wrongKind(evaluation, span, 'boolean', operand);
    }
    return result;
  };
}

/** The operands of `a and b and c` from left to right. */
function rowOf(node: SyntaxNode): readonly SyntaxNode[] {
  const operands: SyntaxNode[] = [];
  for (let at: SyntaxNode = node; ; ) {
    const [left, right] = childrenOf(at).filter((part) => part.name !== 'and' && part.name !== 'or');
    if (right !== undefined) operands.unshift(right);
    if (left === undefined) return operands;
    if (left.name !== node.name) return [left, ...operands];
    at = left;
  }
}
