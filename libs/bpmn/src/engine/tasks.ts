import { accepted, rejected } from '@lienthong/kernel';
import type { InstanceCommand, Officer, ClaimTask, CompleteTask, ReleaseTask, ThrowTaskError } from '../instance-command.js';
import type { OpenJob } from '../instance-state.js';
import { readVariables } from '../variables.js';
import { closedOrUnknown, finishJob, jobHasIncident, personOf, proceeded, variablesInvalid, type InstanceDecision } from './answers.js';
import type { Run } from './run.js';

// Placeholder of the lead with what the old engine had; owned by TASKS.

type OpenTask = Readonly<{ kind: 'open'; job: OpenJob }> | Readonly<{ kind: 'answered'; decision: InstanceDecision }>;

function openTask({ state }: Run, jobKey: string, by: Officer, verb: string): OpenTask {
  const job = state.jobs[jobKey];
  const answered = (decision: InstanceDecision): OpenTask => ({ kind: 'answered', decision });
  if (job === undefined) return answered(closedOrUnknown(state, jobKey, `${verb} task`, by));
  const expected = `Expected to ${verb} task ${jobKey}`;
  if (job.kind !== 'user') return answered(rejected('NOT_A_TASK', `${expected}, but it is a ${job.kind} job`));
  if (job.agency !== by.agency || (job.role !== null && !by.roles.includes(job.role)))
    return answered(rejected('NOT_A_CANDIDATE', `${expected}, but it belongs to ${job.role ?? 'an officer'} of ${job.agency}`));
  const { claimed } = job;
  if (claimed !== null && claimed.by.subject !== by.subject)
    return answered(rejected('ALREADY_CLAIMED', `${expected}, but ${claimed.by.name} claimed it at ${claimed.at}`));
  return { kind: 'open', job };
}

export function claimTask(run: Run, { data, at }: ClaimTask): InstanceDecision {
  const task = openTask(run, data.jobKey, data.by, 'claim');
  if (task.kind === 'answered') return task.decision;
  if (jobHasIncident(run.state, data.jobKey)) return rejected('JOB_HAS_INCIDENT', `Expected to claim task ${data.jobKey}, but it has an open incident`);
  if (task.job.claimed !== null) return accepted();
  return accepted({ type: 'TaskClaimed', data: { jobKey: data.jobKey, by: personOf(data.by), at } });
}

export function releaseTask(run: Run, { data, at }: ReleaseTask): InstanceDecision {
  const task = openTask(run, data.jobKey, data.by, 'release');
  if (task.kind === 'answered') return task.decision;
  if (task.job.claimed === null) return accepted();
  return accepted({ type: 'TaskReleased', data: { jobKey: data.jobKey, by: personOf(data.by), at } });
}

export function completeTask(run: Run, { data }: CompleteTask): InstanceDecision {
  const task = openTask(run, data.jobKey, data.by, 'complete');
  if (task.kind === 'answered') return task.decision;
  if (task.job.claimed === null) return rejected('NOT_CLAIMED', `Expected to complete task ${data.jobKey}, but nobody has claimed it`);
  const reading = readVariables(data.variables);
  if (reading.kind === 'refused') return variablesInvalid(reading.because);
  finishJob(run, task.job, { variables: reading.variables, outcome: null, fact: null }, personOf(data.by));
  return proceeded(run);
}

export function throwTaskError(run: Run, { data }: ThrowTaskError): InstanceDecision {
  const task = openTask(run, data.jobKey, data.by, 'end');
  if (task.kind === 'answered') return task.decision;
  run.errands.push({ kind: 'throw', elementKey: task.job.elementKey, of: 'error', code: data.code, variables: data.variables, text: data.text, jobKey: data.jobKey });
  return proceeded(run);
}

type CommandOf<Type extends InstanceCommand['type']> = Extract<InstanceCommand, { type: Type }>;
export const assignTask = (_run: Run, { data }: CommandOf<'AssignTask'>): InstanceDecision => rejected('NOT_A_TASK', `Expected task ${data.jobKey}, but that is not built yet`);
export const delegateTask = (_run: Run, { data }: CommandOf<'DelegateTask'>): InstanceDecision => rejected('NOT_A_TASK', `Expected task ${data.jobKey}, but that is not built yet`);
export const giveBackTask = (_run: Run, { data }: CommandOf<'GiveBackTask'>): InstanceDecision => rejected('NOT_A_TASK', `Expected task ${data.jobKey}, but that is not built yet`);
export const scheduleTask = (_run: Run, { data }: CommandOf<'ScheduleTask'>): InstanceDecision => rejected('NOT_A_TASK', `Expected task ${data.jobKey}, but that is not built yet`);
export const commentTask = (_run: Run, { data }: CommandOf<'CommentTask'>): InstanceDecision => rejected('NOT_A_TASK', `Expected task ${data.jobKey}, but that is not built yet`);
export const escalateTask = (_run: Run, { data }: CommandOf<'EscalateTask'>): InstanceDecision => rejected('NOT_A_TASK', `Expected task ${data.jobKey}, but that is not built yet`);
