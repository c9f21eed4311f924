import type { JsonObject } from '@bufbuild/protobuf';
import type { Projection, Sql, StoredEvent } from '@lienthong/event-store';
import { evolveCustody, hasEnded, holderOf, nobody } from '../../domain/custody.js';
import type { Custody } from '../../domain/custody.js';
import { readHearing, shortType } from '../../domain/heard-fact.js';
import type { CountedFact, HeardFact } from '../../domain/heard-fact.js';
import { withSeen } from '../../domain/sequence-ranges.js';
import type { SequenceRanges } from '../../domain/sequence-ranges.js';
import { custodyChangesIn } from './custody-change.js';

type Row = { code: string; custody: Custody; agencies: string[]; persons: string[]; index: number; at: string };
type Heard = Readonly<{ index: number; heardAt: string; fact: HeardFact; data: JsonObject }>;

/** Every fact about a dossier, in the order heard; who has each dossier; which fact numbers came from each source. */
export const histories: Projection = {
  name: 'histories',
  version: 4,
  tables: ['dossiers', 'open_tasks', 'timeline', 'sources'],
  ddl: [
    `create table dossiers (
       code text primary key, position bigint not null, updated_at text not null, state smallint not null, ended boolean not null,
       holder_agency text, suspended boolean not null, due_at timestamptz, incidents int not null,
       agencies text[] not null, persons text[] not null, custody jsonb not null)`,
    'create index on dossiers (position desc)',
    'create index on dossiers using gin (agencies)',
    'create index on dossiers using gin (persons)',
    `create table open_tasks (task_id text primary key, code text not null, agency text not null, element text not null, name_vi text not null, name_en text not null, since timestamptz not null, due_at timestamptz)`,
    'create index on open_tasks (code)',
    `create table timeline (
       code text not null, position bigint not null, service text not null, fact_type text not null, sequence bigint not null,
       at text not null, heard_at text not null, data jsonb not null, primary key (code, position))`,
    'create table sources (service text primary key, heard bigint not null, ranges jsonb not null)',
  ],

  async apply(events: readonly StoredEvent[], sql: Sql): Promise<void> {
    const hearings = events.filter(({ type }) => type === 'FactHeard');
    if (hearings.length === 0) return;
    await countSources(hearings.flatMap(({ data, causationId }) => (data as HeardFact | null) ?? readHearing(causationId) ?? []), sql);
    // What was erased counts, and has nothing to show any more.
    const heard = hearings.filter(({ data }) => data !== null).map(asHeard);
    const ofDossiers = heard.filter(({ fact }) => fact.dossierCode !== '');
    if (ofDossiers.length === 0) return;
    await enterTimeline(ofDossiers, sql);
    const rows = await loadRows([...new Set(ofDossiers.map(({ fact }) => fact.dossierCode))], sql);
    for (const { index, fact, data } of ofDossiers) follow(rows.get(fact.dossierCode)!, index, fact, data);
    await storeRows([...rows.values()], sql);
  },
};

/** When audit heard it is the time of its event, by audit's clock: that is part of the entry and so of the tree, and the row's own time is not. */
function asHeard(event: StoredEvent): Heard {
  const fact = event.data as HeardFact;
  return { index: event.logIndex, heardAt: event.occurredAt, fact, data: JSON.parse(fact.data) as JsonObject };
}

function follow(row: Row, index: number, fact: HeardFact, data: JsonObject): void {
  const before = row.custody;
  row.custody = custodyChangesIn(fact.dossierCode, fact.factType, data).reduce(evolveCustody, before);
  row.index = index;
  row.at = fact.at;
  for (const { agency } of row.custody.tasks) if (!row.agencies.includes(agency)) row.agencies.push(agency);
  if (shortType(fact.factType) === 'DossierAccepted') row.persons = personsIn(data);
}

/** Personal identification numbers of the parties, so that a citizen finds what is theirs. */
function personsIn(data: JsonObject): string[] {
  return ['transferor', 'transferee', 'applicant'].flatMap((party) => {
    const person = data[party];
    return typeof person === 'object' && person !== null && !Array.isArray(person) && typeof person['identifier'] === 'string' ? [person['identifier']] : [];
  });
}

async function countSources(heard: readonly CountedFact[], sql: Sql): Promise<void> {
  const { rows } = await sql.query('select service, heard::int as heard, ranges from sources', []);
  const known = new Map(rows.map((row) => [row['service'] as string, { heard: row['heard'] as number, ranges: row['ranges'] as SequenceRanges }]));
  for (const { service, sequence } of heard) {
    const source = known.get(service) ?? { heard: 0, ranges: [] };
    known.set(service, { heard: source.heard + 1, ranges: withSeen(source.ranges, sequence) });
  }
  await sql.query(
    `insert into sources select * from unnest($1::text[], $2::bigint[], $3::jsonb[])
     on conflict (service) do update set heard = excluded.heard, ranges = excluded.ranges`,
    [[...known.keys()], [...known.values()].map((source) => source.heard), [...known.values()].map((source) => JSON.stringify(source.ranges))],
  );
}

async function enterTimeline(heard: readonly Heard[], sql: Sql): Promise<void> {
  const column = <T>(pick: (entry: Heard) => T): T[] => heard.map(pick);
  await sql.query(
    `insert into timeline select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::jsonb[])`,
    [column((e) => e.fact.dossierCode), column((e) => e.index), column((e) => e.fact.service), column((e) => e.fact.factType), column((e) => e.fact.sequence),
      column((e) => e.fact.at), column((e) => e.heardAt), column((e) => e.fact.data)],
  );
}

async function loadRows(codes: readonly string[], sql: Sql): Promise<Map<string, Row>> {
  const { rows } = await sql.query('select code, custody, agencies, persons from dossiers where code = any($1)', [codes]);
  const loaded = new Map(rows.map((row) => [row['code'] as string, row]));
  return new Map(codes.map((code) => {
    const row = loaded.get(code);
    return [code, {
      code, custody: (row?.['custody'] as Custody | undefined) ?? nobody, agencies: (row?.['agencies'] as string[] | undefined) ?? ['one-stop'],
      persons: (row?.['persons'] as string[] | undefined) ?? [], index: 0, at: '',
    }];
  }));
}

async function storeRows(rows: readonly Row[], sql: Sql): Promise<void> {
  await sql.query(
    `insert into dossiers (code, position, updated_at, state, ended, holder_agency, suspended, due_at, incidents, agencies, persons, custody)
     select code, position, updated_at, state, ended, holder_agency, suspended, due_at, incidents,
            array(select jsonb_array_elements_text(agencies)), array(select jsonb_array_elements_text(persons)), custody
     from jsonb_to_recordset($1::jsonb) as r(code text, position bigint, updated_at text, state smallint, ended boolean, holder_agency text,
          suspended boolean, due_at timestamptz, incidents int, agencies jsonb, persons jsonb, custody jsonb)
     on conflict (code) do update set position = excluded.position, updated_at = excluded.updated_at, state = excluded.state, ended = excluded.ended,
       holder_agency = excluded.holder_agency, suspended = excluded.suspended, due_at = excluded.due_at, incidents = excluded.incidents,
       agencies = excluded.agencies, persons = excluded.persons, custody = excluded.custody`,
    [JSON.stringify(rows.map(({ code, custody, agencies, persons, index, at }) => ({
      code, position: index, updated_at: at, state: custody.state, ended: hasEnded(custody), holder_agency: holderOf(custody)?.agency ?? null,
      suspended: custody.suspended !== null, due_at: custody.dueAt || null, incidents: custody.incidents.length, agencies, persons, custody,
    })))],
  );
  const codes = rows.map(({ code }) => code);
  await sql.query('delete from open_tasks where code = any($1)', [codes]);
  const tasks = rows.filter(({ custody }) => !hasEnded(custody)).flatMap(({ code, custody }) => custody.tasks.map((task) => ({ code, task })));
  await sql.query(
    'insert into open_tasks select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[])',
    [tasks.map(({ task }) => task.taskId), tasks.map(({ code }) => code), tasks.map(({ task }) => task.agency), tasks.map(({ task }) => task.element),
      tasks.map(({ task }) => task.name.vi), tasks.map(({ task }) => task.name.en), tasks.map(({ task }) => task.since), tasks.map(({ task }) => task.dueAt)],
  );
}
