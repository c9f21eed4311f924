import { decodeCursor, encodeCursor, vietnamTime, type Paged } from '@lienthong/service-host';
import type { LateStepsQuery, StepReportQuery } from './step-report.requests.js';
import type { Listing } from './task-list.js';

export type StepRow = Readonly<{ procedure: string; element: string; name: string; name_en: string; agency: string; due: string; late: string; still_open: string; hours_late: string | null }>;
export type LateStepRow = Readonly<{ task_id: string; code: string; procedure: string; element: string; name: string; name_en: string; agency: string; unit: string; due_at: Date; closed_at: Date | null }>;

/** `until`: the day after the last, or now where that is earlier: what is not due yet is neither on time nor late. */
export type StepPeriod = Readonly<{ from: string; until: string; now: string }>;
type Watcher = Readonly<{ agency: string; unit: string; roles: readonly string[] }>;

/** A province has some thousand steps; those with the most lateness come first, beyond that somebody asks for one procedure. */
export const MOST_STEPS = 200;

/** Leaders see what is or was to be done in their offices, the one-stop centre's all that it took in, auditors and administrators everything. $4 sees all, $5 agency, $6 unit. */
const MAY_WATCH = `($4 or ($5 = 'one-stop' and (i.centre = $6 or starts_with(i.centre, $6 || '.'))) or (t.agency = $5 and (t.unit = '' or t.unit = $6 or starts_with(t.unit, $6 || '.'))))`;

/** Due in the period. What was cut off before its date was no longer anybody's to do. $1 from, $2 until, $3 now, $7 agency, $8 procedure. */
const SEEN = `select t.*, i.procedure, coalesce(t.closed_at, $3) > t.due_at as is_late from step_time t join step_instance i using (code)
  where t.due_at >= $1 and t.due_at < $2 and (t.is_completed is distinct from false or t.closed_at > t.due_at) and ${MAY_WATCH}
    and ($7::text is null or t.agency = $7) and ($8::text is null or i.procedure = $8)`;

const REPORT = `select procedure, element, max(name) as name, max(name_en) as name_en, agency, count(*) as due, count(*) filter (where is_late) as late,
    count(*) filter (where is_late and closed_at is null) as still_open, round(avg(extract(epoch from coalesce(closed_at, $3) - due_at) / 3600) filter (where is_late), 1) as hours_late
  from (${SEEN}) seen group by procedure, element, agency order by count(*) filter (where is_late) desc, procedure, element, agency limit ${MOST_STEPS}`;

const LATE = `select * from (${SEEN}) seen where is_late and ($9::text is null or element = $9) and ($10::timestamptz is null or (due_at, task_id) > ($10, $11)) order by due_at, task_id limit $12`;

export function stepReportOf(query: StepReportQuery, watcher: Watcher, period: StepPeriod): Listing {
  return { text: REPORT, values: sightOf(query, watcher, period) };
}

export function lateStepsOf(query: LateStepsQuery, watcher: Watcher, period: StepPeriod, size: number): Listing {
  const [due, id] = decodeCursor(query.cursor, 2) ?? [null, null];
  return { text: LATE, values: [...sightOf(query, watcher, period), query.element ?? null, due, id, size + 1] };
}

function sightOf({ agency, procedure }: StepReportQuery, watcher: Watcher, { from, until, now }: StepPeriod): readonly unknown[] {
  const seesAll = watcher.roles.includes('administrator') || watcher.roles.includes('auditor');
  return [from, until, now, seesAll, watcher.agency, watcher.unit, agency ?? null, procedure ?? null];
}

export function stepView({ procedure, element, name, name_en: nameEn, agency, due, late, still_open: open, hours_late: hours }: StepRow): object {
  return { procedure, element, name: { vi: name, en: nameEn }, agency, due: Number(due), onTime: Number(due) - Number(late), late: Number(late), stillOpen: Number(open), hoursLate: hours === null ? null : Number(hours) };
}

export function pageOfLateSteps(rows: readonly LateStepRow[], size: number): Paged<object> {
  const last = rows.length > size ? rows[size - 1] : undefined;
  return { items: rows.slice(0, size).map(lateView), next: last === undefined ? null : encodeCursor([last.due_at.toISOString(), last.task_id]) };
}

function lateView({ task_id: taskId, code, procedure, element, name, name_en: nameEn, agency, unit, due_at: dueAt, closed_at: closedAt }: LateStepRow): object {
  return { dossierCode: code, taskId, procedure, element, name: { vi: name, en: nameEn }, agency, unit, dueAt: vietnamTime(dueAt.getTime()), closedAt: closedAt === null ? null : vietnamTime(closedAt.getTime()) };
}
