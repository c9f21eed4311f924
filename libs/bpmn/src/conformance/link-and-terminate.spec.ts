import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.5, link and terminate events.


describe('link events', () => {
  it('the token goes on at the catching link', async () => {
    const instance = await started(drawing(start() + activity('intermediateThrowEvent', 'out', '<bpmn:linkEventDefinition name="l"/>') + activity('intermediateCatchEvent', 'in', '<bpmn:linkEventDefinition name="l"/>', '') + end() + flows('start -> out', 'in -> end')));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-out',
      'ElementActivated out#1 via start-out',
      'ElementActivated in#1',
      'ElementCompleted in#1 to in-end',
      'ElementCompleted out#1',
      'ElementActivated end#1 via in-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});

describe('terminate end event', () => {
  it('ends everything in its scope', async () => {
    const instance = await started(drawing(start() + activity('parallelGateway', 'fork') + service('a') + service('b') + activity('endEvent', 'stop', '<bpmn:terminateEventDefinition/>') + end() + flows('start -> fork', 'fork -> a', 'fork -> b', 'a -> stop', 'b -> end')));
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} }))).toEqual([
      'JobCompleted a#1 a#1 {}',
      'ElementCompleted a#1 to a-stop',
      'ElementActivated stop#1 via a-stop',
      'JobCancelled b#1 b#1 terminated',
      'ElementTerminated b#1',
      'ElementCompleted stop#1',
      'InstanceCompleted',
    ]);
  });
});

describe('none events', () => {
  it('an intermediate throw event only lets the token through', async () => {
    const instance = await started(drawing(start() + activity('intermediateThrowEvent', 'm') + end() + flows('start -> m', 'm -> end')));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-m',
      'ElementActivated m#1 via start-m',
      'ElementCompleted m#1 to m-end',
      'ElementActivated end#1 via m-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});
