import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.4.2, exclusive gateway.

const choice = drawing(start() + activity('exclusiveGateway', 'choice', '', 'default="choice-c"') + service('a') + service('b') + service('c') + activity('exclusiveGateway', 'merge') + end() + flows('start -> choice', 'choice -> a [=x > 10]', 'choice -> b [=x > 5]', 'choice -> c', 'a -> merge', 'b -> merge', 'c -> merge', 'merge -> end'));

describe('exclusive gateway', () => {
  it('takes the first true condition in the order of its outgoing flows', async () => {
    const instance = await started(choice, { x: 11 });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"x":11}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-choice',
      'ElementActivated choice#1 via start-choice',
      'ElementCompleted choice#1 to choice-a',
      'ElementActivated a#1 via choice-a',
      'JobOpened a#1',
    ]);
  });
  it('takes the default where no condition is true, and lets every token through at the merge', async () => {
    const instance = await started(choice, { x: 1 });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"x":1}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-choice',
      'ElementActivated choice#1 via start-choice',
      'ElementCompleted choice#1 to choice-c',
      'ElementActivated c#1 via choice-c',
      'JobOpened c#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'c#1', variables: {} }))).toEqual([
      'JobCompleted c#1 c#1 {}',
      'ElementCompleted c#1 to c-merge',
      'ElementActivated merge#1 via c-merge',
      'ElementCompleted merge#1 to merge-end',
      'ElementActivated end#1 via merge-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
  it('is an incident where a condition is neither true nor false', async () => {
    const instance = await started(choice, { x: 'ten' });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"x":"ten"}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-choice',
      'ElementActivated choice#1 via start-choice',
      'IncidentRaised incident#1 CONDITION_UNDECIDED at choice#1',
    ]);
  });
});
