import { activity, drawing, end, flows, script, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.3.3, script task.


describe('script task', () => {
  it('evaluates and writes in one step, so that parallel branches lose nothing', async () => {
    const instance = await started(drawing(start() + activity('parallelGateway', 'fork') + script('a', 'log', 'append(log, "a")') + script('b', 'log', 'append(log, "b")') + activity('parallelGateway', 'join') + end() + flows('start -> fork', 'fork -> a', 'fork -> b', 'a -> join', 'b -> join', 'join -> end')), { log: [] });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"log":[]}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-fork',
      'ElementActivated fork#1 via start-fork',
      'ElementCompleted fork#1 to fork-a fork-b',
      'ElementActivated a#1 via fork-a',
      'VariablesSet {"log":["a"]}',
      'ElementCompleted a#1 to a-join',
      'ElementActivated b#1 via fork-b',
      'VariablesSet {"log":["a","b"]}',
      'ElementCompleted b#1 to b-join',
      'ElementActivated join#1 via a-join b-join',
      'ElementCompleted join#1 to join-end',
      'ElementActivated end#1 via join-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
  it('is an incident where the expression fails', async () => {
    const instance = await started(drawing(start() + script('a', 'y', '1 + "x"') + end() + flows('start -> a', 'a -> end')));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-a',
      'ElementActivated a#1 via start-a',
      'IncidentRaised incident#1 SCRIPT_FAILED at a#1',
    ]);
  });
});
