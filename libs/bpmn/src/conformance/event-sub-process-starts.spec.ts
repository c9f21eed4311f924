import { LAN } from '../spec-play.js';
import { activity, drawing, end, escaped, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §10.5.2 (start events of event sub-processes) and §13.5.4: everything that may begin one, besides a message.

const roots = '<bpmn:signal id="s" name="s"/><bpmn:error id="E" errorCode="E1"/><bpmn:escalation id="X" escalationCode="X1"/>';
const condition = `<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">${escaped('=x > 2')}</bpmn:condition></bpmn:conditionalEventDefinition>`;
const timer = '<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>';
const handler = (definition: string, attributes = ''): string =>
  activity('subProcess', 'handler', activity('startEvent', 'told', definition, attributes) + service('h') + end('he') + flows('told -> h', 'h -> he'), 'triggeredByEvent="true"');
const working = (definition: string, attributes = ''): string => drawing(start() + service('a') + end() + flows('start -> a', 'a -> end') + handler(definition, attributes), { roots });
const throwing = (thrown: string, definition: string, attributes = ''): string => drawing(start() + service('a') + thrown + end() + flows('start -> a', 'a -> up', 'up -> end') + handler(definition, attributes), { roots });

const CUT_OFF = ['JobCancelled a#1 a#1 interrupted', 'ElementTerminated a#1'];
/** `told#1` is the wait itself, where there is one: errors and escalations are not waited for. That a timer fired is an event of its own. */
const handling = (key: string, ...event: readonly string[]): readonly string[] => ['ElementActivated handler#1', `ElementActivated ${key} in handler#1`, ...event, `ElementCompleted ${key} to told-h`, 'ElementActivated h#1 via told-h in handler#1', 'JobOpened h#1'];

describe('event sub-process that a timer starts', () => {
  it('runs when the time has passed since its scope began', async () => {
    const instance = await started(working(timer));
    expect(told(instance.act('FireTimer', { timerKey: 'told#1' }, '2026-11-20T10:00:00+07:00'))).toEqual(['TimerFired told#1 ', ...CUT_OFF, ...handling('told#2')]);
  });
});

describe('event sub-process that a signal starts', () => {
  it('runs with what the signal brought', async () => {
    const instance = await started(working('<bpmn:signalEventDefinition signalRef="s"/>'));
    expect(told(instance.act('DeliverSignal', { name: 's', variables: {} }))).toEqual([...CUT_OFF, 'SubscriptionClosed told#1 ', ...handling('told#2', 'EventOccurred told#2 0 signal {}')]);
  });
});

describe('event sub-process that a condition starts', () => {
  it('runs when the condition becomes true', async () => {
    const instance = await started(working(condition), { x: 1 });
    expect(told(instance.act('SetVariables', { variables: { x: 3 }, by: LAN, reason: 'x' }))).toEqual([
      'InstanceModified variables', 'VariablesSet {"x":3}', 'ConditionChanged told#1 true', ...CUT_OFF, 'SubscriptionClosed told#1 ', ...handling('told#2', 'EventOccurred told#2 0 condition {}'),
    ]);
  });
});

describe('event sub-process that an error starts', () => {
  it('ends what is in its scope and runs', async () => {
    const instance = await started(working('<bpmn:errorEventDefinition errorRef="E"/>'));
    expect(told(instance.act('ThrowJobError', { jobKey: 'a#1', code: 'E1', text: { vi: 'x', en: 'x' }, variables: {} }))).toEqual([
      'ErrorThrown a#1 E1 {} told', ...CUT_OFF, ...handling('told#1', 'EventOccurred told#1 0 error {}'),
    ]);
  });
});

describe('event sub-process that an escalation starts', () => {
  it('not interrupting: the thrower goes on', async () => {
    const instance = await started(throwing(activity('intermediateThrowEvent', 'up', '<bpmn:escalationEventDefinition escalationRef="X"/>'), '<bpmn:escalationEventDefinition escalationRef="X"/>', 'isInterrupting="false"'));
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} }))).toEqual([
      'JobCompleted a#1 a#1 {}', 'ElementCompleted a#1 to a-up', 'ElementActivated up#1 via a-up', 'EscalationThrown up#1 X1 {} told',
      'ElementActivated handler#1', 'ElementCompleted up#1 to up-end', 'ElementActivated told#1 in handler#1', 'EventOccurred told#1 0 escalation {}', 'ElementCompleted told#1 to told-h',
      'ElementActivated end#1 via up-end', 'ElementCompleted end#1', 'ElementActivated h#1 via told-h in handler#1', 'JobOpened h#1',
    ]);
  });
});
