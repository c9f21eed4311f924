import type { SendTask } from '../definition.js';
import type { ElementBehaviour } from '../engine/behaviour.js';

/** Throws its message and is done. BPMN 2.0.2 §13.3.3. */
export const sendTask: ElementBehaviour<SendTask> = {
  activate: (_run, node, _active, inputs) => ({ kind: 'throws', throws: [node.throws], inputs }),
};
