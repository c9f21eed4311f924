import { LAN } from '../spec-play.js';
import { activity, drawing, end, escaped, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §10.5.4 and §13.5.3, boundary events: interrupting, or beside the activity.

const roots = '<bpmn:signal id="s" name="s"/><bpmn:error id="E" errorCode="E1"/>';
const condition = `<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">${escaped('=x > 2')}</bpmn:condition></bpmn:conditionalEventDefinition>`;
const timer = '<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>';
const guarded = (definition: string, interrupting = true): string =>
  drawing(start() + service('a') + activity('boundaryEvent', 'b', definition, `attachedToRef="a" cancelActivity="${interrupting}"`) + service('late') + end() + end('end2') + flows('start -> a', 'a -> end', 'b -> late', 'late -> end2'), { roots });

const CUT_OFF = ['JobCancelled a#1 a#1 interrupted', 'ElementTerminated a#1'];
/** That a timer fired is an event of its own; what else occurs is entered at the event. */
const going = (key: string, ...event: readonly string[]): readonly string[] => [`ElementActivated ${key}`, ...event, `ElementCompleted ${key} to b-late`, 'ElementActivated late#1 via b-late', 'JobOpened late#1'];
const LATER = '2026-11-20T10:00:00+07:00';

describe('timer boundary event of a duration', () => {
  it('interrupting: the activity is cut off', async () => {
    const instance = await started(guarded(timer));
    expect(told(instance.act('FireTimer', { timerKey: 'b#1' }, LATER))).toEqual(['TimerFired b#1 a#1', ...CUT_OFF, ...going('b#2')]);
  });
  it('not interrupting: the activity goes on, and the timer is over', async () => {
    const instance = await started(guarded(timer, false));
    expect(told(instance.act('FireTimer', { timerKey: 'b#1' }, LATER))).toEqual(['TimerFired b#1 a#1', ...going('b#2')]);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} }))).toEqual(['JobCompleted a#1 a#1 {}', 'ElementCompleted a#1 to a-end', 'ElementActivated end#1 via a-end', 'ElementCompleted end#1']);
  });
  it('is cancelled with the activity that is done in time', async () => {
    const instance = await started(guarded(timer));
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} })).slice(0, 3)).toEqual(['JobCompleted a#1 a#1 {}', 'TimerCancelled b#1 a#1', 'ElementCompleted a#1 to a-end']);
  });
});

describe('signal boundary event', () => {
  const signal = '<bpmn:signalEventDefinition signalRef="s"/>';
  it('interrupting: the activity is cut off', async () => {
    const instance = await started(guarded(signal));
    expect(told(instance.act('DeliverSignal', { name: 's', variables: {} }))).toEqual([...CUT_OFF.slice(0, 1), 'SubscriptionClosed b#1 a#1', ...CUT_OFF.slice(1), ...going('b#2', 'EventOccurred b#2 0 signal {}')]);
  });
  it('not interrupting: as often as it comes', async () => {
    const instance = await started(guarded(signal, false));
    expect(told(instance.act('DeliverSignal', { name: 's', variables: {} }))).toEqual(going('b#2', 'EventOccurred b#2 0 signal {}'));
    expect(told(instance.act('DeliverSignal', { name: 's', variables: {} }))[0]).toBe('ElementActivated b#3');
  });
});

describe('conditional boundary event, interrupting', () => {
  it('cuts the activity off when its condition becomes true', async () => {
    const instance = await started(guarded(condition), { x: 1 });
    expect(told(instance.act('SetVariables', { variables: { x: 3 }, by: LAN, reason: 'x' }))).toEqual([
      'InstanceModified variables', 'VariablesSet {"x":3}', 'ConditionChanged b#1 true', ...CUT_OFF.slice(0, 1), 'SubscriptionClosed b#1 a#1', ...CUT_OFF.slice(1), ...going('b#2', 'EventOccurred b#2 0 condition {}'),
    ]);
  });
});

describe('error boundary event of a job', () => {
  it('catches the error of its code', async () => {
    const instance = await started(guarded('<bpmn:errorEventDefinition errorRef="E"/>'));
    expect(told(instance.act('ThrowJobError', { jobKey: 'a#1', code: 'E1', text: { vi: 'x', en: 'x' }, variables: {} }))).toEqual(['ErrorThrown a#1 E1 {} b', ...CUT_OFF, ...going('b#1', 'EventOccurred b#1 0 error {}')]);
  });
  it('leaves another code to an incident', async () => {
    const instance = await started(guarded('<bpmn:errorEventDefinition errorRef="E"/>'));
    expect(told(instance.act('ThrowJobError', { jobKey: 'a#1', code: 'E2', text: { vi: 'x', en: 'x' }, variables: {} }))).toEqual(['ErrorThrown a#1 E2 {}', 'IncidentRaised incident#1 ERROR_UNCAUGHT at a#1']);
  });
});
