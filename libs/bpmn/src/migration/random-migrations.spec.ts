import assert from 'node:assert/strict';
import { evolveInstance, instanceDecider, notStarted, publishModel, resolverOf, type InstanceCommand, type InstanceState, type Model } from '../index.js';
import { migrated } from '../instance-migration.js';
import { diceOf, MESSAGES, randomModel, SIGNALS, type Dice } from '../spec-random-model.js';

/** Random drawings at random moments. `RANDOM_MIGRATIONS` and `RANDOM_SEED` choose how many by hand. */
const MIGRATIONS = Number(process.env['RANDOM_MIGRATIONS'] ?? 2_000);
const SEED = Number(process.env['RANDOM_SEED'] ?? 1);
const OF_A_MODEL = 10;
const MOST_STEPS = 12;
const AT = '2026-01-05T08:00:00+07:00';
const LATER = '2026-03-05T08:00:00+07:00';
const by = { subject: 'an', name: 'An', agency: '', roles: [] };

const decide = (model: Model, state: InstanceState, command: InstanceCommand): ReturnType<ReturnType<typeof instanceDecider>['decide']> =>
  instanceDecider(model.processes[model.main] ?? assert.fail(), resolverOf(model)).decide(command, state);

function stepOf(state: InstanceState, roll: Dice): InstanceCommand {
  const jobs = Object.values(state.jobs);
  const job = jobs[roll(Math.max(1, jobs.length))];
  const timers = Object.values(state.timers);
  const timer = timers[roll(Math.max(1, timers.length))];
  const variables = { x: roll(6) };
  const choice = roll(10);
  if (job !== undefined && choice < 6) {
    const { jobKey } = job;
    if (job.kind !== 'user') return { type: 'CompleteJob', at: AT, data: { jobKey, variables } };
    return job.claimed === null ? { type: 'ClaimTask', at: AT, data: { jobKey, by } } : { type: 'CompleteTask', at: AT, data: { jobKey, by, variables } };
  }
  if (timer !== undefined && choice < 8) return { type: 'FireTimer', at: LATER, data: { timerKey: timer.timerKey } };
  return choice === 8
    ? { type: 'CorrelateMessage', at: AT, data: { name: MESSAGES[roll(MESSAGES.length)] ?? '', correlationKey: '', variables } }
    : { type: 'DeliverSignal', at: AT, data: { name: SIGNALS[roll(SIGNALS.length)] ?? '', variables } };
}

/** Somewhere on its way. */
function someState(model: Model, roll: Dice): InstanceState {
  const take = (state: InstanceState, command: InstanceCommand): InstanceState => {
    const decision = decide(model, state, command);
    return decision.kind === 'rejected' ? state : decision.events.reduce(evolveInstance, state);
  };
  let state = take(notStarted, { type: 'StartInstance', at: AT, data: { variables: { x: roll(4), log: [], items: ['a', 'b'], key: 'k' } } });
  for (let left = roll(MOST_STEPS); left > 0 && state.status === 'open'; left -= 1) {
    const next = take(state, stepOf(state, roll));
    if (next.status !== 'open') break;
    state = next;
  }
  return state;
}

const renamed = (xml: string): string => xml.replace(/(<bpmn:process[\s\S]*)/, (processes) => processes.replace(/(?<!process) (id|sourceRef|targetRef|attachedToRef|default|activityRef)="([^"]+)"/g, ' $1="$2-n"'));
async function compiled(xml: string): Promise<Model> {
  const compilation = await publishModel(xml);
  return compilation.kind === 'compiled' ? compilation.model : assert.fail(JSON.stringify(compilation.findings[0]));
}

describe('random migrations of random drawings', () => {
  it(`change nothing but names, in ${MIGRATIONS} instances from seed ${SEED}`, async () => {
    const sums = { unchanged: 0, renamed: 0, adHoc: 0 };
    for (let done = 0; done < MIGRATIONS; done += OF_A_MODEL) {
      const xml = randomModel(SEED + done);
      const [model, target] = [await compiled(xml), await compiled(renamed(xml))];
      const all = Object.values(model.processes);
      const names = (rows: readonly Readonly<{ id: string }>[]) => Object.fromEntries(rows.map(({ id }) => [id, `${id}-n`]));
      const mapping = { elements: names(all.flatMap(({ nodes }) => nodes)), flows: names(all.flatMap(({ flows }) => flows)) };
      for (let turn = 0; turn < OF_A_MODEL; turn += 1) {
        const state = someState(model, diceOf((SEED + done) * 1_000 + turn));
        if (state.status !== 'open') continue;
        const where = `seed ${SEED + done}, turn ${turn}`;
        const order = { from: '1', to: '2', source: model, by, reason: 'luật mới' };
        const same = decide(model, state, { type: 'MigrateInstance', at: AT, data: { ...order, target: model, elements: {}, flows: {} } });
        if (same.kind === 'rejected') assert.fail(`${where}: ${same.rejection.because}`);
        assert.deepEqual(same.events.map(({ type }) => type), ['InstanceMigrated'], where);
        assert.equal(JSON.stringify(same.events.reduce(evolveInstance, state)), JSON.stringify(state), where);
        sums.unchanged += 1;
        const moved = decide(target, state, { type: 'MigrateInstance', at: AT, data: { ...order, target, ...mapping } });
        if (moved.kind === 'rejected') {
          assert.match(moved.rejection.because, /has still to start/, `${where}: ${moved.rejection.because}`);
          sums.adHoc += 1;
          continue;
        }
        assert.deepEqual(moved.events.map(({ type }) => type), ['InstanceMigrated'], where);
        const after = moved.events.reduce(evolveInstance, state);
        const back = { elements: inverse(mapping.elements), flows: inverse(mapping.flows) };
        assert.equal(JSON.stringify(migrated(after, { ...back, from: '2', to: '1', by, reason: 'trở lại', at: AT })), JSON.stringify(state), where);
        const left = Object.values(after.elements).filter(({ element }) => !element.endsWith('-n'));
        assert.deepEqual(left, [], where);
        sums.renamed += 1;
      }
    }
    assert.ok(sums.renamed > MIGRATIONS / 4, JSON.stringify(sums));
  });
});

const inverse = (names: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(names).map(([id, target]) => [target, id]));
