import { drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.3.7, standard loop.


describe('standard loop', () => {
  it('tests before each round', async () => {
    const instance = await started(drawing(start() + service('a', '<bpmn:standardLoopCharacteristics testBefore="true"><bpmn:loopCondition xsi:type="bpmn:tFormalExpression">=x &lt; 2</bpmn:loopCondition></bpmn:standardLoopCharacteristics>') + end() + flows('start -> a', 'a -> end')), { x: 1 });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"x":1}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-a',
      'ElementActivated a#1 via start-a body',
      'LoopPlanned a#1',
      'ElementActivated a#2 in a#1 inner round 1 {"loopCounter":1}',
      'JobOpened a#2',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#2', variables: { x: 2 } }))).toEqual([
      'JobCompleted a#2 a#2 {"x":2}',
      'VariablesSet {"x":2}',
      'ElementCompleted a#2',
      'ElementCompleted a#1 to a-end',
      'ElementActivated end#1 via a-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
  it('does nothing where the condition is false at once', async () => {
    const instance = await started(drawing(start() + service('a', '<bpmn:standardLoopCharacteristics testBefore="true"><bpmn:loopCondition xsi:type="bpmn:tFormalExpression">=x &lt; 2</bpmn:loopCondition></bpmn:standardLoopCharacteristics>') + end() + flows('start -> a', 'a -> end')), { x: 5 });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"x":5}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-a',
      'ElementActivated a#1 via start-a body',
      'LoopPlanned a#1',
      'ElementCompleted a#1 to a-end',
      'ElementActivated end#1 via a-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
  it('tests after each round, and stops at its maximum', async () => {
    const instance = await started(drawing(start() + service('a', '<bpmn:standardLoopCharacteristics loopMaximum="2"><bpmn:loopCondition xsi:type="bpmn:tFormalExpression">=x &lt; 9</bpmn:loopCondition></bpmn:standardLoopCharacteristics>') + end() + flows('start -> a', 'a -> end')), { x: 1 });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"x":1}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-a',
      'ElementActivated a#1 via start-a body',
      'LoopPlanned a#1',
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
