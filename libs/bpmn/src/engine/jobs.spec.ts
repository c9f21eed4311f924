import type { InstanceDecision } from '../index.js';
import { around, compiled, end, flows, model, service, start, user } from '../spec-models.js';
import { AT, gist, play, type Play } from '../spec-play.js';

const played = async (xml: string): Promise<Play> => {
  const instance = play(await compiled(xml));
  instance.act('StartInstance', { variables: { amount: 5 } });
  return instance;
};
const job = { jobKey: 'work#1' };
const text = { vi: 'Hệ thống bên kia không trả lời', en: 'The other system does not answer' };
const failure = { ...job, code: 'BUSY', text };
const quiet = { kind: 'accepted', events: [] };
const codeOf = (decision: InstanceDecision): string => (decision.kind === 'rejected' ? decision.rejection.code : 'accepted');
const becauseOf = (decision: InstanceDecision): string => (decision.kind === 'rejected' ? decision.rejection.because : '');

describe('a failed job', () => {
  it('with retries left says how many and from when, and stays open', async () => {
    const instance = await played(around(service('work')));
    expect(instance.act('FailJob', { ...failure, retries: 2, retryAfter: 'PT30S', lock: 'l1' })).toEqual([
      { type: 'JobFailed', data: { jobKey: 'work#1', elementKey: 'work#1', element: 'work', retriesLeft: 2, retryAt: '2026-11-20T09:00:30+07:00', code: 'BUSY', text, at: AT, lock: 'l1' } },
    ]);
    expect(instance.state().jobs['work#1']).toMatchObject({ retries: 2, retryAt: '2026-11-20T09:00:30+07:00' });
    expect(gist(instance.act('CompleteJob', { ...job, variables: {} }))).toContain('InstanceCompleted end');
  });
  it('without any is an incident of the agency that has to act', async () => {
    const instance = await played(around(service('work')));
    instance.act('FailJob', { ...failure, retries: 1, lock: 'l1' });
    expect(instance.act('FailJob', { ...failure, retries: 0, lock: 'l2' })).toMatchObject([
      { type: 'IncidentRaised', data: { incidentKey: 'incident#1', elementKey: 'work#1', jobKey: 'work#1', code: 'BUSY', text, owner: 'land-registry' } },
    ]);
  });
  it('is told twice under one lock and counts once, under another it counts again', async () => {
    const instance = await played(around(service('work')));
    instance.act('FailJob', { ...failure, retries: 2, lock: 'l1' });
    expect(instance.decide('FailJob', { ...failure, retries: 2, lock: 'l1' })).toEqual(quiet);
    expect(gist(instance.act('FailJob', { ...failure, retries: 2, lock: 'l2' }))).toEqual(['JobFailed work#1']);
  });
  it('is not heard once it is closed, or an incident already', async () => {
    const instance = await played(around(service('work')));
    instance.act('FailJob', failure);
    expect(instance.decide('FailJob', { ...failure, retries: 3 })).toEqual(quiet);
    instance.act('CompleteJob', { ...job, variables: {} });
    expect(instance.decide('FailJob', failure)).toEqual(quiet);
  });
  it('is refused with a wait that cannot be read, with more tries than anybody looks at, and where there never was one', async () => {
    const instance = await played(around(service('work')));
    expect(becauseOf(instance.decide('FailJob', { ...failure, retries: 1, retryAfter: 'soon' }))).toContain('"soon" is no duration');
    expect(codeOf(instance.decide('FailJob', { ...failure, retries: 101 }))).toBe('VARIABLES_INVALID');
    expect(codeOf(instance.decide('FailJob', { ...failure, retries: 1.5 }))).toBe('VARIABLES_INVALID');
    expect(codeOf(instance.decide('FailJob', { ...failure, jobKey: 'work#2' }))).toBe('JOB_UNKNOWN');
    expect(codeOf(instance.decide('FailJob', { ...failure, jobKey: 'constructor' }))).toBe('JOB_UNKNOWN');
  });
});

describe('an error that a worker throws', () => {
  const error = { ...job, code: 'NO_PARCEL', text, variables: { seen: 3 } };
  const catching = model([
    start(), service('work'), end(), end('refused'),
    '<bpmn:boundaryEvent id="caught" attachedToRef="work"><bpmn:errorEventDefinition errorRef="e"/></bpmn:boundaryEvent>',
    flows('start -> work', 'work -> end', 'caught -> refused'),
  ], { roots: '<bpmn:error id="e" errorCode="NO_PARCEL"/>' });

  it('goes where the model catches it, with what it brings', async () => {
    const instance = await played(catching);
    expect(gist(instance.act('ThrowJobError', error))).toEqual(expect.arrayContaining(['ErrorThrown work', 'JobCancelled work#1', 'InstanceCompleted refused']));
    expect(instance.state().variables).toMatchObject({ seen: 3 });
  });
  it('is an incident where nobody catches it, once, and the job may still be completed', async () => {
    const instance = await played(around(service('work')));
    expect(gist(instance.act('ThrowJobError', error))).toEqual(['ErrorThrown work', 'IncidentRaised work#1']);
    expect(Object.values(instance.state().incidents)).toMatchObject([{ code: 'ERROR_UNCAUGHT', jobKey: 'work#1' }]);
    expect(instance.decide('ThrowJobError', error)).toEqual(quiet);
    expect(gist(instance.act('CompleteJob', { ...job, variables: {} }))).toEqual(expect.arrayContaining(['IncidentResolved', 'InstanceCompleted end']));
  });
  it('is refused from a person’s task, from a job that is gone, and with data that cannot be kept', async () => {
    const task = await played(around(user('work')));
    expect(codeOf(task.decide('ThrowJobError', error))).toBe('IS_A_TASK');
    expect(codeOf(task.decide('CompleteJob', { ...job, variables: {} }))).toBe('IS_A_TASK');
    const instance = await played(catching);
    expect(codeOf(instance.decide('ThrowJobError', { ...error, variables: { big: 'x'.repeat(200_000) } }))).toBe('VARIABLES_INVALID');
    instance.act('ThrowJobError', error);
    expect(codeOf(instance.decide('ThrowJobError', error))).toBe('JOB_CLOSED');
    expect(codeOf(instance.decide('ThrowJobError', { ...error, jobKey: 'work#9' }))).toBe('JOB_UNKNOWN');
  });
});
