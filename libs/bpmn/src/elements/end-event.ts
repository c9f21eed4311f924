import type { EndEvent } from '../definition.js';
import { passes, type ElementBehaviour } from '../engine/behaviour.js';

/** Throws what it has to throw; the token ends. BPMN 2.0.2 §13.5.6. */
export const endEvent: ElementBehaviour<EndEvent> = {
  activate: (_run, node, _active, inputs) => (node.throws.length === 0 ? passes : { kind: 'throws', throws: node.throws, inputs }),
};
