import type { Projection, Sql, StoredEvent } from '@lienthong/event-store';
import { taskIdOf, type InstanceEvent } from '../../domain/instance.js';

type Opened = Readonly<{ task_id: string; code: string; element: string; name: string; name_en: string; agency: string; unit: string; opened_at: string; due_at: string }>;
type Changed = Readonly<{ task_id: string; due_at: string | null; closed_at: string | null; is_completed: boolean | null }>;
type Begun = Readonly<{ code: string; procedure: string; centre: string }>;

/**
 * When each step was due and when it was done, kept after its end, so that it can be told where a procedure is late. Steps whose time does not count, since
 * they wait for the citizen, are not in it. What is erased is filled anew without it.
 */
export const stepTimesProjection: Projection = {
  name: 'step-times',
  version: 1,
  tables: ['step_time', 'step_instance'],
  ddl: [
    `create table step_time (task_id text primary key, code text not null, element text not null, name text not null, name_en text not null, agency text not null, unit text not null,
      opened_at timestamptz not null, due_at timestamptz not null, closed_at timestamptz, is_completed boolean)`,
    'create index step_time_by_due on step_time (due_at)',
    'create table step_instance (code text primary key, procedure text not null, centre text not null)',
  ],
  apply: async (events, sql) => {
    const { begun, opened, changed } = stepChangesOf(events);
    await insert('step_instance', begun, sql);
    await insert('step_time', opened, sql);
    if (changed.length === 0) return;
    await sql.query(
      `update step_time set due_at = coalesce(c.due_at, step_time.due_at), closed_at = coalesce(c.closed_at, step_time.closed_at), is_completed = coalesce(c.is_completed, step_time.is_completed)
       from jsonb_to_recordset($1::jsonb) as c (task_id text, due_at timestamptz, closed_at timestamptz, is_completed boolean) where step_time.task_id = c.task_id`, [JSON.stringify(changed)]);
  },
};

async function insert(table: string, rows: readonly object[], sql: Sql): Promise<void> {
  if (rows.length > 0) await sql.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb) on conflict do nothing`, [JSON.stringify(rows)]);
}

/** Each step at most once, however often it was moved in the batch: the last word counts. */
export function stepChangesOf(events: readonly StoredEvent[]): Readonly<{ begun: readonly Begun[]; opened: readonly Opened[]; changed: readonly Changed[] }> {
  const [begun, opened, changed] = [new Map<string, Begun>(), new Map<string, Opened>(), new Map<string, Changed>()];
  for (const { stream, type, data } of events) {
    if (data === null || !stream.startsWith('instance/')) continue;
    const code = stream.slice('instance/'.length);
    const event = { type, data } as InstanceEvent;
    if (event.type === 'InstanceStarted') begun.set(code, { code, procedure: event.data.procedure, centre: event.data.units['one-stop'] ?? '' });
    if (event.type === 'JobOpened' && event.data.counts) {
      const { jobKey, element, name, nameEn, agency, unit, openedAt, dueAt } = event.data;
      const taskId = taskIdOf(code, jobKey);
      opened.set(taskId, { task_id: taskId, code, element, name, name_en: nameEn, agency, unit, opened_at: openedAt, due_at: dueAt });
    }
    const change = changeOf(event);
    if (change === undefined) continue;
    const taskId = taskIdOf(code, change.jobKey);
    const { due_at: dueAt, closed_at: closedAt, is_completed: isCompleted } = changed.get(taskId) ?? { due_at: null, closed_at: null, is_completed: null };
    changed.set(taskId, { task_id: taskId, due_at: change.dueAt ?? dueAt, closed_at: change.closedAt ?? closedAt, is_completed: change.isCompleted ?? isCompleted });
  }
  return { begun: [...begun.values()], opened: [...opened.values()], changed: [...changed.values()] };
}

type Change = Readonly<{ jobKey: string; dueAt?: string; closedAt?: string; isCompleted?: boolean }>;

function changeOf(event: InstanceEvent): Change | undefined {
  switch (event.type) {
    case 'StepDateMoved': return { jobKey: event.data.jobKey, dueAt: event.data.to };
    case 'JobCompleted': return { jobKey: event.data.jobKey, closedAt: event.data.at, isCompleted: true };
    case 'JobCancelled': return { jobKey: event.data.jobKey, closedAt: event.data.at, isCompleted: false };
    default: return undefined;
  }
}
