import { accepted, rejected, type Decision } from '@lienthong/kernel';
import type { InstanceEvent, InstanceState, OpenJob, Person } from '../instance-state.js';
import { numberOf, type Completion } from '../instance-state.js';
import type { InstanceRejection, Officer } from '../instance-command.js';
import { useKeptFacts } from './fact-correlation.js';
import { proceed } from './proceed.js';
import { record, resolveIncidents, type Run } from './run.js';
import { closeWaits } from './waits.js';

export type InstanceDecision = Decision<InstanceEvent, InstanceRejection>;

/** Runs to the next wait; the answer is everything that happened. */
export function proceeded(run: Run): InstanceDecision {
  proceed(run);
  useKeptFacts(run);
  return accepted(...run.events);
}

/** What the job was for is done, whoever did it; the run goes on with `proceeded`. */
export function finishJob(run: Run, { jobKey, elementKey, element }: OpenJob, completion: Completion, by: Person | null): void {
  record(run, { type: 'JobCompleted', data: { jobKey, elementKey, element, ...completion, by, at: run.at } });
  closeWaits(run, elementKey);
  resolveIncidents(run, elementKey, 'completed', by);
  run.errands.push({ kind: 'complete', elementKey });
}

/** A repetition by the same person (or by a worker, who has no name) has nothing to add; anybody else is told what happened. */
export function closedOrUnknown(state: InstanceState, jobKey: string, verb: string, by: Officer | null): InstanceDecision {
  const closed = Object.hasOwn(state.closedJobs, jobKey) ? state.closedJobs[jobKey] : undefined;
  if (closed === undefined) return rejected('JOB_UNKNOWN', `Expected to ${verb} ${jobKey}, but there never was one`);
  if (closed.how === 'completed' && (by === null || closed.by?.subject === by.subject)) return accepted();
  const whom = closed.by === null ? '' : ` by ${closed.by.name}`;
  return rejected('JOB_CLOSED', `Expected to ${verb} ${jobKey}, but it was ${closed.how}${whom} at ${closed.at}`);
}

export const variablesInvalid = (because: string): InstanceDecision => rejected('VARIABLES_INVALID', `Expected to take variables, but ${because}`);

export const jobHasIncident = (state: InstanceState, jobKey: string): boolean =>
  Object.values(state.incidents).some((incident) => incident.jobKey === jobKey);

/** Keys are numbered without gaps, so a key up to the count was given out once. */
export const wasUsed = (key: string, element: string, count: number): boolean =>
  Number.isInteger(numberOf(key)) && numberOf(key) >= 1 && numberOf(key) <= count && key === `${element}#${numberOf(key)}`;

export const personOf = ({ subject, name }: Officer): Person => ({ subject, name });
