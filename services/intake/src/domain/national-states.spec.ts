import { FOLLOWED, isFinal, NATIONAL_STATES, stepFor, TRANSITIONS, type Action, type NationalState } from './national-states.js';

const states = Object.keys(NATIONAL_STATES).map(Number) as NationalState[];
const actions = Object.keys(TRANSITIONS) as Action[];

describe('the table of national states', () => {
  it('lets nothing lead out of a final state', () => {
    for (const state of states.filter(isFinal)) {
      for (const action of actions) expect([action, state, ['no', 'idle', state].includes(stepFor(action, state))]).toEqual([action, state, true]);
    }
  });
  it('reaches every state from 1, and a final one from everywhere', () => {
    const next = (state: NationalState) => actions.flatMap((action) => {
      const step = stepFor(action, state);
      return typeof step === 'number' ? [step] : step === 'back' ? [1, 4] as NationalState[] : [];
    });
    const reachable = (from: NationalState) => {
      const seen = new Set([from]);
      for (const state of seen) next(state).forEach((each) => seen.add(each));
      return [...seen].sort((a, b) => a - b);
    };
    expect(reachable(1)).toEqual(states);
    for (const state of states) expect(reachable(state).some(isFinal)).toBe(true);
  });
  it('has the transitions that the portal suggests (domain §2.1)', () => {
    const suggested: Record<number, NationalState[]> = { 1: [2, 3, 5, 7], 2: [4, 5, 7, 8], 4: [5, 6, 7, 8, 9], 5: [4, 8], 6: [4, 8], 7: [8], 9: [10, 4] };
    for (const [from, targets] of Object.entries(suggested)) {
      const steps = actions.map((action) => stepFor(action, Number(from) as NationalState));
      for (const to of targets) expect([from, to, steps.includes(to)]).toEqual([from, to, true]);
    }
    expect(stepFor('supplement', 5)).toBe('back');
  });
  it('sends each followed state where its name says', () => {
    for (const [state, action] of Object.entries(FOLLOWED)) expect(stepFor(action, 2)).toBe(Number(state));
  });
});
