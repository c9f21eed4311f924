import { leaves, type ElementBehaviour } from '../behaviour.js';
import type { TimerCatch } from '../definition.js';
import { closeWaits } from '../job-life.js';
import { dueAt } from '../timer.js';

/** Its timer has the key of the activation. */
export const timerCatch: ElementBehaviour<TimerCatch> = {
  activate: (node, { elementKey, at }) => ({
    kind: 'waits',
    events: [{ type: 'TimerScheduled', data: { timerKey: elementKey, elementKey, element: node.id, dueAt: dueAt(node.timer, at) } }],
  }),
  complete: (node) => leaves(node.outgoing),
  terminate: (_node, scope, because) => closeWaits(scope, because),
};
