import type { CatchEvent } from '../definition.js';
import { passes, waitsUnless, type ElementBehaviour } from '../engine/behaviour.js';
import { openJob } from '../engine/open-job.js';
import { lookupOf } from '../engine/scope.js';
import { openWaits } from '../engine/waits.js';

/** Waits until what it catches happens. The catching end of a link waits for nothing. BPMN 2.0.2 §13.5.2. */
export const catchEvent: ElementBehaviour<CatchEvent> = {
  activate(run, node, active, inputs) {
    if (node.job !== null) return waitsUnless(openJob(run, active, node.job, node.name, inputs));
    if (node.triggers.every(({ kind }) => kind === 'link')) return passes;
    return waitsUnless(openWaits(run, active.elementKey, node, lookupOf(run, active)));
  },
};
