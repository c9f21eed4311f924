import type { Projection, Sql, StoredEvent } from '@lienthong/event-store';
import { jobChangesOf } from './jobs-changes.js';

const JOB = `create table job (
  job_id text primary key, code text not null, element text not null, name text not null, name_en text not null, type text not null, agency text not null, unit text not null, role text not null,
  inputs jsonb not null, headers jsonb not null, retries int, retry_at timestamptz(3), has_incident boolean not null, opened_at timestamptz(3) not null, due_at timestamptz(3) not null)`;

/** Service tasks that wait, for whoever works them from outside. Who holds which is beside it, in `job_lock`. */
export const jobsProjection: Projection = {
  name: 'jobs',
  version: 1,
  tables: ['job'],
  ddl: [JOB, 'create index job_by_type on job (agency, type, opened_at, job_id) where not has_incident', 'create index job_by_dossier on job (code)'],
  apply,
};

/** A batch is at most five statements, whatever its size, and one for each dossier that moved to another version. */
async function apply(events: readonly StoredEvent[], sql: Sql): Promise<void> {
  const { opened, tried, corrected, stuck, closed, renamed } = jobChangesOf(events);
  for (const { code, elements } of renamed) {
    await sql.query('update job set element = coalesce($2::jsonb ->> element, element) where code = $1', [code, JSON.stringify(elements)]);
  }
  if (opened.length > 0) await sql.query('insert into job select * from jsonb_populate_recordset(null::job, $1::jsonb)', [JSON.stringify(opened)]);
  if (tried.length > 0) {
    await sql.query('update job set retries = c.retries, retry_at = c.retry_at from jsonb_populate_recordset(null::job, $1::jsonb) as c where job.job_id = c.job_id', [JSON.stringify(tried)]);
  }
  if (corrected.length > 0) await sql.query('update job set inputs = job.inputs || c.inputs from jsonb_populate_recordset(null::job, $1::jsonb) as c where job.job_id = c.job_id', [JSON.stringify(corrected)]);
  if (stuck.length > 0) await sql.query('update job set has_incident = true where job_id = any($1::text[])', [stuck]);
  if (closed.length > 0) await sql.query('delete from job where job_id = any($1::text[])', [closed]);
}
