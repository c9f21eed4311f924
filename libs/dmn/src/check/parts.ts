import type { Boxed, DecisionTable } from '../boxed.js';

/** A table or an expression somewhere in the logic of an element, with the names that are known there. */
export type Part = Readonly<{ names: readonly string[] }> & (Readonly<{ kind: 'table'; table: DecisionTable }> | Readonly<{ kind: 'text'; text: string }>);

/** Everything that FEEL reads within a boxed expression. */
export function partsOf(boxed: Boxed | null, names: readonly string[]): readonly Part[] {
  if (boxed === null) return [];
  const all = (children: readonly (Boxed | null)[], known = names): readonly Part[] => children.flatMap((child) => partsOf(child, known));
  switch (boxed.kind) {
    case 'table': return [{ kind: 'table', table: boxed.table, names }];
    case 'literal': return boxed.language === null || /feel/i.test(boxed.language) ? [{ kind: 'text', text: boxed.text, names }] : [];
    case 'context': return entriesOf(boxed, names);
    case 'function': return /^feel$/i.test(boxed.functionKind) ? partsOf(boxed.body, [...names, ...boxed.parameters.map(({ name }) => name)]) : [];
    case 'list': return all(boxed.items);
    case 'relation': return boxed.rows.flatMap((row) => all(row));
    case 'invocation': return all([boxed.callee, ...boxed.bindings.map(({ value }) => value)]);
    case 'conditional': return all([boxed.condition, boxed.then, boxed.otherwise]);
    // What a filter may ask of an item is its fields, which nobody declares.
    case 'filter': return all([boxed.list]);
    case 'for': case 'some': case 'every': return [...all([boxed.list]), ...partsOf(boxed.body, [...names, boxed.variable, 'partial'])];
  }
}

/** An entry sees those before it. */
function entriesOf({ entries }: Extract<Boxed, { kind: 'context' }>, names: readonly string[]): readonly Part[] {
  const known = [...names];
  return entries.flatMap(({ name, value }) => {
    const parts = partsOf(value, [...known]);
    if (name !== null) known.push(name);
    return parts;
  });
}
