import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.5.5, error and escalation events.

const roots = '<bpmn:error id="E" errorCode="E1"/><bpmn:escalation id="X" escalationCode="X1"/>';
const err = drawing(start() + activity('subProcess', 'sub', start('s') + activity('endEvent', 'thrown', '<bpmn:errorEventDefinition errorRef="E"/>') + flows('s -> thrown')) + activity('boundaryEvent', 'any', '<bpmn:errorEventDefinition/>', 'attachedToRef="sub"') + end() + end('end2') + flows('start -> sub', 'sub -> end', 'any -> end2'), { roots });
const esc = (interrupting: boolean): string => drawing(start() + activity('subProcess', 'sub', start('s') + activity('intermediateThrowEvent', 'up', '<bpmn:escalationEventDefinition escalationRef="X"/>') + service('a') + end('e') + flows('s -> up', 'up -> a', 'a -> e')) + activity('boundaryEvent', 'told', '<bpmn:escalationEventDefinition escalationRef="X"/>', `attachedToRef="sub" cancelActivity="${interrupting}"`) + service('b') + end() + end('end2') + flows('start -> sub', 'sub -> end', 'told -> b', 'b -> end2'), { roots });

describe('error end event', () => {
  it('goes to the nearest event that catches it', async () => {
    const instance = await started(err);
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-sub',
      'ElementActivated sub#1 via start-sub',
      'ElementActivated s#1 in sub#1',
      'ElementCompleted s#1 to s-thrown',
      'ElementActivated thrown#1 via s-thrown in sub#1',
      'ErrorThrown thrown#1 E1 {} any',
      'ElementTerminated thrown#1',
      'ElementTerminated sub#1',
      'ElementActivated any#1',
      'EventOccurred any#1 0 error {}',
      'ElementCompleted any#1 to any-end2',
      'ElementActivated end2#1 via any-end2',
      'ElementCompleted end2#1',
      'InstanceCompleted',
    ]);
  });
  it('is an incident where nobody catches it', async () => {
    const instance = await started(drawing(start() + activity('endEvent', 'thrown', '<bpmn:errorEventDefinition errorRef="E"/>') + flows('start -> thrown'), { roots }));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-thrown',
      'ElementActivated thrown#1 via start-thrown',
      'ErrorThrown thrown#1 E1 {}',
      'IncidentRaised incident#1 ERROR_UNCAUGHT at thrown#1',
    ]);
  });
});

describe('escalation events', () => {
  it('not interrupting: the thrower goes on', async () => {
    const instance = await started(esc(false));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-sub',
      'ElementActivated sub#1 via start-sub',
      'ElementActivated s#1 in sub#1',
      'ElementCompleted s#1 to s-up',
      'ElementActivated up#1 via s-up in sub#1',
      'EscalationThrown up#1 X1 {} told',
      'ElementActivated told#1',
      'EventOccurred told#1 0 escalation {}',
      'ElementCompleted told#1 to told-b',
      'ElementCompleted up#1 to up-a',
      'ElementActivated b#1 via told-b',
      'JobOpened b#1',
      'ElementActivated a#1 via up-a in sub#1',
      'JobOpened a#1',
    ]);
  });
  it('interrupting: the sub-process is cut off', async () => {
    const instance = await started(esc(true));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-sub',
      'ElementActivated sub#1 via start-sub',
      'ElementActivated s#1 in sub#1',
      'ElementCompleted s#1 to s-up',
      'ElementActivated up#1 via s-up in sub#1',
      'EscalationThrown up#1 X1 {} told',
      'ElementTerminated up#1',
      'ElementTerminated sub#1',
      'ElementActivated told#1',
      'EventOccurred told#1 0 escalation {}',
      'ElementCompleted told#1 to told-b',
      'ElementActivated b#1 via told-b',
      'JobOpened b#1',
    ]);
  });
  it('one that nobody catches is only recorded', async () => {
    const instance = await started(drawing(start() + activity('endEvent', 'up', '<bpmn:escalationEventDefinition escalationRef="X"/>') + flows('start -> up'), { roots }));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-up',
      'ElementActivated up#1 via start-up',
      'EscalationThrown up#1 X1 {}',
      'ElementCompleted up#1',
      'InstanceCompleted',
    ]);
  });
});
