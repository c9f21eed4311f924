import { activity, drawing, end, flows, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.5, multiple and parallel multiple events.

const roots = '<bpmn:message id="m" name="m"/><bpmn:signal id="s" name="s"/>';
const both = '<bpmn:messageEventDefinition messageRef="m"/><bpmn:signalEventDefinition signalRef="s"/>';

describe('multiple event', () => {
  it('any of its definitions is enough', async () => {
    const instance = await started(drawing(start() + activity('intermediateCatchEvent', 'c', both) + end() + flows('start -> c', 'c -> end'), { roots }));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-c',
      'ElementActivated c#1 via start-c',
      'SubscriptionOpened c#2 c#1 0 message',
      'SubscriptionOpened c#3 c#1 1 signal',
    ]);
    expect(told(instance.act('DeliverSignal', { name: 's', variables: {} }))).toEqual([
      'EventOccurred c#1 1 signal {}',
      'SubscriptionClosed c#2 c#1',
      'SubscriptionClosed c#3 c#1',
      'ElementCompleted c#1 to c-end',
      'ElementActivated end#1 via c-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
  it('throws all of them', async () => {
    const instance = await started(drawing(start() + activity('endEvent', 'end', both) + flows('start -> end'), { roots }));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-end',
      'ElementActivated end#1 via start-end',
      'MessageThrown end#1   {}',
      'SignalThrown end#1 {}',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});

describe('parallel multiple event', () => {
  it('needs all of its definitions', async () => {
    const instance = await started(drawing(start() + activity('intermediateCatchEvent', 'c', both, 'parallelMultiple="true"') + end() + flows('start -> c', 'c -> end'), { roots }));
    expect(told(instance.act('DeliverSignal', { name: 's', variables: { a: 1 } }))).toEqual([
      'EventOccurred c#1 1 signal {"a":1} true',
    ]);
    expect(told(instance.act('CorrelateMessage', { name: 'm', correlationKey: '', variables: { b: 2 } }))).toEqual([
      'EventOccurred c#1 0 message {"b":2}',
      'VariablesSet {"a":1,"b":2}',
      'SubscriptionClosed c#2 c#1',
      'SubscriptionClosed c#3 c#1',
      'ElementCompleted c#1 to c-end',
      'ElementActivated end#1 via c-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});
