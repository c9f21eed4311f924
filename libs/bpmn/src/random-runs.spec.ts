import assert from 'node:assert/strict';
import {
  evolveInstance, instanceDecider, notStarted, publishModel, reasonsToWait, resolverOf, type InstanceCommand, type InstanceEvent, type InstanceState, type Model, type Variables,
} from './index.js';
import { diceOf, ERRORS, MESSAGES, randomModel, SIGNALS, type Dice } from './spec-random-model.js';

/**
 * Random drawings, random input. After every decision what was stored and read back folds to the very state that was decided on,
 * and whatever is open has a living reason to wait. `RANDOM_RUNS` and `RANDOM_SEED` choose how many by hand.
 */
const RUNS = Number(process.env['RANDOM_RUNS'] ?? 100_000);
const SEED = Number(process.env['RANDOM_SEED'] ?? 1);
const RUNS_OF_A_MODEL = 100;
const MOST_DECISIONS = 40;
const START = Date.parse('2026-01-05T08:00:00+07:00');

const BY = { subject: 'an', name: 'An' };
const OFFICER = { ...BY, agency: '', roles: [] };

type Play = { state: InstanceState; folded: InstanceState; clock: number; events: number };

function commandFor(state: InstanceState, roll: Dice, at: string): InstanceCommand | undefined {
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[roll(Math.max(1, items.length))];
  const variables: Variables = { x: roll(6), ...(roll(4) === 0 && { y: roll(3) }) };
  const job = pick(Object.values(state.jobs));
  const choice = roll(20);
  if (choice < 9 && job !== undefined) {
    const { jobKey } = job;
    if (job.kind === 'user')
      return job.claimed === null ? { type: 'ClaimTask', at, data: { jobKey, by: OFFICER } } : { type: 'CompleteTask', at, data: { jobKey, by: OFFICER, variables } };
    if (roll(6) === 0) return { type: 'ThrowJobError', at, data: { jobKey, code: pick(ERRORS) ?? 'E1', text: { vi: 'Lỗi', en: 'Error' }, variables: {} } };
    if (roll(12) === 0) return { type: 'FailJob', at, data: { jobKey, code: 'F', text: { vi: 'Hỏng', en: 'Failed' } } };
    return { type: 'CompleteJob', at, data: { jobKey, variables } };
  }
  const timer = pick(Object.values(state.timers).filter(({ dueAt }) => Date.parse(dueAt) <= Date.parse(at)));
  if (choice < 13 && timer !== undefined) return { type: 'FireTimer', at, data: { timerKey: timer.timerKey } };
  if (choice < 15) return { type: 'CorrelateMessage', at, data: { name: pick(MESSAGES) ?? '', correlationKey: '', variables } };
  if (choice === 15) return { type: 'DeliverSignal', at, data: { name: pick(SIGNALS) ?? '', variables } };
  const incident = pick(Object.values(state.incidents));
  if (choice < 18 && incident !== undefined) return { type: 'RetryIncident', at, data: { incidentKey: incident.incidentKey, by: BY } };
  if (choice === 18) return { type: 'SetVariables', at, data: { variables, by: BY, reason: 'Sửa' } };
  const active = pick(Object.values(state.elements));
  if (active !== undefined && roll(12) === 0) return { type: 'CancelElement', at, data: { elementKey: active.elementKey, by: BY, reason: 'Huỷ' } };
  return undefined;
}

/** What must hold after any decision. */
function check(state: InstanceState): void {
  const { status, elements, jobs, timers, subscriptions, incidents, tokens, compensating } = state;
  const open = [...Object.values(jobs), ...Object.values(timers), ...Object.values(subscriptions)];
  if (status === 'open') assert.ok(reasonsToWait(state).length > 0, 'an open instance has a living reason to wait');
  else assert.deepEqual([open, Object.keys(elements), tokens, Object.keys(incidents), compensating], [[], [], [], [], []], 'an ended one waits for nothing');
  for (const { elementKey, scope } of Object.values(elements)) {
    assert.ok(scope === '' || scope in elements, `${elementKey} is inside something that is active`);
    const isAlive =
      open.some((wait) => wait.elementKey === elementKey) ||
      Object.values(incidents).some((incident) => incident.elementKey === elementKey || incident.scope === elementKey) ||
      Object.values(elements).some((child) => child.scope === elementKey) ||
      compensating.some(({ throwerKey }) => throwerKey === elementKey) ||
      Object.keys(timers).some((key) => key.startsWith('run:continue#'));
    assert.ok(isAlive, `${elementKey} waits for something of its own`);
  }
  for (const wait of open) assert.ok(wait.elementKey === '' || wait.elementKey in elements, `${wait.elementKey} is active`);
}

function run(model: Model, roll: Dice): number {
  const definition = model.processes[model.main];
  assert.ok(definition !== undefined);
  const decider = instanceDecider(definition, resolverOf(model));
  const play: Play = { state: notStarted, folded: notStarted, clock: START, events: 0 };
  const decide = (command: InstanceCommand): void => {
    const decision = decider.decide(command, play.state);
    if (decision.kind === 'rejected') return;
    for (const event of decision.events) play.state = decider.evolve(play.state, event);
    for (const event of JSON.parse(JSON.stringify(decision.events)) as InstanceEvent[]) play.folded = evolveInstance(play.folded, event);
    play.events += decision.events.length;
    assert.equal(JSON.stringify(play.folded), JSON.stringify(play.state));
    check(play.state);
  };
  const at = (): string => new Date(play.clock).toISOString();
  decide({ type: 'StartInstance', at: at(), data: { variables: { x: roll(4), log: [], items: ['a', 'b', 'c'].slice(roll(3)), key: 'k' } } });
  for (let turn = 0; turn < MOST_DECISIONS && play.state.status === 'open'; turn += 1) {
    if (roll(3) === 0) play.clock += 1_800_000;
    const command = commandFor(play.state, roll, at());
    if (command !== undefined) decide(command);
  }
  if (play.state.status === 'open' && roll(2) === 0) decide({ type: 'TerminateInstance', at: at(), data: { reason: 'Rút', by: BY } });
  return play.events;
}

describe('random runs of random drawings', () => {
  it(`replays to the same state after every decision of ${RUNS} runs from seed ${SEED}`, async () => {
    let events = 0;
    for (let done = 0; done < RUNS; done += RUNS_OF_A_MODEL) {
      const seed = SEED + done;
      const xml = randomModel(seed);
      const compilation = await publishModel(xml);
      assert.equal(compilation.kind, 'compiled', `seed ${seed}: ${JSON.stringify(compilation.kind === 'refused' ? compilation.findings[0] : '')}\n${xml}`);
      if (compilation.kind !== 'compiled') return;
      for (let turn = 0; turn < Math.min(RUNS_OF_A_MODEL, RUNS - done); turn += 1) {
        try {
          events += run(compilation.model, diceOf(seed * 1_000 + turn));
        } catch (error) {
          throw new Error(`seed ${seed}, run ${turn}: ${error instanceof Error ? error.message : String(error)}\n${xml}`, { cause: error });
        }
      }
    }
    assert.ok(events > RUNS);
  });
});
