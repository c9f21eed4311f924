import type { Closure } from './evaluation.js';
import { ANY, isInstance, simpleType } from './feel-type.js';
import { childrenOf, nameOf, refuse, spanOf, textOf, type Compilation, type SyntaxNode } from './syntax.js';
import { kindOf, type FeelType, type Kind } from './value.js';

const KINDS: Readonly<Record<string, Kind>> = {
  number: 'number',
  string: 'string',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  'date and time': 'date and time',
  'days and time duration': 'days and time duration',
  'day and time duration': 'days and time duration',
  'years and months duration': 'years and months duration',
  'year and month duration': 'years and months duration',
  list: 'list',
  context: 'context',
  range: 'range',
  functio_: 'function',
  function: 'function',
};

/** `x instance of list<number>`; null is an instance of Null only. */
export function compileInstanceOf(node: SyntaxNode, compilation: Compilation): Closure {
  const parts = childrenOf(node);
  const [subject, written] = [parts[0], parts.at(-1)];
  if (subject === undefined || written?.name !== 'Type')
    return refuse(compilation, node, 'SYNTAX', 'thiếu tên kiểu', 'the type is missing');
  const value = compilation.compile(subject, compilation);
  const type = readType(written, compilation);
  if (type === undefined) return ofUnknown(value, written, compilation);
  const span = spanOf(node);
  return (scope, evaluation) => isInstance(value(scope, evaluation), type, { span, evaluation });
}

const STRUCTURES: Readonly<Record<string, Kind>> = { ContextType: 'context', FunctionType: 'function' };

/** What is no context is none of `context<age: unknown>` either (TCK 0070). */
function ofUnknown(value: Closure, written: SyntaxNode, compilation: Compilation): Closure {
  const unknown = noType(written, compilation);
  const structure = STRUCTURES[childrenOf(written)[0]?.name ?? ''];
  if (structure === undefined) return unknown;
  return (scope, evaluation) => (kindOf(value(scope, evaluation)) === structure ? unknown(scope, evaluation) : false);
}

export function noType(node: SyntaxNode, compilation: Compilation): Closure {
  const name = textOf(node, compilation).slice(0, 40);
  return refuse(compilation, node, 'UNSUPPORTED', `không có kiểu “${name}”`, `there is no type "${name}"`);
}

/** Undefined where there is no such type. */
export function readType(type: SyntaxNode, compilation: Compilation): FeelType | undefined {
  const [inner] = childrenOf(type);
  switch (inner?.name) {
    case 'QualifiedName':
    case 'SpecialType':
      return namedType(nameOf(inner, compilation), compilation);
    case 'ListType':
      return itemsType(inner, compilation);
    case 'ContextType':
      return entriesType(inner, compilation);
    case 'FunctionType':
      return functionType(inner, compilation);
    default:
      return undefined;
  }
}

function namedType(name: string, { options }: Compilation): FeelType | undefined {
  if (name === 'Any' || name === 'Null') return { kind: name };
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  return kind === undefined ? options.types?.(name) : simpleType(kind);
}

/** `list<T>`, and `range<T>`, which the parser was given as a list. */
function itemsType(node: SyntaxNode, compilation: Compilation): FeelType | undefined {
  const inner = childrenOf(node).find((part) => part.name === 'Type');
  const type = inner === undefined ? undefined : readType(inner, compilation);
  if (type === undefined) return undefined;
  return textOf(node, compilation).startsWith('range') ? { kind: 'range', end: type } : { kind: 'list', item: type };
}

/** The named entries must be there and fit; others may be there too. */
function entriesType(node: SyntaxNode, compilation: Compilation): FeelType | undefined {
  const list = childrenOf(node).find((part) => part.name === 'ContextEntryTypes');
  const entries = Object.create(null) as Record<string, FeelType>;
  for (const entry of list === undefined ? [] : childrenOf(list)) {
    const [name, written] = childrenOf(entry);
    const type = written === undefined ? undefined : readType(written, compilation);
    if (name === undefined || type === undefined) return undefined;
    entries[nameOf(name, compilation)] = type;
  }
  return { kind: 'context', entries };
}

function functionType(node: SyntaxNode, compilation: Compilation): FeelType | undefined {
  const list = childrenOf(node).find((part) => part.name === 'ArgumentTypes');
  const result = childrenOf(node).find((part) => part.name === 'Type');
  const parameters: FeelType[] = [];
  for (const argument of list === undefined ? [] : childrenOf(list)) {
    const [written] = childrenOf(argument);
    const type = written === undefined ? undefined : readType(written, compilation);
    if (type === undefined) return undefined;
    parameters.push(type);
  }
  const type = result === undefined ? ANY : readType(result, compilation);
  return type === undefined ? undefined : { kind: 'function', parameters, result: type };
}
