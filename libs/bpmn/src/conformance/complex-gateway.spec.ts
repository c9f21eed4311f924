import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.4.5, complex gateway.

const two = drawing(start() + activity('parallelGateway', 'fork') + service('a') + service('b') + service('c') + activity('complexGateway', 'join', '<bpmn:activationCondition xsi:type="bpmn:tFormalExpression">=activationCount &gt;= 2</bpmn:activationCondition>') + service('on') + service('late') + end() + flows('start -> fork', 'fork -> a', 'fork -> b', 'fork -> c', 'a -> join', 'b -> join', 'c -> join', 'join -> on', 'join -> late [=waitingForStart = false]', 'on -> end', 'late -> end'));

describe('complex gateway', () => {
  it('fires when its activation condition is true, takes what comes later at its reset', async () => {
    const instance = await started(two);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} }))).toEqual([
      'JobCompleted a#1 a#1 {}',
      'ElementCompleted a#1 to a-join',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'c#1', variables: {} }))).toEqual([
      'JobCompleted c#1 c#1 {}',
      'ElementCompleted c#1 to c-join',
      'ElementActivated join#1 via a-join c-join',
      'GatewayFired  ["a-join","c-join"]',
      'ElementCompleted join#1 to join-on',
      'ElementActivated on#1 via join-on',
      'JobOpened on#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'b#1', variables: {} }))).toEqual([
      'JobCompleted b#1 b#1 {}',
      'ElementCompleted b#1 to b-join',
      'ElementActivated join#2 via b-join',
      'GatewayReset ',
      'ElementCompleted join#2 to join-late',
      'ElementActivated late#1 via join-late',
      'JobOpened late#1',
    ]);
  });
});
