import { accepted, rejected } from '@lienthong/kernel';
import { isActivity } from '../definition.js';
import type { ActivateElement, CancelElement, MoveToken, RetryIncident, SetVariables, StartAdHoc, TerminateInstance } from '../instance-command.js';
import type { Variables } from '../instance-state.js';
import { readVariables } from '../variables.js';
import { proceeded, variablesInvalid, wasUsed, type InstanceDecision } from './answers.js';
import { correctInputs } from './correct-inputs.js';
import { closeJobs, cutOff, cutOffInside } from './cut-off.js';
import { activeOf, definitionIn, nodeIn, nodeOf, record, touchAll, type Run } from './run.js';
import { closeWaits } from './waits.js';

// What an authorised person does to a running instance. Every act is an event with who and why.

export function retryIncident(run: Run, { data, at }: RetryIncident): InstanceDecision {
  const incident = Object.hasOwn(run.state.incidents, data.incidentKey) ? run.state.incidents[data.incidentKey] : undefined;
  if (incident === undefined) {
    return wasUsed(data.incidentKey, 'incident', run.state.incidentCount)
      ? accepted()
      : rejected('INCIDENT_UNKNOWN', `Expected to retry incident ${data.incidentKey}, but there never was one`);
  }
  const { elementKey, jobKey, incidentKey } = incident;
  touchAll(run);
  record(run, { type: 'IncidentResolved', data: { incidentKey, how: 'retried', by: data.by, at } });
  const active = elementKey === null ? undefined : activeOf(run, elementKey);
  if (active !== undefined) {
    const { element } = active;
    if (jobKey !== null && run.state.jobs[jobKey] !== undefined)
      record(run, { type: 'JobCancelled', data: { jobKey, elementKey: active.elementKey, element, because: 'retried', at } });
    // A loop or scope that is under way goes on by itself once its incident is gone.
    const phase = activeOf(run, active.elementKey)?.phase;
    if (phase === 'leaving') run.errands.push({ kind: 'complete', elementKey: active.elementKey });
    else if (phase === 'entering') run.errands.push({ kind: 'begin', elementKey: active.elementKey });
    else if (active.part === 'body') run.errands.push({ kind: 'round-ended', bodyKey: active.elementKey, round: {} });
    else if (active.loop !== null) run.errands.push({ kind: 'ad-hoc-step', elementKey: active.elementKey });
  }
  return proceeded(run);
}

export function setVariables(run: Run, { data: { variables, by, reason, scope = '', isCorrection }, at }: SetVariables): InstanceDecision {
  if (run.state.status !== 'open') return ended(run, 'set variables of');
  if (scope !== '' && activeOf(run, scope) === undefined) return notActive('set variables of', scope);
  const reading = readVariables(variables);
  if (reading.kind === 'refused') return variablesInvalid(reading.because);
  const before: Variables = scope === '' ? run.state.variables : (activeOf(run, scope)?.variables ?? {});
  const changed = Object.entries(reading.variables).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]));
  if (changed.length === 0) return accepted();
  record(
    run,
    { type: 'InstanceModified', data: { what: 'variables', element: activeOf(run, scope)?.element ?? '', by, reason, at } },
    { type: 'VariablesSet', data: { variables: Object.fromEntries(changed), by, reason, ...(scope !== '' && { scope }) } },
  );
  if (isCorrection === true) correctInputs(run, changed.map(([name]) => name), reason, at);
  return proceeded(run);
}

export function terminateInstance(run: Run, { data, at }: TerminateInstance): InstanceDecision {
  if (run.state.status !== 'open') return accepted();
  cutOffInside(run, '', 'terminated');
  closeWaits(run, '');
  record(run, { type: 'InstanceTerminated', data: { reason: data.reason, by: data.by, at } });
  return accepted(...run.events);
}

export function activateElement(run: Run, { data, at }: ActivateElement): InstanceDecision {
  if (run.state.status !== 'open') return ended(run, 'activate an element of');
  const reading = readVariables(data.variables ?? {});
  if (reading.kind === 'refused') return variablesInvalid(reading.because);
  const place = placeFor(run, data.element, data.scope);
  if (place.kind === 'answered') return place.decision;
  record(run, { type: 'InstanceModified', data: { what: 'activate', element: data.element, by: data.by, reason: data.reason, at } });
  run.errands.push({ kind: 'enter', node: place.node, scope: place.scope, via: [], entry: { variables: reading.variables } });
  return proceeded(run);
}

export function cancelElement(run: Run, { data, at }: CancelElement): InstanceDecision {
  if (run.state.status !== 'open') return ended(run, 'cancel an element of');
  const active = activeOf(run, data.elementKey);
  if (active === undefined) return notActive('cancel', data.elementKey);
  record(run, { type: 'InstanceModified', data: { what: 'cancel', element: active.element, by: data.by, reason: data.reason, at } });
  cutOff(run, data.elementKey, 'terminated');
  return proceeded(run);
}

export function moveToken(run: Run, { data, at }: MoveToken): InstanceDecision {
  if (run.state.status !== 'open') return ended(run, 'move a token of');
  const active = activeOf(run, data.elementKey);
  if (active === undefined) return notActive('move the token of', data.elementKey);
  const place = placeFor(run, data.to, nodeIn(run, data.to, active.scope)?.parent === nodeOf(run, active)?.parent ? active.scope : undefined);
  if (place.kind === 'answered') return place.decision;
  record(run, { type: 'InstanceModified', data: { what: 'move', element: active.element, by: data.by, reason: data.reason, at } });
  closeJobs(run, data.elementKey, 'terminated');
  cutOff(run, data.elementKey, 'terminated');
  run.errands.push({ kind: 'enter', node: place.node, scope: place.scope, via: [] });
  return proceeded(run);
}

/** The performer of an ad-hoc sub-process chooses what is done next, and how often. BPMN 2.0.2 §13.3.5. */
export function startAdHoc(run: Run, { data }: StartAdHoc): InstanceDecision {
  const active = activeOf(run, data.elementKey);
  const node = active === undefined ? undefined : nodeOf(run, active);
  if (active === undefined) return notActive('start an activity in', data.elementKey);
  const { nodes } = definitionIn(run, active.scope);
  const target = nodes.find(({ id }) => id === data.element);
  if (node?.kind !== 'subProcess' || node.adHoc === null || target === undefined || !node.adHoc.startable.includes(target.index))
    return rejected('ELEMENT_UNKNOWN', `Expected to start ${data.element} in ${data.elementKey}, but it cannot be started there`);
  const reading = readVariables(data.variables ?? {});
  if (reading.kind === 'refused') return variablesInvalid(reading.because);
  const stalled = Object.values(run.state.incidents).filter(({ elementKey, code }) => elementKey === data.elementKey && code === 'AD_HOC_STALLED');
  for (const { incidentKey } of stalled) record(run, { type: 'IncidentResolved', data: { incidentKey, how: 'completed', by: data.by, at: run.at } });
  run.errands.push({ kind: 'enter', node: target, scope: data.elementKey, via: [], entry: { variables: reading.variables } });
  return proceeded(run);
}

type Place = Readonly<{ kind: 'place'; node: Exclude<ReturnType<typeof nodeIn>, undefined>; scope: string }> | Readonly<{ kind: 'answered'; decision: InstanceDecision }>;

/** The scope that contains the element: the one named, or the only active one of its kind. */
function placeFor(run: Run, element: string, wanted: string | undefined): Place {
  const answered = (decision: InstanceDecision): Place => ({ kind: 'answered', decision });
  const candidates = wanted !== undefined ? [wanted] : ['', ...Object.values(run.state.elements).filter(({ part }) => part !== 'body').map(({ elementKey }) => elementKey)];
  const places = candidates.flatMap((scope) => {
    const node = scope !== '' && activeOf(run, scope) === undefined ? undefined : nodeIn(run, element, scope);
    return node !== undefined && isContainerOf(run, scope, node.parent) ? [{ node, scope }] : [];
  });
  const [place, another] = places;
  if (place === undefined) return answered(rejected('ELEMENT_UNKNOWN', `Expected to activate ${element}, but no active scope contains it`));
  if (another !== undefined) return answered(rejected('ELEMENT_UNKNOWN', `Expected to activate ${element}, but several active scopes contain it: name one`));
  const isStartable = place.node.kind !== 'boundaryEvent' && !(isActivity(place.node) && place.node.isForCompensation) && !(place.node.kind === 'subProcess' && place.node.variant === 'event');
  return isStartable ? { kind: 'place', ...place } : answered(rejected('ELEMENT_UNKNOWN', `Expected to activate ${element}, but nothing leads to it but an event`));
}

function isContainerOf(run: Run, scope: string, parent: number): boolean {
  if (scope === '') return parent === -1;
  const active = activeOf(run, scope);
  if (active === undefined) return false;
  return active.called !== null ? parent === -1 : nodeOf(run, active)?.index === parent;
}

const ended = (run: Run, verb: string): InstanceDecision => rejected('ENDED', `Expected to ${verb} an instance, but it is ${run.state.status}`);
const notActive = (verb: string, key: string): InstanceDecision => rejected('ELEMENT_NOT_ACTIVE', `Expected to ${verb} ${key}, but it is not active`);
