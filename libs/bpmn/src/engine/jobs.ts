import { accepted, rejected } from '@lienthong/kernel';
import type { CompleteJob, FailJob, ThrowJobError } from '../instance-command.js';
import { readVariables } from '../variables.js';
import { closedOrUnknown, finishJob, jobHasIncident, proceeded, variablesInvalid, type InstanceDecision } from './answers.js';
import { activeOf, nodeOf, raise, type Run } from './run.js';

export function completeJob(run: Run, { data }: CompleteJob): InstanceDecision {
  const job = run.state.jobs[data.jobKey];
  if (job === undefined) return closedOrUnknown(run.state, data.jobKey, 'complete job', null);
  if (job.kind === 'user')
    return rejected('IS_A_TASK', `Expected to complete job ${data.jobKey}, but it is a task that an officer claims and completes`);
  const reading = readVariables(data.variables);
  if (reading.kind === 'refused') return variablesInvalid(reading.because);
  finishJob(run, job, { variables: reading.variables, outcome: null, fact: null }, data.by ?? null);
  return proceeded(run);
}

/** The job stays open: the agency may still do what it could not do now, and its fact then completes it. */
export function failJob(run: Run, { data }: FailJob): InstanceDecision {
  const job = run.state.jobs[data.jobKey];
  if (job === undefined)
    return Object.hasOwn(run.state.closedJobs, data.jobKey) ? accepted() : closedOrUnknown(run.state, data.jobKey, 'fail job', null);
  const active = activeOf(run, job.elementKey);
  const node = active === undefined ? undefined : nodeOf(run, active);
  if (node === undefined || jobHasIncident(run.state, data.jobKey)) return accepted();
  raise(run, node, { elementKey: job.elementKey, jobKey: data.jobKey }, data);
  return accepted(...run.events);
}

export function throwJobError(run: Run, { data }: ThrowJobError): InstanceDecision {
  const job = run.state.jobs[data.jobKey];
  if (job === undefined) return closedOrUnknown(run.state, data.jobKey, 'throw an error from job', null);
  const reading = readVariables(data.variables);
  if (reading.kind === 'refused') return variablesInvalid(reading.because);
  run.errands.push({ kind: 'throw', elementKey: job.elementKey, of: 'error', code: data.code, variables: reading.variables, text: data.text, jobKey: data.jobKey });
  return proceeded(run);
}
