import { newTask, type TaskState } from '@lienthong/bpmn';
import { taskIdOf, type InstanceEvent } from '../../domain/instance.js';

/** The columns that change while a task is open. */
export const STATE_COLUMNS = [
  'claimed_by', 'claimed_by_name', 'claimed_at', 'owner', 'owner_name', 'assigned_how', 'escalated_to', 'due_date', 'follow_up_at', 'priority', 'comments',
] as const;
/** Times are Dates as they are read, and text as they are written. */
export type StateRow = Readonly<{
  claimed_by: string | null; claimed_by_name: string | null; claimed_at: Date | string | null; owner: string | null; owner_name: string | null; assigned_how: string | null;
  escalated_to: readonly string[]; due_date: Date | string | null; follow_up_at: Date | string | null; priority: number; comments: number;
}>;

/** A step that waits, as its list shows it. */
export type TaskRow = StateRow & Readonly<{
  task_id: string; code: string; job_key: string; element: string; name: string; name_en: string; kind: string; type: string;
  agency: string; unit: string; role: string; reason_vi: string; reason_en: string; step_number: string; counts: boolean;
  inputs: object; dossier_state: number | null; suspends: string | null; opened_at: string; due_at: string; near_at: string | null;
  candidate_users: readonly string[]; candidate_groups: readonly string[]; form: string | null;
}>;

export function taskRow(code: string, data: Extract<InstanceEvent, { type: 'JobOpened' }>['data']): TaskRow {
  const { assignee, candidateUsers = [], candidateGroups = [], form = null } = data.task ?? {};
  return {
    task_id: taskIdOf(code, data.jobKey), code, job_key: data.jobKey, element: data.element, name: data.name, name_en: data.nameEn, kind: data.kind, type: data.type,
    agency: data.agency, unit: data.unit, role: data.role ?? '', reason_vi: data.reason.vi, reason_en: data.reason.en,
    step_number: data.stepNumber, counts: data.counts, inputs: data.inputs, dossier_state: data.dossierState,
    suspends: data.suspendsClock?.ground ?? null, opened_at: data.openedAt, due_at: data.dueAt, near_at: data.nearAt ?? null,
    // The model's assignee may take again what was taken from them.
    candidate_users: assignee === undefined ? candidateUsers : [assignee, ...candidateUsers], candidate_groups: candidateGroups, form,
    ...stateRowOf(newTask(data)),
  };
}

export function stateRowOf({ claimed, owner, assigned, escalatedTo, dueDate, followUpDate, priority, comments }: TaskState): StateRow {
  return {
    claimed_by: claimed?.by.subject ?? null, claimed_by_name: claimed?.by.name ?? null, claimed_at: claimed?.at ?? null,
    owner: owner?.subject ?? null, owner_name: owner?.name ?? null, assigned_how: assigned?.how ?? null, escalated_to: escalatedTo,
    due_date: momentOf(dueDate, '23:59:59'), follow_up_at: momentOf(followUpDate, '00:00:00'), priority, comments,
  };
}

/** Who gave it and why is in the history; the list only shows how it came. */
export function taskStateOf(row: StateRow): TaskState {
  const { claimed_by, claimed_by_name, claimed_at, owner, owner_name, assigned_how } = row;
  return {
    claimed: claimed_by === null ? null : { by: { subject: claimed_by, name: claimed_by_name ?? '' }, at: textOf(claimed_at) ?? '' },
    owner: owner === null ? null : { subject: owner, name: owner_name ?? '' },
    assigned: assigned_how === null ? null : { how: assigned_how as 'assigned', by: { subject: '', name: '' }, reason: '', at: '' },
    dueDate: textOf(row.due_date), followUpDate: textOf(row.follow_up_at), priority: row.priority, comments: row.comments, escalatedTo: row.escalated_to,
  };
}

const textOf = (moment: Date | string | null): string | null => (moment instanceof Date ? moment.toISOString() : moment);

/** A day ends or begins in Việt Nam. What a model wrote and nobody can read is no date. */
function momentOf(text: string | null, timeOfDay: string): string | null {
  if (text === null) return null;
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T${timeOfDay}+07:00` : text;
  return Number.isNaN(Date.parse(moment)) ? null : moment;
}
