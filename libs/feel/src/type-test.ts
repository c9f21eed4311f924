import { childrenOf, nameOf, refuse, spanOf, textOf, type Compilation, type SyntaxNode } from './syntax.js';
import type { Closure } from './evaluation.js';
import { spend, type Call } from './problem.js';
import { isContext, isFunction, isList, isRange, kindOf, type Kind, type Value } from './value.js';

export type TypeTest = (value: Value, call: Call) => boolean;

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
  Null: 'null',
};

/** `x instance of list<number>`; null is an instance of Null only. */
export function compileInstanceOf(node: SyntaxNode, compilation: Compilation): Closure {
  const parts = childrenOf(node);
  const [subject, type] = [parts[0], parts.at(-1)];
  if (subject === undefined || type?.name !== 'Type')
    return refuse(compilation, node, 'SYNTAX', 'thiếu tên kiểu', 'the type is missing');
  const value = compilation.compile(subject, compilation);
  const test = compileType(type, compilation);
  const span = spanOf(node);
  return (scope, evaluation) => test(value(scope, evaluation), { span, evaluation });
}

export function compileType(type: SyntaxNode, compilation: Compilation): TypeTest {
  const [inner] = childrenOf(type);
  if (inner === undefined) return ofUnknown(type, compilation);
  switch (inner.name) {
    case 'QualifiedName':
    case 'SpecialType':
      return ofName(inner, compilation);
    case 'ListType':
      return ofItems(inner, compilation);
    case 'ContextType':
      return ofEntries(inner, compilation);
    case 'FunctionType':
      return ofFunction(inner, compilation);
    default:
      return ofUnknown(inner, compilation);
  }
}

function ofUnknown(node: SyntaxNode, compilation: Compilation): TypeTest {
  const name = textOf(node, compilation).slice(0, 40);
  refuse(compilation, node, 'UNSUPPORTED', `không có kiểu “${name}”`, `there is no type "${name}"`);
  return () => false;
}

function ofName(node: SyntaxNode, compilation: Compilation): TypeTest {
  const name = nameOf(node, compilation);
  if (name === 'Any') return (value) => value !== null;
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  return kind === undefined ? ofUnknown(node, compilation) : (value) => kindOf(value) === kind;
}

/** `list<T>`, and `range<T>`, which the parser was given as a list. */
function ofItems(node: SyntaxNode, compilation: Compilation): TypeTest {
  const inner = childrenOf(node).find((part) => part.name === 'Type');
  if (inner === undefined) return ofUnknown(node, compilation);
  const test = compileType(inner, compilation);
  if (textOf(node, compilation).startsWith('range')) {
    return (value, call) =>
      isRange(value) && [value.from, value.to].every((bound) => bound === null || bound.value === null || test(bound.value, call));
  }
  return (value, call) =>
    isList(value) && spend(call.evaluation, call.span, value.length) && value.every((item) => test(item, call));
}

/** The named entries must be there and fit; others may be there too. An entry that is null fits every type, as in DMN. */
function ofEntries(node: SyntaxNode, compilation: Compilation): TypeTest {
  const list = childrenOf(node).find((part) => part.name === 'ContextEntryTypes');
  const entries = (list === undefined ? [] : childrenOf(list)).map((entry) => {
    const [name, type] = childrenOf(entry);
    return {
      name: name === undefined ? '' : nameOf(name, compilation),
      test: type === undefined ? ofUnknown(entry, compilation) : compileType(type, compilation),
    };
  });
  return (value, call) =>
    isContext(value) &&
    entries.every(({ name, test }) => {
      const entry = value.entries[name];
      return entry !== undefined && (entry === null || test(entry, call));
    });
}

/** Functions carry no types of their own here, so what can be asked is whether one takes that many arguments. */
function ofFunction(node: SyntaxNode, compilation: Compilation): TypeTest {
  const list = childrenOf(node).find((part) => part.name === 'ArgumentTypes');
  const count = list === undefined ? 0 : childrenOf(list).length;
  for (const argument of list === undefined ? [] : childrenOf(list)) {
    const [type] = childrenOf(argument);
    if (type !== undefined) compileType(type, compilation);
  }
  return (value) => isFunction(value) && value.signatures.some(({ parameters }) => parameters.length === count);
}
