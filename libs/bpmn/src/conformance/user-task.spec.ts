import { activity, drawing, end, flows, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.3.3, user task.


describe('user task', () => {
  it('waits until the person who has claimed it completes it', async () => {
    const instance = await started(drawing(start() + activity('userTask', 'a') + end() + flows('start -> a', 'a -> end')));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-a',
      'ElementActivated a#1 via start-a',
      'JobOpened a#1',
    ]);
    expect(told(instance.act('ClaimTask', { jobKey: 'a#1', by: { subject: 'an', name: 'An', agency: '', roles: [] } }))).toEqual([
      'TaskClaimed a#1',
    ]);
    expect(told(instance.act('CompleteTask', { jobKey: 'a#1', by: { subject: 'an', name: 'An', agency: '', roles: [] }, variables: { ok: true } }))).toEqual([
      'JobCompleted a#1 a#1 {"ok":true}',
      'VariablesSet {"ok":true}',
      'ElementCompleted a#1 to a-end',
      'ElementActivated end#1 via a-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});
