import type { ServiceTask } from '../definition.js';
import { waitsUnless, type ElementBehaviour } from '../engine/behaviour.js';
import { openJob } from '../engine/open-job.js';

/** Service, send, script and business rule tasks that a worker does. BPMN 2.0.2 §13.3.3. */
export const serviceTask: ElementBehaviour<ServiceTask> = {
  activate: (run, node, active, inputs) => waitsUnless(openJob(run, active, node.job, node.name, inputs)),
};
