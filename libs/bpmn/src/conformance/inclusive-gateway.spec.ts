import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.4.3, inclusive gateway.

const choice = drawing(start() + activity('inclusiveGateway', 'fork', '', 'default="fork-c"') + service('a') + service('b') + service('c') + activity('inclusiveGateway', 'join') + end() + flows('start -> fork', 'fork -> a [=x > 10]', 'fork -> b [=x > 5]', 'fork -> c', 'a -> join', 'b -> join', 'c -> join', 'join -> end'));
const loop = drawing(start() + activity('inclusiveGateway', 'join') + service('a') + activity('exclusiveGateway', 'again', '', 'default="again-end"') + end() + flows('start -> join', 'join -> a', 'a -> again', 'again -> join [=x > 1]', 'again -> end'));

describe('inclusive gateway', () => {
  it('takes every true condition, and joins the branches that are on their way', async () => {
    const instance = await started(choice, { x: 11 });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"x":11}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-fork',
      'ElementActivated fork#1 via start-fork',
      'ElementCompleted fork#1 to fork-a fork-b',
      'ElementActivated a#1 via fork-a',
      'JobOpened a#1',
      'ElementActivated b#1 via fork-b',
      'JobOpened b#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'b#1', variables: {} }))).toEqual([
      'JobCompleted b#1 b#1 {}',
      'ElementCompleted b#1 to b-join',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} }))).toEqual([
      'JobCompleted a#1 a#1 {}',
      'ElementCompleted a#1 to a-join',
      'ElementActivated join#1 via a-join b-join',
      'ElementCompleted join#1 to join-end',
      'ElementActivated end#1 via join-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
  it('takes the default where no condition is true, and waits for nobody else', async () => {
    const instance = await started(choice, { x: 1 });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"x":1}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-fork',
      'ElementActivated fork#1 via start-fork',
      'ElementCompleted fork#1 to fork-c',
      'ElementActivated c#1 via fork-c',
      'JobOpened c#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'c#1', variables: {} }))).toEqual([
      'JobCompleted c#1 c#1 {}',
      'ElementCompleted c#1 to c-join',
      'ElementActivated join#1 via c-join',
      'ElementCompleted join#1 to join-end',
      'ElementActivated end#1 via join-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
  it('does not wait in a loop for the token that it would have to let through first', async () => {
    const instance = await started(loop, { x: 2 });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"x":2}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-join',
      'ElementActivated join#1 via start-join',
      'ElementCompleted join#1 to join-a',
      'ElementActivated a#1 via join-a',
      'JobOpened a#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} }))).toEqual([
      'JobCompleted a#1 a#1 {}',
      'ElementCompleted a#1 to a-again',
      'ElementActivated again#1 via a-again',
      'ElementCompleted again#1 to again-join',
      'ElementActivated join#2 via again-join',
      'ElementCompleted join#2 to join-a',
      'ElementActivated a#2 via join-a',
      'JobOpened a#2',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#2', variables: { x: 0 } }))).toEqual([
      'JobCompleted a#2 a#2 {"x":0}',
      'VariablesSet {"x":0}',
      'ElementCompleted a#2 to a-again',
      'ElementActivated again#2 via a-again',
      'ElementCompleted again#2 to again-end',
      'ElementActivated end#1 via again-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});
