import type { Projections } from '@lienthong/event-store';
import type { ReadModels } from '@lienthong/service-host';
import type { Pool } from 'pg';
import { WORKER } from '../../domain/job-sight.js';
import type { Reader } from '../../domain/visibility.js';
import type { ActivatedJob, JobBoard, JobLock, JobQuery, Settled, WaitingJob } from '../../use-cases/work-board.js';

/** After an outcome the list of open jobs is behind by milliseconds; a minute is never too short. */
const KEEP_AWAY = `interval '1 minute'`;
const SWEEP_MS = 5_000;
/** One sweep takes away as many; more would hold the table up. */
const MOST_SWEPT = 50_000;

type JobRow = Readonly<{
  place: number; job_id: string; token: string; locked_until: Date; type: string; code: string; element: string; name: string; name_en: string; agency: string; unit: string;
  inputs: object; headers: object; retries: number | null; opened_at: Date; due_at: Date;
}>;
type ListedRow = Omit<JobRow, 'place' | 'token' | 'locked_until' | 'inputs' | 'headers'> & Readonly<{ retry_at: Date | null; has_incident: boolean; worker: string | null; locked_until: Date | null }>;
type LockRow = Readonly<{ job_id: string; token: string; worker: string; locked_until: Date; expired: boolean; outcome: string | null }>;

/** `mayWork` in SQL, over parameters 1 to 4 of `sightOf`. */
const MAY_WORK = `j.agency = $1 and (j.unit = '' or j.unit = $2 or ($3 and $2 = '')) and ($3 or j.role = '' or j.role = any($4::text[]))`;
const sightOf = ({ agency, unit, roles }: Reader): readonly unknown[] => [agency, unit, roles.includes(WORKER), roles];

const TAKE = `with asked as (select * from jsonb_to_recordset($5::jsonb) as a (place int, type text, most int)),
  open as (
    select place, most, job_id, code, row_number() over (partition by place order by opened_at, job_id) as turn from asked cross join lateral (
      select j.job_id, j.code, j.opened_at from job j left join public.job_lock l on l.job_id = j.job_id
      where ${MAY_WORK} and j.type = asked.type and ($6::text is null or j.agency = $6) and ($7::text is null or j.unit = $7)
        and not j.has_incident and (j.retry_at is null or j.retry_at <= now()) and (l.job_id is null or l.locked_until <= now())
      order by j.opened_at, j.job_id limit asked.most
    ) as one
  ), taken as (
    insert into public.job_lock as l (job_id, code, token, worker, stream, locked_until)
    select job_id, code, gen_random_uuid(), $8, $9::uuid, now() + $10 * interval '1 second' from open where turn <= most
    on conflict (job_id) do update set token = excluded.token, worker = excluded.worker, stream = excluded.stream, locked_until = excluded.locked_until, outcome = null
      where l.locked_until <= now()
    returning l.job_id, l.token, l.locked_until
  )
  select o.place, t.token, t.locked_until, j.* from taken t join open o on o.job_id = t.job_id join job j on j.job_id = t.job_id order by j.opened_at, j.job_id`;

function activatedJobOf({ job_id, token, locked_until, name_en, opened_at, due_at, type, code, element, name, inputs, headers, retries, agency, unit }: JobRow): ActivatedJob {
  return { jobId: job_id, lock: token, lockedUntil: locked_until, type, code, element, name, nameEn: name_en, agency, unit, inputs, headers, retries, openedAt: opened_at, dueAt: due_at };
}

/** The projection `jobs` and the locks beside it. */
export class JobRows implements JobBoard {
  private sweeping: NodeJS.Timeout | undefined;

  constructor(private readonly pool: Pool, private readonly projections: Projections, private readonly readModels: ReadModels) {}

  async take(queries: readonly JobQuery[]): Promise<readonly (readonly ActivatedJob[])[]> {
    const [first] = queries;
    if (first === undefined) return [];
    const { worker, by, lockSeconds, agency, unit, stream } = first;
    const asked = queries.flatMap(({ types, maxJobs }, place) => [...new Set(types)].map((type) => ({ place, type, most: maxJobs })));
    const { rows } = await this.pool.query<JobRow>(TAKE, [...sightOf(by), JSON.stringify(asked), agency ?? null, unit ?? null, worker, stream ?? null, lockSeconds]);
    return queries.map((_, place) => rows.filter((row) => row.place === place).map(activatedJobOf));
  }

  async list(reader: Reader, after: Readonly<{ openedAt: string; jobId: string }> | null, limit: number, minPosition: number | undefined): Promise<readonly WaitingJob[]> {
    const [agency, unit, isWorker, roles] = sightOf(reader);
    const rows = await this.readModels.query<ListedRow>(
      'jobs',
      `select j.*, l.worker, l.locked_until from job j left join public.job_lock l on l.job_id = j.job_id and l.locked_until > now()
       where ($5 or (${MAY_WORK})) and ($6::timestamptz is null or (j.opened_at, j.job_id) > ($6, $7)) order by j.opened_at, j.job_id limit $8`,
      [agency, unit, isWorker === true || reader.roles.includes('leader'), roles, reader.roles.includes('administrator'), after?.openedAt ?? null, after?.jobId ?? null, limit], minPosition,
    );
    return rows.map((row) => ({
      jobId: row.job_id, type: row.type, code: row.code, element: row.element, name: row.name, nameEn: row.name_en, agency: row.agency, unit: row.unit, retries: row.retries,
      openedAt: row.opened_at, dueAt: row.due_at, retryAt: row.retry_at, hasIncident: row.has_incident, worker: row.worker, lockedUntil: row.locked_until,
    }));
  }

  async locksOf(jobIds: readonly string[]): Promise<ReadonlyMap<string, JobLock>> {
    const { rows } = await this.pool.query<LockRow>(
      'select job_id, token, worker, locked_until, locked_until <= now() as expired, outcome from public.job_lock where job_id = any($1::text[])', [jobIds]);
    return new Map(rows.map((row) => [row.job_id, { jobId: row.job_id, lock: row.token, worker: row.worker, until: row.locked_until, isExpired: row.expired, outcome: row.outcome }]));
  }

  async extend({ jobId, code, lock, worker, seconds }: Parameters<JobBoard['extend']>[0]): Promise<Date | undefined> {
    const { rows } = await this.pool.query<{ locked_until: Date }>(
      `insert into public.job_lock as l (job_id, code, token, worker, locked_until) values ($1, $2, $3, $4, now() + $5 * interval '1 second')
       on conflict (job_id) do update set locked_until = excluded.locked_until where l.token = excluded.token returning l.locked_until`,
      [jobId, code, lock, worker, seconds]);
    return rows[0]?.locked_until;
  }

  async settle(locks: readonly Settled[]): Promise<void> {
    if (locks.length === 0) return;
    await this.pool.query(
      `insert into public.job_lock as l (job_id, code, token, worker, locked_until, outcome)
       select c."jobId", c.code, c.lock, c.worker, coalesce(c.until, now() + ${KEEP_AWAY}), c.outcome
       from jsonb_to_recordset($1::jsonb) as c("jobId" text, code text, lock uuid, worker text, until timestamptz, outcome text)
       on conflict (job_id) do update set locked_until = excluded.locked_until, outcome = excluded.outcome where l.token = excluded.token`,
      [JSON.stringify(locks)]);
  }

  async outstanding(stream: string): Promise<number> {
    const { rows } = await this.pool.query<{ count: string }>(
      `select count(*) from public.job_lock l join job j on j.job_id = l.job_id
       where l.stream = $1 and l.locked_until > now() and not j.has_incident and (j.retry_at is null or j.retry_at <= now())`, [stream]);
    return Number(rows[0]?.count ?? 0);
  }

  onMoved(listener: () => void): () => void {
    return this.projections.onMoved('jobs', listener);
  }

  /** Locks whose end has passed a minute ago: their jobs are done, or will be taken anew. */
  async sweep(): Promise<void> {
    await this.pool.query(
      `delete from public.job_lock where job_id in (select job_id from public.job_lock where locked_until < now() - ${KEEP_AWAY} limit ${MOST_SWEPT})`);
  }

  onApplicationBootstrap(): void {
    // What a sweep leaves because the database is away, the next one takes.
    this.sweeping = setInterval(() => { this.sweep().catch(() => undefined); }, SWEEP_MS);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.sweeping);
  }
}
