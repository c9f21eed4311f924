import { isWorking } from './definition.js';
import type { InstanceState, OpenJob, Variables } from './instance.js';
import { finishJob, nodeOf, proceed, record, type Run } from './run.js';

// Facts come from outside, when they come. One for which nothing waits is nobody's mistake and leaves no trace, unless an incident
// stands between it and the step that would have been waiting by now: then it is kept until the way is free.

export function jobsAwaiting({ jobs }: InstanceState, fact: string): readonly OpenJob[] {
  return Object.values(jobs).filter(({ completedBy }) => completedBy.includes(fact));
}

/** Every job open when the fact arrives and declared to be completed by it; those that open meanwhile are not. */
export function completeAwaiting(run: Run, fact: string, variables: Variables): void {
  for (const job of jobsAwaiting(run.state, fact)) {
    const node = nodeOf(run, job.element);
    const declared = node !== undefined && isWorking(node) ? node.job.completedBy.find((each) => each.fact === fact) : undefined;
    finishJob(run, job, { variables, outcome: declared?.outcome ?? null, fact }, null);
  }
}

/**
 * Only while something is held up: without an incident the step of a fact that somebody can announce has opened before. So a
 * fact that completed an earlier round was never kept, and cannot complete the next.
 */
export function mayBeAwaitedLater({ definition, state }: Run, fact: string): boolean {
  return isHeldUp(state) && definition.nodes.some((node) => isWorking(node) && node.job.completedBy.some((declared) => declared.fact === fact));
}

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
