import assert from 'node:assert/strict';
import { deepFreeze } from '@lienthong/testing';
import {
  evolveInstance,
  instanceDecider,
  notStarted,
  reasonsToWait,
  type Definition,
  type FindDecision,
  type InstanceCommand,
  type InstanceDecision,
  type InstanceEvent,
  type InstanceState,
  type Officer,
  type Resolve,
} from './index.js';

export const AT = '2026-11-20T09:00:00+07:00';
export const officer = (name: string, role = 'officer', agency = 'land-registry'): Officer => ({
  subject: name.toLowerCase(),
  name,
  agency,
  roles: [role],
});
export const LAN = officer('Lan');
export const MINH = officer('Minh');

type CommandOf<Type extends InstanceCommand['type']> = Extract<InstanceCommand, { type: Type }>;

export type Play = Readonly<{
  state(): InstanceState;
  events(): readonly InstanceEvent[];
  decide<Type extends InstanceCommand['type']>(type: Type, data: CommandOf<Type>['data'], at?: string): InstanceDecision;
  /** Decides, expects it accepted, and answers with the events. */
  act<Type extends InstanceCommand['type']>(type: Type, data: CommandOf<Type>['data'], at?: string): readonly InstanceEvent[];
}>;

/** An instance that is played step by step; every step is checked for what must hold after any step. */
export function play(definition: Definition, resolve?: Resolve, findDecision?: FindDecision): Play {
  const decider = instanceDecider(definition, resolve, findDecision);
  const past: InstanceEvent[] = [];
  let state: InstanceState = deepFreeze(notStarted);
  const decide: Play['decide'] = (type, data, at = AT) => {
    const decision = decider.decide(deepFreeze({ type, data, at } as InstanceCommand), state);
    if (decision.kind === 'rejected') {
      assert.match(decision.rejection.because, /^Expected to .+, but .+/);
      return decision;
    }
    for (const event of decision.events) state = deepFreeze(decider.evolve(state, deepFreeze(event)));
    past.push(...decision.events);
    checkReplay(past, state);
    checkLiving(state);
    return decision;
  };
  return {
    state: () => state,
    events: () => past,
    decide,
    act(type, data, at) {
      const decision = decide(type, data, at);
      return decision.kind === 'accepted' ? decision.events : assert.fail(decision.rejection.because);
    },
  };
}

/** What is stored and read back folds to the very same state. */
function checkReplay(past: readonly InstanceEvent[], state: InstanceState): void {
  const stored = JSON.parse(JSON.stringify(past)) as InstanceEvent[];
  assert.deepEqual(stored, past, 'events are plain JSON');
  assert.deepEqual(stored.reduce(evolveInstance, notStarted), state);
}

/** An open instance waits for somebody or something; an ended one waits for nothing. */
function checkLiving(state: InstanceState): void {
  const { status, elements, jobs, timers, subscriptions, incidents, tokens, compensating } = state;
  const waits = [...Object.values(jobs), ...Object.values(timers), ...Object.values(subscriptions)];
  if (status === 'open') assert.ok(reasonsToWait(state).length > 0, 'an open instance has a living reason to wait');
  if (status === 'completed' || status === 'terminated') assert.deepEqual([waits, incidents, elements, tokens, compensating], [[], {}, {}, [], []]);
  for (const { elementKey } of Object.values(elements)) {
    const isAlive =
      [...waits, ...Object.values(incidents)].some((wait) => wait.elementKey === elementKey) ||
      Object.values(elements).some(({ scope }) => scope === elementKey) ||
      compensating.some(({ throwerKey }) => throwerKey === elementKey);
    assert.ok(isAlive, `${elementKey} waits for something of its own`);
  }
  for (const { elementKey } of waits) assert.ok(elementKey === '' || elementKey in elements, `${elementKey} is active`);
}

/** Type names with the element or key they are about: how a run reads. */
export const gist = (events: readonly InstanceEvent[]): readonly string[] =>
  events.map(({ type, data }) => {
    const about =
      'jobKey' in data && data.jobKey !== null
        ? data.jobKey
        : 'timerKey' in data
          ? data.timerKey
          : 'element' in data
            ? data.element
            : 'outcome' in data
              ? data.outcome
              : '';
    return `${type} ${about}`.trim();
  });

/** Only what other services hear or a person sees. */
export const heard = (events: readonly InstanceEvent[]): readonly string[] =>
  gist(events.filter(({ type }) => !type.startsWith('Element') && type !== 'VariablesSet'));
