import type { ThrowEvent } from '../definition.js';
import { passes, type ElementBehaviour } from '../engine/behaviour.js';

/** Throws, and goes on. BPMN 2.0.2 §13.5.3. */
export const throwEvent: ElementBehaviour<ThrowEvent> = {
  activate: (_run, node, _active, inputs) => (node.throws.length === 0 ? passes : { kind: 'throws', throws: node.throws, inputs }),
};
