import assert from 'node:assert/strict';
import type { Definition, InstanceCommand, InstanceEvent, InstanceState, Model } from '../index.js';
import { instanceDecider, notStarted, publishModel, resolverOf } from '../index.js';

// Drawings for the specs of migration, in the fewest words: `task(a)`, `flow(a, b)`.

const NAMESPACES = 'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:lienthong="urn:lienthong:bpmn:1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
export const AT = '2026-11-20T09:00:00+07:00';
const LATER = '2027-11-20T09:00:00+07:00';
const ROOTS = '<bpmn:message id="hello-message" name="hello"/><bpmn:signal id="stop-signal" name="stop"/><bpmn:message id="other-message" name="other"/>';

export const process = (body: string, id = 'main'): string => `<bpmn:process id="${id}" isExecutable="true">${body}</bpmn:process>`;
export const drawing = (...processes: readonly string[]): string => `<bpmn:definitions ${NAMESPACES} id="file" targetNamespace="urn:sample">${ROOTS}${processes.join('')}</bpmn:definitions>`;

const element = (tag: string) => (id: string, inner = '', attributes = ''): string => `<bpmn:${tag} id="${id}" name="Bước ${id}" ${attributes}>${inner}</bpmn:${tag}>`;
export const start = element('startEvent');
export const end = element('endEvent');
export const service = element('serviceTask');
export const user = element('userTask');
export const manual = element('manualTask');
export const parallel = element('parallelGateway');
export const exclusive = element('exclusiveGateway');
export const eventGateway = element('eventBasedGateway');
export const caught = element('intermediateCatchEvent');
export const thrown = element('intermediateThrowEvent');
export const sub = element('subProcess');
export const adHoc = element('adHocSubProcess');
export const worker = (id: string, inner = ''): string => service(id, `<bpmn:extensionElements><zeebe:taskDefinition type="sample.work"/></bpmn:extensionElements>${inner}`);
export const boundary = (id: string, host: string, inner: string, isInterrupting = true): string =>
  element('boundaryEvent')(id, inner, `attachedToRef="${host}"${isInterrupting ? '' : ' cancelActivity="false"'}`);
export const call = (id: string, processId: string): string => element('callActivity')(id, `<bpmn:extensionElements><zeebe:calledElement processId="${processId}"/></bpmn:extensionElements>`);
export const flow = (id: string, source: string, target: string): string => `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}"/>`;
/** `a > b > c`: flows named `a-b`, `b-c`. */
export const path = (text: string): string => {
  const ids = text.split(' > ');
  return ids.slice(1).map((id, index) => flow(`${ids[index]}-${id}`, ids[index] ?? '', id)).join('');
};
export const timer = (duration: string): string => `<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${duration}</bpmn:timeDuration></bpmn:timerEventDefinition>`;
export const message = (ref = 'hello-message'): string => `<bpmn:messageEventDefinition messageRef="${ref}"/>`;
export const signal = '<bpmn:signalEventDefinition signalRef="stop-signal"/>';
export const condition = (text: string): string => `<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=${text}</bpmn:condition></bpmn:conditionalEventDefinition>`;
export const COMPENSATION = '<bpmn:compensateEventDefinition/>';
export const many = (cardinality: string, isSequential = false): string =>
  `<bpmn:multiInstanceLoopCharacteristics isSequential="${isSequential}"><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">=${cardinality}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>`;
export const onSignal = (id: string, inner = signal, isInterrupting = false): string =>
  element('subProcess')(id, `${start(`${id}-start`, inner, `isInterrupting="${isInterrupting}"`)}${worker(`${id}-work`)}${end(`${id}-end`)}${path(`${id}-start > ${id}-work > ${id}-end`)}`, 'triggeredByEvent="true"');
/** start → the body's first → … → end, one service task in the middle unless said. */
export const line = (middle: string, along: string, more = ''): string => process(`${start('begin')}${middle}${end('done')}${path(`begin > ${along} > done`)}${more}`);

export async function compiled(xml: string): Promise<Model> {
  const compilation = await publishModel(xml);
  return compilation.kind === 'compiled' ? compilation.model : assert.fail(JSON.stringify(compilation.findings.map(({ element: id, rule, text }) => [id, rule, text.en])));
}

const mainOf = (model: Model): Definition => model.processes[model.main] ?? assert.fail('no main process');

export type Played = Readonly<{ state: InstanceState; events: readonly InstanceEvent[] }>;
export function decideWith(model: Model, state: InstanceState, command: InstanceCommand): Played {
  const decider = instanceDecider(mainOf(model), resolverOf(model));
  const decision = decider.decide(command, state);
  if (decision.kind === 'rejected') return assert.fail(decision.rejection.because);
  return { state: decision.events.reduce(decider.evolve, state), events: decision.events };
}

export const started = (model: Model, variables = {}): InstanceState => decideWith(model, notStarted, { type: 'StartInstance', at: AT, data: { variables } }).state;
export const complete = (model: Model, state: InstanceState, element: string): InstanceState => {
  const job = Object.values(state.jobs).find((each) => each.element === element) ?? assert.fail(`no job at ${element}`);
  if (job.kind !== 'user') return decideWith(model, state, { type: 'CompleteJob', at: AT, data: { jobKey: job.jobKey, variables: {} } }).state;
  const data = { jobKey: job.jobKey, by: officerFor(job.jobKey) };
  const claimed = decideWith(model, state, { type: 'ClaimTask', at: AT, data }).state;
  return decideWith(model, claimed, { type: 'CompleteTask', at: AT, data: { ...data, variables: {} } }).state;
};
/** Everybody does one thing. */
const officerFor = (jobKey: string) => ({ subject: `sample-${jobKey}`, name: 'Người Mẫu', agency: '', roles: [] });

/** Everything that it waits for happens, in turns, until it ends. */
export function toTheEnd(model: Model, from: InstanceState): InstanceState {
  let state = from;
  for (let turn = 0; turn < 40 && state.status === 'open'; turn += 1) state = decideWith(model, state, nextCommand(state)).state;
  return state;
}

function nextCommand({ jobs, subscriptions, timers, incidents, variables }: InstanceState): InstanceCommand {
  const [job] = Object.values(jobs);
  const [incident] = Object.values(incidents);
  const by = officerFor(job?.jobKey ?? '');
  if (incident !== undefined && variables['ready'] === false) return { type: 'SetVariables', at: AT, data: { variables: { ready: true }, by, reason: 'sửa' } };
  if (incident !== undefined) return { type: 'RetryIncident', at: AT, data: { incidentKey: incident.incidentKey, by } };
  if (job !== undefined && job.kind === 'user') {
    return job.claimed === null ? { type: 'ClaimTask', at: AT, data: { jobKey: job.jobKey, by } } : { type: 'CompleteTask', at: AT, data: { jobKey: job.jobKey, by, variables: {} } };
  }
  if (job !== undefined) return { type: 'CompleteJob', at: AT, data: { jobKey: job.jobKey, variables: { ready: true } } };
  const [subscription] = Object.values(subscriptions).toReversed();
  if (subscription?.kind === 'message') return { type: 'CorrelateMessage', at: AT, data: { name: subscription.name, correlationKey: '', variables: {} } };
  if (subscription?.kind === 'signal') return { type: 'DeliverSignal', at: AT, data: { name: subscription.name, variables: {} } };
  if (subscription !== undefined) return { type: 'SetVariables', at: AT, data: { variables: { ready: true }, by, reason: 'điều kiện' } };
  const [timerWait] = Object.values(timers);
  return timerWait === undefined ? assert.fail('nothing to wait for') : { type: 'FireTimer', at: LATER, data: { timerKey: timerWait.timerKey } };
}
