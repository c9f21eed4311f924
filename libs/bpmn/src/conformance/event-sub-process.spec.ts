import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.5.4, event sub-process.

const roots = '<bpmn:message id="m" name="m"/>';
const handled = (interrupting: boolean): string => drawing(start() + service('a') + end() + flows('start -> a', 'a -> end') + activity('subProcess', 'handler', activity('startEvent', 'told', '<bpmn:messageEventDefinition messageRef="m"/>', `isInterrupting="${interrupting}"`) + service('h') + end('he') + flows('told -> h', 'h -> he'), 'triggeredByEvent="true"'), { roots });

describe('interrupting event sub-process', () => {
  it('ends everything else in its scope', async () => {
    const instance = await started(handled(true));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'SubscriptionOpened told#1  0 message',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-a',
      'ElementActivated a#1 via start-a',
      'JobOpened a#1',
    ]);
    expect(told(instance.act('CorrelateMessage', { name: 'm', correlationKey: '', variables: { y: 1 } }))).toEqual([
      'JobCancelled a#1 a#1 interrupted',
      'ElementTerminated a#1',
      'SubscriptionClosed told#1 ',
      'ElementActivated handler#1',
      'ElementActivated told#2 in handler#1',
      'EventOccurred told#2 0 message {"y":1}',
      'VariablesSet {"y":1}',
      'ElementCompleted told#2 to told-h',
      'ElementActivated h#1 via told-h in handler#1',
      'JobOpened h#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'h#1', variables: {} }))).toEqual([
      'JobCompleted h#1 h#1 {}',
      'ElementCompleted h#1 to h-he',
      'ElementActivated he#1 via h-he in handler#1',
      'ElementCompleted he#1',
      'ElementCompleted handler#1',
      'InstanceCompleted',
    ]);
  });
});

describe('event sub-process that does not interrupt', () => {
  it('runs beside the others, as often as its event happens', async () => {
    const instance = await started(handled(false));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'SubscriptionOpened told#1  0 message',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-a',
      'ElementActivated a#1 via start-a',
      'JobOpened a#1',
    ]);
    expect(told(instance.act('CorrelateMessage', { name: 'm', correlationKey: '', variables: {} }))).toEqual([
      'ElementActivated handler#1',
      'ElementActivated told#2 in handler#1',
      'EventOccurred told#2 0 message {}',
      'ElementCompleted told#2 to told-h',
      'ElementActivated h#1 via told-h in handler#1',
      'JobOpened h#1',
    ]);
    expect(told(instance.act('CorrelateMessage', { name: 'm', correlationKey: '', variables: {} }))).toEqual([
      'ElementActivated handler#2',
      'ElementActivated told#3 in handler#2',
      'EventOccurred told#3 0 message {}',
      'ElementCompleted told#3 to told-h',
      'ElementActivated h#2 via told-h in handler#2',
      'JobOpened h#2',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} }))).toEqual([
      'JobCompleted a#1 a#1 {}',
      'ElementCompleted a#1 to a-end',
      'ElementActivated end#1 via a-end',
      'ElementCompleted end#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'h#1', variables: {} }))).toEqual([
      'JobCompleted h#1 h#1 {}',
      'ElementCompleted h#1 to h-he',
      'ElementActivated he#1 via h-he in handler#1',
      'ElementCompleted he#1',
      'ElementCompleted handler#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'h#2', variables: {} }))).toEqual([
      'JobCompleted h#2 h#2 {}',
      'ElementCompleted h#2 to h-he',
      'ElementActivated he#2 via h-he in handler#2',
      'ElementCompleted he#2',
      'ElementCompleted handler#2',
      'SubscriptionClosed told#1 ',
      'InstanceCompleted',
    ]);
  });
});
