import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.3.5, ad-hoc sub-process.


describe('parallel ad-hoc sub-process', () => {
  it('offers everything at once, and ends when its condition is true', async () => {
    const instance = await started(drawing(start() + activity('adHocSubProcess', 'do', service('a') + service('b') + '<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">=done = true</bpmn:completionCondition>', 'ordering="Parallel"') + end() + flows('start -> do', 'do -> end')), { done: false });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"done":false}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-do',
      'ElementActivated do#1 via start-do',
      'LoopPlanned do#1 2 ["a","b"]',
      'ElementActivated a#1 in do#1 round 1',
      'JobOpened a#1',
      'ElementActivated b#1 in do#1 round 2',
      'JobOpened b#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'b#1', variables: { done: true } }))).toEqual([
      'JobCompleted b#1 b#1 {"done":true}',
      'VariablesSet {"done":true}',
      'ElementCompleted b#1',
      'JobCancelled a#1 a#1 interrupted',
      'ElementTerminated a#1',
      'ElementCompleted do#1 to do-end',
      'ElementActivated end#1 via do-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});

describe('sequential ad-hoc sub-process', () => {
  it('offers one after the other', async () => {
    const instance = await started(drawing(start() + activity('adHocSubProcess', 'do', service('a') + service('b'), 'ordering="Sequential"') + end() + flows('start -> do', 'do -> end')));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-do',
      'ElementActivated do#1 via start-do',
      'LoopPlanned do#1 2 ["a","b"]',
      'ElementActivated a#1 in do#1 round 1',
      'JobOpened a#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} }))).toEqual([
      'JobCompleted a#1 a#1 {}',
      'ElementCompleted a#1',
      'ElementActivated b#1 in do#1 round 2',
      'JobOpened b#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'b#1', variables: {} }))).toEqual([
      'JobCompleted b#1 b#1 {}',
      'ElementCompleted b#1',
      'ElementCompleted do#1 to do-end',
      'ElementActivated end#1 via do-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});
