import { decodeCursor, encodeCursor, vietnamTime, type Paged } from '@lienthong/service-host';
import { openNumbers } from '../../domain/decimals.js';
import { deadlineAt, IS_WAITING } from './deadline-state.js';
import type { TaskListQuery } from './task.requests.js';

export type ListedRow = Readonly<{
  deadline: 'late' | 'soon' | null; is_waiting: boolean;
  task_id: string; code: string; element: string; name: string; name_en: string; kind: string; type: string; agency: string; unit: string; role: string;
  reason_vi: string; reason_en: string; step_number: string; counts: boolean; inputs: object; dossier_state: number | null; suspends: string | null;
  opened_at: Date; due_at: Date; claimed_by: string | null; claimed_by_name: string | null; claimed_at: Date | null; owner: string | null; owner_name: string | null;
  assigned_how: string | null; escalated_to: readonly string[]; due_date: Date | null; follow_up_at: Date | null; priority: number; comments: number; form: string | null;
  candidate_users: readonly string[]; candidate_groups: readonly string[]; procedure: string | null; version: number | null;
}>;

/**
 * Whoever may act on a task may see it, and nobody else: the terms of the engine's check on a claim and of an assignment ($1 administrator,
 * $2 agency, $3 unit, $4 roles, $5 subject, $6 those the requester stands in for).
 */
export const MAY_SEE = `($1 or ((t.agency = '' or t.agency = $2) and (t.unit = '' or t.unit = $3) and ('leader' = any($4::text[]) or t.claimed_by = $5 or t.owner = $5 or
  ((t.role = '' or t.role = any($4) or t.escalated_to && $4) and
   ((t.candidate_users = '{}' and t.candidate_groups = '{}') or t.candidate_users && ($6::text[] || $5::text) or t.candidate_groups && $4 or t.escalated_to && $4)))))`;

/** What is due first is what the law or the person's own date says first. */
const DUE = 'least(t.due_at, t.due_date)';

const VIEWS: Readonly<Record<NonNullable<TaskListQuery['show']>, string>> = {
  unit: 'true', mine: 't.claimed_by = $5', unclaimed: 't.claimed_by is null', overdue: `(${deadlineAt('$7')} = 'late' or t.due_date < $7)`, 'follow-up': 't.follow_up_at <= $7', delegated: 't.owner = $5',
};

/** By one key and the id, always upwards: the more urgent have the smaller key. */
const SORTS: Readonly<Record<NonNullable<TaskListQuery['sort']>, Readonly<{ key: string; type: string }>>> = {
  due: { key: DUE, type: 'timestamptz' }, priority: { key: '-t.priority', type: 'int' }, opened: { key: 't.opened_at', type: 'timestamptz' },
};

export type Viewer = Readonly<{ subject: string; agency: string; unit: string; roles: readonly string[]; standsInFor: readonly string[] }>;
export type Listing = Readonly<{ text: string; values: readonly unknown[] }>;

/** One more row than the page has says whether there is a next one. */
export function listingOf(query: TaskListQuery, viewer: Viewer, now: string, size: number): Listing {
  const { kind = 'user', element, procedure, dossier, priority, sort = 'due' } = query;
  const show = query.show ?? (query.mine === 'true' ? 'mine' : 'unit');
  const [madeFor, key, id] = decodeCursor(query.cursor, 3) ?? [sort, null, null];
  const { key: sortKey, type } = SORTS[sort];
  // A cursor of another order begins anew: its key means nothing here.
  const isOurs = madeFor === sort && key !== null;
  const text = `select t.*, i.procedure, i.version, ${deadlineAt('$7')} as deadline, ${IS_WAITING} as is_waiting from task t left join work_instance i using (code) left join work_clock c using (code)
    where ${MAY_SEE} and ${VIEWS[show]} and $7::timestamptz is not null and t.kind = $8
    and ($9::text is null or t.element = $9) and ($10::text is null or i.procedure = $10) and ($11::text is null or t.code = $11) and ($12::int is null or t.priority >= $12)
    and ($13::${type} is null or (${sortKey}, t.task_id) > ($13, $14)) order by ${sortKey}, t.task_id limit $15`;
  const { subject, agency, unit, roles, standsInFor } = viewer;
  const values = [
    roles.includes('administrator'), agency, unit, roles, subject, standsInFor, now, kind,
    element ?? null, procedure ?? null, dossier ?? null, priority === undefined ? null : Number(priority), isOurs ? key : null, isOurs ? id : null, size + 1,
  ];
  return { text, values };
}

export function pageOfTasks(rows: readonly ListedRow[], size: number, viewer: Pick<Viewer, 'subject'>, sort: TaskListQuery['sort'] = 'due'): Paged<object> {
  const last = rows.length > size ? rows[size - 1] : undefined;
  return { items: rows.slice(0, size).map((row) => listedTask(row, viewer)), next: last === undefined ? null : encodeCursor([sort, keyOf(last, sort), last.task_id]) };
}

function keyOf({ due_at, due_date, opened_at, priority }: ListedRow, sort: NonNullable<TaskListQuery['sort']>): string | number {
  if (sort === 'priority') return -priority;
  if (sort === 'opened') return opened_at.toISOString();
  return (due_date !== null && due_date < due_at ? due_date : due_at).toISOString();
}

function listedTask(row: ListedRow, { subject }: Pick<Viewer, 'subject'>): object {
  const { opened_at, due_at, claimed_by, claimed_by_name, claimed_at, owner, owner_name, due_date, follow_up_at } = row;
  const moment = (at: Date | null): string | null => (at === null ? null : vietnamTime(at.getTime()));
  return {
    taskId: row.task_id, dossierCode: row.code, procedure: row.procedure, procedureVersion: row.version, element: row.element, name: row.name, nameEn: row.name_en,
    kind: row.kind, type: row.type, agency: row.agency, unit: row.unit, role: row.role, reason: { vi: row.reason_vi, en: row.reason_en },
    stepNumber: row.step_number, counts: row.counts, inputs: openNumbers(row.inputs), dossierState: row.dossier_state, suspends: row.suspends,
    offeredAt: moment(opened_at), dueAt: moment(due_at), deadline: row.deadline, isWaiting: row.is_waiting, plannedFor: moment(due_date), followUpAt: moment(follow_up_at), priority: row.priority,
    claimed: claimed_by === null ? null : { by: claimed_by, name: claimed_by_name, at: moment(claimed_at), how: row.assigned_how ?? 'claimed' },
    isMine: claimed_by === subject, isOwner: owner === subject,
    owner: owner === null ? null : { by: owner, name: owner_name }, escalatedTo: row.escalated_to, comments: row.comments, hasForm: row.form !== null,
    candidates: { users: row.candidate_users, groups: row.candidate_groups },
  };
}
