import type { Finding } from '../findings.js';
import { childrenOf, referenceOf, type ModelElement } from '../model.js';
import { broken } from './broken.js';
import type { Part, Plan, Scope } from './plan.js';

const isDataObject = ({ type }: ModelElement): boolean => type === 'bpmn:DataObject' || type === 'bpmn:DataObjectReference';

export function checkData({ scopes }: Plan): readonly Finding[] {
  const owners = new Map<string, Scope>();
  const data = scopes.flatMap((scope) => childrenOf(scope.element, 'flowElements').filter(isDataObject).map((element) => ({ element, scope })));
  for (const { element, scope } of data) if (element.id !== null) owners.set(element.id, scope);
  return [
    ...data
      .filter(({ element }) => element.type === 'bpmn:DataObjectReference' && referenceOf(element, 'dataObjectRef') === null)
      .map(({ element }) => broken('data-reference-empty', element)),
    ...scopes.flatMap(({ parts }) => parts.flatMap((part) => checkSight(part, owners))),
  ];
}

/** Data is seen from its scope and from everything inside that. */
function checkSight(part: Part, owners: ReadonlyMap<string, Scope>): readonly Finding[] {
  const associations = ['dataInputAssociations', 'dataOutputAssociations'].flatMap((property) => childrenOf(part.element, property));
  const used = new Set(associations.flatMap(({ references }) => [...(references['sourceRef'] ?? []), ...(references['targetRef'] ?? [])]));
  const seen = scopesAround(part);
  return [...used].filter((id) => owners.has(id) && !seen.includes(owners.get(id))).map((id) => broken('data-out-of-sight', part.element, { data: id }));
}

/** A sub-process may also fill what it holds itself. */
function scopesAround({ scope, inner }: Part): readonly (Scope | undefined)[] {
  const around: Scope[] = inner === null ? [] : [inner];
  for (let each: Scope | null = scope; each !== null; each = each.outer) around.push(each);
  return around;
}
