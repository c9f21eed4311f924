import type { Activation, CutOff, Departure, ElementBehaviour, Scope } from './behaviour.js';
import type { Node } from './definition.js';
import { boundaryTimer } from './elements/boundary-timer.js';
import { endEvent } from './elements/end-event.js';
import { exclusiveGateway } from './elements/exclusive-gateway.js';
import { messageCatch } from './elements/message-catch.js';
import { parallelGateway } from './elements/parallel-gateway.js';
import { receiveTask } from './elements/receive-task.js';
import { serviceTask } from './elements/service-task.js';
import { startEvent } from './elements/start-event.js';
import { timerCatch } from './elements/timer-catch.js';
import { userTask } from './elements/user-task.js';
import type { InstanceEvent } from './instance.js';

/** One file per kind; a kind without its file does not build. */
type Behaviours = { readonly [K in Node['kind']]: ElementBehaviour<Extract<Node, { kind: K }>> };

const BEHAVIOURS: Behaviours = {
  startEvent,
  endEvent,
  serviceTask,
  userTask,
  receiveTask,
  messageCatch,
  timerCatch,
  boundaryTimer,
  exclusiveGateway,
  parallelGateway,
};

const behaviourOf = (node: Node): ElementBehaviour<Node> => BEHAVIOURS[node.kind];

export const activate = (node: Node, scope: Scope): Activation => behaviourOf(node).activate(node, scope);
export const complete = (node: Node, scope: Scope): Departure => behaviourOf(node).complete(node, scope);
export const terminate = (node: Node, scope: Scope, because: CutOff): readonly InstanceEvent[] =>
  behaviourOf(node).terminate(node, scope, because);
