import { isCatching, type CatchingNode, type Node } from '../definition.js';
import type { ActiveElement } from '../instance-state.js';
import { cutOff, cutOffInside } from './cut-off.js';
import { activeOf, definitionIn, nodeOf, record, type Occurrence, type Run } from './run.js';
import { closeWaits } from './waits.js';

/** What an event waited for happened. Who stands where decides what follows. */
export function occur(run: Run, host: string, node: Node, trigger: number, event: Occurrence): void {
  const active = activeOf(run, host);
  if (!isCatching(node) || (host !== '' && active === undefined)) return;
  if (!isWholeEvent(run, host, node, trigger, event)) return;
  if (active !== undefined && active.element === node.id) return ownEvent(run, active, node, trigger, event);
  const hostNode = active === undefined ? undefined : nodeOf(run, active);
  if (active !== undefined && hostNode?.kind === 'eventGateway') return behindGateway(run, active, hostNode, node, event);
  if (node.kind === 'boundaryEvent' && active !== undefined) return atBoundary(run, active, node, event);
  if (node.kind === 'startEvent') inEventSubProcess(run, host, node, event);
}

/** An event with several triggers that needs all of them collects; the last one makes it happen. */
function isWholeEvent(run: Run, host: string, node: CatchingNode, trigger: number, { kind, name, variables, messageId }: Occurrence): boolean {
  if (!('parallelMultiple' in node) || !node.parallelMultiple || node.triggers.length < 2) return true;
  const active = activeOf(run, host);
  if (active === undefined) return true;
  const happened = new Set([...(active.occurred[node.id] ?? []), trigger]);
  if (happened.size === node.triggers.length) return true;
  record(run, {
    type: 'EventOccurred',
    data: { elementKey: host, element: node.id, trigger, kind, name, variables, at: run.at, partial: true, ...(messageId !== undefined && { messageId }) },
  });
  return false;
}

function ownEvent(run: Run, { elementKey }: ActiveElement, node: CatchingNode, trigger: number, { kind, name, variables, messageId, isRecorded }: Occurrence): void {
  if (isRecorded !== true) {
    record(run, {
      type: 'EventOccurred',
      data: { elementKey, element: node.id, trigger, kind, name, variables, at: run.at, ...(messageId !== undefined && { messageId }) },
    });
  }
  run.errands.unshift({ kind: 'complete', elementKey });
}

/** The token goes to the event that happened; an instantiating parallel gateway goes on waiting for the others. */
function behindGateway(run: Run, active: ActiveElement, gateway: Extract<Node, { kind: 'eventGateway' }>, node: CatchingNode, event: Occurrence): void {
  const { flows } = definitionIn(run, active.scope);
  const flow = gateway.outgoing.map((index) => flows[index]).find((each) => each?.target === node.index);
  if (gateway.isParallel) {
    record(run, {
      type: 'EventOccurred',
      data: { elementKey: active.elementKey, element: node.id, trigger: 0, kind: event.kind, name: event.name, variables: {}, at: run.at, partial: true },
    });
    closeWaits(run, active.elementKey, (element) => element === node.id);
    run.errands.unshift({ kind: 'enter', node, scope: active.scope, via: [], entry: { occurred: event } });
    const isLast = gateway.outgoing.every((index) => {
      const target = definitionIn(run, active.scope).nodes[flows[index]?.target ?? -1];
      return target === undefined || (activeOf(run, active.elementKey)?.occurred[target.id] ?? []).length > 0;
    });
    if (isLast) run.errands.push({ kind: 'complete', elementKey: active.elementKey });
    return;
  }
  closeWaits(run, active.elementKey);
  const via = flow === undefined ? [] : [flow.id];
  record(run, { type: 'ElementCompleted', data: { elementKey: active.elementKey, element: active.element, taken: via } });
  run.errands.unshift({ kind: 'enter', node, scope: active.scope, via, entry: { occurred: event } });
}

/** BPMN 2.0.2 §13.5.3: an interrupting one ends the activity first. */
function atBoundary(run: Run, active: ActiveElement, node: Extract<Node, { kind: 'boundaryEvent' }>, event: Occurrence): void {
  if (node.isInterrupting) cutOff(run, active.elementKey, 'interrupted');
  run.errands.unshift({ kind: 'enter', node, scope: active.scope, via: [], entry: { occurred: event } });
}

/** BPMN 2.0.2 §13.5.4: an interrupting one ends everything else in the scope, and no other handler starts there. */
function inEventSubProcess(run: Run, scope: string, node: Extract<Node, { kind: 'startEvent' }>, event: Occurrence): void {
  const { nodes } = definitionIn(run, scope);
  const handler = nodes[node.parent];
  if (handler === undefined) return;
  if (node.isInterrupting) {
    cutOffInside(run, scope, 'interrupted');
    closeWaits(run, scope, (element) => isHandlerStart(nodes, element, handler.parent));
  }
  run.errands.unshift({ kind: 'enter', node: handler, scope, via: [], entry: { occurred: event } });
}

function isHandlerStart(nodes: readonly Node[], element: string, parent: number): boolean {
  const start = nodes.find(({ id }) => id === element);
  const handler = start?.kind === 'startEvent' ? nodes[start.parent] : undefined;
  return handler?.kind === 'subProcess' && handler.variant === 'event' && handler.parent === parent;
}

