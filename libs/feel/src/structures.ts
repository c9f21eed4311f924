import { withEntries, type Closure, wrongKind } from './evaluation.js';
import { unescaped } from './string-escape.js';
import { binding, childrenOf, nameOf, refuse, spanOf, textOf, type Compilation, type SyntaxNode } from './syntax.js';
import { normalName, type Value } from './value.js';

export function compileList(node: SyntaxNode, compilation: Compilation): Closure {
  const items = childrenOf(node)
    .filter((part) => part.name !== '[' && part.name !== ']')
    .map((part) => compilation.compile(part, compilation));
  return (scope, evaluation) => items.map((item) => item(scope, evaluation));
}

/** `{base: 100, fee: base * 0.005}`: an entry sees those before it, and a function in it sees itself. */
export function compileContext(node: SyntaxNode, compilation: Compilation): Closure {
  const names = new Set<string>();
  const wrong: Closure[] = [];
  const entries = childrenOf(node)
    .filter((part) => part.name === 'ContextEntry')
    .map((entry) => {
      const [key, expression] = childrenOf(entry);
      const name = key === undefined ? '' : keyOf(key, compilation);
      if (names.has(name)) wrong.push(refuse(compilation, entry, 'ARGUMENTS', `mục “${name}” lặp lại`, `entry "${name}" occurs twice`));
      const isFunction = expression?.name === 'FunctionDefinition';
      const inner = binding(compilation, isFunction ? [...names, name] : [...names]);
      names.add(name);
      if (expression === undefined) refuse(compilation, entry, 'SYNTAX', 'mục thiếu giá trị', 'the entry lacks a value');
      return { name, value: expression === undefined ? () => null : compilation.compile(expression, inner) };
    });
  const [refused] = wrong;
  if (refused !== undefined) return refused;
  return (scope, evaluation) => {
    const known = Object.create(null) as Record<string, Value>;
    const inner = withEntries(scope, known);
    for (const { name, value } of entries) known[name] = value(inner, evaluation);
    return { kind: 'context', entries: known };
  };
}

function keyOf(key: SyntaxNode, compilation: Compilation): string {
  const [first] = childrenOf(key);
  if (first?.name === 'StringLiteral') return normalName(unescaped(textOf(first, compilation)));
  return nameOf(first ?? key, compilation);
}

export function compileIf(node: SyntaxNode, compilation: Compilation): Closure {
  const parts = childrenOf(node).filter((part) => !['if', 'then', 'else'].includes(part.name));
  const [condition, then, otherwise] = parts.map((part) => compilation.compile(part, compilation));
  if (condition === undefined || then === undefined || otherwise === undefined)
    return refuse(compilation, node, 'SYNTAX', 'if cần then và else', 'if needs then and else');
  const span = spanOf(node);
  return (scope, evaluation) => {
    const verdict = condition(scope, evaluation);
    if (verdict !== null && typeof verdict !== 'boolean') wrongKind(evaluation, span, 'boolean', verdict);
    return verdict === true ? then(scope, evaluation) : otherwise(scope, evaluation);
  };
}

export function compileParentheses(node: SyntaxNode, compilation: Compilation): Closure {
  const inner = childrenOf(node).filter((part) => part.name !== '(' && part.name !== ')');
  const [only] = inner;
  return only === undefined || inner.length > 1
    ? refuse(compilation, node, 'SYNTAX', 'ngoặc rỗng', 'the parentheses are empty')
    : compilation.compile(only, compilation);
}
