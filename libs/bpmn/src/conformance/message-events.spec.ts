import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.5, message events.

const roots = '<bpmn:message id="m" name="m"><bpmn:extensionElements><zeebe:subscription correlationKey="=code"/></bpmn:extensionElements></bpmn:message>';

describe('message catch event', () => {
  it('takes the message of its name and correlation key', async () => {
    const instance = await started(drawing(start() + activity('intermediateCatchEvent', 'c', '<bpmn:messageEventDefinition messageRef="m"/>', '') + end() + flows('start -> c', 'c -> end'), { roots }), { code: 'A' });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"code":"A"}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-c',
      'ElementActivated c#1 via start-c',
      'SubscriptionOpened c#2 c#1 0 message A',
    ]);
    expect(told(instance.act('CorrelateMessage', { name: 'm', correlationKey: 'B', variables: {} }))).toEqual([]);
    expect(told(instance.act('CorrelateMessage', { name: 'm', correlationKey: 'A', variables: { y: 1 } }))).toEqual([
      'EventOccurred c#1 0 message {"y":1}',
      'VariablesSet {"y":1}',
      'SubscriptionClosed c#2 c#1',
      'ElementCompleted c#1 to c-end',
      'ElementActivated end#1 via c-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});

describe('message throw and end event', () => {
  it('throws what its inputs name', async () => {
    const instance = await started(drawing(start() + activity('intermediateThrowEvent', 't', '<bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=code" target="id"/></zeebe:ioMapping></bpmn:extensionElements><bpmn:messageEventDefinition messageRef="m"/>') + activity('endEvent', 'end', '<bpmn:messageEventDefinition messageRef="m"/>') + flows('start -> t', 't -> end'), { roots }), { code: 'A' });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"code":"A"}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-t',
      'ElementActivated t#1 via start-t',
      'VariablesSet {"id":"A"} in t#1',
      'MessageThrown t#1 A  {"id":"A"}',
      'ElementCompleted t#1 to t-end',
      'ElementActivated end#1 via t-end',
      'MessageThrown end#1 A  {}',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});

describe('message boundary event', () => {
  it('interrupting: the activity is cut off', async () => {
    const instance = await started(drawing(start() + service('a') + activity('boundaryEvent', 'b', '<bpmn:messageEventDefinition messageRef="m"/>', 'attachedToRef="a" ') + end() + end('end2') + flows('start -> a', 'a -> end', 'b -> end2'), { roots }), { code: 'A' });
    expect(told(instance.act('CorrelateMessage', { name: 'm', correlationKey: '', variables: { y: 1 } }))).toEqual([
      'JobCancelled a#1 a#1 interrupted',
      'SubscriptionClosed b#1 a#1',
      'ElementTerminated a#1',
      'ElementActivated b#2',
      'EventOccurred b#2 0 message {"y":1}',
      'VariablesSet {"y":1}',
      'ElementCompleted b#2 to b-end2',
      'ElementActivated end2#1 via b-end2',
      'ElementCompleted end2#1',
      'InstanceCompleted',
    ]);
  });
  it('not interrupting: as often as it comes', async () => {
    const instance = await started(drawing(start() + service('a') + activity('boundaryEvent', 'b', '<bpmn:messageEventDefinition messageRef="m"/>', 'attachedToRef="a" cancelActivity="false"') + end() + end('end2') + flows('start -> a', 'a -> end', 'b -> end2'), { roots }), { code: 'A' });
    expect(told(instance.act('CorrelateMessage', { name: 'm', correlationKey: '', variables: {} }))).toEqual([
      'ElementActivated b#2',
      'EventOccurred b#2 0 message {}',
      'ElementCompleted b#2 to b-end2',
      'ElementActivated end2#1 via b-end2',
      'ElementCompleted end2#1',
    ]);
    expect(told(instance.act('CorrelateMessage', { name: 'm', correlationKey: '', variables: {} }))).toEqual([
      'ElementActivated b#3',
      'EventOccurred b#3 0 message {}',
      'ElementCompleted b#3 to b-end2',
      'ElementActivated end2#2 via b-end2',
      'ElementCompleted end2#2',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} }))).toEqual([
      'JobCompleted a#1 a#1 {}',
      'SubscriptionClosed b#1 a#1',
      'ElementCompleted a#1 to a-end',
      'ElementActivated end#1 via a-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});
