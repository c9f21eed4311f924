import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.5.5, compensation.

const two = drawing(start() + service('a') + activity('boundaryEvent', 'a-undo', '<bpmn:compensateEventDefinition/>', 'attachedToRef="a"') + activity('serviceTask', 'undo-a', '', 'isForCompensation="true"') + '<bpmn:association id="as-a" associationDirection="One" sourceRef="a-undo" targetRef="undo-a"/>' + service('b') + activity('boundaryEvent', 'b-undo', '<bpmn:compensateEventDefinition/>', 'attachedToRef="b"') + activity('serviceTask', 'undo-b', '', 'isForCompensation="true"') + '<bpmn:association id="as-b" associationDirection="One" sourceRef="b-undo" targetRef="undo-b"/>' + activity('intermediateThrowEvent', 'back', '<bpmn:compensateEventDefinition/>') + end() + flows('start -> a', 'a -> b', 'b -> back', 'back -> end'));
const one = drawing(start() + service('a') + activity('boundaryEvent', 'a-undo', '<bpmn:compensateEventDefinition/>', 'attachedToRef="a"') + activity('serviceTask', 'undo-a', '', 'isForCompensation="true"') + '<bpmn:association id="as-a" associationDirection="One" sourceRef="a-undo" targetRef="undo-a"/>' + service('b') + activity('boundaryEvent', 'b-undo', '<bpmn:compensateEventDefinition/>', 'attachedToRef="b"') + activity('serviceTask', 'undo-b', '', 'isForCompensation="true"') + '<bpmn:association id="as-b" associationDirection="One" sourceRef="b-undo" targetRef="undo-b"/>' + activity('intermediateThrowEvent', 'back', '<bpmn:compensateEventDefinition activityRef="a"/>') + end() + flows('start -> a', 'a -> b', 'b -> back', 'back -> end'));
const nested = drawing(start() + activity('subProcess', 'sub', start('s') + service('a') + activity('boundaryEvent', 'a-undo', '<bpmn:compensateEventDefinition/>', 'attachedToRef="a"') + activity('serviceTask', 'undo-a', '', 'isForCompensation="true"') + '<bpmn:association id="as-a" associationDirection="One" sourceRef="a-undo" targetRef="undo-a"/>' + end('e') + flows('s -> a', 'a -> e')) + activity('endEvent', 'back', '<bpmn:compensateEventDefinition/>') + flows('start -> sub', 'sub -> back'));

describe('compensation', () => {
  it('undoes what was completed, last first', async () => {
    const instance = await started(two);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} }))).toEqual([
      'JobCompleted a#1 a#1 {}',
      'ElementCompleted a#1 to a-b compensable',
      'ElementActivated b#1 via a-b',
      'JobOpened b#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'b#1', variables: {} }))).toEqual([
      'JobCompleted b#1 b#1 {}',
      'ElementCompleted b#1 to b-back compensable',
      'ElementActivated back#1 via b-back',
      'CompensationStarted back#1 ["b#1","a#1"] true',
      'ElementActivated undo-b#1 compensates b#1',
      'JobOpened undo-b#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'undo-b#1', variables: {} }))).toEqual([
      'JobCompleted undo-b#1 undo-b#1 {}',
      'ElementCompleted undo-b#1',
      'CompensationDone back#1 b#1',
      'ElementActivated undo-a#1 compensates a#1',
      'JobOpened undo-a#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'undo-a#1', variables: {} }))).toEqual([
      'JobCompleted undo-a#1 undo-a#1 {}',
      'ElementCompleted undo-a#1',
      'CompensationDone back#1 a#1',
      'CompensationEnded back#1',
      'ElementCompleted back#1 to back-end',
      'ElementActivated end#1 via back-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
  it('undoes the activity that it names', async () => {
    const instance = await started(one);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} }))).toEqual([
      'JobCompleted a#1 a#1 {}',
      'ElementCompleted a#1 to a-b compensable',
      'ElementActivated b#1 via a-b',
      'JobOpened b#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'b#1', variables: {} }))).toEqual([
      'JobCompleted b#1 b#1 {}',
      'ElementCompleted b#1 to b-back compensable',
      'ElementActivated back#1 via b-back',
      'CompensationStarted back#1 ["a#1"] true',
      'ElementActivated undo-a#1 compensates a#1',
      'JobOpened undo-a#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'undo-a#1', variables: {} }))).toEqual([
      'JobCompleted undo-a#1 undo-a#1 {}',
      'ElementCompleted undo-a#1',
      'CompensationDone back#1 a#1',
      'CompensationEnded back#1',
      'ElementCompleted back#1 to back-end',
      'ElementActivated end#1 via back-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
  it('undoes the parts of a completed sub-process', async () => {
    const instance = await started(nested);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} }))).toEqual([
      'JobCompleted a#1 a#1 {}',
      'ElementCompleted a#1 to a-e compensable',
      'ElementActivated e#1 via a-e in sub#1',
      'ElementCompleted e#1',
      'ElementCompleted sub#1 to sub-back compensable',
      'ElementActivated back#1 via sub-back',
      'CompensationStarted back#1 ["sub#1"] true',
      'CompensationDone back#1 sub#1 ["a#1"]',
      'ElementActivated undo-a#1 compensates a#1',
      'JobOpened undo-a#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'undo-a#1', variables: {} }))).toEqual([
      'JobCompleted undo-a#1 undo-a#1 {}',
      'ElementCompleted undo-a#1',
      'CompensationDone back#1 a#1',
      'CompensationEnded back#1',
      'ElementCompleted back#1',
      'InstanceCompleted',
    ]);
  });
});
