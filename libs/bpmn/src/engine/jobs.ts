import { accepted, rejected } from '@lienthong/kernel';
import type { CompleteJob, FailJob, ThrowJobError } from '../instance-command.js';
import type { OpenJob } from '../instance-state.js';
import { planTimer } from '../timer.js';
import { readVariables } from '../variables.js';
import { closedOrUnknown, finishJob, jobHasIncident, proceeded, variablesInvalid, type InstanceDecision } from './answers.js';
import { activeOf, nodeOf, raise, type Run } from './run.js';

/** A job that is tried more often than this needs a person, not another try. */
export const MOST_RETRIES = 100;

export function completeJob(run: Run, { data }: CompleteJob): InstanceDecision {
  const job = openJobOf(run, data.jobKey);
  if (job === undefined) return closedOrUnknown(run.state, data.jobKey, 'complete job', null);
  if (job.kind === 'user') return isATask('complete', data.jobKey);
  const reading = readVariables(data.variables);
  if (reading.kind === 'refused') return variablesInvalid(reading.because);
  finishJob(run, job, { variables: reading.variables, outcome: null, fact: null }, data.by ?? null);
  return proceeded(run);
}

/**
 * With retries left another try is allowed later; without, a person has to look. The job stays open either way: the agency may still
 * do what it could not do now, and its fact or a worker then completes it.
 */
export function failJob(run: Run, { data, at }: FailJob): InstanceDecision {
  const { jobKey, retries = 0, retryAfter = 'PT0S', lock } = data;
  const job = openJobOf(run, jobKey);
  if (job === undefined) return Object.hasOwn(run.state.closedJobs, jobKey) ? accepted() : closedOrUnknown(run.state, jobKey, 'fail job', null);
  const active = activeOf(run, job.elementKey);
  const node = active === undefined ? undefined : nodeOf(run, active);
  if (node === undefined || jobHasIncident(run.state, jobKey) || (lock !== undefined && job.failedLock === lock)) return accepted();
  if (retries > 0) {
    if (!Number.isInteger(retries) || retries > MOST_RETRIES) return variablesInvalid(`a job is tried 1 to ${MOST_RETRIES} times more, and not ${retries}`);
    const plan = planTimer({ kind: 'duration', isWorkingTime: false }, retryAfter, at, null);
    if (plan.kind === 'refused') return variablesInvalid(`"${retryAfter.slice(0, 40)}" is no duration after which to try again`);
    const { elementKey, element } = job;
    const { code, text } = data;
    return accepted({
      type: 'JobFailed',
      data: { jobKey, elementKey, element, retriesLeft: retries, retryAt: plan.dueAt, code, text, at, ...(lock !== undefined && { lock }) },
    });
  }
  raise(run, node, { elementKey: job.elementKey, jobKey }, data);
  return accepted(...run.events);
}

/** Nobody catches it: an incident on the job, once. */
export function throwJobError(run: Run, { data }: ThrowJobError): InstanceDecision {
  const { jobKey, code, text } = data;
  const job = openJobOf(run, jobKey);
  if (job === undefined) return closedOrUnknown(run.state, jobKey, 'throw an error from job', null);
  if (job.kind === 'user') return isATask('throw an error from', jobKey);
  const reading = readVariables(data.variables);
  if (reading.kind === 'refused') return variablesInvalid(reading.because);
  if (jobHasIncident(run.state, jobKey)) return accepted();
  run.errands.push({ kind: 'throw', elementKey: job.elementKey, of: 'error', code, variables: reading.variables, text, jobKey });
  return proceeded(run);
}

/** An element may be called `constructor`. */
const openJobOf = ({ state }: Run, jobKey: string): OpenJob | undefined => (Object.hasOwn(state.jobs, jobKey) ? state.jobs[jobKey] : undefined);

const isATask = (verb: string, jobKey: string): InstanceDecision =>
  rejected('IS_A_TASK', `Expected to ${verb} job ${jobKey}, but it is a task that an officer claims and completes`);
