import assert from 'node:assert/strict';
import { specFor } from '@lienthong/testing';
import { instanceDecider, RUN_LIMIT, type InstanceCommand, type InstanceDecision } from './index.js';
import {
  around, boundary, caught, compiled, end, exclusive, fact, flows, mapping, MESSAGE, model, parallel, receive, service, start, timer, user, WORK,
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
    const xml = around(service('work', { more: mapping({ parcel: '=amount + 1', kind: 'thửa đất' }) + fact('Heard') + '<lienthong:dossierState code="4"/>' }));
    const decider = instanceDecider(await compiled(xml));
    specFor(decider).given().when({ type: 'StartInstance', data: { variables: { amount: 5 } }, at: AT }).then(
      { type: 'InstanceStarted', data: { processId: 'sample', procedure: '1.000001', variables: { amount: 5 }, at: AT } },
      { type: 'ElementActivated', data: { elementKey: 'start#1', element: 'start', via: [] } },
      { type: 'ElementCompleted', data: { elementKey: 'start#1', element: 'start', taken: ['start-work'] } },
      { type: 'ElementActivated', data: { elementKey: 'work#1', element: 'work', via: ['start-work'] } },
      {
        type: 'JobOpened',
        data: {
          jobKey: 'work#1', elementKey: 'work#1', element: 'work', name: 'Việc work', kind: 'service', type: 'sample.do-work',
          agency: 'land-registry', role: 'officer', reason: { vi: 'Chờ cán bộ', en: 'Waiting for an officer' },
          inputs: { parcel: 6, kind: 'thửa đất' }, stepNumber: '2', limit: 'P2D', counts: true, dossierState: 4, suspendsClock: null, completedBy: [HEARD], openedAt: AT,
        },
      },
    );
  });
  it('is quiet when started before', async () => expect((await played(around(user('work')))).decide('StartInstance', { variables: { amount: 1 } })).toEqual(quiet));
  it('keeps text composed', async () => expect((await played(around(user('work')), { returnBy: 'bưu điện'.normalize('NFD') })).state().variables).toEqual({ returnBy: 'bưu điện' }));
  it.each([
    ['a fraction', { amount: 0.5 }],
    ['a number beyond a double', { amount: 2 ** 53 }],
    ['a fraction deep inside', { a: [{ b: 1.5 }] }],
    ['too deep', { a: JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) }],
    ['too much', { a: Array.from({ length: 10_001 }, () => null) }],
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
    expect(codeOf((await played(xml, { amount: 5 })).decide('CompleteJob', { jobKey: 'work#1', variables: { given: 0.1 } }))).toBe('VARIABLES_INVALID');
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

describe('gateways', () => {
  const choice = model([start(), exclusive('choice', 'choice-c'), user('a'), user('b'), user('c'), end(), flows('start -> choice', 'choice -> c', 'choice -> a [amount > 10]', 'choice -> b [amount > 5]', 'a -> end', 'b -> end', 'c -> end')]);
  it.each([
    [11, 'a#1'],
    [6, 'b#1'],
    [1, 'c#1'],
  ])('an exclusive one takes the first true branch, else its default: %d to %s', async (amount, jobKey) => {
    expect(Object.keys((await played(choice, { amount })).state().jobs)).toEqual([jobKey]);
  });
  it('the order is that of its outgoing elements, not of the flows', async () => {
    const listed = choice.replace('default="choice-c"/>', 'default="choice-c"><bpmn:outgoing>choice-b</bpmn:outgoing><bpmn:outgoing>choice-a</bpmn:outgoing></bpmn:exclusiveGateway>');
    expect(Object.keys((await played(listed, { amount: 11 })).state().jobs)).toEqual(['b#1']);
  });
  it('a condition that cannot be decided stops the dossier at the gateway, and goes on when repaired', async () => {
    const instance = await played(choice);
    expect(instance.state().incidents['incident#1']).toMatchObject({ element: 'choice', code: 'CONDITION_UNDECIDED', owner: 'land-registry', text: { vi: expect.stringContaining('amount') } });
    instance.act('SetVariables', { variables: { amount: 6 }, by: ADMIN, reason: 'Bổ sung số tiền' });
    expect(heard(instance.act('RetryIncident', { incidentKey: 'incident#1', by: ADMIN }))).toEqual(['IncidentResolved', 'JobOpened b#1']);
  });
  it('a parallel one forks, and joins when all have arrived', async () => {
    const xml = model([start(), parallel('fork'), service('a'), service('b'), parallel('join'), end(), flows('start -> fork', 'fork -> a', 'fork -> b', 'a -> join', 'b -> join', 'join -> end')]);
    const instance = await played(xml);
    expect(Object.keys(instance.state().jobs)).toEqual(['a#1', 'b#1']);
    instance.act('CompleteJob', { jobKey: 'b#1', variables: {} });
    expect(instance.state().tokens).toEqual({ 'b-join': 1 });
    expect(gist(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} })).slice(2)).toEqual(['ElementActivated join', 'ElementCompleted join', 'ElementActivated end', 'ElementCompleted end', 'InstanceCompleted end']);
  });
  it('a join that not all branches can reach is an incident, not silence', async () => {
    const xml = model([start(), exclusive('choice', 'choice-b'), service('a'), service('b'), parallel('join'), end(), flows('start -> choice', 'choice -> a [amount > 5]', 'choice -> b', 'a -> join', 'b -> join', 'join -> end')]);
    const instance = await played(xml, { amount: 9 });
    expect(heard(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} }))).toEqual(['JobCompleted a#1', 'IncidentRaised join']);
    expect(instance.state().incidents['incident#1']).toMatchObject({ code: 'JOIN_STARVED', elementKey: null });
    expect(heard(instance.act('RetryIncident', { incidentKey: 'incident#1', by: ADMIN }))).toEqual(['IncidentResolved', 'IncidentRaised join']);
    expect(heard(instance.act('TerminateInstance', { reason: 'Quy trình sai', by: ADMIN }))).toEqual(['IncidentResolved', 'InstanceTerminated']);
  });
  it('a circle without a wait stops as an incident that names it', async () => {
    const xml = model([start(), exclusive('a'), exclusive('b', 'b-work'), user('work'), end(), flows('start -> a', 'a -> b', 'b -> a [amount > 5]', 'b -> work', 'work -> end')]);
    const instance = await played(xml, { amount: 9 });
    expect(instance.events().length).toBeLessThan(3 * RUN_LIMIT);
    expect(instance.state().incidents['incident#1']).toMatchObject({ code: 'ENDLESS_LOOP', text: { en: expect.stringMatching(/: (a → b → a|b → a → b)$/) } });
    instance.act('SetVariables', { variables: { amount: 1 }, by: ADMIN, reason: 'Sửa số tiền' });
    instance.act('RetryIncident', { incidentKey: 'incident#1', by: ADMIN });
    expect(Object.keys(instance.state().jobs)).toEqual(['work#1']);
  });
  it('a circle that multiplies its tokens is bounded too', async () => {
    const xml = model([start(), parallel('a'), exclusive('b'), exclusive('c', 'c-end'), end(), flows('start -> b', 'b -> a', 'a -> b', 'a -> c', 'c -> b [amount > 5]', 'c -> end')]);
    const instance = await played(xml, { amount: 9 });
    expect(instance.events().length).toBeLessThan(5 * RUN_LIMIT);
    expect(Object.keys(instance.state().incidents).length).toBeGreaterThan(1);
    instance.act('TerminateInstance', { reason: 'Quy trình sai', by: ADMIN });
  });
});

describe('timers', () => {
  const DUE = '2026-12-20T09:00:00+07:00';
  it('a timer event waits for its moment', async () => {
    const instance = await played(around(caught('work', timer('P30D'))));
    expect(Object.values(instance.state().timers)).toEqual([{ timerKey: 'work#1', elementKey: 'work#1', element: 'work', dueAt: DUE }]);
    expect(codeOf(instance.decide('FireTimer', { timerKey: 'work#1' }, '2026-12-20T08:59:59+07:00'))).toBe('TIMER_NOT_DUE');
    expect(codeOf(instance.decide('FireTimer', { timerKey: 'work#2' }, DUE))).toBe('TIMER_UNKNOWN');
    expect(heard(instance.act('FireTimer', { timerKey: 'work#1' }, '2026-12-20T02:00:00Z'))).toEqual(['TimerFired work#1', 'InstanceCompleted end']);
    expect(instance.decide('FireTimer', { timerKey: 'work#1' }, DUE)).toEqual(quiet);
  });
  const watched = (isInterrupting: boolean): string =>
    model([start(), user('work'), boundary('late', 'work', 'P30D', isInterrupting), user('remind'), end(), end('stopped'), flows('start -> work', 'work -> end', 'late -> remind', 'remind -> stopped')]);
  it('one on a task ends with it', async () => {
    const instance = await played(watched(true));
    instance.act('ClaimTask', { jobKey: 'work#1', by: LAN });
    expect(heard(instance.act('CompleteTask', { jobKey: 'work#1', by: LAN, variables: {} }))).toEqual(['JobCompleted work#1', 'TimerCancelled late#1', 'InstanceCompleted end']);
    expect(instance.decide('FireTimer', { timerKey: 'late#1' }, DUE)).toEqual(quiet);
  });
  it('an interrupting one takes the task away', async () => {
    const instance = await played(watched(true));
    expect(heard(instance.act('FireTimer', { timerKey: 'late#1' }, DUE))).toEqual(['TimerFired late#1', 'JobCancelled work#1', 'JobOpened remind#1']);
    expect(instance.decide('ClaimTask', { jobKey: 'work#1', by: LAN })).toMatchObject({ rejection: { code: 'JOB_CLOSED' } });
  });
  it('one that does not interrupt leaves it; the instance ends with the last of the two', async () => {
    const instance = await played(watched(false));
    expect(heard(instance.act('FireTimer', { timerKey: 'late#1' }, DUE))).toEqual(['TimerFired late#1', 'JobOpened remind#1']);
    for (const jobKey of ['work#1', 'remind#1']) {
      instance.act('ClaimTask', { jobKey, by: LAN });
      instance.act('CompleteTask', { jobKey, by: LAN, variables: {} });
    }
    expect(instance.state()).toMatchObject({ status: 'completed', reachedEnd: 'stopped' });
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
    expect(instance.state().jobs['work#1']?.inputs).toEqual({ half: '2.5' });
  });
  it('SetVariables is quiet when nothing changes, and too late after the end', async () => {
    const instance = await played(around(user('work')), { amount: 1 });
    expect(instance.decide('SetVariables', { variables: { amount: 1 }, by: ADMIN, reason: '' })).toEqual(quiet);
    instance.act('TerminateInstance', { reason: 'Người dân rút hồ sơ', by: ADMIN });
    expect(codeOf(instance.decide('SetVariables', { variables: { amount: 2 }, by: ADMIN, reason: '' }))).toBe('ENDED');
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
