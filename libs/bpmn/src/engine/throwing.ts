import type { BoundaryEvent, Contents, Node, StartEvent, Throw, Value } from '../definition.js';
import type { ActiveElement, Json, OpenSubscription, Variables } from '../instance-state.js';
import type { Fault, Occurrence } from './run.js';
import { activeOf, definitionIn, fault, hostOf, nodeOf, record, type Run } from './run.js';
import { evaluateIn, lookupOf, nameIn, over, textOf, valueOf } from './scope.js';
import { eventNode, startOfEventSubProcess } from './waits.js';

export type Catcher = Readonly<{ host: string; node: BoundaryEvent | StartEvent; trigger: number }>;
type Caught = 'error' | 'escalation' | 'cancel';

/** What the process or sub-process of the scope holds. */
export function contentsOf(run: Run, scope: string): Contents | null {
  const active = activeOf(run, scope);
  if (scope === '' || active?.called != null) return definitionIn(run, scope).contents;
  const node = active === undefined || active.part === 'body' ? undefined : nodeOf(run, active);
  return node?.kind === 'subProcess' ? node.contents : null;
}

/**
 * The innermost event that catches: boundary events of the activity, then event sub-processes beside it, then the same one scope
 * outwards. One that names the code comes before one that catches all. BPMN 2.0.2 §13.5.5.
 */
export function findCatcher(run: Run, elementKey: string, kind: Caught, code: string): Catcher | null {
  let active: ActiveElement | undefined = activeOf(run, elementKey);
  // Each turn goes one scope outwards.
  while (active !== undefined) {
    const host: ActiveElement = hostOf(run, active);
    const node = nodeOf(run, host);
    const { nodes } = definitionIn(run, host.scope);
    const boundaries = node !== undefined && 'boundaries' in node ? node.boundaries.map((index) => nodes[index]) : [];
    const boundary = best(boundaries, kind, code);
    if (boundary !== null) return { host: host.elementKey, ...boundary };
    const isHandler = node?.kind === 'subProcess' && node.variant === 'event';
    const handlers = isHandler ? [] : (contentsOf(run, host.scope)?.eventSubProcesses ?? []);
    const start = best(handlers.map((index) => startOfEventSubProcess(nodes, index)), kind, code);
    if (start !== null) return { host: host.scope, ...start };
    active = activeOf(run, host.scope);
  }
  return null;
}

function best(nodes: readonly (Node | undefined)[], kind: Caught, code: string): Omit<Catcher, 'host'> | null {
  let all: Omit<Catcher, 'host'> | null = null;
  for (const node of nodes) {
    if (node?.kind !== 'boundaryEvent' && node?.kind !== 'startEvent') continue;
    for (const [trigger, definition] of node.triggers.entries()) {
      if (definition.kind !== kind) continue;
      const wanted = definition.kind === 'cancel' ? null : definition.code;
      if (wanted === code) return { node, trigger };
      if (wanted === null) all ??= { node, trigger };
    }
  }
  return all;
}

/** Finds who catches and tells them; an error that nobody catches is an incident, an escalation is only recorded. */
export function throwTo(
  run: Run,
  { elementKey, code, of, variables, text }: Readonly<{ elementKey: string; code: string; of: 'error' | 'escalation'; variables: Variables; text: Fault['text'] | null }>,
): Fault | null {
  const element = activeOf(run, elementKey)?.element ?? '';
  const catcher = findCatcher(run, elementKey, of, code);
  const data = { elementKey, element, code, variables, caughtBy: catcher?.node.id ?? null, at: run.at };
  record(run, of === 'error' ? { type: 'ErrorThrown', data } : { type: 'EscalationThrown', data });
  if (catcher !== null) {
    const trigger = catcher.node.triggers[catcher.trigger];
    const named: Record<string, Json> = {};
    if (trigger?.kind === of && trigger.codeVariable !== null) named[trigger.codeVariable] = code;
    if (trigger?.kind === of && trigger.messageVariable !== null) named[trigger.messageVariable] = text?.vi ?? '';
    const event: Occurrence = { kind: of, name: code, variables: { ...variables, ...named } };
    run.errands.unshift({ kind: 'occur', host: catcher.host, element: catcher.node, trigger: catcher.trigger, event });
    return null;
  }
  if (of === 'escalation') return null;
  const said = text === null || (text.vi === '' && text.en === '') ? { vi: '', en: '' } : { vi: `: ${text.vi}`, en: `: ${text.en}` };
  return fault('ERROR_UNCAUGHT', `Không nơi nào xử lý lỗi “${code}”${said.vi}`, `Nothing catches error "${code}"${said.en}`);
}

/** Every open subscription of this instance to the signal. */
export function deliverSignal(run: Run, name: string, variables: Variables, open: readonly OpenSubscription[] = Object.values(run.state.subscriptions)): void {
  for (const subscription of open) {
    if (subscription.kind !== 'signal' || subscription.name !== name) continue;
    const node = eventNode(run, subscription.elementKey, subscription.element);
    if (node === undefined) continue;
    run.errands.push({ kind: 'occur', host: subscription.elementKey, element: node, trigger: subscription.trigger, event: { kind: 'signal', name, variables } });
  }
}

/** Messages and signals carry what the input mappings name, and nothing else. */
export function throwMessageOrSignal(run: Run, active: ActiveElement, thrown: Extract<Throw, { kind: 'message' | 'signal' }>, inputs: Variables): Fault | null {
  const find = over(inputs, lookupOf(run, active));
  const name = nameIn(run, thrown.name, find);
  if (name.kind === 'failed') return fault('EVENT_FAILED', name.vi, name.en);
  const { elementKey, element } = active;
  if (thrown.kind === 'signal') {
    record(run, { type: 'SignalThrown', data: { elementKey, element, name: textOf(name.value), variables: inputs, at: run.at } });
    deliverSignal(run, textOf(name.value), inputs);
    return null;
  }
  const key = thrown.correlationKey === null ? null : evaluateIn(run, thrown.correlationKey, find);
  if (key?.kind === 'failed') return fault('CORRELATION_FAILED', key.vi, key.en);
  const ttl = readText(run, thrown.timeToLive, active);
  if (typeof ttl !== 'string') return ttl;
  const correlationKey = key === null ? '' : textOf(key.value);
  record(run, { type: 'MessageThrown', data: { elementKey, element, name: textOf(name.value), correlationKey, timeToLive: ttl, variables: inputs, at: run.at } });
  return null;
}

function readText(run: Run, value: Value | null, active: ActiveElement): string | Fault {
  if (value === null) return '';
  const result = valueOf(run, value, lookupOf(run, active));
  return result.kind === 'failed' ? fault('EVENT_FAILED', result.vi, result.en) : textOf(result.value);
}
