import { leaves, leavesNothingOpen, passes, type ElementBehaviour } from '../behaviour.js';
import type { StartEvent } from '../definition.js';

export const startEvent: ElementBehaviour<StartEvent> = {
  activate: passes,
  complete: (node) => leaves(node.outgoing),
  terminate: leavesNothingOpen,
};
