import type { ParallelGateway } from '../definition.js';
import { leaves, passes, type ElementBehaviour } from '../engine/behaviour.js';
import { flowIds, tokensOn } from './default-behaviour.js';

/** One token from each incoming flow; one on each outgoing. BPMN 2.0.2 §13.4.1. */
export const parallelGateway: ElementBehaviour<ParallelGateway> = {
  gather(run, node, scope) {
    const incoming = flowIds(run, scope, node.incoming);
    return incoming.every((flow) => tokensOn(run, scope, flow) > 0) ? incoming : null;
  },
  activate: () => passes,
  depart: (_run, node) => leaves(node.outgoing),
};
