import { rejected } from '@lienthong/kernel';
import { hasJob } from '../definition.js';
import type { InstanceRejection, Officer } from '../instance-command.js';
import type { ClosedJob, OpenJob, Person } from '../instance-state.js';
import { processOf } from '../process-scope.js';
import type { InstanceDecision } from './answers.js';
import { activeOf, definitionIn, type Run } from './run.js';

/** A leader gives out and takes back the work of their own agency, whoever's it is. */
export const leads = ({ agency }: OpenJob, { agency: own, roles }: Officer): boolean => isAtHome(agency, own) && roles.includes('leader');

/** A drawing that is no procedure names no agency: its tasks are anybody's. */
const isAtHome = (agency: string, own: string): boolean => agency === '' || agency === own;

/**
 * Whom the law lets do it: an officer of the agency in the role that the procedure names, or in one that it was handed up to. A leader's
 * assignment may pass over the model's candidates, but not over this.
 */
export function isCompetent({ agency, role, escalatedTo }: OpenJob, officer: Officer): boolean {
  return isAtHome(agency, officer.agency) && (role === null || officer.roles.includes(role) || overlap(escalatedTo, officer.roles));
}

/** Whom the model wants to do it: everyone competent, or those that it names. */
export function isCandidate(job: OpenJob, officer: Officer): boolean {
  const { assignee, candidateUsers = [], candidateGroups = [] } = job.task ?? {};
  const people = [officer.subject, ...(officer.standsInFor ?? [])];
  const isOpenToAll = assignee === undefined && candidateUsers.length === 0 && candidateGroups.length === 0;
  const isNamed = overlap(candidateUsers, people) || overlap(candidateGroups, officer.roles) || (assignee !== undefined && people.includes(assignee));
  return isCompetent(job, officer) && (isOpenToAll || isNamed || overlap(job.escalatedTo, officer.roles) || leads(job, officer));
}

const overlap = (some: readonly string[], others: readonly string[]): boolean => some.some((one) => others.includes(one));

export function notACandidate({ jobKey, agency, role, task }: OpenJob, verb: string, who: string): InstanceDecision {
  const named = [...(task?.assignee === undefined ? [] : [task.assignee]), ...(task?.candidateUsers ?? []), ...(task?.candidateGroups ?? [])];
  const whom = named.length > 0 ? ` (${named.slice(0, 5).join(', ')})` : '';
  return rejected('NOT_A_CANDIDATE', `Expected to ${verb} task ${jobKey}, but ${who} and it belongs to ${role ?? 'an officer'} of ${agency === '' ? 'any agency' : agency}${whom}`);
}

/**
 * Two people have to do what the model pairs, whichever of the two is done first: an officer who has done the one at any time may not do the
 * other. Done by whom is asked within one run of the process that holds both.
 */
export function fourEyes(run: Run, job: OpenJob, verb: string, { subject, name }: Person): InstanceDecision | null {
  const others = pairedWith(run, job);
  if (others.length === 0) return null;
  const process = processOf(run.state, job.elementKey);
  const done = Object.entries(run.state.closedJobs).find(([, closed]) => isOf(closed, others, process, subject));
  if (done === undefined) return null;
  const [otherKey, { at, element = '' }] = done;
  const { nodes, nodeIndex } = definitionIn(run, activeOf(run, job.elementKey)?.scope ?? '');
  const step = nodes[nodeIndex[element] ?? -1]?.name ?? element;
  const because = `Expected to ${verb} task ${job.jobKey}, but ${name} completed ${otherKey} at ${at}, and two people have to do these`;
  const rejection: InstanceRejection & Readonly<Record<'who' | 'step' | 'at', string>> = { code: 'FOUR_EYES', because, who: name, step, at };
  return { kind: 'rejected', rejection };
}

const isOf = ({ by, element, process = '' }: ClosedJob, elements: readonly string[], scope: string, subject: string): boolean =>
  by?.subject === subject && element !== undefined && elements.includes(element) && process === scope;

function pairedWith(run: Run, { element, elementKey, task }: OpenJob): readonly string[] {
  const scope = activeOf(run, elementKey)?.scope ?? '';
  const naming = definitionIn(run, scope).nodes.filter((node) => hasJob(node) && node.job.task?.fourEyes.includes(element) === true);
  return [...(task?.fourEyes ?? []), ...naming.map(({ id }) => id)];
}
