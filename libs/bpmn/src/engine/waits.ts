import { isCatching, type CatchingNode, type Node, type Trigger } from '../definition.js';
import { nextKey, type ActiveElement, type OpenTimer } from '../instance-state.js';
import { planTimer, type TimerSpec } from '../timer.js';
import { activeOf, definitionIn, fault, nodeOf, record, type Fault, type Run } from './run.js';
import { evaluateIn, lookupIn, lookupOf, nameIn, textOf, valueOf, type Lookup } from './scope.js';

/** Opens what one event waits for. `host` is the element that waits, or what a boundary or event sub-process start watches. */
export function openWaits(run: Run, host: string, node: CatchingNode, find: Lookup): Fault | null {
  for (const [index, trigger] of node.triggers.entries()) {
    const failure = openWait(run, host, node, index, trigger, find);
    if (failure !== null) return failure;
  }
  return null;
}

export function openWait(run: Run, host: string, node: Node, index: number, trigger: Trigger, find: Lookup): Fault | null {
  const where = { elementKey: host, element: node.id, trigger: index };
  switch (trigger.kind) {
    case 'timer':
      return openTimer(run, host, node, index, trigger.timer, find);
    case 'message':
    case 'signal': {
      const name = nameIn(run, trigger.name, find);
      if (name.kind === 'failed') return fault('EVENT_FAILED', name.vi, name.en);
      const key = trigger.kind === 'message' && trigger.correlationKey !== null ? evaluateIn(run, trigger.correlationKey, find) : null;
      if (key?.kind === 'failed') return fault('CORRELATION_FAILED', key.vi, key.en);
      if (key !== null && typeof key.value !== 'string' && typeof key.value !== 'number')
        return fault('CORRELATION_FAILED', `Khóa liên kết của “${node.name}” không phải chữ hoặc số`, `The correlation key of "${node.name}" is neither text nor a number`);
      const correlation = key === null ? {} : { correlationKey: textOf(key.value) };
      record(run, {
        type: 'SubscriptionOpened',
        data: { subscriptionKey: nextKey(run.state, node.id), ...where, kind: trigger.kind, name: textOf(name.value), ...correlation, at: run.at },
      });
      return null;
    }
    case 'condition':
      record(run, {
        type: 'SubscriptionOpened',
        data: { subscriptionKey: nextKey(run.state, node.id), ...where, kind: 'condition', name: '', isTrue: false, at: run.at },
      });
      return null;
    default:
      return null; // errors, escalations, compensation and cancel are found where they are thrown
  }
}

function openTimer(run: Run, host: string, node: Node, index: number, timer: TimerSpec, find: Lookup): Fault | null {
  const text = valueOf(run, timer.value, find);
  if (text.kind === 'failed') return fault('TIMER_FAILED', text.vi, text.en);
  const plan = planTimer(timer, textOf(text.value), run.at, run.definition.procedure?.calendar ?? null, run.calendars);
  if (plan.kind === 'refused') return { code: 'TIMER_FAILED', text: plan.because };
  const { dueAt, repetitions, interval } = plan;
  const own = activeOf(run, host)?.element === node.id && run.state.timers[host] === undefined;
  record(run, {
    type: 'TimerScheduled',
    data: {
      timerKey: own && index === 0 ? host : nextKey(run.state, node.id),
      elementKey: host, element: node.id, dueAt,
      ...(index > 0 && { trigger: index }),
      ...(repetitions !== 0 && { repetitions }),
      ...(interval !== null && repetitions !== 0 && { interval }),
    },
  });
  return null;
}

/** The next turn of a cycle that goes on; counted from when it was due, so that a late firing moves nothing. */
export function scheduleNext(run: Run, { elementKey, element, dueAt, trigger, repetitions, interval }: OpenTimer, next: (from: string, interval: string) => string | null): void {
  if (repetitions === undefined || repetitions === 0 || interval === undefined) return;
  const nextDue = next(dueAt, interval);
  if (nextDue === null) return;
  const left = repetitions === null ? null : repetitions - 1;
  record(run, {
    type: 'TimerScheduled',
    data: {
      timerKey: nextKey(run.state, element), elementKey, element, dueAt: nextDue,
      ...(trigger !== undefined && { trigger }),
      ...(left !== 0 && { repetitions: left, interval }),
    },
  });
}

/** Boundary events of the activity; in their order. */
export function openBoundaries(run: Run, active: ActiveElement, node: Node): Fault | null {
  if (!('boundaries' in node)) return null;
  const { nodes } = definitionIn(run, active.scope);
  for (const index of node.boundaries) {
    const boundary = nodes[index];
    if (boundary?.kind !== 'boundaryEvent') continue;
    const failure = openWaits(run, active.elementKey, boundary, lookupOf(run, active));
    if (failure !== null) return failure;
  }
  return null;
}

/** The start events of the scope's event sub-processes. */
export function openEventSubProcesses(run: Run, scope: string, eventSubProcesses: readonly number[]): Fault | null {
  const { nodes } = definitionIn(run, scope);
  for (const index of eventSubProcesses) {
    const start = startOfEventSubProcess(nodes, index);
    const failure = start === undefined ? null : openWaits(run, scope, start, lookupIn(run, scope));
    if (failure !== null) return failure;
  }
  return null;
}

export function startOfEventSubProcess(nodes: readonly Node[], index: number): Extract<Node, { kind: 'startEvent' }> | undefined {
  const handler = nodes[index];
  const start = handler?.kind === 'subProcess' ? nodes[handler.contents.starts[0] ?? -1] : undefined;
  return start?.kind === 'startEvent' ? start : undefined;
}

/** Ends every wait hosted by the element; `only` narrows it to some events. */
export function closeWaits(run: Run, host: string, only: (element: string) => boolean = () => true): void {
  for (const { timerKey, elementKey, element } of Object.values(run.state.timers)) {
    if (elementKey === host && only(element)) record(run, { type: 'TimerCancelled', data: { timerKey, elementKey, element } });
  }
  for (const { subscriptionKey, elementKey, element } of Object.values(run.state.subscriptions)) {
    if (elementKey === host && only(element)) record(run, { type: 'SubscriptionClosed', data: { subscriptionKey, elementKey, element } });
  }
}

/** A conditional event's expression, from the definition. */
export function conditionOf(run: Run, host: string, element: string, trigger: number): Readonly<{ node: CatchingNode; expression: Extract<Trigger, { kind: 'condition' }>['expression'] }> | undefined {
  const node = eventNode(run, host, element);
  const condition = node === undefined ? undefined : node.triggers[trigger];
  return node !== undefined && condition?.kind === 'condition' ? { node, expression: condition.expression } : undefined;
}

/** The event that watches or is the host: beside it, inside it, or itself. */
export function eventNode(run: Run, host: string, element: string): CatchingNode | undefined {
  const active = activeOf(run, host);
  const find = (scope: string): Node | undefined => {
    const { nodeIndex, nodes } = definitionIn(run, scope);
    return Object.hasOwn(nodeIndex, element) ? nodes[nodeIndex[element] ?? -1] : undefined;
  };
  const beside = active === undefined ? undefined : find(active.scope);
  const node = beside !== undefined && isEventOf(run, active, beside) ? beside : find(host);
  return node !== undefined && isCatching(node) ? node : undefined;
}

/** A called process may have an element of the same id; what watches a call activity stands beside it. */
function isEventOf(run: Run, active: ActiveElement | undefined, node: Node): boolean {
  if (active === undefined) return false;
  const hostNode = nodeOf(run, active);
  return node.id === active.element || (node.kind === 'boundaryEvent' && node.attachedTo === hostNode?.index) || hostNode?.kind === 'eventGateway' || active.called === null;
}
