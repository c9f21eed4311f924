import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.3.3, service task; input and output mappings after Zeebe.

const mapped = drawing(start() + service('a', '<bpmn:extensionElements><zeebe:taskDefinition type="pay" retries="3"/><zeebe:ioMapping><zeebe:input source="=x + 1" target="amount"/><zeebe:output source="=receipt" target="order.receipt"/></zeebe:ioMapping></bpmn:extensionElements>') + end() + flows('start -> a', 'a -> end'));
const caught = drawing(start() + service('a') + activity('boundaryEvent', 'oops', '<bpmn:errorEventDefinition errorRef="E"/>', 'attachedToRef="a"') + end() + end('failed') + flows('start -> a', 'a -> end', 'oops -> failed'), { roots: '<bpmn:error id="E" errorCode="E1"/>' });

describe('service task', () => {
  it('opens a job with its inputs, and keeps of the result what its outputs name', async () => {
    const instance = await started(mapped, { x: 4 });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"x":4}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-a',
      'ElementActivated a#1 via start-a',
      'JobOpened a#1 {"amount":5}',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: { receipt: 'R1', secret: 1 } }))).toEqual([
      'JobCompleted a#1 a#1 {"receipt":"R1","secret":1}',
      'VariablesSet {"order":{"receipt":"R1"}}',
      'ElementCompleted a#1 to a-end',
      'ElementActivated end#1 via a-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
  it('merges the result without mappings', async () => {
    const instance = await started(drawing(start() + service('a') + end() + flows('start -> a', 'a -> end')));
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: { y: 1 } }))).toEqual([
      'JobCompleted a#1 a#1 {"y":1}',
      'VariablesSet {"y":1}',
      'ElementCompleted a#1 to a-end',
      'ElementActivated end#1 via a-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
  it('an error goes to the boundary event that names its code', async () => {
    const instance = await started(caught);
    expect(told(instance.act('ThrowJobError', { jobKey: 'a#1', code: 'E1', text: { vi: '', en: '' }, variables: { why: 'none' } }))).toEqual([
      'ErrorThrown a#1 E1 {"why":"none"} oops',
      'JobCancelled a#1 a#1 interrupted',
      'ElementTerminated a#1',
      'ElementActivated oops#1',
      'EventOccurred oops#1 0 error {"why":"none"}',
      'VariablesSet {"why":"none"}',
      'ElementCompleted oops#1 to oops-failed',
      'ElementActivated failed#1 via oops-failed',
      'ElementCompleted failed#1',
      'InstanceCompleted',
    ]);
  });
  it('an error that nobody catches is an incident, and the job stays', async () => {
    const instance = await started(caught);
    expect(told(instance.act('ThrowJobError', { jobKey: 'a#1', code: 'E2', text: { vi: '', en: '' }, variables: {} }))).toEqual([
      'ErrorThrown a#1 E2 {}',
      'IncidentRaised incident#1 ERROR_UNCAUGHT at a#1',
    ]);
  });
});
