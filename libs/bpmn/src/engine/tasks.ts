import { accepted, rejected } from '@lienthong/kernel';
import type { ClaimTask, CommentTask, CompleteTask, EscalateTask, ReleaseTask, ScheduleTask, ThrowTaskError } from '../instance-command.js';
import { readVariables } from '../variables.js';
import { finishJob, jobHasIncident, personOf, proceeded, variablesInvalid, type InstanceDecision } from './answers.js';
import { alreadyClaimed, openTask, ownTask } from './open-task.js';
import type { Run } from './run.js';
import { fourEyes, isCandidate, isCompetent, leads, notACandidate } from './task-rights.js';

export function claimTask(run: Run, { data: { jobKey, by }, at }: ClaimTask): InstanceDecision {
  const task = openTask(run, jobKey, by, 'claim');
  if (task.kind === 'answered') return task.decision;
  const { claimed } = task.job;
  const isOwn = claimed?.by.subject === by.subject;
  if (isOwn ? !isCompetent(task.job, by) : !isCandidate(task.job, by)) return notACandidate(task.job, 'claim', `${by.name} acts for ${by.agency}`);
  if (claimed !== null && !isOwn) return alreadyClaimed(jobKey, 'claim', claimed);
  if (jobHasIncident(run.state, jobKey)) return rejected('JOB_HAS_INCIDENT', `Expected to claim task ${jobKey}, but it has an open incident`);
  if (isOwn) return accepted();
  return fourEyes(run, task.job, 'claim', by) ?? accepted({ type: 'TaskClaimed', data: { jobKey, by: personOf(by), at } });
}

/** A delegate's goes back to its owner. A leader may take any task of the agency from whoever has it. */
export function releaseTask(run: Run, { data: { jobKey, by }, at }: ReleaseTask): InstanceDecision {
  const task = openTask(run, jobKey, by, 'release');
  if (task.kind === 'answered') return task.decision;
  const { claimed, owner } = task.job;
  if (!isCompetent(task.job, by) && !leads(task.job, by)) return notACandidate(task.job, 'release', `${by.name} acts for ${by.agency}`);
  if (claimed === null) return accepted();
  const isOwn = claimed.by.subject === by.subject;
  if (!isOwn && !leads(task.job, by)) return alreadyClaimed(jobKey, 'release', claimed);
  if (isOwn && owner !== null) return accepted({ type: 'TaskAssigned', data: { jobKey, how: 'given-back', to: owner, by: personOf(by), reason: '', at } });
  return accepted({ type: 'TaskReleased', data: { jobKey, by: personOf(by), at } });
}

export function completeTask(run: Run, { data: { jobKey, by, variables } }: CompleteTask): InstanceDecision {
  const task = ownTask(run, jobKey, by, 'complete');
  if (task.kind === 'answered') return task.decision;
  const barred = fourEyes(run, task.job, 'complete', by);
  if (barred !== null) return barred;
  const reading = readVariables(variables);
  if (reading.kind === 'refused') return variablesInvalid(reading.because);
  finishJob(run, task.job, { variables: reading.variables, outcome: null, fact: null }, personOf(by));
  return proceeded(run);
}

export function throwTaskError(run: Run, { data: { jobKey, by, code, text, variables } }: ThrowTaskError): InstanceDecision {
  const task = ownTask(run, jobKey, by, 'end');
  if (task.kind === 'answered') return task.decision;
  const barred = fourEyes(run, task.job, 'end', by);
  if (barred !== null) return barred;
  const reading = readVariables(variables);
  if (reading.kind === 'refused') return variablesInvalid(reading.because);
  run.errands.push({ kind: 'throw', elementKey: task.job.elementKey, of: 'error', code, variables: reading.variables, text, jobKey });
  return proceeded(run);
}

const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;
const MOST_URGENT = 100;

/** Whoever has it plans their own day; a leader plans everybody's. The legal limit stays what it is. */
export function scheduleTask(run: Run, { data: { jobKey, by, dueDate, followUpDate, priority, reason }, at }: ScheduleTask): InstanceDecision {
  const task = openTask(run, jobKey, by, 'schedule');
  if (task.kind === 'answered') return task.decision;
  if (!leads(task.job, by)) {
    const own = ownTask(run, jobKey, by, 'schedule');
    if (own.kind === 'answered') return own.decision;
  }
  const wrong = [dueDate, followUpDate].find((date) => date !== undefined && !DATE.test(date));
  if (wrong !== undefined) return variablesInvalid(`"${wrong.slice(0, 40)}" is not a date such as 2026-11-25 or 2026-11-25T09:30:00+07:00`);
  if (priority !== undefined && !(Number.isInteger(priority) && priority >= 0 && priority <= MOST_URGENT))
    return variablesInvalid(`priority ${priority} is not a whole number from 0 to ${MOST_URGENT}`);
  const wanted = { ...(dueDate !== undefined && { dueDate }), ...(followUpDate !== undefined && { followUpDate }), ...(priority !== undefined && { priority }) };
  if (Object.entries(wanted).every(([name, value]) => task.job[name as keyof typeof wanted] === value)) return accepted();
  return accepted({ type: 'TaskScheduled', data: { jobKey, ...wanted, by: personOf(by), reason, at } });
}

/** A task is a step of a few days: who writes more writes elsewhere. */
const MOST_COMMENTS = 200;
const LONGEST_COMMENT = 2_000;

export function commentTask(run: Run, { data: { jobKey, by, text }, at }: CommentTask): InstanceDecision {
  const task = openTask(run, jobKey, by, 'comment on');
  if (task.kind === 'answered') return task.decision;
  if (!isCompetent(task.job, by) && !leads(task.job, by)) return notACandidate(task.job, 'comment on', `${by.name} acts for ${by.agency}`);
  const written = text.normalize('NFC').trim();
  if (written === '' || written.length > LONGEST_COMMENT) return variablesInvalid(`a comment has 1 to ${LONGEST_COMMENT} characters, and this has ${written.length}`);
  if (task.job.comments >= MOST_COMMENTS) return rejected('TOO_MANY_COMMENTS', `Expected to comment on task ${jobKey}, but it has ${MOST_COMMENTS} comments already`);
  return accepted({ type: 'TaskCommented', data: { jobKey, text: written, by: personOf(by), at } });
}

/** It lay too long: whoever runs the instance says so when the time has come. One that is done meanwhile has been hurried enough. */
export function escalateTask(run: Run, { data: { jobKey, toRole }, at }: EscalateTask): InstanceDecision {
  if (Object.hasOwn(run.state.closedJobs, jobKey)) return accepted();
  const task = openTask(run, jobKey, null, 'escalate');
  if (task.kind === 'answered') return task.decision;
  return task.job.escalatedTo.includes(toRole) ? accepted() : accepted({ type: 'TaskEscalated', data: { jobKey, toRole, at } });
}

export { assignTask, delegateTask, giveBackTask, handOverTask } from './task-assignment.js';
