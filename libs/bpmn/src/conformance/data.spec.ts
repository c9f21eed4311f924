import { activity, drawing, end, flows, script, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §10.4 and §13.6, data; scopes after Zeebe.


describe('data objects and associations', () => {
  it('associations read and write data objects', async () => {
    const instance = await started(drawing('<bpmn:dataObject id="total"/><bpmn:dataObjectReference id="totalRef" name="total" dataObjectRef="total"/>' + start() + activity('serviceTask', 'a', '<bpmn:ioSpecification><bpmn:dataInput id="in" name="amount"/><bpmn:dataOutput id="out" name="paid"/><bpmn:inputSet><bpmn:dataInputRefs>in</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet><bpmn:dataOutputRefs>out</bpmn:dataOutputRefs></bpmn:outputSet></bpmn:ioSpecification><bpmn:dataInputAssociation><bpmn:sourceRef>totalRef</bpmn:sourceRef><bpmn:targetRef>in</bpmn:targetRef></bpmn:dataInputAssociation><bpmn:dataOutputAssociation><bpmn:sourceRef>out</bpmn:sourceRef><bpmn:targetRef>totalRef</bpmn:targetRef></bpmn:dataOutputAssociation>') + end() + flows('start -> a', 'a -> end')), { total: 5 });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"total":5}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-a',
      'ElementActivated a#1 via start-a',
      'JobOpened a#1 {"amount":5}',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: { paid: 7 } }))).toEqual([
      'JobCompleted a#1 a#1 {"paid":7}',
      'VariablesSet {"total":7}',
      'ElementCompleted a#1 to a-end',
      'ElementActivated end#1 via a-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});

describe('local scopes', () => {
  it('what a sub-process has as its own stays in it', async () => {
    const instance = await started(drawing(start() + activity('subProcess', 'sub', '<bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=0" target="n"/></zeebe:ioMapping></bpmn:extensionElements>' + start('s') + script('a', 'n', 'n + 1') + script('b', 'm', 'n') + end('e') + flows('s -> a', 'a -> b', 'b -> e')) + end() + flows('start -> sub', 'sub -> end')), { n: 9 });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"n":9}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-sub',
      'ElementActivated sub#1 via start-sub',
      'VariablesSet {"n":0} in sub#1',
      'ElementActivated s#1 in sub#1',
      'ElementCompleted s#1 to s-a',
      'ElementActivated a#1 via s-a in sub#1',
      'VariablesSet {"n":1} in sub#1',
      'ElementCompleted a#1 to a-b',
      'ElementActivated b#1 via a-b in sub#1',
      'VariablesSet {"m":1}',
      'ElementCompleted b#1 to b-e',
      'ElementActivated e#1 via b-e in sub#1',
      'ElementCompleted e#1',
      'ElementCompleted sub#1 to sub-end',
      'ElementActivated end#1 via sub-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});
