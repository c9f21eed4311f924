import type { Boxed, ContextEntry, FunctionParts, Named } from '../boxed.js';
import type { XmlElement } from '../xml/xml-document.js';
import { readTable } from './read-table.js';
import { childOf, childrenOf, finding, nameIn, textOf, type Reading } from './reading.js';
import { typeRefOf } from './type-name.js';

type Reader = (element: XmlElement, id: string, reading: Reading) => Boxed;

/** Everything that may stand where an expression may, in one table. */
const READERS: Readonly<Record<string, Reader>> = {
  literalExpression: (element, id, reading) => ({
    kind: 'literal', ...headOf(element, id, reading),
    text: textOf(element, 'text', reading) ?? '',
    language: element.attributes['expressionLanguage'] ?? null,
  }),
  decisionTable: (element, id, reading) => ({ kind: 'table', ...headOf(element, id, reading), table: readTable(element, id, reading) }),
  context: (element, id, reading) => ({
    kind: 'context', ...headOf(element, id, reading),
    entries: childrenOf(element, 'contextEntry', reading).map((entry, i) => readEntry(entry, `${id}/${i + 1}`, reading)),
  }),
  invocation: (element, id, reading) => ({
    kind: 'invocation', ...headOf(element, id, reading),
    callee: boxedIn(element, id, reading),
    bindings: childrenOf(element, 'binding', reading).map((binding, i) => ({
      parameter: nameIn(childOf(binding, 'parameter', reading)),
      value: boxedIn(binding, `${id}/${i + 1}`, reading),
    })),
  }),
  list: (element, id, reading) => ({ kind: 'list', ...headOf(element, id, reading), items: allBoxed(element, id, reading) }),
  relation: (element, id, reading) => ({
    kind: 'relation', ...headOf(element, id, reading),
    columns: childrenOf(element, 'column', reading).map((column) => namedOf(column, id, reading)),
    rows: childrenOf(element, 'row', reading).map((row, i) => allBoxed(row, `${id}/${i + 1}`, reading)),
  }),
  functionDefinition: (element, id, reading) => ({ kind: 'function', ...headOf(element, id, reading), ...functionParts(element, id, reading) }),
  conditional: (element, id, reading) => ({
    kind: 'conditional', ...headOf(element, id, reading),
    condition: boxedIn(childOf(element, 'if', reading), `${id}/if`, reading),
    then: boxedIn(childOf(element, 'then', reading), `${id}/then`, reading),
    otherwise: boxedIn(childOf(element, 'else', reading), `${id}/else`, reading),
  }),
  filter: (element, id, reading) => ({
    kind: 'filter', ...headOf(element, id, reading),
    list: boxedIn(childOf(element, 'in', reading), `${id}/in`, reading),
    match: boxedIn(childOf(element, 'match', reading), `${id}/match`, reading),
  }),
  for: (element, id, reading) => iterator('for', 'return', element, id, reading),
  some: (element, id, reading) => iterator('some', 'satisfies', element, id, reading),
  every: (element, id, reading) => iterator('every', 'satisfies', element, id, reading),
};

export const BOXED_NAMES: readonly string[] = Object.keys(READERS);

/** The first expression within; null where there is none. `owner` names it where it has no id. */
export function boxedIn(element: XmlElement | undefined, owner: string, reading: Reading): Boxed | null {
  const found = element?.children.find(({ name, namespace }) => namespace === reading.dmn && Object.hasOwn(READERS, name));
  return found === undefined ? null : readBoxed(found, owner, reading);
}

const allBoxed = (element: XmlElement, owner: string, reading: Reading): readonly Boxed[] =>
  element.children
    .filter(({ name, namespace }) => namespace === reading.dmn && Object.hasOwn(READERS, name))
    .map((child, i) => readBoxed(child, `${owner}/${i + 1}`, reading));

function readBoxed(element: XmlElement, owner: string, reading: Reading): Boxed {
  const read = READERS[element.name] ?? READERS['list'];
  if (read === undefined) return { kind: 'list', id: owner, typeRef: null, items: [] };
  return read(element, element.attributes['id'] ?? owner, reading);
}

const headOf = (element: XmlElement, id: string, reading: Reading): Readonly<{ id: string; typeRef: string | null }> => ({ id, typeRef: typeRefOf(element, reading) });

export const namedOf = (element: XmlElement, owner: string, reading: Reading): Named => ({
  id: element.attributes['id'] ?? owner,
  name: nameIn(element),
  typeRef: typeRefOf(element, reading),
});

function readEntry(element: XmlElement, owner: string, reading: Reading): ContextEntry {
  const variable = childOf(element, 'variable', reading);
  const value = boxedIn(element, element.attributes['id'] ?? owner, reading);
  return { id: element.attributes['id'] ?? owner, name: variable === undefined ? null : nameIn(variable), typeRef: typeRefOf(variable, reading), value };
}

export function functionParts(element: XmlElement, id: string, reading: Reading): FunctionParts {
  const functionKind = element.attributes['kind'] ?? 'FEEL';
  if (functionKind !== 'FEEL')
    finding(reading, id, 'function-external', `Hàm ${functionKind} không được thực thi, chỉ có FEEL`, `Expected a function in FEEL, but its kind is ${functionKind}`);
  return { functionKind, parameters: childrenOf(element, 'formalParameter', reading).map((each) => namedOf(each, id, reading)), body: boxedIn(element, id, reading) };
}

const iterator = (kind: 'for' | 'some' | 'every', body: string, element: XmlElement, id: string, reading: Reading): Boxed => ({
  kind, ...headOf(element, id, reading),
  variable: nameIn(element, 'iteratorVariable'),
  list: boxedIn(childOf(element, 'in', reading), `${id}/in`, reading),
  body: boxedIn(childOf(element, body, reading), `${id}/${body}`, reading),
});
