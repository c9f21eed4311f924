import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.5, timer events; ISO 8601.


describe('timer catch event', () => {
  it('waits for a duration', async () => {
    const instance = await started(drawing(start() + activity('intermediateCatchEvent', 'c', '<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>', '') + end() + flows('start -> c', 'c -> end')));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-c',
      'ElementActivated c#1 via start-c',
      'TimerScheduled c#1 c#1 2026-11-20T10:00:00+07:00',
    ]);
    expect(told(instance.act('FireTimer', { timerKey: 'c#1' }, '2026-11-20T10:00:00+07:00'))).toEqual([
      'TimerFired c#1 c#1',
      'ElementCompleted c#1 to c-end',
      'ElementActivated end#1 via c-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
  it('waits for a date that an expression gives', async () => {
    const instance = await started(drawing(start() + activity('intermediateCatchEvent', 'c', '<bpmn:timerEventDefinition><bpmn:timeDate xsi:type="bpmn:tFormalExpression">=when</bpmn:timeDate></bpmn:timerEventDefinition>', '') + end() + flows('start -> c', 'c -> end')), { when: '2026-12-01T08:00:00+07:00' });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"when":"2026-12-01T08:00:00+07:00"}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-c',
      'ElementActivated c#1 via start-c',
      'TimerScheduled c#1 c#1 2026-12-01T08:00:00+07:00',
    ]);
  });
  it('is an incident where the text is no time', async () => {
    const instance = await started(drawing(start() + activity('intermediateCatchEvent', 'c', '<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">=when</bpmn:timeDuration></bpmn:timerEventDefinition>', '') + end() + flows('start -> c', 'c -> end')), { when: 'soon' });
    expect(told(instance.events())).toEqual([
      'InstanceStarted {"when":"soon"}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-c',
      'ElementActivated c#1 via start-c',
      'IncidentRaised incident#1 TIMER_FAILED at c#1',
    ]);
  });
});

describe('timer boundary event', () => {
  it('a cycle goes on until its last turn', async () => {
    const instance = await started(drawing(start() + service('a') + activity('boundaryEvent', 'late', '<bpmn:timerEventDefinition><bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R2/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition>', 'attachedToRef="a" cancelActivity="false"') + end() + end('end2') + flows('start -> a', 'a -> end', 'late -> end2')));
    expect(told(instance.events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-a',
      'ElementActivated a#1 via start-a',
      'JobOpened a#1',
      'TimerScheduled late#1 a#1 2026-11-20T10:00:00+07:00 1 PT1H',
    ]);
    expect(told(instance.act('FireTimer', { timerKey: 'late#1' }, '2026-11-20T10:00:00+07:00'))).toEqual([
      'TimerFired late#1 a#1',
      'TimerScheduled late#2 a#1 2026-11-20T11:00:00+07:00',
      'ElementActivated late#3',
      'ElementCompleted late#3 to late-end2',
      'ElementActivated end2#1 via late-end2',
      'ElementCompleted end2#1',
    ]);
    expect(told(instance.act('FireTimer', { timerKey: 'late#2' }, '2026-11-20T11:00:00+07:00'))).toEqual([
      'TimerFired late#2 a#1',
      'ElementActivated late#4',
      'ElementCompleted late#4 to late-end2',
      'ElementActivated end2#2 via late-end2',
      'ElementCompleted end2#2',
    ]);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} }))).toEqual([
      'JobCompleted a#1 a#1 {}',
      'ElementCompleted a#1 to a-end',
      'ElementActivated end#1 via a-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
});
