import { evolveTask } from '@lienthong/bpmn';
import { clockRowOf, type ClockRow } from './clock-rows.js';
import type { Projection, Sql, StoredEvent } from '@lienthong/event-store';
import { STATE_COLUMNS, stateRowOf, taskStateOf, type StateRow } from './task-rows.js';
import { workChangesOf, type WorkChanges } from './work-changes.js';

const TASK = `create table task (
  task_id text primary key, code text not null, job_key text not null, element text not null, name text not null, name_en text not null, kind text not null, type text not null,
  agency text not null, unit text not null, role text not null, reason_vi text not null, reason_en text not null, step_number text not null,
  counts boolean not null, inputs jsonb not null, dossier_state int, suspends text, opened_at timestamptz not null, due_at timestamptz not null, near_at timestamptz,
  claimed_by text, claimed_by_name text, claimed_at timestamptz, owner text, owner_name text, assigned_how text,
  candidate_users text[] not null, candidate_groups text[] not null, escalated_to text[] not null,
  due_date timestamptz, follow_up_at timestamptz, priority int not null, comments int not null, form text)`;

const INCIDENT = `create table incident (
  incident_id text primary key, code text not null, incident_key text not null, element text not null, job_key text, incident_code text not null,
  text_vi text not null, text_en text not null, owner text not null, raised_at timestamptz not null)`;

const INSTANCE = 'create table work_instance (code text primary key, procedure text not null, version int not null, centre text not null)';

const CLOCK = `create table work_clock (code text primary key, due_at timestamptz not null, near_at timestamptz, waiting_since timestamptz, state jsonb not null)`;

const ABSENCE = `create table absence (
  absence_id text primary key, subject text not null, name text not null, agency text not null, unit text not null, substitute text not null, officer jsonb not null,
  from_at timestamptz not null, to_at timestamptz not null, reason text not null, recorded_by text not null, recorded_by_name text not null, recorded_at timestamptz not null)`;

/**
 * What waits: open steps and open incidents, and which of those who have them are away. What is done is history, and history is audit's.
 * Together, so that what has to be handed over is found at one moment of both.
 */
export const workProjection: Projection = {
  name: 'work',
  version: 4,
  tables: ['task', 'incident', 'work_instance', 'work_clock', 'absence'],
  ddl: [
    TASK,
    'create index task_by_agency on task (agency, due_at, task_id)',
    'create index task_by_due on task (due_at, task_id)',
    'create index task_by_dossier on task (code)',
    'create index task_by_claimant on task (claimed_by) where claimed_by is not null',
    INCIDENT,
    'create index incident_by_owner on incident (owner, raised_at, incident_id)',
    'create index incident_by_dossier on incident (code)',
    INSTANCE,
    CLOCK,
    'create index work_clock_by_due on work_clock (due_at, code)',
    ABSENCE,
    'create index absence_by_person on absence (subject, to_at)',
    'create index absence_by_substitute on absence (substitute, to_at)',
    'create index absence_by_unit on absence (agency, unit, to_at)',
  ],
  apply,
};

/** A batch is at most fifteen statements, and two for each dossier that moved to another version: each takes its rows as one JSON parameter. */
async function apply(events: readonly StoredEvent[], sql: Sql): Promise<void> {
  const { opened, changed, moved, corrected, closed, clocks, raised, resolved, begun, ended, away, back, renamed } = workChangesOf(events);
  const insert = async (table: string, rows: readonly object[], more = ''): Promise<void> => {
    if (rows.length > 0) await sql.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb) ${more}`, [JSON.stringify(rows)]);
  };
  const remove = async (table: string, column: string, keys: readonly string[]): Promise<void> => {
    if (keys.length > 0) await sql.query(`delete from ${table} where ${column} = any($1::text[])`, [keys]);
  };
  for (const { code, elements } of renamed) await rename(code, elements, sql);
  await insert('work_instance', begun, 'on conflict (code) do update set version = excluded.version');
  await insert('task', opened);
  await change(changed, sql);
  if (moved.length > 0) await sql.query('update task set due_at = c.due_at, near_at = c.near_at from jsonb_populate_recordset(null::task, $1::jsonb) as c where task.task_id = c.task_id', [JSON.stringify(moved)]);
  if (corrected.length > 0) await sql.query('update task set inputs = task.inputs || c.inputs from jsonb_populate_recordset(null::task, $1::jsonb) as c where task.task_id = c.task_id', [JSON.stringify(corrected)]);
  await remove('task', 'task_id', closed);
  await tick(clocks, sql);
  await insert('incident', raised);
  await remove('incident', 'incident_id', resolved);
  await remove('work_instance', 'code', ended);
  await insert('absence', away);
  await remove('absence', 'absence_id', back);
}

/** Folded from the rows as they stand, by the clock's own function; what has ended has none any more. */
async function tick(clocks: WorkChanges['clocks'], sql: Sql): Promise<void> {
  if (clocks.length === 0) return;
  const { rows } = await sql.query('select code, state from work_clock where code = any($1::text[])', [clocks.map(({ code }) => code)]);
  const standing = new Map((rows as unknown as readonly Pick<ClockRow, 'code' | 'state'>[]).map(({ code, state }) => [code, state]));
  const after = clocks.flatMap(({ code, events }) => clockRowOf(code, standing.get(code), events) ?? []);
  const stopped = clocks.filter(({ code }) => !after.some((row) => row.code === code)).map(({ code }) => code);
  if (stopped.length > 0) await sql.query('delete from work_clock where code = any($1::text[])', [stopped]);
  if (after.length === 0) return;
  await sql.query(
    `insert into work_clock select * from jsonb_populate_recordset(null::work_clock, $1::jsonb)
     on conflict (code) do update set due_at = excluded.due_at, near_at = excluded.near_at, waiting_since = excluded.waiting_since, state = excluded.state`,
    [JSON.stringify(after)]);
}

/** Two renamings of one dossier go in their turn: the second knows the names of the first. */
async function rename(code: string, elements: Readonly<Record<string, string>>, sql: Sql): Promise<void> {
  for (const table of ['task', 'incident'])
    await sql.query(`update ${table} set element = $2::jsonb ->> element where code = $1 and jsonb_exists($2::jsonb, element)`, [code, JSON.stringify(elements)]);
}

/** What happened to tasks of earlier batches: folded from the rows as they stand, by the same function as the engine's own state. */
async function change(changed: WorkChanges['changed'], sql: Sql): Promise<void> {
  if (changed.length === 0) return;
  const { rows } = await sql.query(`select ${STATE_COLUMNS.join(', ')}, task_id from task where task_id = any($1::text[])`, [changed.map(({ taskId }) => taskId)]);
  const standing = new Map((rows as unknown as readonly (StateRow & Readonly<{ task_id: string }>)[]).map((row) => [row.task_id, row]));
  const after = changed.flatMap(({ taskId, events }) => {
    const row = standing.get(taskId);
    return row === undefined ? [] : [{ task_id: taskId, ...stateRowOf(events.reduce(evolveTask, taskStateOf(row))) }];
  });
  const sets = STATE_COLUMNS.map((column) => `${column} = c.${column}`).join(', ');
  if (after.length > 0) await sql.query(`update task set ${sets} from jsonb_populate_recordset(null::task, $1::jsonb) as c where task.task_id = c.task_id`, [JSON.stringify(after)]);
}
