import { isCatching, type EventGateway } from '../definition.js';
import { leaves, waitsUnless, type ElementBehaviour } from '../engine/behaviour.js';
import { definitionIn } from '../engine/run.js';
import { lookupOf } from '../engine/scope.js';
import { openWaits } from '../engine/waits.js';

/** Waits for all the events behind it; the first one takes the token (a parallel one at a start: every one). BPMN 2.0.2 §13.4.4. */
export const eventGateway: ElementBehaviour<EventGateway> = {
  activate(run, node, active) {
    const { flows, nodes } = definitionIn(run, active.scope);
    for (const index of node.outgoing) {
      const target = nodes[flows[index]?.target ?? -1];
      if (target === undefined || !isCatching(target) || (active.occurred[target.id] ?? []).length > 0) continue;
      const failure = openWaits(run, active.elementKey, target, lookupOf(run, active));
      if (failure !== null) return waitsUnless(failure);
    }
    return waitsUnless(null);
  },
  depart: () => leaves([]),
};
