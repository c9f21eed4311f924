import { activity, drawing, end, flows, fresh, service, start, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.2 and §13.5.1: what starts a process besides a none start event.

const roots = '<bpmn:message id="m" name="m"/><bpmn:signal id="s" name="s"/>';
const both = '<bpmn:messageEventDefinition messageRef="m"/><bpmn:signalEventDefinition signalRef="s"/>';
const events = activity('intermediateCatchEvent', 'm1', '<bpmn:messageEventDefinition messageRef="m"/>') + activity('intermediateCatchEvent', 's1', '<bpmn:signalEventDefinition signalRef="s"/>');

describe('message start event', () => {
  it('starts the process with what the message brought', async () => {
    const instance = await fresh(drawing(start('s1', '<bpmn:messageEventDefinition messageRef="m"/>') + service('a') + end() + flows('s1 -> a', 'a -> end'), { roots }));
    expect(told(instance.act('StartInstance', { startEvent: 's1', variables: { x: 1 } }))).toEqual([
      'InstanceStarted {} s1',
      'ElementActivated s1#1',
      'EventOccurred s1#1 0 message {"x":1}',
      'VariablesSet {"x":1}',
      'ElementCompleted s1#1 to s1-a',
      'ElementActivated a#1 via s1-a',
      'JobOpened a#1',
    ]);
  });
});

describe('instantiating receive task', () => {
  it('starts the process with its message', async () => {
    const instance = await fresh(drawing(activity('receiveTask', 'r', '', 'messageRef="m" instantiate="true"') + service('a') + end() + flows('r -> a', 'a -> end'), { roots }));
    expect(told(instance.act('StartInstance', { startEvent: 'r', variables: { x: 1 } }))).toEqual([
      'InstanceStarted {} r',
      'ElementActivated r#1',
      'EventOccurred r#1 0 message {"x":1}',
      'VariablesSet {"x":1}',
      'ElementCompleted r#1 to r-a',
      'ElementActivated a#1 via r-a',
      'JobOpened a#1',
    ]);
  });
});

describe('instantiating event-based gateway', () => {
  it('exclusive: the first event starts the process, the other one never happens to it', async () => {
    const instance = await fresh(drawing(activity('eventBasedGateway', 'g', '', 'instantiate="true"') + events + end() + end('end2') + flows('g -> m1', 'g -> s1', 'm1 -> end', 's1 -> end2'), { roots }));
    expect(told(instance.act('StartInstance', { startEvent: 's1', variables: {} })).slice(1)).toEqual([
      'ElementActivated s1#1',
      'EventOccurred s1#1 0 signal {}',
      'ElementCompleted s1#1 to s1-end2',
      'ElementActivated end2#1 via s1-end2',
      'ElementCompleted end2#1',
      'InstanceCompleted',
    ]);
  });
  it('parallel: the first one starts the process, which waits for the others', async () => {
    const instance = await fresh(
      drawing(activity('eventBasedGateway', 'g', '', 'instantiate="true" eventGatewayType="Parallel"') + events + end() + end('end2') + flows('g -> m1', 'g -> s1', 'm1 -> end', 's1 -> end2'), { roots }),
    );
    instance.act('StartInstance', { startEvent: 'm1', variables: {} });
    expect(instance.state()).toMatchObject({ status: 'open', reachedEnd: 'end' });
    instance.act('DeliverSignal', { name: 's', variables: {} });
    expect(instance.state()).toMatchObject({ status: 'completed', reachedEnd: 'end2' });
  });
});

describe('parallel multiple start event', () => {
  it('starts with the first of its events, and goes on when all have happened', async () => {
    const instance = await fresh(drawing(activity('startEvent', 's1', both, 'parallelMultiple="true"') + service('a') + end() + flows('s1 -> a', 'a -> end'), { roots }));
    expect(told(instance.act('StartInstance', { startEvent: 's1', trigger: 1, variables: { x: 1 } }))).toEqual([
      'InstanceStarted {} s1',
      'ElementActivated s1#1',
      'EventOccurred s1#1 1 signal {"x":1} true',
      'SubscriptionOpened s1#2 s1#1 0 message',
    ]);
    expect(told(instance.act('CorrelateMessage', { name: 'm', correlationKey: '', variables: { y: 2 } }))).toEqual([
      'EventOccurred s1#1 0 message {"y":2}',
      'VariablesSet {"x":1,"y":2}',
      'SubscriptionClosed s1#2 s1#1',
      'ElementCompleted s1#1 to s1-a',
      'ElementActivated a#1 via s1-a',
      'JobOpened a#1',
    ]);
  });
});
