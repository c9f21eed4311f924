import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.3.2, start and completion quantities.


describe('start quantity', () => {
  it('waits for so many tokens, and takes them all', async () => {
    const instance = await started(drawing(start() + activity('parallelGateway', 'fork') + activity('task', 'x') + service('y') + activity('serviceTask', 'a', '', 'startQuantity="2"') + end() + flows('start -> fork', 'fork -> x', 'fork -> y', 'x -> a', 'y -> a', 'a -> end')));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-fork',
      'ElementActivated fork#1 via start-fork',
      'ElementCompleted fork#1 to fork-x fork-y',
      'ElementActivated x#1 via fork-x',
      'ElementCompleted x#1 to x-a',
      'ElementActivated y#1 via fork-y',
      'JobOpened y#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'y#1', variables: {} }))).toEqual([
      'JobCompleted y#1 y#1 {}',
      'ElementCompleted y#1 to y-a',
      'ElementActivated a#1 via x-a y-a',
      'JobOpened a#1',
    ]);
  });
});

describe('completion quantity', () => {
  it('leaves so many tokens', async () => {
    const instance = await started(drawing(start() + activity('task', 'a', '', 'completionQuantity="2"') + service('b') + end() + flows('start -> a', 'a -> b', 'b -> end')));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-a',
      'ElementActivated a#1 via start-a',
      'ElementCompleted a#1 to a-b a-b',
      'ElementActivated b#1 via a-b',
      'JobOpened b#1',
      'ElementActivated b#2 via a-b',
      'JobOpened b#2',
    ]);
  });
});
