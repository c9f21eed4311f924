import { activity, drawing, end, flows, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §13.4.1, parallel gateway.

const gateway = (id: string): string => activity('parallelGateway', id);
const both = drawing(start() + gateway('fork') + service('a') + service('b') + gateway('join') + end() + flows('start -> fork', 'fork -> a', 'fork -> b', 'a -> join', 'b -> join', 'join -> end'));

describe('parallel gateway', () => {
  it('gives one token to each outgoing flow', async () => {
    expect(told((await started(both)).events())).toEqual([
      'InstanceStarted {}',
      'ElementActivated start#1',
      'ElementCompleted start#1 to start-fork',
      'ElementActivated fork#1 via start-fork',
      'ElementCompleted fork#1 to fork-a fork-b',
      'ElementActivated a#1 via fork-a',
      'JobOpened a#1',
      'ElementActivated b#1 via fork-b',
      'JobOpened b#1',
    ]);
  });
  it('waits for a token on each incoming flow, and takes one of each', async () => {
    const instance = await started(both);
    expect(told(instance.act('CompleteJob', { jobKey: 'b#1', variables: {} }))).toEqual(['JobCompleted b#1 b#1 {}', 'ElementCompleted b#1 to b-join']);
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} }))).toEqual([
      'JobCompleted a#1 a#1 {}',
      'ElementCompleted a#1 to a-join',
      'ElementActivated join#1 via a-join b-join',
      'ElementCompleted join#1 to join-end',
      'ElementActivated end#1 via join-end',
      'ElementCompleted end#1',
      'InstanceCompleted',
    ]);
  });
  it('is an incident when a branch can no longer arrive', async () => {
    const torn = drawing(start() + activity('exclusiveGateway', 'choice', '', 'default="choice-b"') + service('a') + service('b') + gateway('join') + end() + flows('start -> choice', 'choice -> a [=x > 1]', 'choice -> b', 'a -> join', 'b -> join', 'join -> end'));
    const instance = await started(torn, { x: 2 });
    expect(told(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} })).at(-1)).toBe('IncidentRaised incident#1 JOIN_STARVED at join');
  });
});
