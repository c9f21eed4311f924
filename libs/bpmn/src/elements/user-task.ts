import type { UserTask } from '../definition.js';
import { waitsUnless, type ElementBehaviour } from '../engine/behaviour.js';
import { openJob } from '../engine/open-job.js';

/** Waits until a person completes it. BPMN 2.0.2 §13.3.3. */
export const userTask: ElementBehaviour<UserTask> = {
  activate: (run, node, active, inputs) => waitsUnless(openJob(run, active, node.job, node.name, inputs)),
};
