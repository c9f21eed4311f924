import type { Definition } from '../definition.js';
import type { InstanceState, OpenJob, Variables } from '../instance-state.js';
import { proceed } from './proceed.js';
import { nodeIn, activeOf, record, resolveIncidents, type Run } from './run.js';
import { closeWaits } from './waits.js';

// Facts come from outside, when they come. One for which nothing waits is nobody's mistake and leaves no trace, unless an incident
// stands between it and the step that would have been waiting by now: then it is kept until the way is free.

export function jobsAwaiting({ jobs }: InstanceState, fact: string): readonly OpenJob[] {
  return Object.values(jobs).filter(({ completedBy }) => completedBy.includes(fact));
}

/** Every job open when the fact arrives and declared to be completed by it; those that open meanwhile are not. */
export function completeAwaiting(run: Run, fact: string, variables: Variables): void {
  for (const { jobKey, elementKey, element } of jobsAwaiting(run.state, fact)) {
    const active = activeOf(run, elementKey);
    const node = nodeIn(run, element, active?.scope ?? '');
    const job = node !== undefined && 'job' in node ? node.job : null;
    const declared = job?.completedBy.find((each) => each.fact === fact);
    record(run, {
      type: 'JobCompleted',
      data: { jobKey, elementKey, element, variables, outcome: declared?.outcome ?? null, fact, by: null, at: run.at },
    });
    closeWaits(run, elementKey);
    resolveIncidents(run, elementKey, 'completed');
    run.errands.push({ kind: 'complete', elementKey });
  }
}

/**
 * Only while something is held up: without an incident the step of a fact that somebody can announce has opened before. So a
 * fact that completed an earlier round was never kept, and cannot complete the next.
 */
export function mayBeAwaitedLater({ definition, state }: Run, fact: string): boolean {
  return isHeldUp(state) && awaitsFact(definition, fact);
}

const awaitsFact = ({ nodes }: Definition, fact: string): boolean =>
  nodes.some((node) => 'job' in node && node.job !== null && node.job.completedBy.some((declared) => declared.fact === fact));

/** After every run: what opened takes the facts that came too early for it, in the order in which they came. */
export function useKeptFacts(run: Run): void {
  // A turn releases one fact, and no run keeps another: bounded by the facts that the definition names.
  for (let fact = findUsable(run.state); fact !== undefined; fact = findUsable(run.state)) {
    record(run, { type: 'FactReleased', data: { fact: fact.fact, how: 'used' } });
    completeAwaiting(run, fact.fact, fact.variables);
    proceed(run);
  }
  if (isHeldUp(run.state)) return;
  for (const { fact } of run.state.kept) record(run, { type: 'FactReleased', data: { fact, how: 'dropped' } });
}

function findUsable(state: InstanceState): InstanceState['kept'][number] | undefined {
  return state.kept.find(({ fact }) => jobsAwaiting(state, fact).length > 0);
}

/** An element could not begin, or cannot be left. A job that failed is still open, and takes its fact itself. */
function isHeldUp({ incidents }: InstanceState): boolean {
  return Object.values(incidents).some(({ elementKey, jobKey }) => elementKey !== null && jobKey === null);
}
