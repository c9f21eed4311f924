import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.5, signal events.

const roots = '<bpmn:signal id="s" name="s"/>';

describe('signal events', () => {
  it('a thrown signal reaches everybody who waits for it', async () => {
    const instance = await started(drawing(start() + activity('parallelGateway', 'fork') + activity('intermediateCatchEvent', 'c1', '<bpmn:signalEventDefinition signalRef="s"/>', '') + activity('intermediateCatchEvent', 'c2', '<bpmn:signalEventDefinition signalRef="s"/>', '') + service('a') + activity('intermediateThrowEvent', 't', '<bpmn:signalEventDefinition signalRef="s"/>') + end() + flows('start -> fork', 'fork -> c1', 'fork -> c2', 'fork -> a', 'a -> t', 'c1 -> end', 'c2 -> end', 't -> end'), { roots }));
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} }))).toEqual([
      'JobCompleted a#1 a#1 {}',
      'ElementCompleted a#1 to a-t',
      'ElementActivated t#1 via a-t',
      'SignalThrown t#1 {}',
      'EventOccurred c1#1 0 signal {}',
      'SubscriptionClosed c1#2 c1#1',
      'ElementCompleted c1#1 to c1-end',
      'EventOccurred c2#1 0 signal {}',
      'SubscriptionClosed c2#2 c2#1',
      'ElementCompleted c2#1 to c2-end',
      'ElementCompleted t#1 to t-end',
      'ElementActivated end#1 via c1-end',
      'ElementCompleted end#1',
      'ElementActivated end#2 via c2-end',
      'ElementCompleted end#2',
      'ElementActivated end#3 via t-end',
      'ElementCompleted end#3',
      'InstanceCompleted',
    ]);
  });
  it('one from outside brings its variables', async () => {
    const instance = await started(drawing(start() + activity('intermediateCatchEvent', 'c', '<bpmn:signalEventDefinition signalRef="s"/>', '') + end() + flows('start -> c', 'c -> end'), { roots }));
    expect(told(instance.act('DeliverSignal', { name: 's', variables: { y: 1 } }))).toEqual([
      'EventOccurred c#1 0 signal {"y":1}',
      'VariablesSet {"y":1}',
      'SubscriptionClosed c#2 c#1',
      'ElementCompleted c#1 to c-end',
      'ElementActivated end#1 via c-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});
