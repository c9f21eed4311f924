import { leaves, leavesNothingOpen, passes, type ElementBehaviour } from '../behaviour.js';
import type { BoundaryTimer } from '../definition.js';

/** Scheduled with its host (see `job-life.ts`) and activated when it fires; from then on it is only a way on. */
export const boundaryTimer: ElementBehaviour<BoundaryTimer> = {
  activate: passes,
  complete: (node) => leaves(node.outgoing),
  terminate: leavesNothingOpen,
};
