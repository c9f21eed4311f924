import type { HumanTask, Job, Value } from '../definition.js';
import { nextKey, type ActiveElement, type Json, type OpenedJob, type OpenedTask, type Variables } from '../instance-state.js';
import { fault, record, type Fault, type Run } from './run.js';
import { lookupOf, nameIn, over, textOf, valueOf, type Lookup } from './scope.js';

/** Opens the work of an element; null when it is open. A job that replaces a failed one needs a key of its own. */
export function openJob(run: Run, active: ActiveElement, job: Job, name: string, inputs: Variables): Fault | null {
  const find = over(inputs, lookupOf(run, active));
  const type = nameIn(run, job.type, find);
  if (type.kind === 'failed') return fault('JOB_FAILED', type.vi, type.en);
  const retries = job.retries === null ? null : valueOf(run, job.retries, find);
  if (retries?.kind === 'failed') return fault('JOB_FAILED', retries.vi, retries.en);
  const tries = retries === null ? NaN : Number(retries.value);
  const task = job.task === null ? {} : openedTask(run, job.task, find);
  if ('text' in task) return task as Fault;
  const { elementKey, element } = active;
  const jobKey = Object.hasOwn(run.state.closedJobs, elementKey) ? nextKey(run.state, element) : elementKey;
  const data: OpenedJob = {
    jobKey, elementKey, element, name, nameEn: job.nameEn, kind: job.kind, type: textOf(type.value),
    agency: job.agency, role: job.role, reason: job.reason, inputs, stepNumber: job.stepNumber, limit: job.limit, counts: job.counts,
    dossierState: job.dossierState, suspendsClock: job.suspendsClock, completedBy: job.completedBy.map(({ fact }) => fact), openedAt: run.at,
    ...(Number.isSafeInteger(tries) && tries > 0 && { retries: tries }),
    ...(job.warnings !== undefined && { warnings: job.warnings }),
    ...(Object.keys(job.headers).length > 0 && { headers: job.headers }),
    ...(Object.keys(task).length > 0 && { task: task as OpenedTask }),
  };
  record(run, { type: 'JobOpened', data });
  return null;
}

const MOST_CANDIDATES = 100;

function openedTask(run: Run, task: HumanTask, find: Lookup): OpenedTask | Fault {
  const opened: Record<string, unknown> = {};
  const problems: Fault[] = [];
  const read = (name: string, value: Value | null, form: (value: Json) => unknown): void => {
    if (value === null) return;
    const result = valueOf(run, value, find);
    if (result.kind === 'failed') {
      problems.push(fault('ASSIGNMENT_FAILED', `Không tính được “${name}”: ${result.vi}`, `"${name}" cannot be worked out: ${result.en}`));
      return;
    }
    const read = result.value === null ? undefined : form(result.value);
    if (read !== undefined && read !== '') opened[name] = read;
  };
  read('assignee', task.assignee, textOf);
  read('candidateGroups', task.candidateGroups, namesOf);
  read('candidateUsers', task.candidateUsers, namesOf);
  read('dueDate', task.dueDate, textOf);
  read('followUpDate', task.followUpDate, textOf);
  read('priority', task.priority, (value) => (Number.isFinite(Number(value)) ? Math.min(100, Math.max(0, Math.trunc(Number(value)))) : undefined));
  if (task.form !== null) opened['form'] = task.form;
  if (task.fourEyes.length > 0) opened['fourEyes'] = task.fourEyes;
  if (task.escalations.length > 0) opened['escalations'] = task.escalations;
  return problems[0] ?? (opened as OpenedTask);
}

/** A list, or names divided by commas. */
function namesOf(value: Json): readonly string[] {
  const names = Array.isArray(value) ? (value as readonly Json[]).map(textOf) : textOf(value).split(',');
  return names.map((name) => name.trim()).filter((name) => name !== '').slice(0, MOST_CANDIDATES);
}
