import type { ExclusiveGateway } from '../definition.js';
import { leaves, passes, type ElementBehaviour } from '../engine/behaviour.js';
import { definitionIn } from '../engine/run.js';
import { lookupOf, verdictOf } from '../engine/scope.js';
import { noWay, undecided } from './default-behaviour.js';

/** The first true condition in the order of `outgoing`, else the default; every token passes alone. BPMN 2.0.2 §13.4.2. */
export const exclusiveGateway: ElementBehaviour<ExclusiveGateway> = {
  activate: () => passes,
  depart(run, node, active) {
    const { flows } = definitionIn(run, active.scope);
    for (const index of node.outgoing) {
      if (index === node.otherwise) continue;
      const condition = flows[index]?.condition ?? null;
      const verdict = condition === null ? true : verdictOf(run, condition, lookupOf(run, active));
      if (typeof verdict !== 'boolean') return undecided(node, verdict);
      if (verdict) return leaves([index]);
    }
    if (node.otherwise !== null) return leaves([node.otherwise]);
    return node.outgoing.length === 0 ? leaves([]) : noWay(node);
  },
};
