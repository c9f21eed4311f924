import { ANY, conforms, simpleType, UNKNOWN } from './feel-type.js';
import { childrenOf, nameOf, textOf, type Compilation, type SyntaxNode } from './syntax.js';
import { unescaped } from './string-escape.js';
import { parseAt } from './range-text.js';
import { kindOf, type FeelType, type Kind } from './value.js';

const CONSTRUCTED: Readonly<Record<string, Kind>> = { date: 'date', time: 'time', 'date and time': 'date and time', 'years and months duration': 'years and months duration' };

/** What can be read off an expression without evaluating it; undefined where that is not plain. */
export function resultTypeOf(node: SyntaxNode, compilation: Compilation): FeelType | undefined {
  switch (node.name) {
    case 'NumericLiteral':
      return simpleType('number');
    case 'StringLiteral':
      return simpleType('string');
    case 'BooleanLiteral':
    case 'Conjunction':
    case 'Disjunction':
    case 'QuantifiedExpression':
    case 'InstanceOfExpression':
      return simpleType('boolean');
    case 'null':
      return { kind: 'Null' };
    case 'DateTimeLiteral':
      return temporalType(node, compilation);
    case 'ParenthesizedExpression': {
      const [inner, more] = childrenOf(node).filter((part) => part.name !== '(' && part.name !== ')');
      return inner === undefined || more !== undefined ? undefined : resultTypeOf(inner, compilation);
    }
    case 'List':
      return listType(childrenOf(node).filter((part) => part.name !== '[' && part.name !== ']'), compilation);
    case 'Context':
      return contextType(node, compilation);
    default:
      return undefined;
  }
}

function temporalType(node: SyntaxNode, compilation: Compilation): FeelType | undefined {
  const [head] = childrenOf(node);
  if (head === undefined) return undefined;
  if (head.name !== 'AtLiteral') {
    const kind = CONSTRUCTED[nameOf(head, compilation)];
    return kind === undefined ? undefined : simpleType(kind);
  }
  const [literal] = childrenOf(head);
  const value = literal === undefined ? undefined : parseAt(unescaped(textOf(literal, compilation)));
  return value === undefined ? undefined : simpleType(kindOf(value));
}

function listType(items: readonly SyntaxNode[], compilation: Compilation): FeelType {
  const types = items.map((item) => resultTypeOf(item, compilation) ?? UNKNOWN);
  const item = types.find((each) => types.every((other) => conforms(other, each)));
  return { kind: 'list', item: item ?? (types.length === 0 ? UNKNOWN : ANY) };
}

function contextType(node: SyntaxNode, compilation: Compilation): FeelType {
  const entries = Object.create(null) as Record<string, FeelType>;
  for (const entry of childrenOf(node).filter((part) => part.name === 'ContextEntry')) {
    const [key, expression] = childrenOf(entry);
    const [name] = key === undefined ? [] : childrenOf(key);
    if (key === undefined || expression === undefined) continue;
    const isQuoted = name?.name === 'StringLiteral';
    entries[isQuoted ? textOf(name, compilation).slice(1, -1) : nameOf(name ?? key, compilation)] = resultTypeOf(expression, compilation) ?? UNKNOWN;
  }
  return { kind: 'context', entries };
}
