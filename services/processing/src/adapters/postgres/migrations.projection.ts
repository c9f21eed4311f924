import type { Projection, Sql, StoredEvent } from '@lienthong/event-store';
import { migrationChangesOf } from './migration-changes.js';

const RUNNING = `create table running_instance (
  code text primary key, process text not null, procedure text not null, version int not null, started_at timestamptz not null)`;

const MIGRATION = `create table migration (
  id text primary key, procedure text not null, from_version int not null, to_version int not null, elements jsonb not null, flows jsonb not null, reason text not null, due_date text not null,
  planned_by text not null, planned_at timestamptz not null, status text not null, run int not null, changed_by text not null, changed_at timestamptz not null)`;

const OUTCOME = `create table migration_outcome (
  migration text not null, code text not null, run int not null, moved boolean not null, because jsonb not null, at timestamptz not null, primary key (migration, code))`;

/** Which dossiers run by which version, and what became of them in a migration. Together, so that a batch is picked from one moment of both. */
export const migrationsProjection: Projection = {
  name: 'migrations',
  version: 1,
  tables: ['running_instance', 'migration', 'migration_outcome'],
  ddl: [
    RUNNING,
    'create index running_instance_by_version on running_instance (procedure, version, code)',
    MIGRATION,
    'create index migration_by_procedure on migration (procedure, planned_at)',
    OUTCOME,
    'create index migration_outcome_by_run on migration_outcome (migration, run, moved, code)',
  ],
  apply,
};

/** A batch is at most six statements, whatever its size: each takes its rows as one JSON parameter. */
async function apply(events: readonly StoredEvent[], sql: Sql): Promise<void> {
  const { started, versions, ended, planned, states, outcomes } = migrationChangesOf(events);
  if (started.length > 0) await sql.query('insert into running_instance select * from jsonb_populate_recordset(null::running_instance, $1::jsonb)', [JSON.stringify(started)]);
  if (versions.length > 0) {
    await sql.query(
      'update running_instance set version = c.version from jsonb_to_recordset($1::jsonb) as c(code text, version int) where running_instance.code = c.code',
      [JSON.stringify(versions)],
    );
  }
  if (ended.length > 0) await sql.query('delete from running_instance where code = any($1::text[])', [ended]);
  if (planned.length > 0) await sql.query('insert into migration select * from jsonb_populate_recordset(null::migration, $1::jsonb)', [JSON.stringify(planned)]);
  if (states.length > 0) {
    await sql.query(
      `update migration set status = c.status, run = case when c.run < 0 then migration.run else c.run end,
         changed_by = case when c.changed_by = '' then migration.changed_by else c.changed_by end, changed_at = c.changed_at
       from jsonb_to_recordset($1::jsonb) as c(id text, status text, run int, changed_by text, changed_at timestamptz) where migration.id = c.id`,
      [JSON.stringify(states)],
    );
  }
  if (outcomes.length > 0) {
    await sql.query(
      `insert into migration_outcome select * from jsonb_populate_recordset(null::migration_outcome, $1::jsonb)
       on conflict (migration, code) do update set run = excluded.run, moved = excluded.moved, because = excluded.because, at = excluded.at`,
      [JSON.stringify(outcomes)],
    );
  }
}
