import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.3.6, call activity.

const called = '<bpmn:process id="other" isExecutable="true">' + start('s') + service('work') + end('e') + flows('s -> work', 'work -> e') + '</bpmn:process>';
const calls = drawing(start() + activity('callActivity', 'call', '<bpmn:extensionElements><zeebe:calledElement processId="other" propagateAllChildVariables="false" propagateAllParentVariables="false"/><zeebe:ioMapping><zeebe:input source="=x" target="y"/><zeebe:output source="=z" target="result"/></zeebe:ioMapping></bpmn:extensionElements>') + end() + flows('start -> call', 'call -> end'), { more: called });

describe('call activity', () => {
  it('runs the called process with variables of its own', async () => {
    const instance = await started(calls, { x: 1, secret: 2 });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"x":1,"secret":2}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-call',
      'ElementActivated call#1 via start-call',
      'ProcessCalled call#1 other {"y":1}',
      'ElementActivated s#1 in call#1',
      'ElementCompleted s#1 to s-work',
      'ElementActivated work#1 via s-work in call#1',
      'JobOpened work#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'work#1', variables: { z: 3 } }))).toEqual([
      'JobCompleted work#1 work#1 {"z":3}',
      'VariablesSet {"z":3} in call#1',
      'ElementCompleted work#1 to work-e',
      'ElementActivated e#1 via work-e in call#1',
      'ElementCompleted e#1',
      'VariablesSet {"result":3}',
      'ElementCompleted call#1 to call-end',
      'ElementActivated end#1 via call-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
  it('a process that is not there is an incident', async () => {
    const instance = await started(drawing(start() + activity('callActivity', 'call', '<bpmn:extensionElements><zeebe:calledElement processId="=which"/></bpmn:extensionElements>') + end() + flows('start -> call', 'call -> end')), { which: 'nowhere' });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"which":"nowhere"}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-call',
      'ElementActivated call#1 via start-call',
      'IncidentRaised incident#1 PROCESS_UNKNOWN at call#1',
    ]);
  });
});
