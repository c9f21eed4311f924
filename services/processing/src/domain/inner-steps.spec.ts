import { packSteps } from './inner-steps.js';
import { evolve, noInstance, type InstanceEvent } from './instance.js';

const entered = (n: number): InstanceEvent => ({ type: 'ElementActivated', data: { elementKey: `a#${n}`, element: 'a', via: [] } });
const left = (n: number): InstanceEvent => ({ type: 'ElementCompleted', data: { elementKey: `a#${n}`, element: 'a', taken: [] } });
const fired: InstanceEvent = { type: 'TimerFired', data: { timerKey: 't#1', elementKey: 'a#1', element: 't', at: '2026-11-20T09:00:00+07:00' } };

describe('inner steps', () => {
  it('are one event between two that somebody sees, in their order', () => {
    expect(packSteps([entered(1), left(1), fired, entered(2), left(2), entered(3)])).toEqual([
      { type: 'StepsTaken', data: { steps: [entered(1), left(1)] } },
      fired,
      { type: 'StepsTaken', data: { steps: [entered(2), left(2), entered(3)] } },
    ]);
  });
  it('a single one stays what it is', () => expect(packSteps([fired, entered(1), fired])).toEqual([fired, entered(1), fired]));
  it('fold to what they fold to one by one', () => {
    const events = [entered(1), left(1), entered(2)];
    expect(packSteps(events).reduce(evolve, noInstance)).toEqual(events.reduce(evolve, noInstance));
  });
  it('never grow an event beyond what the log takes', () => {
    const many = Array.from({ length: 120 }, (_, n) => entered(n + 1));
    expect(packSteps(many).map(({ data }) => ('steps' in data ? (data.steps as readonly unknown[]).length : 0))).toEqual([50, 50, 20]);
    const large: InstanceEvent = { type: 'VariablesSet', data: { variables: { text: 'x'.repeat(50_000) }, by: null, reason: null } };
    expect(packSteps([large, large, entered(1)]).map(({ type }) => type)).toEqual(['VariablesSet', 'StepsTaken']);
  });
});
