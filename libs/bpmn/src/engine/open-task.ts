import { rejected } from '@lienthong/kernel';
import type { Officer } from '../instance-command.js';
import type { OpenJob } from '../instance-state.js';
import { closedOrUnknown, type InstanceDecision } from './answers.js';
import type { Run } from './run.js';
import { isCompetent, notACandidate } from './task-rights.js';

export type OpenTask = Readonly<{ kind: 'open'; job: OpenJob }> | Readonly<{ kind: 'answered'; decision: InstanceDecision }>;
const answered = (decision: InstanceDecision): OpenTask => ({ kind: 'answered', decision });

export function openTask({ state }: Run, jobKey: string, by: Officer | null, verb: string): OpenTask {
  const job = Object.hasOwn(state.jobs, jobKey) ? state.jobs[jobKey] : undefined;
  if (job === undefined) return answered(closedOrUnknown(state, jobKey, `${verb} task`, by));
  if (job.kind !== 'user') return answered(rejected('NOT_A_TASK', `Expected to ${verb} task ${jobKey}, but it is a ${job.kind} job`));
  return { kind: 'open', job };
}

/** The task that is this officer's own by now, and may be decided by nobody else. */
export function ownTask(run: Run, jobKey: string, by: Officer, verb: string): OpenTask {
  const task = openTask(run, jobKey, by, verb);
  if (task.kind === 'answered') return task;
  if (!isCompetent(task.job, by)) return answered(notACandidate(task.job, verb, `${by.name} acts for ${by.agency}`));
  const { claimed } = task.job;
  if (claimed === null) return answered(rejected('NOT_CLAIMED', `Expected to ${verb} task ${jobKey}, but nobody has claimed it`));
  return claimed.by.subject === by.subject ? task : answered(alreadyClaimed(jobKey, verb, claimed));
}

export const alreadyClaimed = (jobKey: string, verb: string, { by, at }: NonNullable<OpenJob['claimed']>): InstanceDecision =>
  rejected('ALREADY_CLAIMED', `Expected to ${verb} task ${jobKey}, but ${by.name} claimed it at ${at}`);
