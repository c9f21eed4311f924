import { activity, drawing, end, flows, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.3.3, send and receive tasks.

const roots = '<bpmn:message id="m" name="hello"/>';

describe('send task', () => {
  it('throws its message with what its inputs name, and goes on', async () => {
    const instance = await started(drawing(start() + activity('sendTask', 'a', '<bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=x" target="y"/></zeebe:ioMapping></bpmn:extensionElements>', 'messageRef="m"') + end() + flows('start -> a', 'a -> end'), { roots: roots }), { x: 1 });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"x":1}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-a',
      'ElementActivated a#1 via start-a',
      'VariablesSet {"y":1} in a#1',
      'MessageThrown a#1   {"y":1}',
      'ElementCompleted a#1 to a-end',
      'ElementActivated end#1 via a-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});

describe('receive task', () => {
  it('waits for its message', async () => {
    const instance = await started(drawing(start() + activity('receiveTask', 'a', '', 'messageRef="m"') + end() + flows('start -> a', 'a -> end'), { roots: roots }));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-a',
      'ElementActivated a#1 via start-a',
      'SubscriptionOpened a#2 a#1 0 message',
    ]);
    expect(told(instance.act('CorrelateMessage', { name: 'other', correlationKey: '', variables: {} }))).toEqual([]);
    expect(told(instance.act('CorrelateMessage', { name: 'hello', correlationKey: '', variables: { y: 2 } }))).toEqual([
      'EventOccurred a#1 0 message {"y":2}',
      'VariablesSet {"y":2}',
      'SubscriptionClosed a#2 a#1',
      'ElementCompleted a#1 to a-end',
      'ElementActivated end#1 via a-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});
