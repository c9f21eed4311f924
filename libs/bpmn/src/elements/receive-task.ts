import type { ReceiveTask } from '../definition.js';
import { waitsUnless, type ElementBehaviour } from '../engine/behaviour.js';
import { openJob } from '../engine/open-job.js';
import { lookupOf } from '../engine/scope.js';
import { openWaits } from '../engine/waits.js';

/** Waits for its message, or for a public fact that completes it. BPMN 2.0.2 §13.3.3. */
export const receiveTask: ElementBehaviour<ReceiveTask> = {
  activate: (run, node, active, inputs) =>
    waitsUnless(
      node.job === null ? openWaits(run, active.elementKey, node, lookupOf(run, active)) : openJob(run, active, node.job, node.name, inputs),
    ),
};
