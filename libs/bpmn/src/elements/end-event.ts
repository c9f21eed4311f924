import { leaves, leavesNothingOpen, passes, type ElementBehaviour } from '../behaviour.js';
import type { EndEvent } from '../definition.js';

/** Takes no flow; the instance completes when nothing else is active. */
export const endEvent: ElementBehaviour<EndEvent> = {
  activate: passes,
  complete: () => leaves([]),
  terminate: leavesNothingOpen,
};
