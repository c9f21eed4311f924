import { assertNever } from '@lienthong/kernel';
import { isActivity, type CatchingNode } from '../definition.js';
import type { ActiveElement } from '../instance-state.js';
import { nextKey } from '../instance-state.js';
import { compensateNext } from './compensation.js';
import { cutOff } from './cut-off.js';
import { begin, behaviourOf, complete, enter } from './life.js';
import { mayStepLoop, roundEnded, stepAdHoc, stepLoop } from './loop.js';
import { occur } from './occur.js';
import { activeOf, childrenOf, definitionIn, fault, hasIncident, hostOf, isExhausted, nodeIn, nodeOf, PAUSE_AFTER, raise, record, type Errand, type Run } from './run.js';
import { lookupIn, lookupOf, textOf, valueOf, verdictOf, type Lookup } from './scope.js';
import { gatherOne } from '../elements/default-behaviour.js';
import { contentsOf, findCatcher, throwMessageOrSignal, throwTo } from './throwing.js';
import { closeWaits, conditionOf } from './waits.js';

export const CONTINUE = 'run:continue';

/** Goes on until all that is left waits. Errands first, then conditions, tokens, loops, ended scopes, and joins when nothing else moves. */
export function proceed(run: Run): void {
  // Each turn does one thing. Elements are counted and stop at MOST_STEPS; what adds no element takes something away.
  for (;;) {
    doErrands(run);
    if (run.state.status !== 'open' || isExhausted(run)) return;
    if (run.isDirty && checkConditions(run)) continue;
    const isTired = run.events.length >= PAUSE_AFTER;
    if (isTired && isMovable(run)) return pause(run);
    if (moveToken(run) || stepContainers(run) || joinAtRest(run) || starve(run)) continue;
    return;
  }
}

function doErrands(run: Run): void {
  for (let errand = run.errands.shift(); errand !== undefined; errand = run.errands.shift()) doErrand(run, errand);
}

function doErrand(run: Run, errand: Errand): void {
  switch (errand.kind) {
    case 'enter':
      return enter(run, errand.node, errand.scope, errand.via, errand.entry);
    case 'begin':
      return begin(run, errand.elementKey, errand.entry);
    case 'complete':
      return complete(run, errand.elementKey);
    case 'occur':
      return occur(run, errand.host, errand.element, errand.trigger, errand.event);
    case 'throw':
      return throwErrand(run, errand);
    case 'round-ended':
      return failing(run, errand.bodyKey, roundEnded(run, errand.bodyKey, errand.round));
    case 'ad-hoc-step':
      return adHocStep(run, errand.elementKey);
    case 'compensate':
      return compensateNext(run, errand.throwerKey);
    case 'cancelled':
      return cancelled(run, errand.transaction);
    case 'failed':
      return failing(run, errand.elementKey, errand.fault);
    case 'throw-from-loop':
      return throwFromLoop(run, errand);
    default:
      return assertNever(errand);
  }
}

function failing(run: Run, elementKey: string, failure: Parameters<typeof raise>[3] | null): void {
  const active = activeOf(run, elementKey);
  if (failure === null || active === undefined) return;
  raise(run, nodeOf(run, active) ?? null, { elementKey }, failure);
}

function throwErrand(run: Run, { elementKey, code, of, variables, text, jobKey }: Extract<Errand, { kind: 'throw' }>): void {
  const active = activeOf(run, elementKey);
  if (active === undefined) return;
  const found = valueOf(run, code, lookupOf(run, active));
  const failure = found.kind === 'failed' ? fault('EVENT_FAILED', found.vi, found.en) : throwTo(run, { elementKey, code: textOf(found.value), of, variables, text });
  if (failure !== null) raise(run, nodeOf(run, active) ?? null, { elementKey, jobKey }, failure);
}

function throwFromLoop(run: Run, { bodyKey, throws }: Extract<Errand, { kind: 'throw-from-loop' }>): void {
  const body = activeOf(run, bodyKey);
  if (body === undefined) return;
  if (throws.kind === 'signal' || throws.kind === 'message') failing(run, bodyKey, throwMessageOrSignal(run, body, throws, {}));
  else if (throws.kind === 'error' || throws.kind === 'escalation')
    throwErrand(run, { kind: 'throw', elementKey: bodyKey, of: throws.kind, code: throws.code, variables: {}, text: null, jobKey: null });
}

/** The transaction is undone; its token leaves at the cancel boundary event. */
function cancelled(run: Run, transaction: string): void {
  const catcher = findCatcher(run, transaction, 'cancel', '');
  const active = activeOf(run, transaction);
  if (catcher === null || active === undefined) {
    if (active !== undefined) complete(run, transaction);
    return;
  }
  const { scope } = hostOf(run, active);
  cutOff(run, catcher.host, 'interrupted');
  const occurred = { kind: 'cancel', name: '', variables: {} };
  run.errands.unshift({ kind: 'enter', node: catcher.node, scope, via: [], entry: { occurred } });
}

// ── Conditions ──────────────────────────────────────────────────────────────

/** A conditional event happens when its condition becomes true; null is not true. */
function checkConditions(run: Run): boolean {
  run.isDirty = false;
  let hasHappened = false;
  for (const { subscriptionKey, elementKey, element, trigger, kind } of Object.values(run.state.subscriptions)) {
    const before = run.state.subscriptions[subscriptionKey];
    const found = kind === 'condition' && before !== undefined ? conditionOf(run, elementKey, element, trigger) : undefined;
    if (found === undefined || before === undefined) continue;
    const isTrue = verdictOf(run, found.expression, lookupFor(run, elementKey, found.node)) === true;
    if (isTrue === before.isTrue) continue;
    record(run, { type: 'ConditionChanged', data: { subscriptionKey, isTrue } });
    if (!isTrue) continue;
    hasHappened = true;
    run.errands.push({ kind: 'occur', host: elementKey, element: found.node, trigger, event: { kind: 'condition', name: '', variables: {} } });
    doErrands(run);
  }
  return hasHappened;
}

/** An event sub-process looks from inside its scope, a boundary event of a call activity from outside. */
function lookupFor(run: Run, host: string, node: CatchingNode): Lookup {
  const active = activeOf(run, host);
  if (active === undefined || node.kind === 'startEvent') return lookupIn(run, host);
  return active.called === null ? lookupOf(run, active) : lookupIn(run, active.scope);
}

// ── Tokens ──────────────────────────────────────────────────────────────────

function moveToken(run: Run): boolean {
  for (const { flow, scope } of run.state.tokens) {
    const definition = definitionIn(run, scope);
    const target = definition.nodes[definition.flows[definition.flowIndex[flow] ?? -1]?.target ?? -1];
    if (target === undefined) continue;
    const behaviour = behaviourOf(target);
    const via = behaviour.gather === undefined ? gatherOne(run, target, scope, flow) : behaviour.gather(run, target, scope, flow);
    if (via === null) continue;
    run.errands.push({ kind: 'enter', node: target, scope, via });
    return true;
  }
  return false;
}

function joinAtRest(run: Run): boolean {
  const scopes = new Set([...run.state.tokens.map(({ scope }) => scope), ...run.state.resets.map(({ scope }) => scope)]);
  for (const scope of scopes) {
    if (scope !== '' && activeOf(run, scope) === undefined) continue;
    for (const node of definitionIn(run, scope).nodes) {
      const behaviour = node.kind === 'inclusiveGateway' || node.kind === 'complexGateway' ? behaviourOf(node) : undefined;
      const events = run.events.length;
      const via = behaviour?.gatherAtRest?.(run, node, scope) ?? null;
      if (via !== null) run.errands.push({ kind: 'enter', node, scope, via });
      if (via !== null || run.events.length > events) return true;
    }
  }
  return false;
}

// ── Scopes ──────────────────────────────────────────────────────────────────

/** Only where something happened: a scope of a thousand rounds is not asked a thousand times. */
function stepContainers(run: Run): boolean {
  for (const elementKey of run.touched) {
    if (elementKey === '') continue;
    if (stepContainer(run, elementKey)) return true;
    // A loop that is paused is asked again, in this run or in the next.
    run.touched.delete(elementKey);
  }
  return endScope(run, '');
}

function stepContainer(run: Run, elementKey: string): boolean {
  const active = activeOf(run, elementKey);
  const node = active === undefined || active.phase === 'leaving' || hasIncident(run, elementKey) ? undefined : nodeOf(run, active);
  if (active === undefined || node === undefined) return false;
  if (active.part === 'body') return isActivity(node) && mayStepLoop(run) && stepLoop(run, active, node);
  if (node.kind === 'subProcess' && node.adHoc !== null)
    return mayStepLoop(run) && stepAdHoc(run, active, node, definitionIn(run, active.scope).nodes, isAdHocOver(run, active));
  return (node.kind === 'subProcess' || node.kind === 'callActivity') && endScope(run, elementKey);
}

const isAdHocOver = (run: Run, active: ActiveElement): boolean => {
  const hasStarted = (active.loop?.started ?? 0) > 0 && childrenOf(run, active.elementKey).length === 0;
  return hasStarted && adHocVerdict(run, active) === true;
};

function adHocVerdict(run: Run, active: ActiveElement): ReturnType<typeof verdictOf> | null {
  const node = nodeOf(run, active);
  const completion = node?.kind === 'subProcess' ? (node.adHoc?.completion ?? null) : null;
  return completion === null ? null : verdictOf(run, completion, lookupOf(run, active));
}

function adHocStep(run: Run, elementKey: string): void {
  const active = activeOf(run, elementKey);
  const node = active === undefined ? undefined : nodeOf(run, active);
  if (active === undefined || active.part === 'body' || node?.kind !== 'subProcess' || node.adHoc === null) return;
  const verdict = adHocVerdict(run, active);
  if (verdict !== null && typeof verdict !== 'boolean') return failing(run, elementKey, fault('AD_HOC_FAILED', verdict.vi, verdict.en));
  if (verdict === true) stepAdHoc(run, active, node, definitionIn(run, active.scope).nodes, true);
}

/** A scope ends when nothing in it is active and no token is left. */
function endScope(run: Run, scope: string): boolean {
  if (childrenOf(run, scope).length > 0) return false;
  if (run.state.tokens.some((token) => token.scope === scope)) return false;
  if (Object.values(run.state.incidents).some((incident) => incident.elementKey === null && (incident.scope ?? '') === scope)) return false;
  if (scope !== '') {
    const contents = contentsOf(run, scope);
    if (contents === null) return false;
    run.errands.push({ kind: 'complete', elementKey: scope });
    return true;
  }
  closeWaits(run, '');
  const end = nodeIn(run, run.state.reachedEnd ?? '', '');
  record(run, {
    type: 'InstanceCompleted',
    data: { outcome: end?.id ?? '', name: end?.name ?? '', dossierState: end?.kind === 'endEvent' ? end.dossierState : null, at: run.at },
  });
  return true;
}

/** Tokens in a scope in which nothing is active any more wait for ever. An inclusive join only waits because of the others. */
function starve(run: Run): boolean {
  for (const { scope } of run.state.tokens) {
    if (childrenOf(run, scope).length > 0) continue;
    const isKnown = Object.values(run.state.incidents).some((incident) => incident.elementKey === null && (incident.scope ?? '') === scope);
    if (isKnown) continue;
    const { flows, nodes, flowIndex } = definitionIn(run, scope);
    const joins = run.state.tokens.filter((token) => token.scope === scope).map(({ flow }) => nodes[flows[flowIndex[flow] ?? -1]?.target ?? -1]);
    const join = joins.find((node) => node !== undefined && node.kind !== 'inclusiveGateway') ?? joins[0];
    if (join === undefined) continue;
    raise(run, join, { elementKey: null, scope }, fault('JOIN_STARVED', `“${join.name}” chờ những nhánh không thể đến nữa`, `"${join.name}" waits for branches that can no longer arrive`));
    return true;
  }
  return false;
}

// ── Pauses ──────────────────────────────────────────────────────────────────

/** Something would move if the run went on. */
function isMovable(run: Run): boolean {
  if (run.state.tokens.length > 0) return true;
  return Object.values(run.state.elements).some(({ part, loop, phase, elementKey }) =>
    loop !== null && phase !== 'leaving' && !hasIncident(run, elementKey) && (part === 'body' || (loop.total ?? 0) > loop.started));
}

function pause(run: Run): void {
  record(run, {
    type: 'TimerScheduled',
    data: { timerKey: nextKey(run.state, CONTINUE), elementKey: '', element: '', dueAt: run.at, steps: run.steps },
  });
}

