import type { Finding } from '../findings.js';
import { childrenOf, type ModelElement } from '../model.js';
import { broken } from './broken.js';
import type { Plan, Scope } from './plan.js';

export function checkLanes(plan: Plan): readonly Finding[] {
  return plan.scopes.flatMap((scope) => childrenOf(scope.element, 'laneSets').flatMap((set) => checkSet(set, scope, plan)));
}

/** An outer lane lists what its inner lanes list; two of one set share nothing. */
function checkSet(set: ModelElement, scope: Scope, plan: Plan): readonly Finding[] {
  const seen = new Set<string>();
  return childrenOf(set, 'lanes').flatMap((lane) => {
    const held = new Set(lane.references['flowNodeRef'] ?? []);
    const findings = [...held].flatMap((id) => {
      const part = plan.parts.get(id);
      if (part === undefined) return [];
      return [
        ...(part.scope.process === scope.process ? [] : [broken('lane-foreign', lane, { node: part.name })]),
        ...(seen.has(id) ? [broken('lane-shared', lane, { node: part.name })] : []),
      ];
    });
    for (const id of held) seen.add(id);
    return [...findings, ...childrenOf(lane, 'childLaneSet').flatMap((inner) => checkSet(inner, scope, plan))];
  });
}
