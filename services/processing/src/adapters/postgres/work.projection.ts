import type { Projection, Sql, StoredEvent } from '@lienthong/event-store';
import { workChangesOf } from './work-changes.js';

const TASK = `create table task (
  task_id text primary key, code text not null, job_key text not null, element text not null, name text not null, name_en text not null, kind text not null, type text not null,
  agency text not null, unit text not null, role text not null, reason_vi text not null, reason_en text not null, step_number text not null,
  counts boolean not null, inputs jsonb not null, dossier_state int, suspends text, opened_at timestamptz not null, due_at timestamptz not null,
  claimed_by text, claimed_by_name text, claimed_at timestamptz)`;

const INCIDENT = `create table incident (
  incident_id text primary key, code text not null, incident_key text not null, element text not null, job_key text, incident_code text not null,
  text_vi text not null, text_en text not null, owner text not null, raised_at timestamptz not null)`;

/** What waits: open steps and open incidents. What is done is history, and history is audit's. */
export const workProjection: Projection = {
  name: 'work',
  version: 2,
  tables: ['task', 'incident'],
  ddl: [
    TASK,
    'create index task_by_agency on task (agency, due_at, task_id)',
    'create index task_by_dossier on task (code)',
    INCIDENT,
    'create index incident_by_owner on incident (owner, raised_at, incident_id)',
    'create index incident_by_dossier on incident (code)',
  ],
  apply,
};

/** A batch is at most five statements, whatever its size: each takes its rows as one JSON parameter. */
async function apply(events: readonly StoredEvent[], sql: Sql): Promise<void> {
  const { opened, claims, closed, raised, resolved } = workChangesOf(events);
  if (opened.length > 0) await sql.query('insert into task select * from jsonb_populate_recordset(null::task, $1::jsonb)', [JSON.stringify(opened)]);
  if (claims.length > 0) {
    await sql.query(
      `update task set claimed_by = c.claimed_by, claimed_by_name = c.claimed_by_name, claimed_at = c.claimed_at
       from jsonb_to_recordset($1::jsonb) as c(task_id text, claimed_by text, claimed_by_name text, claimed_at timestamptz) where task.task_id = c.task_id`,
      [JSON.stringify(claims)],
    );
  }
  if (closed.length > 0) await sql.query('delete from task where task_id = any($1::text[])', [closed]);
  if (raised.length > 0) await sql.query('insert into incident select * from jsonb_populate_recordset(null::incident, $1::jsonb)', [JSON.stringify(raised)]);
  if (resolved.length > 0) await sql.query('delete from incident where incident_id = any($1::text[])', [resolved]);
}
