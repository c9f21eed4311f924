import assert from 'node:assert/strict';
import { specFor } from '@lienthong/testing';
import { instanceDecider, type InstanceCommand, type InstanceDecision } from './index.js';
import {
  around, boundary, caught, compiled, end, fact, flows, mapping, MESSAGE, model, parallel, receive, service, start, timer, user, WORK,
} from './spec-models.js';
import { AT, gist, heard, LAN, MINH, officer, play, type Play } from './spec-play.js';

const HEARD = 'lienthong.sample.v1.Heard';
const SEEN = 'lienthong.sample.v1.Seen';
const ADMIN = { subject: 'admin', name: 'Quản trị' };

const played = async (xml: string, variables = {}): Promise<Play> => {
  const instance = play(await compiled(xml));
  instance.act('StartInstance', { variables });
  return instance;
};
const codeOf = (decision: InstanceDecision): string => (decision.kind === 'rejected' ? decision.rejection.code : decision.kind);
const quiet = { kind: 'accepted', events: [] };

describe('StartInstance', () => {
  it('runs to the first wait, and says everything about it', async () => {
    const xml = around(service('work', { more: mapping({ parcel: '=amount + 1', kind: 'thửa đất' }) + fact('Heard') + '<lienthong:dossierState code="4"/><lienthong:name en="Task work"/>' }));
    expect((await played(xml, { amount: 5 })).events()).toEqual([
      { type: 'InstanceStarted', data: { processId: 'sample', procedure: '1.000001', variables: { amount: 5 }, at: AT } },
      { type: 'ElementActivated', data: { elementKey: 'start#1', element: 'start', via: [] } },
      { type: 'ElementCompleted', data: { elementKey: 'start#1', element: 'start', taken: ['start-work'] } },
      { type: 'ElementActivated', data: { elementKey: 'work#1', element: 'work', via: ['start-work'] } },
      {
        type: 'JobOpened',
        data: {
          jobKey: 'work#1', elementKey: 'work#1', element: 'work', name: 'Việc work', nameEn: 'Task work', kind: 'service', type: 'sample.do-work',
          agency: 'land-registry', role: 'officer', reason: { vi: 'Chờ cán bộ', en: 'Waiting for an officer' },
          inputs: { parcel: 6, kind: 'thửa đất' }, stepNumber: '2', limit: 'P2D', counts: true, dossierState: 4, suspendsClock: null, completedBy: [HEARD], openedAt: AT,
        },
      },
    ]);
  });
  it('is quiet when started before', async () => expect((await played(around(user('work')))).decide('StartInstance', { variables: { amount: 1 } })).toEqual(quiet));
  it('keeps text composed', async () => expect((await played(around(user('work')), { returnBy: 'bưu điện'.normalize('NFD') })).state().variables).toEqual({ returnBy: 'bưu điện' }));
  it.each([
    ['a number that is none', { amount: Number.NaN }],
    ['infinity deep inside', { a: [{ b: Infinity }] }],
    ['too deep', { a: JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) }],
    ['too much', { a: Array.from({ length: 10_001 }, () => null) }],
    ['more text than an event holds', { a: 'ạ'.repeat(40_000), b: 'ạ'.repeat(40_000) }],
  ])('refuses variables with %s', async (_what, variables) => {
    expect(codeOf(play(await compiled(around(user('work')))).decide('StartInstance', { variables }))).toBe('VARIABLES_INVALID');
  });
});

describe('before the start', () => {
  const commands: readonly InstanceCommand[] = [
    { type: 'CompleteJob', at: AT, data: { jobKey: 'work#1', variables: {} } },
    { type: 'ClaimTask', at: AT, data: { jobKey: 'work#1', by: LAN } },
    { type: 'TerminateInstance', at: AT, data: { reason: 'x', by: ADMIN } },
  ];
  it.each(commands)('$type is refused', async (command) => specFor(instanceDecider(await compiled(around(user('work'))))).given().when(command).thenRejected('NOT_STARTED'));
  it('facts and timers are quiet', async () => {
    const spec = specFor(instanceDecider(await compiled(around(user('work')))));
    spec.given().when({ type: 'CorrelateFact', at: AT, data: { fact: HEARD, variables: {} } }).thenNothing();
    spec.given().when({ type: 'FireTimer', at: AT, data: { timerKey: 'late#1' } }).thenNothing();
  });
});

describe('CompleteJob', () => {
  const xml = around(service('work', { more: mapping({}, { doubled: '=amount * 2 + given' }) }));
  it('keeps what the model maps, and runs on', async () => {
    const instance = await played(xml, { amount: 5 });
    expect(gist(instance.act('CompleteJob', { jobKey: 'work#1', variables: { given: 1, other: 2 }, by: ADMIN }))).toEqual([
      'JobCompleted work#1', 'VariablesSet', 'ElementCompleted work', 'ElementActivated end', 'ElementCompleted end', 'InstanceCompleted end',
    ]);
    expect(instance.state().variables).toEqual({ amount: 5, doubled: 11 });
  });
  it('is quiet when completed before', async () => {
    const instance = await played(xml, { amount: 5 });
    instance.act('CompleteJob', { jobKey: 'work#1', variables: { given: 1 } });
    expect(instance.decide('CompleteJob', { jobKey: 'work#1', variables: { given: 2 } })).toEqual(quiet);
  });
  it('refuses what is not its own to complete', async () => {
    const instance = await played(around(user('work')));
    expect(codeOf(instance.decide('CompleteJob', { jobKey: 'work#1', variables: {} }))).toBe('IS_A_TASK');
    expect(codeOf(instance.decide('CompleteJob', { jobKey: 'work#2', variables: {} }))).toBe('JOB_UNKNOWN');
    expect(codeOf((await played(xml, { amount: 5 })).decide('CompleteJob', { jobKey: 'work#1', variables: { given: Number.NaN } }))).toBe('VARIABLES_INVALID');
  });
});

describe('CorrelateFact', () => {
  it('completes the job that declares it, and the model hears the outcome', async () => {
    const instance = await played(around(receive('work', { more: fact('Heard', 'verified') + fact('Seen', 'failed') + mapping({}, { result: '=outcome', source: '=fact', why: '=if outcome = "failed" then reason else null' }) })));
    instance.act('CorrelateFact', { fact: SEEN, variables: { reason: 'tranh chấp' } });
    expect(instance.state()).toMatchObject({ status: 'completed', variables: { result: 'failed', source: SEEN, why: 'tranh chấp' } });
  });
  it('is quiet if nothing waits for it', async () => {
    const instance = await played(around(receive('work')));
    expect(instance.decide('CorrelateFact', { fact: SEEN, variables: {} })).toEqual(quiet);
    instance.act('CorrelateFact', { fact: HEARD, variables: {} });
    expect(instance.decide('CorrelateFact', { fact: HEARD, variables: {} })).toEqual(quiet);
  });
  it('reaches everybody who waits now, and nobody who begins to wait by it', async () => {
    const xml = model([start(), parallel('fork'), receive('a'), receive('b'), receive('c'), parallel('join'), end(), flows('start -> fork', 'fork -> a', 'fork -> b', 'a -> c', 'c -> join', 'b -> join', 'join -> end')]);
    const instance = await played(xml);
    expect(heard(instance.act('CorrelateFact', { fact: HEARD, variables: {} }))).toEqual(['JobCompleted a#1', 'JobCompleted b#1', 'JobOpened c#1']);
  });
  it('completes a task or a message event that declares it', async () => {
    for (const element of [user('work', { more: fact('Heard') }), caught('work', MESSAGE, WORK + fact('Heard'))]) {
      const instance = await played(around(element));
      instance.act('CorrelateFact', { fact: HEARD, variables: {} });
      expect(instance.state().status).toBe('completed');
    }
  });
  it('that sets variables right reaches open jobs by their inputs, and nothing else of them', async () => {
    const instance = await played(around(user('work', { more: mapping({ returnBy: '=returnBy', shown: '=upper case(returnBy)', other: '=amount' }) })), { returnBy: 'post', amount: 1 });
    const corrects = { variables: { returnBy: 'counter' }, by: ADMIN, reason: 'Ghi nhầm' };
    const given = { returnBy: 'counter', shown: 'COUNTER' };
    const events = instance.act('CorrelateFact', { fact: SEEN, variables: {}, corrects });
    expect(events.filter(({ type }) => type === 'JobInputsCorrected')).toEqual([{ type: 'JobInputsCorrected', data: { jobKey: 'work#1', elementKey: 'work#1', element: 'work', inputs: given, reason: 'Ghi nhầm', at: AT } }]);
    expect(instance.state()).toMatchObject({ variables: { returnBy: 'counter' }, jobs: { 'work#1': { inputs: { ...given, other: 1 } } }, elements: { 'work#1': { phase: 'waiting', variables: { ...given, other: 1 } } } });
    expect(instance.decide('CorrelateFact', { fact: SEEN, variables: {}, corrects })).toEqual(quiet);
  });
  it('takes the name of a message as a fact', async () => {
    const work = receive('work', { more: '' }).replace('<bpmn:receiveTask', '<bpmn:receiveTask messageRef="heard"');
    const instance = await played(around(work, 'work', { roots: `<bpmn:message id="heard" name="${HEARD}"/>` }));
    expect(Object.values(instance.state().jobs)[0]?.completedBy).toEqual([HEARD]);
  });
});

describe('a task', () => {
  const task = async (): Promise<Play> => played(around(user('work')));
  it('is claimed, and completed by who claimed it', async () => {
    const instance = await task();
    expect(instance.act('ClaimTask', { jobKey: 'work#1', by: LAN })).toEqual([{ type: 'TaskClaimed', data: { jobKey: 'work#1', by: { subject: 'lan', name: 'Lan' }, at: AT } }]);
    expect(heard(instance.act('CompleteTask', { jobKey: 'work#1', by: LAN, variables: {} }))).toEqual(['JobCompleted work#1', 'InstanceCompleted end']);
  });
  it('tells the second officer who has it and since when', async () => {
    const instance = await task();
    instance.act('ClaimTask', { jobKey: 'work#1', by: LAN });
    for (const type of ['ClaimTask', 'ReleaseTask', 'CompleteTask'] as const) {
      const decision = instance.decide(type, { jobKey: 'work#1', by: MINH, variables: {} });
      assert.equal(decision.kind, 'rejected');
      expect(decision.rejection).toEqual({ code: 'ALREADY_CLAIMED', because: expect.stringContaining(`but Lan claimed it at ${AT}`) });
    }
  });
  it('tells who completed it and when', async () => {
    const instance = await task();
    instance.act('ClaimTask', { jobKey: 'work#1', by: LAN });
    instance.act('CompleteTask', { jobKey: 'work#1', by: LAN, variables: {} });
    const decision = instance.decide('CompleteTask', { jobKey: 'work#1', by: MINH, variables: {} });
    expect(decision).toEqual({ kind: 'rejected', rejection: { code: 'JOB_CLOSED', because: `Expected to complete task work#1, but it was completed by Lan at ${AT}` } });
  });
  it('is quiet when the same officer repeats', async () => {
    const instance = await task();
    expect(instance.decide('ReleaseTask', { jobKey: 'work#1', by: LAN })).toEqual(quiet);
    instance.act('ClaimTask', { jobKey: 'work#1', by: LAN });
    expect(instance.decide('ClaimTask', { jobKey: 'work#1', by: LAN })).toEqual(quiet);
    instance.act('CompleteTask', { jobKey: 'work#1', by: LAN, variables: {} });
    expect(instance.decide('CompleteTask', { jobKey: 'work#1', by: LAN, variables: {} })).toEqual(quiet);
  });
  it('goes to the next when released', async () => {
    const instance = await task();
    instance.act('ClaimTask', { jobKey: 'work#1', by: LAN });
    instance.act('ReleaseTask', { jobKey: 'work#1', by: LAN });
    expect(heard(instance.act('ClaimTask', { jobKey: 'work#1', by: MINH }))).toEqual(['TaskClaimed work#1']);
  });
  it.each([
    ['another agency', officer('Lan', 'officer', 'tax'), 'NOT_A_CANDIDATE'],
    ['another role', officer('Lan', 'clerk'), 'NOT_A_CANDIDATE'],
  ])('is not for %s', async (_who, by, code) => expect(codeOf((await task()).decide('ClaimTask', { jobKey: 'work#1', by }))).toBe(code));
  it('has to be claimed before it is completed, and to be a task', async () => {
    expect(codeOf((await task()).decide('CompleteTask', { jobKey: 'work#1', by: LAN, variables: {} }))).toBe('NOT_CLAIMED');
    expect(codeOf((await played(around(service('work')))).decide('ClaimTask', { jobKey: 'work#1', by: LAN }))).toBe('NOT_A_TASK');
    expect(codeOf((await task()).decide('ClaimTask', { jobKey: 'work#9', by: LAN }))).toBe('JOB_UNKNOWN');
  });
});

describe('incidents', () => {
  const fail = { jobKey: 'work#1', code: 'NO_MAP', text: { vi: 'Không có bản đồ', en: 'No map' } };
  it('a job that fails waits for its agency, and is offered again under a new key', async () => {
    const instance = await played(around(service('work', { more: fact('Heard') })));
    expect(instance.act('FailJob', fail)).toEqual([
      { type: 'IncidentRaised', data: { incidentKey: 'incident#1', elementKey: 'work#1', element: 'work', jobKey: 'work#1', code: 'NO_MAP', text: fail.text, owner: 'land-registry', at: AT } },
    ]);
    expect(instance.decide('FailJob', fail)).toEqual(quiet);
    expect(heard(instance.act('RetryIncident', { incidentKey: 'incident#1', by: ADMIN }))).toEqual(['IncidentResolved', 'JobCancelled work#1', 'JobOpened work#2']);
    expect(instance.decide('RetryIncident', { incidentKey: 'incident#1', by: ADMIN })).toEqual(quiet);
    expect(codeOf(instance.decide('RetryIncident', { incidentKey: 'incident#2', by: ADMIN }))).toBe('INCIDENT_UNKNOWN');
    expect(codeOf(instance.decide('CompleteJob', { jobKey: 'work#1', variables: {} }))).toBe('JOB_CLOSED');
  });
  it('what happened happened: a fact completes a failed job and resolves its incident', async () => {
    const instance = await played(around(service('work', { more: fact('Heard') })));
    instance.act('FailJob', fail);
    expect(heard(instance.act('CorrelateFact', { fact: HEARD, variables: {} }))).toEqual(['JobCompleted work#1', 'IncidentResolved', 'InstanceCompleted end']);
    expect(instance.decide('FailJob', fail)).toEqual(quiet);
  });
  it('a failed task cannot be claimed', async () => {
    const instance = await played(around(user('work')));
    instance.act('FailJob', fail);
    expect(codeOf(instance.decide('ClaimTask', { jobKey: 'work#1', by: LAN }))).toBe('JOB_HAS_INCIDENT');
  });
  it('a retry does not start the timers of the task again', async () => {
    const xml = model([start(), service('work'), boundary('late', 'work', 'P30D', false), end(), flows('start -> work', 'work -> end', 'late -> end')]);
    const instance = await played(xml);
    instance.act('FailJob', fail);
    instance.act('RetryIncident', { incidentKey: 'incident#1', by: ADMIN });
    expect(Object.keys(instance.state().timers)).toEqual(['late#1']);
  });
  it('results that cannot be mapped keep what came back until it is repaired', async () => {
    const instance = await played(around(service('work', { more: mapping({}, { total: '=amount + fee' }) })));
    expect(heard(instance.act('CompleteJob', { jobKey: 'work#1', variables: { fee: 2 } }))).toEqual(['JobCompleted work#1', 'IncidentRaised work']);
    instance.act('SetVariables', { variables: { amount: 1 }, by: ADMIN, reason: 'Bổ sung' });
    expect(heard(instance.act('RetryIncident', { incidentKey: 'incident#1', by: ADMIN }))).toEqual(['IncidentResolved', 'InstanceCompleted end']);
    expect(instance.state().variables).toEqual({ amount: 1, total: 3 });
  });
  it('inputs that cannot be mapped keep the job from being opened', async () => {
    const instance = await played(around(service('work', { more: mapping({ half: '=amount / 2' }) })));
    expect(heard(instance.events())).toEqual(['InstanceStarted', 'IncidentRaised work']);
    instance.act('SetVariables', { variables: { amount: 5 }, by: ADMIN, reason: 'Bổ sung' });
    instance.act('RetryIncident', { incidentKey: 'incident#1', by: ADMIN });
    expect(instance.state().jobs['work#1']?.inputs).toEqual({ half: 2.5 });
  });
  it('SetVariables is quiet when nothing changes, and too late after the end', async () => {
    const instance = await played(around(user('work')), { amount: 1 });
    expect(instance.decide('SetVariables', { variables: { amount: 1 }, by: ADMIN, reason: '' })).toEqual(quiet);
    instance.act('TerminateInstance', { reason: 'Người dân rút hồ sơ', by: ADMIN });
    expect(codeOf(instance.decide('SetVariables', { variables: { amount: 2 }, by: ADMIN, reason: '' }))).toBe('ENDED');
  });
});

describe('a fact that comes while an incident holds up the way to its step', () => {
  /** first → wait → last; the result of the first needs `amount`. */
  const heldUp = async (last = user('last')): Promise<Play> => {
    const first = service('first', { more: mapping({}, { total: '=amount + 1' }) + fact('Seen') });
    const instance = await played(model([start(), first, receive('wait'), last, end(), flows('start -> first', 'first -> wait', 'wait -> last', 'last -> end')]));
    expect(heard(instance.act('CorrelateFact', { fact: SEEN, variables: {} }))).toEqual(['JobCompleted first#1', 'IncidentRaised first']);
    return instance;
  };
  const repair = (instance: Play) => {
    instance.act('SetVariables', { variables: { amount: 1 }, by: ADMIN, reason: 'Bổ sung' });
    return heard(instance.act('RetryIncident', { incidentKey: 'incident#1', by: ADMIN }));
  };

  it('is kept, and completes the step as soon as that opens', async () => {
    const instance = await heldUp();
    expect(instance.act('CorrelateFact', { fact: HEARD, variables: { paid: 7 } })).toEqual([{ type: 'FactKept', data: { fact: HEARD, variables: { paid: 7 }, at: AT } }]);
    expect(repair(instance)).toEqual(['IncidentResolved', 'JobOpened wait#1', 'FactReleased', 'JobCompleted wait#1', 'JobOpened last#1']);
    expect(instance.events().find(({ type, data }) => type === 'JobCompleted' && 'fact' in data && data.fact === HEARD)?.data).toMatchObject({ variables: { paid: 7 } });
    expect(instance.state().kept).toEqual([]);
  });
  it('completes one step only, and the latest of its kind counts', async () => {
    const instance = await heldUp(receive('last'));
    instance.act('CorrelateFact', { fact: HEARD, variables: { paid: 1 } });
    instance.act('CorrelateFact', { fact: HEARD, variables: { paid: 2 } });
    expect(repair(instance)).toEqual(['IncidentResolved', 'JobOpened wait#1', 'FactReleased', 'JobCompleted wait#1', 'JobOpened last#1']);
    expect(instance.events().filter(({ type }) => type === 'JobCompleted').at(-1)?.data).toMatchObject({ variables: { paid: 2 } });
  });
  it('is let go when the way is free and nothing waits for it', async () => {
    const instance = await heldUp();
    instance.act('CorrelateFact', { fact: SEEN, variables: {} });
    expect(repair(instance)).toEqual(['IncidentResolved', 'JobOpened wait#1', 'FactReleased']);
    expect(instance.events().at(-1)).toEqual({ type: 'FactReleased', data: { fact: SEEN, how: 'dropped' } });
  });
  it('leaves no trace when no element awaits it, when nothing is held up, or when a job takes it', async () => {
    const instance = await heldUp();
    expect(instance.decide('CorrelateFact', { fact: 'lienthong.sample.v1.Other', variables: {} })).toEqual(quiet);
    repair(instance);
    expect(instance.decide('CorrelateFact', { fact: SEEN, variables: {} })).toEqual(quiet);
    instance.act('FailJob', { jobKey: 'wait#1', code: 'X', text: { vi: 'x', en: 'x' } });
    expect(instance.decide('CorrelateFact', { fact: SEEN, variables: {} })).toEqual(quiet);
    expect(heard(instance.act('CorrelateFact', { fact: HEARD, variables: {} }))).toEqual(['JobCompleted wait#1', 'IncidentResolved', 'JobOpened last#1']);
  });
  it('is refused with variables that no event holds, and forgotten at the end', async () => {
    const instance = await heldUp();
    expect(codeOf(instance.decide('CorrelateFact', { fact: HEARD, variables: { half: Infinity } }))).toBe('VARIABLES_INVALID');
    instance.act('CorrelateFact', { fact: HEARD, variables: {} });
    instance.act('TerminateInstance', { reason: 'x', by: ADMIN });
    expect(instance.state().kept).toEqual([]);
  });
});

describe('TerminateInstance', () => {
  it('closes everything that is open, and is quiet the second time', async () => {
    const xml = model([start(), parallel('fork'), user('a'), boundary('late', 'a', 'P1D'), service('b'), caught('c', timer('P1D')), parallel('join'), end(), flows('start -> fork', 'fork -> a', 'fork -> b', 'fork -> c', 'a -> join', 'b -> join', 'c -> join', 'join -> end', 'late -> end')]);
    const instance = await played(xml);
    instance.act('FailJob', { jobKey: 'b#1', code: 'X', text: { vi: 'x', en: 'x' } });
    expect(heard(instance.act('TerminateInstance', { reason: 'Người dân rút hồ sơ', by: ADMIN }))).toEqual([
      'JobCancelled a#1', 'TimerCancelled late#1', 'JobCancelled b#1', 'IncidentResolved', 'TimerCancelled c#1', 'InstanceTerminated',
    ]);
    expect(instance.decide('TerminateInstance', { reason: 'x', by: ADMIN })).toEqual(quiet);
    expect(instance.decide('CorrelateFact', { fact: HEARD, variables: {} })).toEqual(quiet);
  });
});
