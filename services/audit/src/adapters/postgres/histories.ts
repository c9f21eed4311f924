import { ReadModels, vietnamTime } from '@lienthong/service-host';
import type { JsonObject } from '@bufbuild/protobuf';
import { evolveCustody, holderOf, isLateAt, nobody } from '../../domain/custody.js';
import type { Custody, NationalState } from '../../domain/custody.js';
import { shortType } from '../../domain/heard-fact.js';
import { gapsIn } from '../../domain/sequence-ranges.js';
import type { SequenceRanges } from '../../domain/sequence-ranges.js';
import { DossierReads } from '../../use-cases/dossier-reads.js';
import type { Board, DossierFilter, DossierItem, Sight, SourceHeard, TimelineEntry } from '../../use-cases/dossier-reads.js';
import { custodyChangesIn } from './custody-change.js';
import { tellFact } from './fact-titles.js';

type DossierRow = { code: string; position: string; updated_at: string; state: NationalState; suspended: boolean; incidents: number; late: boolean; custody: Custody };
type TimelineRow = { code: string; position: string; service: string; fact_type: string; sequence: string; at: string; heard_at: string; data: JsonObject };

/** Nothing is late that waits for the citizen, lies ready (9) or has ended. */
const LATE = "(due_at < now() and not suspended and not ended and state <> 9)";
const ITEM = `code, position, updated_at, state, suspended, incidents, coalesce(${LATE}, false) as late, custody`;
/** A dossier has some thirty facts; this bounds one that loops. */
const MOST_TIMELINE_ENTRIES = 2_000;

export class Histories extends DossierReads {
  constructor(private readonly reads: ReadModels) { super(); }

  async list(sight: Sight, filter: DossierFilter, page: Readonly<{ before: number | undefined; limit: number }>, minPosition?: number): Promise<{ items: DossierItem[]; total: number }> {
    const where = conditions(sight, filter);
    const [count] = await this.reads.query<{ total: string }>('histories', `select count(*) as total from dossiers where ${where.text}`, where.values, minPosition);
    const values = [...where.values, page.before ?? Number.MAX_SAFE_INTEGER, page.limit];
    const rows = await this.reads.query<DossierRow>('histories',
      `select ${ITEM} from dossiers where ${where.text} and position < $${values.length - 1} order by position desc limit $${values.length}`, values);
    return { items: rows.map(asItem), total: Number(count?.total ?? 0) };
  }

  async find(sight: Sight, code: string, minPosition?: number): Promise<DossierItem | undefined> {
    const where = conditions(sight, { code });
    const [row] = await this.reads.query<DossierRow>('histories', `select ${ITEM} from dossiers where ${where.text}`, where.values, minPosition);
    return row && asItem(row);
  }

  async asKnown(code: string, knownAt: string): Promise<{ item: DossierItem; timeline: readonly TimelineEntry[] } | undefined> {
    const rows = await this.reads.query<TimelineRow>('histories',
      'select * from timeline where code = $1 and heard_at::timestamptz <= $2 order by position limit $3', [code, knownAt, MOST_TIMELINE_ENTRIES]);
    const last = rows.at(-1);
    if (last === undefined) return undefined;
    const custody = rows.flatMap(({ fact_type, data }) => custodyChangesIn(code, fact_type, data)).reduce(evolveCustody, nobody);
    const item = asItem({
      code, position: last.position, updated_at: last.at, state: custody.state, suspended: custody.suspended !== null, incidents: custody.incidents.length,
      late: isLateAt(custody, knownAt), custody,
    });
    return { item, timeline: rows.map(asEntry) };
  }

  async timeline(code: string): Promise<readonly TimelineEntry[]> {
    const rows = await this.reads.query<TimelineRow>('histories', 'select * from timeline where code = $1 order by position limit $2', [code, MOST_TIMELINE_ENTRIES]);
    return rows.map(asEntry);
  }

  async board(sight: Sight): Promise<Board> {
    const where = conditions(sight, {});
    const seen = `(select * from dossiers where ${where.text})`;
    const [agencies, tasks, states, totals] = await Promise.all([
      this.reads.query<{ agency: string; waiting: number; late: number; suspended: number; oldest: Date | null }>('histories',
        `select holder_agency as agency, count(*)::int as waiting, count(*) filter (where ${LATE})::int as late, count(*) filter (where suspended)::int as suspended,
                min(nullif(custody->>'since', '')::timestamptz) as oldest
         from ${seen} d where holder_agency is not null group by 1 order by 1`, where.values),
      this.reads.query<{ agency: string; element: string; name_vi: string; name_en: string; count: number; oldest: Date }>('histories',
        `select t.agency, t.element, min(t.name_vi) as name_vi, min(t.name_en) as name_en, count(*)::int as count, min(t.since) as oldest from open_tasks t join ${seen} d using (code) group by 1, 2 order by 1, 2`, where.values),
      this.reads.query<{ state: number; count: number }>('histories', `select state, count(*)::int as count from ${seen} d group by 1 order by 1`, where.values),
      this.reads.query<{ position: string | null; incidents: number | null }>('histories', `select max(position) as position, sum(incidents)::int as incidents from ${seen} d`, where.values),
    ]);
    return {
      agencies: agencies.map(({ oldest, ...counts }) => ({
        ...counts, oldestSince: oldest && vietnamTime(oldest.getTime()),
        tasks: tasks.filter(({ agency }) => agency === counts.agency).map(({ element, name_vi: vi, name_en: en, count, oldest: since }) => ({ element, name: { vi, en }, count, oldestSince: vietnamTime(since.getTime()) })),
      })),
      states,
      incidents: totals[0]?.incidents ?? 0,
      position: Number(totals[0]?.position ?? -1),
    };
  }

  async sources(): Promise<readonly SourceHeard[]> {
    const rows = await this.reads.query<{ service: string; heard: string; ranges: SequenceRanges }>('histories', 'select service, heard, ranges from sources order by service', []);
    return rows.map(({ service, heard, ranges }) => ({
      service, heard: Number(heard), highest: ranges.at(-1)?.[1] ?? 0, gaps: gapsIn(ranges).map(([from, to]) => ({ from, to })),
    }));
  }

  async after(sight: Sight, index: number, limit: number): Promise<{ facts: { entry: TimelineEntry; item: DossierItem }[]; next: number }> {
    const rows = await this.reads.query<TimelineRow>('histories', 'select * from timeline where position > $1 order by position limit $2', [index, limit]);
    const codes = [...new Set(rows.map(({ code }) => code))];
    const where = conditions(sight, {});
    const items = await this.reads.query<DossierRow>('histories', `select ${ITEM} from dossiers where ${where.text} and code = any($${where.values.length + 1})`, [...where.values, codes]);
    const visible = new Map(items.map((row) => [row.code, asItem(row)]));
    const facts = rows.flatMap((row) => { const item = visible.get(row.code); return item ? [{ entry: asEntry(row), item }] : []; });
    return { facts, next: Number(rows.at(-1)?.position ?? index) };
  }
}

function conditions(sight: Sight, filter: DossierFilter): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const parts: string[] = [];
  const add = (sql: (parameter: string) => string, value: unknown): void => { values.push(value); parts.push(sql(`$${values.length}`)); };
  if (sight.kind === 'agency') add((p) => `agencies @> array[${p}]::text[]`, sight.agency);
  if (sight.kind === 'person') add((p) => `persons @> array[${p}]::text[]`, sight.identifier);
  if (filter.agency !== undefined) add((p) => `holder_agency = ${p}`, filter.agency);
  if (filter.state !== undefined) add((p) => `state = ${p}`, filter.state);
  if (filter.code !== undefined) add((p) => `code = ${p}`, filter.code);
  if (filter.codePart !== undefined) add((p) => `strpos(code, ${p}) > 0`, filter.codePart);
  if (filter.late !== undefined) parts.push(filter.late ? LATE : `not coalesce(${LATE}, false)`);
  return { text: parts.length > 0 ? parts.join(' and ') : 'true', values };
}

function asItem({ code, position, updated_at, state, suspended, incidents, late, custody }: DossierRow): DossierItem {
  const holder = holderOf(custody);
  const task = holder ? custody.tasks[0] : undefined;
  return {
    code, procedureCode: custody.procedureCode, state, holder, element: task?.element ?? null, task: task?.name ?? null, reason: custody.reason,
    since: custody.since || null, dueAt: custody.dueAt || null, suspended, late, incidents, updatedAt: updated_at, position: Number(position),
  };
}

function asEntry({ position, service, fact_type, sequence, at, heard_at, data }: TimelineRow): TimelineEntry {
  const unit = data['unit'] ?? data['receivingUnit'];
  return {
    index: Number(position), source: service, type: shortType(fact_type), at, heardAt: heard_at, sequence: Number(sequence), ...tellFact(fact_type, data),
    actor: typeof unit === 'string' ? { agency: typeof data['agency'] === 'string' ? data['agency'] : 'one-stop', unit } : null, data,
  };
}
