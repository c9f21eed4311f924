import type { ActiveElement } from '../instance-state.js';
import { activeOf, childrenOf, record, resolveIncidents, type Run } from './run.js';
import { closeWaits } from './waits.js';

export type CutOff = 'interrupted' | 'terminated';

/** Ends one activation with everything inside it and everything it waits for, innermost first. */
export function cutOff(run: Run, elementKey: string, because: CutOff): void {
  const active = activeOf(run, elementKey);
  if (active === undefined) return;
  cutOffInside(run, elementKey, because);
  closeJobs(run, elementKey, because);
  closeWaits(run, elementKey);
  resolveIncidents(run, elementKey, 'cancelled');
  if (run.state.compensating.some(({ throwerKey }) => throwerKey === elementKey)) record(run, { type: 'CompensationEnded', data: { throwerKey: elementKey } });
  record(run, { type: 'ElementTerminated', data: { elementKey, element: active.element } });
  skipHandler(run, active);
}

/** A compensation goes on without the handler that somebody cancelled. */
function skipHandler(run: Run, { compensates, thrower }: ActiveElement): void {
  if (compensates === null || thrower === null || !run.state.compensating.some(({ throwerKey }) => throwerKey === thrower)) return;
  record(run, { type: 'CompensationDone', data: { throwerKey: thrower, entry: compensates } });
  run.errands.push({ kind: 'compensate', throwerKey: thrower });
}

/** Everything in the scope, but what is to stay; tokens, joins and incidents of the scope with it. */
export function cutOffInside(run: Run, scope: string, because: CutOff, stays: readonly string[] = []): void {
  // The nesting of scopes bounds the recursion.
  for (const { elementKey } of childrenOf(run, scope)) if (!stays.includes(elementKey)) cutOff(run, elementKey, because);
  const flows = run.state.tokens.filter((token) => token.scope === scope).map(({ flow }) => flow);
  if (flows.length > 0) record(run, { type: 'TokensDropped', data: { scope, flows } });
  for (const { element } of run.state.resets.filter((reset) => reset.scope === scope)) record(run, { type: 'GatewayReset', data: { scope, element } });
  const stranded = Object.values(run.state.incidents).filter((incident) => incident.elementKey === null && (incident.scope ?? '') === scope);
  for (const { incidentKey } of stranded) record(run, { type: 'IncidentResolved', data: { incidentKey, how: 'cancelled', by: null, at: run.at } });
}

export function closeJobs(run: Run, elementKey: string, because: CutOff | 'retried' | 'failed'): void {
  for (const job of Object.values(run.state.jobs)) {
    if (job.elementKey !== elementKey) continue;
    const { jobKey, element } = job;
    record(run, { type: 'JobCancelled', data: { jobKey, elementKey, element, because, at: run.at } });
  }
}
