import { accepted, rejected } from '@lienthong/kernel';
import type { AssignTask, DelegateTask, GiveBackTask, HandOverTask, Officer } from '../instance-command.js';
import type { OpenJob } from '../instance-state.js';
import { personOf, type InstanceDecision } from './answers.js';
import { openTask, ownTask } from './open-task.js';
import type { Run } from './run.js';
import { fourEyes, isCompetent, leads, notACandidate } from './task-rights.js';

/** By a leader, to whoever is competent: the model's candidates are those who may help themselves. */
export function assignTask(run: Run, { data: { jobKey, by, to, reason }, at }: AssignTask): InstanceDecision {
  const task = openTask(run, jobKey, by, 'assign');
  if (task.kind === 'answered') return task.decision;
  if (!leads(task.job, by))
    return rejected('NOT_A_LEADER', `Expected to assign task ${jobKey}, but ${by.name} is not a leader of ${task.job.agency === '' ? 'any agency' : task.job.agency}`);
  const unfit = unfitness(run, task.job, to, 'assign');
  if (unfit !== null) return unfit;
  const isTheirs = task.job.claimed?.by.subject === to.subject && task.job.owner === null;
  if (isTheirs) return accepted();
  return accepted({ type: 'TaskAssigned', data: { jobKey, how: 'assigned', to: personOf(to), by: personOf(by), reason, at } });
}

/** The delegate may do it or give it back; until then the task stays its owner's to answer for. */
export function delegateTask(run: Run, { data: { jobKey, by, to, reason }, at }: DelegateTask): InstanceDecision {
  const task = ownTask(run, jobKey, by, 'delegate');
  if (task.kind === 'answered') return isRepeated(run, jobKey, by, to) ? accepted() : task.decision;
  if (to.subject === by.subject) return accepted();
  const unfit = unfitness(run, task.job, to, 'delegate');
  return unfit ?? accepted({ type: 'TaskAssigned', data: { jobKey, how: 'delegated', to: personOf(to), by: personOf(by), reason, at } });
}

/** By the delegate, or taken back by the owner. */
export function giveBackTask(run: Run, { data: { jobKey, by, reason }, at }: GiveBackTask): InstanceDecision {
  const task = openTask(run, jobKey, by, 'give back');
  if (task.kind === 'answered') return task.decision;
  const { claimed, owner, assigned } = task.job;
  if (owner === null || claimed === null) {
    if (assigned?.how === 'given-back' && assigned.by.subject === by.subject) return accepted();
    return rejected('NOT_DELEGATED', `Expected to give back task ${jobKey}, but nobody delegated it`);
  }
  if (by.subject !== claimed.by.subject && by.subject !== owner.subject)
    return rejected('ALREADY_CLAIMED', `Expected to give back task ${jobKey}, but ${owner.name} delegated it to ${claimed.by.name} at ${claimed.at}`);
  return accepted({ type: 'TaskAssigned', data: { jobKey, how: 'given-back', to: owner, by: personOf(by), reason, at } });
}

/** A substitute who may not do it is none: then it is everybody's again. Work that is delegated stays where it is done. */
export function handOverTask(run: Run, { data: { jobKey, from, to, by, reason }, at }: HandOverTask): InstanceDecision {
  const job = run.state.jobs[jobKey];
  if (job === undefined || job.kind !== 'user' || job.claimed?.by.subject !== from || from === to?.subject) return accepted();
  if (to === null || unfitness(run, job, to, 'hand over') !== null) return accepted({ type: 'TaskReleased', data: { jobKey, by, at } });
  return accepted({ type: 'TaskAssigned', data: { jobKey, how: 'handed-over', to: personOf(to), by, reason, at } });
}

function unfitness(run: Run, job: OpenJob, to: Officer, verb: string): InstanceDecision | null {
  return isCompetent(job, to) ? fourEyes(run, job, verb, to) : notACandidate(job, verb, `${to.name} is of ${to.agency}`);
}

function isRepeated({ state }: Run, jobKey: string, by: Officer, to: Officer): boolean {
  const { claimed = null, owner = null } = state.jobs[jobKey] ?? {};
  return claimed?.by.subject === to.subject && owner?.subject === by.subject;
}
