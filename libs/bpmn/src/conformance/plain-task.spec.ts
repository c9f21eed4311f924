import { activity, drawing, end, flows, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.3.3, abstract and manual tasks.


describe('task and manual task', () => {
  it('complete when they begin', async () => {
    const instance = await started(drawing(start() + activity('task', 'a') + activity('manualTask', 'b') + end() + flows('start -> a', 'a -> b', 'b -> end')));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-a',
      'ElementActivated a#1 via start-a',
      'ElementCompleted a#1 to a-b',
      'ElementActivated b#1 via a-b',
      'ElementCompleted b#1 to b-end',
      'ElementActivated end#1 via b-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});
