import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.3.4, embedded sub-process.

const inner = drawing(start() + activity('subProcess', 'sub', start('s') + service('a') + end('e') + flows('s -> a', 'a -> e')) + end() + flows('start -> sub', 'sub -> end'));

describe('embedded sub-process', () => {
  it('completes when nothing in it is active any more', async () => {
    const instance = await started(inner);
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-sub',
      'ElementActivated sub#1 via start-sub',
      'ElementActivated s#1 in sub#1',
      'ElementCompleted s#1 to s-a',
      'ElementActivated a#1 via s-a in sub#1',
      'JobOpened a#1',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} }))).toEqual([
      'JobCompleted a#1 a#1 {}',
      'ElementCompleted a#1 to a-e',
      'ElementActivated e#1 via a-e in sub#1',
      'ElementCompleted e#1',
      'ElementCompleted sub#1 to sub-end',
      'ElementActivated end#1 via sub-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});
