import { leaves, leavesNothingOpen, passes, type ElementBehaviour } from '../behaviour.js';
import type { ParallelGateway } from '../definition.js';

/** Activated only when every branch has arrived (see `run.ts`); then all ways on are taken at once. */
export const parallelGateway: ElementBehaviour<ParallelGateway> = {
  activate: passes,
  complete: (node) => leaves(node.outgoing),
  terminate: leavesNothingOpen,
};
