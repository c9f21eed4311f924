import type { Definition, InstanceState } from './index.js';
import { boundary, caught, compiled, end, exclusive, fact, flows, mapping, MESSAGE, model, parallel, receive, service, start, timer, user, WORK } from './spec-models.js';
import { LAN, MINH, play, type Play } from './spec-play.js';

/** A fixed sequence, so that a failure can be repeated from its seed. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(state / 65_536) % below;
  };
}

const ADMIN = { subject: 'admin', name: 'Quản trị' };
const FACTS = ['Heard', 'Seen', 'Unknown'].map((name) => `lienthong.sample.v1.${name}`);

const keysOf = (table: object, also: string): readonly string[] => [...Object.keys(table), also];

/** Any command, mostly about something that is there, sometimes about what is over or never was. */
function act(instance: Play, roll: (below: number) => number, at: string): void {
  const state: InstanceState = instance.state();
  const pick = <Item>(items: readonly Item[]): Item => items[roll(items.length)] as Item;
  const jobKey = pick(keysOf({ ...state.jobs, ...state.closedJobs }, 'nothing#1'));
  const by = pick([LAN, MINH]);
  const variables = pick([{}, { amount: roll(20) }, { approved: roll(2) === 0 }, { amount: 0.5 }, { amount: 'mười' }]);
  const actions: readonly (() => unknown)[] = [
    () => instance.decide('CompleteJob', { jobKey, variables, by: ADMIN }, at),
    () => instance.decide('CompleteJob', { jobKey, variables }, at),
    () => instance.decide('FailJob', { jobKey, code: 'X', text: { vi: 'Lỗi', en: 'Failure' } }, at),
    () => instance.decide('CorrelateFact', { fact: pick(FACTS), variables }, at),
    () => instance.decide('FireTimer', { timerKey: pick(keysOf(state.timers, 'nothing#1')) }, at),
    () => instance.decide('ClaimTask', { jobKey, by }, at),
    () => instance.decide('ReleaseTask', { jobKey, by }, at),
    () => instance.decide('CompleteTask', { jobKey, by, variables }, at),
    () => instance.decide('RetryIncident', { incidentKey: pick(keysOf(state.incidents, 'incident#9')), by: ADMIN }, at),
    () => instance.decide('SetVariables', { variables, by: ADMIN, reason: 'Sửa' }, at),
    () => (roll(15) === 0 ? instance.decide('TerminateInstance', { reason: 'Rút', by: ADMIN }, at) : undefined),
  ];
  pick(actions)();
}

const MODELS: Readonly<Record<string, string>> = {
  'a loop with a choice': model([start(), user('work', { more: mapping({}, { amount: '=amount' }) }), exclusive('choice', 'choice-work'), end(), flows('start -> work', 'work -> choice', 'choice -> end [amount > 10]', 'choice -> work')]),
  'branches that wait for different things': model([
    start(), parallel('fork'), service('a', { more: fact('Heard') }), receive('b', { more: fact('Seen') }), caught('c', timer('P1D')), caught('d', MESSAGE, WORK + fact('Heard')), parallel('join'), end(),
    flows('start -> fork', 'fork -> a', 'fork -> b', 'fork -> c', 'fork -> d', 'a -> join', 'b -> join', 'c -> join', 'd -> join', 'join -> end'),
  ]),
  'timers that cut off and timers that remind': model([
    start(), user('a'), boundary('cut', 'a', 'P1D'), service('b', { more: fact('Heard') }), boundary('remind', 'b', 'PT4H', false), user('c'), end(), end('stopped'),
    flows('start -> a', 'a -> b', 'b -> end', 'cut -> a', 'remind -> c', 'c -> stopped'),
  ]),
  'a join that can starve and a circle that does not end': model([
    start(), exclusive('choice', 'choice-b'), service('a'), service('b'), parallel('join'), exclusive('round', 'round-end'), end(),
    flows('start -> choice', 'choice -> a [amount > 10]', 'choice -> b', 'a -> join', 'b -> join', 'join -> round', 'round -> round2 [amount > 15]', 'round2 -> round', 'round -> end'), exclusive('round2'),
  ]),
};

describe('any sequence of commands', () => {
  it.each(Object.keys(MODELS))('%s: replays to the same state, and an open instance always has a reason to wait', async (name) => {
    const definition: Definition = await compiled(MODELS[name] ?? '');
    const ends = new Set<string>();
    for (let seed = 1; seed <= 150; seed += 1) {
      const roll = dice(seed);
      const instance = play(definition);
      instance.act('StartInstance', { variables: roll(4) === 0 ? {} : { amount: roll(20) } });
      for (let step = 0; step < 40 && instance.state().status === 'open'; step += 1) act(instance, roll, `2026-11-${String(20 + Math.floor(step / 5)).padStart(2, '0')}T10:00:00+07:00`);
      ends.add(instance.state().status);
    }
    expect(ends.size).toBeGreaterThan(1);
  });
});
