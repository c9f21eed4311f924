import { activate, complete, terminate } from './behaviours.js';
import type { CutOff, Fault, Scope } from './behaviour.js';
import { isWorking, type Definition, type Node } from './definition.js';
import { countOf, evolveInstance, type Completion, type InstanceEvent, type InstanceState, type OpenJob, type Person } from './instance.js';
import { cancelTimers, nextKey } from './job-life.js';

/**
 * One decision, from wait to wait: events are recorded, and the state is only ever what they fold to. It lives as
 * long as the decision; what is mutable here nobody else sees.
 */
export type Run = {
  readonly definition: Definition;
  readonly at: string;
  readonly events: InstanceEvent[];
  readonly queue: number[];
  readonly visited: string[];
  state: InstanceState;
};

/**
 * Elements passed and branches under way in one run. Variables change only where somebody waits, so a run this long
 * goes in circles. An element leaves at most five events, and a run is one append, which takes 500.
 */
const RUN_LIMIT = 90;
const CYCLE_SHOWN = 20;

export const runOf = (definition: Definition, state: InstanceState, at: string): Run => ({
  definition,
  at,
  state,
  events: [],
  queue: [],
  visited: [],
});

export function record(run: Run, ...events: readonly InstanceEvent[]): void {
  for (const event of events) run.state = evolveInstance(run.state, event);
  run.events.push(...events);
}

export function nodeOf({ definition }: Pick<Run, 'definition'>, element: string): Node | undefined {
  return Object.hasOwn(definition.nodeIndex, element) ? definition.nodes[definition.nodeIndex[element] ?? -1] : undefined;
}

const scopeOf = ({ definition, state, at }: Run, elementKey: string): Scope => ({ definition, state, at, elementKey });

/** A token arrives at the element, and the element begins. */
export function enter(run: Run, node: Node, elementKey: string, via: readonly string[]): void {
  record(run, { type: 'ElementActivated', data: { elementKey, element: node.id, via } });
  run.visited.push(node.id);
  if (run.visited.length + run.queue.length > RUN_LIMIT) raise(run, node, elementKey, null, endlessLoop(run, node));
  else begin(run, node, elementKey);
}

/** Also for an activation whose beginning failed before. */
export function begin(run: Run, node: Node, elementKey: string): void {
  const activation = activate(node, scopeOf(run, elementKey));
  if (activation.kind === 'faulted') raise(run, node, elementKey, null, activation.fault);
  else if (activation.kind === 'waits') record(run, ...activation.events);
  else leave(run, node, elementKey);
}

/** What the element waited for is over; its ways on are put in the queue. */
export function leave(run: Run, node: Node, elementKey: string): void {
  const departure = complete(node, scopeOf(run, elementKey));
  if (departure.kind === 'faulted') {
    raise(run, node, elementKey, null, departure.fault);
    return;
  }
  const { variables, flows } = departure;
  if (Object.keys(variables).length > 0) record(run, { type: 'VariablesSet', data: { variables, by: null, reason: null } });
  const taken = flows.map((index) => run.definition.flows[index]?.id ?? '');
  record(run, { type: 'ElementCompleted', data: { elementKey, element: node.id, taken } });
  run.queue.push(...flows);
}

/** What the job was for is done, whoever did it. */
export function finishJob(run: Run, { jobKey, elementKey, element }: OpenJob, completion: Completion, by: Person | null): void {
  record(run, { type: 'JobCompleted', data: { jobKey, elementKey, element, ...completion, by, at: run.at } });
  record(run, ...cancelTimers(run.state, elementKey));
  resolveIncidents(run, elementKey, 'completed', by);
  const node = nodeOf(run, element);
  if (node !== undefined) leave(run, node, elementKey);
}

/** Cuts one activation off, with whatever it opened. */
export function cutOff(run: Run, elementKey: string, because: CutOff): void {
  const active = run.state.elements[elementKey];
  const node = active === undefined ? undefined : nodeOf(run, active.element);
  if (node === undefined) return;
  record(run, ...terminate(node, scopeOf(run, elementKey), because));
  resolveIncidents(run, elementKey, 'cancelled');
  record(run, { type: 'ElementTerminated', data: { elementKey, element: node.id } });
}

export function resolveIncidents(run: Run, elementKey: string | null, how: 'completed' | 'cancelled', by: Person | null = null): void {
  const open = Object.values(run.state.incidents).filter((incident) => incident.elementKey === elementKey);
  for (const { incidentKey } of open) record(run, { type: 'IncidentResolved', data: { incidentKey, how, by, at: run.at } });
}

/** Follows every flow taken until all that is left waits. */
export function proceed(run: Run): void {
  // Each turn takes one flow, and past RUN_LIMIT no element adds another: bounded.
  for (let index = run.queue.shift(); index !== undefined; index = run.queue.shift()) {
    const flow = run.definition.flows[index];
    const target = flow === undefined ? undefined : run.definition.nodes[flow.target];
    if (flow === undefined || target === undefined) continue;
    const via = target.kind === 'parallelGateway' ? target.incoming.map((incoming) => run.definition.flows[incoming]?.id ?? '') : [flow.id];
    const haveAllArrived = via.every((id) => countOf(run.state.tokens, id) > 0);
    if (haveAllArrived) enter(run, target, nextKey(run.state, target.id), via);
  }
  settle(run);
}

/** An open instance has a living reason to wait; without one it is complete, or something is wrong with it. */
function settle(run: Run): void {
  const { state, at } = run;
  if (state.status !== 'open' || Object.keys(state.elements).length > 0 || Object.keys(state.incidents).length > 0) return;
  const [stranded] = Object.keys(state.tokens);
  const waiting = run.definition.flows.find(({ id }) => id === stranded);
  const join = waiting === undefined ? undefined : run.definition.nodes[waiting.target];
  if (join !== undefined) {
    raise(run, join, null, null, {
      code: 'JOIN_STARVED',
      text: { vi: `“${join.name}” chờ những nhánh không thể đến nữa`, en: `"${join.name}" waits for branches that can no longer arrive` },
    });
    return;
  }
  const end = nodeOf(run, state.reachedEnd ?? '');
  record(run, {
    type: 'InstanceCompleted',
    data: { outcome: end?.id ?? '', name: end?.name ?? '', dossierState: end?.kind === 'endEvent' ? end.dossierState : null, at },
  });
}

export function raise(
  run: Run,
  node: Node,
  elementKey: string | null,
  jobKey: string | null,
  { code, text }: Readonly<{ code: string; text: Fault['text'] }>,
): void {
  const incidentKey = `incident#${run.state.incidentCount + 1}`;
  const owner = isWorking(node) ? node.job.agency : run.definition.procedure.owner;
  record(run, { type: 'IncidentRaised', data: { incidentKey, elementKey, element: node.id, jobKey, code, text, owner, at: run.at } });
}

function endlessLoop(run: Run, node: Node): Fault {
  const before = run.visited.lastIndexOf(node.id, run.visited.length - 2);
  const cycle = run.visited.slice(Math.max(before, 0)).slice(0, CYCLE_SHOWN).join(' → ');
  return {
    code: 'ENDLESS_LOOP',
    text: { vi: `Quy trình chạy vòng không dừng: ${cycle}`, en: `The procedure goes round without a wait: ${cycle}` },
  };
}
