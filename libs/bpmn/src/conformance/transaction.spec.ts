import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.3.4 and §13.5.5, transaction and cancel.

const paid = drawing(start() + activity('transaction', 'tx', start('s') + service('a') + activity('boundaryEvent', 'a-undo', '<bpmn:compensateEventDefinition/>', 'attachedToRef="a"') + activity('serviceTask', 'undo-a', '', 'isForCompensation="true"') + '<bpmn:association id="as-a" associationDirection="One" sourceRef="a-undo" targetRef="undo-a"/>' + service('b') + activity('exclusiveGateway', 'ok', '', 'default="ok-done"') + end('done') + activity('endEvent', 'failed', '<bpmn:cancelEventDefinition/>') + flows('s -> a', 'a -> b', 'b -> ok', 'ok -> done', 'ok -> failed [=x = 0]')) + activity('boundaryEvent', 'cancelled', '<bpmn:cancelEventDefinition/>', 'attachedToRef="tx"') + end() + end('end2') + flows('start -> tx', 'tx -> end', 'cancelled -> end2'));

describe('transaction', () => {
  it('succeeds like a sub-process', async () => {
    const instance = await started(paid, { x: 1 });
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} }))).toEqual([
      'JobCompleted a#1 a#1 {}',
      'ElementCompleted a#1 to a-b compensable',
      'ElementActivated b#1 via a-b in tx#1',
      'JobOpened b#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'b#1', variables: {} }))).toEqual([
      'JobCompleted b#1 b#1 {}',
      'ElementCompleted b#1 to b-ok',
      'ElementActivated ok#1 via b-ok in tx#1',
      'ElementCompleted ok#1 to ok-done',
      'ElementActivated done#1 via ok-done in tx#1',
      'ElementCompleted done#1',
      'ElementCompleted tx#1 to tx-end compensable',
      'ElementActivated end#1 via tx-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
  it('is cancelled: what was done is undone, then the token leaves at the cancel boundary event', async () => {
    const instance = await started(paid, { x: 0 });
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} }))).toEqual([
      'JobCompleted a#1 a#1 {}',
      'ElementCompleted a#1 to a-b compensable',
      'ElementActivated b#1 via a-b in tx#1',
      'JobOpened b#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'b#1', variables: {} }))).toEqual([
      'JobCompleted b#1 b#1 {}',
      'ElementCompleted b#1 to b-ok',
      'ElementActivated ok#1 via b-ok in tx#1',
      'ElementCompleted ok#1 to ok-failed',
      'ElementActivated failed#1 via ok-failed in tx#1',
      'CompensationStarted failed#1 ["a#1"] true tx#1',
      'ElementActivated undo-a#1 in tx#1 compensates a#1',
      'JobOpened undo-a#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'undo-a#1', variables: {} }))).toEqual([
      'JobCompleted undo-a#1 undo-a#1 {}',
      'ElementCompleted undo-a#1',
      'CompensationDone failed#1 a#1',
      'CompensationEnded failed#1',
      'ElementTerminated failed#1',
      'ElementTerminated tx#1',
      'ElementActivated cancelled#1',
      'EventOccurred cancelled#1 0 cancel {}',
      'ElementCompleted cancelled#1 to cancelled-end2',
      'ElementActivated end2#1 via cancelled-end2',
      'ElementCompleted end2#1',
      'InstanceCompleted',
    ]);
  });
});
