import { activity, drawing, end, flows, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.3.3, business rule task.


describe('business rule task', () => {
  it('asks a worker for the decision', async () => {
    const instance = await started(drawing(start() + activity('businessRuleTask', 'a', '<bpmn:extensionElements><zeebe:calledDecision decisionId="fee" resultVariable="amount"/></bpmn:extensionElements>') + end() + flows('start -> a', 'a -> end')));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-a',
      'ElementActivated a#1 via start-a',
      'JobOpened a#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: { amount: 5 } }))).toEqual([
      'JobCompleted a#1 a#1 {"amount":5}',
      'VariablesSet {"amount":5}',
      'ElementCompleted a#1 to a-end',
      'ElementActivated end#1 via a-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});
