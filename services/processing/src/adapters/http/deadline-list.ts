import { decodeCursor, encodeCursor, vietnamTime, type Paged } from '@lienthong/service-host';
import { deadlineAt, IS_WAITING, momentOf, stateOf } from './deadline-state.js';
import type { DeadlineQuery } from './deadline.requests.js';
import { MAY_SEE, type Listing, type Viewer } from './task-list.js';

export type DeadlineRow = Readonly<{
  id: string; code: string; task_id: string | null; element: string; name: string; name_en: string; kind: string; agency: string; unit: string;
  claimed_by: string | null; claimed_by_name: string | null; due_at: Date; near_at: Date | null; state: 'late' | 'soon'; is_new: boolean; is_waiting: boolean; procedure: string | null; version: number | null;
}>;
export type CountRow = Readonly<{ agency: string; unit: string; late: string; soon: string; waiting: string }>;

/** Offices of a province are some hundreds; beyond that somebody asks for one agency. */
export const MOST_COUNTED = 500;

/** Who keeps watch over others' work: every office's leaders over their own, who only does the work over what is theirs or nobody's. */
const IS_THEIRS = `('leader' = any($4::text[]) or t.claimed_by is null or t.claimed_by = $5 or t.owner = $5)`;
/** The one-stop centre has all that it took in (`maySee`); auditors and administrators have everything. */
const MAY_WATCH = `($8 or ($2 = 'one-stop' and i.centre = $3) or (${MAY_SEE} and ${IS_THEIRS}))`;

const NOW = '$7';
/** $1 to $6 as `MAY_SEE` has them, $7 now, $8 sees all, $9 agency, $10 unit, $11 procedure, $12 dossier. */
const SEEN = `select t.*, i.procedure, i.version, ${deadlineAt(NOW)} as state, ${IS_WAITING} as is_waiting, ${momentOf(NOW)} as moment
  from task t left join work_instance i using (code) left join work_clock c using (code)
  where ${MAY_WATCH} and ($9::text is null or t.agency = $9) and ($10::text is null or t.unit = $10) and ($11::text is null or i.procedure = $11) and ($12::text is null or t.code = $12)`;

const OF_DOSSIER = stateOf('c.due_at', 'c.near_at', `coalesce(c.waiting_since, ${NOW}::timestamptz)`);

/** Steps, and dossiers as a whole where they lie: with whom the step is that has waited longest. `$13`: up to when the requester has looked. */
const LATE = `with seen as (${SEEN}),
  step as (select task_id as id, code, task_id, element, name, name_en, kind, agency, unit, claimed_by, claimed_by_name, due_at, near_at, state, is_waiting, procedure, version from seen where state is not null),
  dossier as (
    select distinct on (s.code) s.code as id, s.code, null::text as task_id, '' as element, '' as name, '' as name_en, s.kind, s.agency, s.unit, s.claimed_by, s.claimed_by_name, c.due_at, c.near_at,
      ${OF_DOSSIER} as state, s.is_waiting, s.procedure, s.version
    from seen s join work_clock c using (code) where ${OF_DOSSIER} is not null order by s.code, s.opened_at, s.task_id),
  late as (select l.*, ($13::timestamptz is null or (case when state = 'late' then due_at else near_at end) > $13) as is_new from (select * from step union all select * from dossier) l)`;

/** $14 state, $15 and $16 the cursor, $17 the page. */
const LISTED = `${LATE} select * from late where ($14::text is null or state = $14) and ($15::timestamptz is null or (due_at, id) > ($15, $16)) order by due_at, id limit $17`;

/** A menu has room for two digits; beyond that it says only that there are more. */
export const MOST_NEW = 99;
const NEW = `${LATE} select count(*)::int as count from (select from late where is_new limit ${MOST_NEW + 1}) l`;

const COUNTS = `select agency, unit, count(*) filter (where state = 'late') as late, count(*) filter (where state = 'soon') as soon, count(*) filter (where is_waiting) as waiting
  from (${SEEN}) seen group by agency, unit having count(*) filter (where state is not null or is_waiting) > 0 order by agency, unit limit ${MOST_COUNTED}`;

/** Who asks, and up to when they have looked before. */
export type Watcher = Viewer & Readonly<{ seenUntil: string | null }>;

export function lateWorkOf(query: DeadlineQuery, watcher: Watcher, now: string, size: number): Listing {
  const [due, id] = decodeCursor(query.cursor, 2) ?? [null, null];
  return { text: LISTED, values: [...sightOf(query, watcher, now), watcher.seenUntil, query.state ?? null, due, id, size + 1] };
}

/** Of all that the watcher has in view: a count that followed a filter would say that nothing is new elsewhere. */
export function newWorkOf(watcher: Watcher, now: string): Listing {
  return { text: NEW, values: [...sightOf({}, watcher, now), watcher.seenUntil] };
}

export function countsOf(query: DeadlineQuery, viewer: Viewer, now: string): Listing {
  return { text: COUNTS, values: sightOf(query, viewer, now) };
}

function sightOf({ agency, unit, procedure, dossier }: Pick<DeadlineQuery, 'agency' | 'unit' | 'procedure' | 'dossier'>, viewer: Viewer, now: string): readonly unknown[] {
  const { roles } = viewer;
  const seesAll = roles.includes('administrator') || roles.includes('auditor');
  return [roles.includes('administrator'), viewer.agency, viewer.unit, roles, viewer.subject, viewer.standsInFor, now, seesAll, agency ?? null, unit ?? null, procedure ?? null, dossier ?? null];
}

type Names = (procedure: string | null, version: number | null) => object | null;

export function pageOfDeadlines(rows: readonly DeadlineRow[], size: number, nameOf: Names): Paged<object> {
  const last = rows.length > size ? rows[size - 1] : undefined;
  return { items: rows.slice(0, size).map((row) => listed(row, nameOf)), next: last === undefined ? null : encodeCursor([last.due_at.toISOString(), last.id]) };
}

function listed(row: DeadlineRow, nameOf: Names): object {
  const { code, task_id, element, name, name_en, kind, agency, unit, claimed_by, claimed_by_name, due_at, near_at, state, is_new, is_waiting, procedure, version } = row;
  const at = (moment: Date): string => vietnamTime(moment.getTime());
  return {
    dossierCode: code, procedure: { code: procedure, version, name: nameOf(procedure, version) },
    step: task_id === null ? null : { taskId: task_id, element, name: { vi: name, en: name_en }, kind },
    agency, unit: unit === '' ? null : unit, officer: claimed_by === null ? null : { subject: claimed_by, name: claimed_by_name ?? '' },
    dueAt: at(due_at), state, since: at(state === 'late' || near_at === null ? due_at : near_at), isNew: is_new, isWaiting: is_waiting,
  };
}
