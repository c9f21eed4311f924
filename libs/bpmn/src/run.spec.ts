import { instanceDecider, type Definition, type InstanceCommand, type InstanceDecision, type InstanceState, type Variables } from './index.js';
import { around, boundary, caught, compiled, end, exclusive, flows, model, parallel, service, start, timer, user } from './spec-models.js';
import { AT, gist, heard, LAN, play, type Play } from './spec-play.js';

/** A run is one append, and an append of the event store takes 500 events; the service adds a few of its own. */
const MOST_EVENTS = 460;
const ADMIN = { subject: 'admin', name: 'Quản trị' };

const played = async (xml: string, variables = {}): Promise<Play> => {
  const instance = play(await compiled(xml));
  instance.act('StartInstance', { variables });
  return instance;
};
const codeOf = (decision: InstanceDecision): string => (decision.kind === 'rejected' ? decision.rejection.code : decision.kind);
const quiet = { kind: 'accepted', events: [] };

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
    expect(instance.state().tokens).toEqual([{ flow: 'b-join', scope: '' }]);
    expect(gist(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} })).slice(2)).toEqual(['ElementActivated join', 'ElementCompleted join', 'ElementActivated end', 'ElementCompleted end', 'InstanceCompleted end']);
  });
  it('a join that not all branches can reach is an incident, not silence', async () => {
    const xml = model([start(), exclusive('choice', 'choice-b'), service('a'), service('b'), parallel('join'), end(), flows('start -> choice', 'choice -> a [amount > 5]', 'choice -> b', 'a -> join', 'b -> join', 'join -> end')]);
    const instance = await played(xml, { amount: 9 });
    expect(heard(instance.act('CompleteJob', { jobKey: 'a#1', variables: {} }))).toEqual(['JobCompleted a#1', 'IncidentRaised join']);
    expect(instance.state().incidents['incident#1']).toMatchObject({ code: 'JOIN_STARVED', elementKey: null });
    expect(heard(instance.act('RetryIncident', { incidentKey: 'incident#1', by: ADMIN }))).toEqual(['IncidentResolved', 'IncidentRaised join']);
    expect(heard(instance.act('TerminateInstance', { reason: 'Quy trình sai', by: ADMIN }))).toEqual(['TokensDropped', 'IncidentResolved', 'InstanceTerminated']);
  });
  it('a circle without a wait stops as an incident that names it', async () => {
    const xml = model([start(), exclusive('a'), exclusive('b', 'b-work'), user('work'), end(), flows('start -> a', 'a -> b', 'b -> a [amount > 5]', 'b -> work', 'work -> end')]);
    const stopped = exhausted(await compiled(xml), { amount: 9 });
    expect(stopped.longest).toBeLessThan(MOST_EVENTS);
    expect(stopped.state.incidents['incident#1']).toMatchObject({ code: 'ENDLESS_LOOP', text: { en: expect.stringMatching(/200\d\d steps .*: (a → b → a|b → a → b)$/) } });
    const decider = instanceDecider(await compiled(xml));
    const repaired = then(decider, stopped.state, { type: 'SetVariables', at: AT, data: { variables: { amount: 1 }, by: ADMIN, reason: 'Sửa số tiền' } });
    expect(Object.keys(then(decider, repaired, { type: 'RetryIncident', at: AT, data: { incidentKey: 'incident#1', by: ADMIN } }).jobs)).toEqual(['work#1']);
  });
  it('a circle that multiplies its tokens is bounded too', async () => {
    const xml = model([start(), parallel('a'), exclusive('b'), exclusive('c', 'c-end'), end(), flows('start -> b', 'b -> a', 'a -> b', 'a -> c', 'c -> b [amount > 5]', 'c -> end')]);
    const { state, longest } = exhausted(await compiled(xml), { amount: 9 });
    expect(longest).toBeLessThan(MOST_EVENTS);
    expect(Object.values(state.incidents).map(({ code }) => code)).toEqual(['ENDLESS_LOOP']);
    expect(then(instanceDecider(await compiled(xml)), state, { type: 'TerminateInstance', at: AT, data: { reason: 'Quy trình sai', by: ADMIN } }).status).toBe('terminated');
  });
});

type Engine = ReturnType<typeof instanceDecider>;

function then(decider: Engine, state: InstanceState, command: InstanceCommand): InstanceState {
  const decision = decider.decide(command, state);
  return decision.kind === 'accepted' ? decision.events.reduce(decider.evolve, state) : state;
}

/** Goes on after every pause until the run stops by itself. */
function exhausted(definition: Definition, variables: Variables): Readonly<{ state: InstanceState; longest: number }> {
  const decider = instanceDecider(definition);
  let longest = 0;
  let state = decider.initial;
  let command: InstanceCommand | undefined = { type: 'StartInstance', at: AT, data: { variables } };
  while (command !== undefined) {
    const decision: InstanceDecision = decider.decide(command, state);
    if (decision.kind === 'rejected') break;
    longest = Math.max(longest, decision.events.length);
    state = decision.events.reduce(decider.evolve, state);
    const [timerKey] = Object.keys(state.timers);
    command = timerKey === undefined ? undefined : { type: 'FireTimer', at: AT, data: { timerKey } };
  }
  return { state, longest };
}

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
