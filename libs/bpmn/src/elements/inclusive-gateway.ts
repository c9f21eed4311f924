import type { InclusiveGateway } from '../definition.js';
import { leaves, passes, type ElementBehaviour } from '../engine/behaviour.js';
import { definitionIn } from '../engine/run.js';
import { lookupOf, verdictOf } from '../engine/scope.js';
import { flowIds, noWay, tokensOn, undecided } from './default-behaviour.js';
import { isSomeoneComing } from './upstream.js';

/** Joins what is still on its way; goes on along every true condition, else the default. BPMN 2.0.2 §13.4.3. */
export const inclusiveGateway: ElementBehaviour<InclusiveGateway> = {
  gather: (_run, node, _scope, flow) => (node.incoming.length === 1 ? [flow] : null),
  gatherAtRest(run, node, scope) {
    const arrived = flowIds(run, scope, node.incoming).filter((flow) => tokensOn(run, scope, flow) > 0);
    return arrived.length === 0 || isSomeoneComing(run, node, scope, node.incoming) ? null : arrived;
  },
  activate: () => passes,
  depart(run, node, active) {
    const { flows } = definitionIn(run, active.scope);
    const taken: number[] = [];
    for (const index of node.outgoing) {
      if (index === node.otherwise) continue;
      const condition = flows[index]?.condition ?? null;
      const verdict = condition === null ? true : verdictOf(run, condition, lookupOf(run, active));
      if (typeof verdict !== 'boolean') return undecided(node, verdict);
      if (verdict) taken.push(index);
    }
    if (taken.length > 0) return leaves(taken);
    if (node.otherwise !== null) return leaves([node.otherwise]);
    return node.outgoing.length === 0 ? leaves([]) : noWay(node);
  },
};
