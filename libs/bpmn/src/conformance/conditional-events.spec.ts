import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.5, conditional events.


describe('conditional events', () => {
  it('a catch event waits until its condition becomes true', async () => {
    const instance = await started(drawing(start() + activity('intermediateCatchEvent', 'c', '<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=x &gt; 2</bpmn:condition></bpmn:conditionalEventDefinition>', '') + end() + flows('start -> c', 'c -> end')), { x: 1 });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"x":1}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-c',
      'ElementActivated c#1 via start-c',
      'SubscriptionOpened c#2 c#1 0 condition false',
    ]);
    expect(told(instance.act('SetVariables', { variables: { x: 3 }, by: { subject: 'an', name: 'An' }, reason: 'x' }))).toEqual([
      'InstanceModified variables',
      'VariablesSet {"x":3}',
      'ConditionChanged c#2 true',
      'EventOccurred c#1 0 condition {}',
      'SubscriptionClosed c#2 c#1',
      'ElementCompleted c#1 to c-end',
      'ElementActivated end#1 via c-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
  it('a boundary event that does not interrupt happens each time the condition becomes true', async () => {
    const instance = await started(drawing(start() + service('a') + activity('boundaryEvent', 'b', '<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=x &gt; 2</bpmn:condition></bpmn:conditionalEventDefinition>', 'attachedToRef="a" cancelActivity="false"') + end() + end('end2') + flows('start -> a', 'a -> end', 'b -> end2')), { x: 1 });
    expect(told(instance.act('SetVariables', { variables: { x: 3 }, by: { subject: 'an', name: 'An' }, reason: 'x' }))).toEqual([
      'InstanceModified variables',
      'VariablesSet {"x":3}',
      'ConditionChanged b#1 true',
      'ElementActivated b#2',
      'EventOccurred b#2 0 condition {}',
      'ElementCompleted b#2 to b-end2',
      'ElementActivated end2#1 via b-end2',
      'ElementCompleted end2#1',
    ]);
    expect(told(instance.act('SetVariables', { variables: { x: 4 }, by: { subject: 'an', name: 'An' }, reason: 'x' }))).toEqual([
      'InstanceModified variables',
      'VariablesSet {"x":4}',
    ]);
    expect(told(instance.act('SetVariables', { variables: { x: 1 }, by: { subject: 'an', name: 'An' }, reason: 'x' }))).toEqual([
      'InstanceModified variables',
      'VariablesSet {"x":1}',
      'ConditionChanged b#1 false',
    ]);
    expect(told(instance.act('SetVariables', { variables: { x: 5 }, by: { subject: 'an', name: 'An' }, reason: 'x' }))).toEqual([
      'InstanceModified variables',
      'VariablesSet {"x":5}',
      'ConditionChanged b#1 true',
      'ElementActivated b#3',
      'EventOccurred b#3 0 condition {}',
      'ElementCompleted b#3 to b-end2',
      'ElementActivated end2#2 via b-end2',
      'ElementCompleted end2#2',
    ]);
  });
});
