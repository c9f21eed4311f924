import { accepted, rejected } from '@lienthong/kernel';
import type { Corrections, CorrelateFact, CorrelateMessage, DeliverSignal, FireTimer } from '../instance-command.js';
import { countOf, type OpenSubscription } from '../instance-state.js';
import { isDue, nextOccurrence } from '../timer.js';
import { readVariables } from '../variables.js';
import { proceeded, variablesInvalid, wasUsed, type InstanceDecision } from './answers.js';
import { completeAwaiting, jobsAwaiting, mayBeAwaitedLater } from './fact-correlation.js';
import { CONTINUE } from './proceed.js';
import { setVariables } from './repairs.js';
import { record, touchAll, type Run } from './run.js';
import { deliverSignal } from './throwing.js';
import { eventNode, scheduleNext } from './waits.js';

// What comes from outside, when it comes, and at least once: one that meets nothing here is nobody's mistake.

export function correlateFact(run: Run, { data: { fact, variables, corrects }, at }: CorrelateFact): InstanceDecision {
  const corrected = corrects === undefined ? undefined : correct(run, corrects, at);
  if (corrected?.kind === 'rejected') return corrected;
  const isAwaited = jobsAwaiting(run.state, fact).length > 0;
  if (!isAwaited && !mayBeAwaitedLater(run, fact)) return accepted(...run.events);
  const reading = readVariables(variables);
  if (reading.kind === 'refused') return variablesInvalid(reading.because);
  if (!isAwaited) return accepted(...run.events, { type: 'FactKept', data: { fact, variables: reading.variables, at } });
  completeAwaiting(run, fact, reading.variables);
  return proceeded(run);
}

/** Before anything goes on: what follows sees what is right now, and so does whoever has a step open. */
function correct(run: Run, { variables, by, reason }: Corrections, at: string): InstanceDecision {
  const declared = run.definition.procedure?.variables ?? [];
  const own = Object.fromEntries(Object.entries(variables).filter(([name]) => declared.includes(name)));
  return run.state.status === 'open' ? setVariables(run, { type: 'SetVariables', at, data: { variables: own, by, reason, isCorrection: true } }) : accepted();
}

/** The subscription that has waited longest takes the message. */
export function findMessageSubscription(subscriptions: readonly OpenSubscription[], name: string, correlationKey: string): OpenSubscription | undefined {
  return subscriptions.find(
    (each) => each.kind === 'message' && each.name === name && (correlationKey === '' || each.correlationKey === undefined || each.correlationKey === correlationKey),
  );
}

/** All, or the one that is meant. */
function openUnder({ state: { subscriptions } }: Run, key: string | undefined): readonly OpenSubscription[] {
  return key === undefined ? Object.values(subscriptions) : Object.hasOwn(subscriptions, key) ? [subscriptions[key]!] : [];
}

export function correlateMessage(run: Run, { data: { name, correlationKey, variables, messageId, subscriptionKey } }: CorrelateMessage): InstanceDecision {
  const subscription = findMessageSubscription(openUnder(run, subscriptionKey), name, correlationKey);
  const node = subscription === undefined ? undefined : eventNode(run, subscription.elementKey, subscription.element);
  if (subscription === undefined || node === undefined) return accepted();
  const reading = readVariables(variables);
  if (reading.kind === 'refused') return variablesInvalid(reading.because);
  run.errands.push({
    kind: 'occur', host: subscription.elementKey, element: node, trigger: subscription.trigger,
    event: { kind: 'message', name, variables: reading.variables, ...(messageId !== undefined && { messageId }) },
  });
  return proceeded(run);
}

export function signal(run: Run, { data: { name, variables, subscriptionKey } }: DeliverSignal): InstanceDecision {
  const reading = readVariables(variables);
  if (reading.kind === 'refused') return variablesInvalid(reading.because);
  deliverSignal(run, name, reading.variables, openUnder(run, subscriptionKey));
  return run.errands.length === 0 ? accepted() : proceeded(run);
}

export function fireTimer(run: Run, { data: { timerKey }, at }: FireTimer): InstanceDecision {
  const timer = Object.hasOwn(run.state.timers, timerKey) ? run.state.timers[timerKey] : undefined;
  if (timer === undefined) {
    const element = timerKey.slice(0, timerKey.lastIndexOf('#'));
    return wasUsed(timerKey, element, countOf(run.state.counts, element))
      ? accepted()
      : rejected('TIMER_UNKNOWN', `Expected to fire timer ${timerKey}, but there never was one`);
  }
  if (!isDue(timer.dueAt, at)) return rejected('TIMER_NOT_DUE', `Expected to fire timer ${timerKey}, but it is due at ${timer.dueAt}`);
  const { elementKey, element } = timer;
  record(run, { type: 'TimerFired', data: { timerKey, elementKey, element, at } });
  if (timerKey.startsWith(`${CONTINUE}#`)) {
    run.steps = timer.steps ?? 0;
    run.isDirty = true;
    touchAll(run);
    return proceeded(run);
  }
  const node = eventNode(run, elementKey, element);
  if (node === undefined) return proceeded(run);
  const { kind } = node;
  const goesOn = (kind === 'boundaryEvent' || kind === 'startEvent') && !node.isInterrupting;
  if (goesOn) scheduleNext(run, timer, (from, interval) => nextOccurrence(from, interval, run.calendars));
  run.errands.push({ kind: 'occur', host: elementKey, element: node, trigger: timer.trigger ?? 0, event: { kind: 'timer', name: '', variables: {}, isRecorded: true } });
  return proceeded(run);
}
