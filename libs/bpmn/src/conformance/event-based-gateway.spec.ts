import { activity, drawing, end, flows, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.4.4, event-based gateway.

const roots = '<bpmn:message id="m" name="m"/>';
const two = drawing(start() + activity('eventBasedGateway', 'wait') + activity('intermediateCatchEvent', 'told', '<bpmn:messageEventDefinition messageRef="m"/>') + activity('intermediateCatchEvent', 'late', '<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>') + end() + end('end2') + flows('start -> wait', 'wait -> told', 'wait -> late', 'told -> end', 'late -> end2'), { roots });

describe('event-based gateway', () => {
  it('the first event takes the token, the others are not waited for any more', async () => {
    const instance = await started(two);
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-wait',
      'ElementActivated wait#1 via start-wait',
      'SubscriptionOpened told#1 wait#1 0 message',
      'TimerScheduled late#1 wait#1 2026-11-20T10:00:00+07:00',
    ]);
    expect(told(instance.act('CorrelateMessage', { name: 'm', correlationKey: '', variables: { ok: true } }))).toEqual([
      'TimerCancelled late#1 wait#1',
      'SubscriptionClosed told#1 wait#1',
      'ElementCompleted wait#1 to wait-told',
      'ElementActivated told#2 via wait-told',
      'EventOccurred told#2 0 message {"ok":true}',
      'VariablesSet {"ok":true}',
      'ElementCompleted told#2 to told-end',
      'ElementActivated end#1 via told-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
  it('a timer may be the first', async () => {
    const instance = await started(two);
    expect(told(instance.act('FireTimer', { timerKey: 'late#1' }, '2026-11-20T10:00:00+07:00'))).toEqual([
      'TimerFired late#1 wait#1',
      'SubscriptionClosed told#1 wait#1',
      'ElementCompleted wait#1 to wait-late',
      'ElementActivated late#2 via wait-late',
      'ElementCompleted late#2 to late-end2',
      'ElementActivated end2#1 via late-end2',
      'ElementCompleted end2#1',
      'InstanceCompleted',
    ]);
  });
});
