import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.3.7, multi-instance activities.

const roots = '<bpmn:signal id="s" name="s"/><bpmn:escalation id="X" escalationCode="X"/>';

describe('parallel multi-instance', () => {
  it('starts a round for each item, and collects in the order of the items', async () => {
    const instance = await started(drawing(start() + service('a', '<bpmn:multiInstanceLoopCharacteristics isSequential="false" ><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=r"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>') + end() + flows('start -> a', 'a -> end')), { items: ['x', 'y'] });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"items":["x","y"]}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-a',
      'ElementActivated a#1 via start-a body',
      'LoopPlanned a#1 2 ["x","y"]',
      'ElementActivated a#2 in a#1 inner round 1 {"r":null,"item":"x","loopCounter":1}',
      'JobOpened a#2',
      'ElementActivated a#3 in a#1 inner round 2 {"r":null,"item":"y","loopCounter":2}',
      'JobOpened a#3',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#3', variables: { r: 2 } }))).toEqual([
      'JobCompleted a#3 a#3 {"r":2}',
      'VariablesSet {"r":2} in a#3',
      'ElementCompleted a#3 2',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#2', variables: { r: 1 } }))).toEqual([
      'JobCompleted a#2 a#2 {"r":1}',
      'VariablesSet {"r":1} in a#2',
      'ElementCompleted a#2 1',
      'VariablesSet {"results":[1,2]}',
      'ElementCompleted a#1 to a-end',
      'ElementActivated end#1 via a-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
  it('ends at once without items', async () => {
    const instance = await started(drawing(start() + service('a', '<bpmn:multiInstanceLoopCharacteristics isSequential="false" ><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=r"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>') + end() + flows('start -> a', 'a -> end')), { items: [] });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"items":[]}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-a',
      'ElementActivated a#1 via start-a body',
      'LoopPlanned a#1 0 []',
      'VariablesSet {"results":[]}',
      'ElementCompleted a#1 to a-end',
      'ElementActivated end#1 via a-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
  it('ends when its completion condition is true, and cuts off the other rounds', async () => {
    const instance = await started(drawing(start() + service('a', '<bpmn:multiInstanceLoopCharacteristics isSequential="false" ><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=r"/></bpmn:extensionElements><bpmn:completionCondition xsi:type="bpmn:tFormalExpression">=numberOfCompletedInstances &gt;= 1</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>') + end() + flows('start -> a', 'a -> end')), { items: ['x', 'y'] });
    expect(told(instance.act('CompleteJob', { jobKey: 'a#3', variables: { r: 2 } }))).toEqual([
      'JobCompleted a#3 a#3 {"r":2}',
      'VariablesSet {"r":2} in a#3',
      'ElementCompleted a#3 2',
      'JobCancelled a#2 a#2 interrupted',
      'ElementTerminated a#2',
      'VariablesSet {"results":[null,2]}',
      'ElementCompleted a#1 to a-end',
      'ElementActivated end#1 via a-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});

describe('sequential multi-instance', () => {
  it('starts a round when the one before it has ended', async () => {
    const instance = await started(drawing(start() + service('a', '<bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">=2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>') + end() + flows('start -> a', 'a -> end')));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-a',
      'ElementActivated a#1 via start-a body',
      'LoopPlanned a#1 2',
      'ElementActivated a#2 in a#1 inner round 1 {"loopCounter":1}',
      'JobOpened a#2',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#2', variables: {} }))).toEqual([
      'JobCompleted a#2 a#2 {}',
      'ElementCompleted a#2',
      'ElementActivated a#3 in a#1 inner round 2 {"loopCounter":2}',
      'JobOpened a#3',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#3', variables: {} }))).toEqual([
      'JobCompleted a#3 a#3 {}',
      'ElementCompleted a#3',
      'ElementCompleted a#1 to a-end',
      'ElementActivated end#1 via a-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});

describe('multi-instance behaviours', () => {
  it('None throws for each round that ends', async () => {
    const instance = await started(drawing(start() + service('a', '<bpmn:multiInstanceLoopCharacteristics behavior="None" noneBehaviorEventRef="told"><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">=2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>') + activity('boundaryEvent', 'each', '<bpmn:signalEventDefinition signalRef="s"/>', 'attachedToRef="a" cancelActivity="false"') + service('b') + end() + end('end2') + flows('start -> a', 'a -> end', 'each -> b', 'b -> end2'), { roots: roots + '<bpmn:signalEventDefinition id="told" signalRef="s"/>' }));
    expect(told(instance.act('CompleteJob', { jobKey: 'a#2', variables: {} }))).toEqual([
      'JobCompleted a#2 a#2 {}',
      'ElementCompleted a#2',
      'SignalThrown a#1 {}',
      'ElementActivated each#2',
      'EventOccurred each#2 0 signal {}',
      'ElementCompleted each#2 to each-b',
      'ElementActivated b#1 via each-b',
      'JobOpened b#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#3', variables: {} }))).toEqual([
      'JobCompleted a#3 a#3 {}',
      'ElementCompleted a#3',
      'SignalThrown a#1 {}',
      'ElementActivated each#3',
      'EventOccurred each#3 0 signal {}',
      'ElementCompleted each#3 to each-b',
      'ElementActivated b#2 via each-b',
      'JobOpened b#2',
      'SubscriptionClosed each#1 a#1',
      'ElementCompleted a#1 to a-end',
      'ElementActivated end#1 via a-end',
      'ElementCompleted end#1',
    ]);
  });
  it('One throws for the first round that ends', async () => {
    const instance = await started(drawing(start() + service('a', '<bpmn:multiInstanceLoopCharacteristics behavior="One" oneBehaviorEventRef="told"><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">=2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>') + activity('boundaryEvent', 'first', '<bpmn:signalEventDefinition signalRef="s"/>', 'attachedToRef="a" ') + service('b') + end() + end('end2') + flows('start -> a', 'a -> end', 'first -> b', 'b -> end2'), { roots: roots + '<bpmn:signalEventDefinition id="told" signalRef="s"/>' }));
    expect(told(instance.act('CompleteJob', { jobKey: 'a#3', variables: {} }))).toEqual([
      'JobCompleted a#3 a#3 {}',
      'ElementCompleted a#3',
      'SignalThrown a#1 {}',
      'JobCancelled a#2 a#2 interrupted',
      'ElementTerminated a#2',
      'SubscriptionClosed first#1 a#1',
      'ElementTerminated a#1',
      'ElementActivated first#2',
      'EventOccurred first#2 0 signal {}',
      'ElementCompleted first#2 to first-b',
      'ElementActivated b#1 via first-b',
      'JobOpened b#1',
    ]);
  });
  it('Complex throws where its condition says so', async () => {
    const instance = await started(drawing(start() + service('a', '<bpmn:multiInstanceLoopCharacteristics behavior="Complex"><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">=3</bpmn:loopCardinality><bpmn:complexBehaviorDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=numberOfCompletedInstances = 2</bpmn:condition><bpmn:event id="now"><bpmn:signalEventDefinition signalRef="s"/></bpmn:event></bpmn:complexBehaviorDefinition></bpmn:multiInstanceLoopCharacteristics>') + activity('boundaryEvent', 'second', '<bpmn:signalEventDefinition signalRef="s"/>', 'attachedToRef="a" cancelActivity="false"') + service('b') + end() + end('end2') + flows('start -> a', 'a -> end', 'second -> b', 'b -> end2'), { roots }));
    expect(told(instance.act('CompleteJob', { jobKey: 'a#2', variables: {} }))).toEqual([
      'JobCompleted a#2 a#2 {}',
      'ElementCompleted a#2',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#3', variables: {} }))).toEqual([
      'JobCompleted a#3 a#3 {}',
      'ElementCompleted a#3',
      'SignalThrown a#1 {}',
      'ElementActivated second#2',
      'EventOccurred second#2 0 signal {}',
      'ElementCompleted second#2 to second-b',
      'ElementActivated b#1 via second-b',
      'JobOpened b#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#4', variables: {} }))).toEqual([
      'JobCompleted a#4 a#4 {}',
      'ElementCompleted a#4',
      'SubscriptionClosed second#1 a#1',
      'ElementCompleted a#1 to a-end',
      'ElementActivated end#1 via a-end',
      'ElementCompleted end#1',
    ]);
  });
});
