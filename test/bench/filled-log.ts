import pg from 'pg';

/** Finished and open instances that are in the log before the measurement. */
export type Filling = Readonly<{ finished: number; open: number }>;
/** Dossier codes of the two that are copied: one that has ended, one that waits at its first step. */
export type Templates = Readonly<{ finished: string; open: string }>;

/** Instances a statement; each is some 25 rows. */
const CHUNK = 10_000;
/** Projections of the service and their tables, in which an open instance has rows. */
const ROWS_OF_OPEN = [['work', 'task', 'task_id'], ['work', 'work_instance', null], ['migrations', 'running_instance', null], ['jobs', 'job', 'job_id']] as const;

/**
 * Copies of two instances, event by event, with names and places of their own, in every table where the service itself would have put
 * them; projections are set to the end, since what they would have made of it is there. The service must not run.
 */
export async function fillLog(url: string, { finished, open }: Filling, templates: Templates): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SET synchronous_commit = off');
    for (let done = 0; done < finished; done += CHUNK) await copy(client, templates.finished, `F${done}`, Math.min(CHUNK, finished - done));
    for (let done = 0; done < open; done += CHUNK) {
      const many = Math.min(CHUNK, open - done);
      await copy(client, templates.open, `O${done}`, many);
      for (const [projection, table, id] of ROWS_OF_OPEN) await copyRows(client, projection, table, id, templates.open, `O${done}`, many);
    }
    await client.query(`UPDATE log.projections SET position = (SELECT position FROM log.head) WHERE status = 'live'`);
  } finally {
    await client.end();
  }
}

/** One statement for many copies: streams, dossier and events, then the head. Copy `n` of `part` has the code `<part>-<n>`. */
async function copy(client: pg.Client, code: string, part: string, many: number): Promise<void> {
  await client.query('BEGIN');
  const names = [`instance/${code}`, `clock/${code}`];
  const uuidOf = `encode(substr(sha256(convert_to(t.name || $2 || n, 'UTF8')), 1, 16), 'hex')::uuid`;
  await client.query(
    `INSERT INTO log.streams (name, id) SELECT replace(t.name, $1, $2 || '-' || n), ${uuidOf} FROM log.streams t, generate_series(1, $3::int) n WHERE t.name = any($4::text[])`,
    [code, part, many, names]);
  await client.query(
    `INSERT INTO log.dossiers (ref, code, salt) SELECT sha256(convert_to($2 || '-' || n, 'UTF8')), $2 || '-' || n, t.salt FROM log.dossiers t, generate_series(1, $3::int) n WHERE t.code = $1`, [code, part, many]);
  await client.query(
    `WITH template AS (
       SELECT e.*, s.name, row_number() OVER (ORDER BY e.log_index) AS place, count(*) OVER () AS size,
         count(e.fact_number) OVER (ORDER BY e.log_index) AS fact_place, count(e.fact_number) OVER () AS facts
       FROM log.events e JOIN log.streams s ON s.id = e.stream_id WHERE s.name = any($1::text[])
     )
     INSERT INTO log.events (log_index, fact_number, occurred_at, stream_id, stream_version, dossier_version, schema, dossier, commitment, stream_category, type, actor, cause, causation_id, trace_parent, salt, sealed)
     SELECT h.position + (n - 1) * t.size + t.place, CASE WHEN t.fact_number IS NOT NULL THEN h.fact_number + (n - 1) * t.facts + t.fact_place END, t.occurred_at,
       ${uuidOf}, t.stream_version, CASE WHEN t.dossier IS NOT NULL THEN t.dossier_version END, t.schema, CASE WHEN t.dossier IS NOT NULL THEN sha256(convert_to($2 || '-' || n, 'UTF8')) END,
       t.commitment, t.stream_category, t.type, t.actor, t.cause, t.causation_id, t.trace_parent, t.salt, t.sealed
     FROM template t, generate_series(1, $3::int) n, log.head h`,
    [names, part, many]);
  await client.query('UPDATE log.head SET position = (SELECT max(log_index) FROM log.events), fact_number = (SELECT coalesce(max(fact_number), 0) FROM log.events)');
  await client.query('COMMIT');
}

async function copyRows(client: pg.Client, projection: string, table: string, id: string | null, code: string, part: string, many: number): Promise<void> {
  const { rows } = await client.query<{ schema: string }>(`SELECT schema_name AS schema FROM log.projections WHERE name = $1 AND status = 'live'`, [projection]);
  const name = `${pg.escapeIdentifier(rows[0]?.schema ?? '')}.${table}`;
  const own = id === null ? '' : `, '${id}', replace(t.${id}, $1, $2 || '-' || n)`;
  await client.query(
    `INSERT INTO ${name} SELECT r.* FROM ${name} t, generate_series(1, $3::int) n, jsonb_populate_record(t, jsonb_build_object('code', $2 || '-' || n${own})) r WHERE t.code = $1`, [code, part, many]);
}
