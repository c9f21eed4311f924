import type { StartEvent } from '../definition.js';
import { passes, waitsUnless, type ElementBehaviour } from '../engine/behaviour.js';
import { lookupIn } from '../engine/scope.js';
import { openWait } from '../engine/waits.js';

/** What it waited for happened before it was entered; one that needs several triggers waits for the others. BPMN 2.0.2 §13.5.1. */
export const startEvent: ElementBehaviour<StartEvent> = {
  activate(run, node, active) {
    const happened = active.occurred[node.id] ?? [];
    if (!node.parallelMultiple || happened.length === 0) return passes;
    for (const [index, trigger] of node.triggers.entries()) {
      if (happened.includes(index)) continue;
      const failure = openWait(run, active.elementKey, node, index, trigger, lookupIn(run, active.scope));
      if (failure !== null) return waitsUnless(failure);
    }
    return waitsUnless(null);
  },
};
