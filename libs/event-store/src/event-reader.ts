import type { Pool } from 'pg';
import type { DossierRef, SinceEvent, StoredEvent, Upcasters } from './event.js';
import type { StreamPlace } from './log-memory.js';
import type { LogPage } from './log-tail.js';

type Row = [
  logIndex: string | null, factNumber: string | null, stream: string, version: number, code: string | null, ref: string | null, dossierVersion: number | null,
  type: string, sealed: string | null, schema: number, actor: string, occurredAt: Date, recordedAt: Date,
  cause: string | null, causationId: string | null, traceParent: string | null,
];
type Sealed = Readonly<{ actorId: string | null; data: object }>;

/** A page of the log: bounds memory, whatever a caller asks for. */
const MAX_PAGE = 5_000;
/** Largest version that PostgreSQL's integer holds; a caller that wants no events asks from beyond it. */
const MAX_VERSION = 2_147_483_647;
/** A losing writer needs to see what happened, not a history. */
const MAX_SINCE = 50;

// Names and codes are looked up one by one rather than joined: a join's plan depends on how many rows are expected, and a plan kept for
// a reader that is far behind reads whole tables for one that is not. So every statement here is planned once per connection.
const COLUMNS = `e.log_index, e.fact_number,
    coalesce((SELECT name FROM log.streams WHERE id = e.stream_id), e.stream_category || '/' || replace(e.stream_id::text, '-', '')), e.stream_version,
    (SELECT code FROM log.dossiers WHERE ref = e.dossier), encode(e.dossier, 'hex'), e.dossier_version, e.type, convert_from(e.sealed, 'UTF8'), e.schema,
    e.actor, e.occurred_at, e.recorded_at, e.cause, e.causation_id, e.trace_parent`;

const LOAD = {
  name: 'load',
  text: `SELECT replace(s.id::text, '-', ''), (SELECT v.stream_version FROM log.events v WHERE v.stream_id = s.id ORDER BY v.stream_version DESC LIMIT 1), ${COLUMNS}
    FROM log.streams s
    LEFT JOIN LATERAL (SELECT * FROM log.events WHERE stream_id = s.id AND stream_version > $2 ORDER BY stream_version LIMIT ${MAX_PAGE}) AS e ON true
    WHERE s.name = $1 ORDER BY e.stream_version`,
} as const;

const READ = { name: 'read', text: `SELECT ${COLUMNS} FROM log.events e WHERE e.log_index > $1 ORDER BY e.log_index LIMIT $2` } as const;

const READ_FACTS = { name: 'read-facts', text: `SELECT ${COLUMNS} FROM log.events e WHERE e.fact_number > $1 ORDER BY e.fact_number LIMIT $2` } as const;

const READ_SOME_FACTS = {
  name: 'read-some-facts',
  text: `SELECT ${COLUMNS} FROM log.events e WHERE e.fact_number > $1
      AND ($3::text[] IS NULL OR e.type = ANY($3)) AND ($4::text IS NULL OR e.dossier = (SELECT ref FROM log.dossiers WHERE code = $4))
    ORDER BY e.fact_number LIMIT $2`,
} as const;

const SINCE = {
  name: 'since',
  text: `SELECT ${COLUMNS} FROM log.events e WHERE e.stream_id = (SELECT id FROM log.streams WHERE name = $1) AND e.stream_version > $2 ORDER BY e.stream_version LIMIT ${MAX_SINCE}`,
} as const;

export class EventReader {
  constructor(readonly pool: Pool, readonly upcasters: Upcasters) {}

  /** `place` is undefined where no such stream exists. */
  async load(stream: string, after: number): Promise<{ place: StreamPlace | undefined; events: StoredEvent[] }> {
    const events: StoredEvent[] = [];
    let place: StreamPlace | undefined;
    // Every page says anew how far the stream goes: what is appended meanwhile is read too.
    do {
      const from = events.at(-1)?.version ?? after;
      const { rows } = await this.pool.query<[id: string, version: number, ...Row]>({ ...LOAD, rowMode: 'array', values: [stream, Math.min(from, MAX_VERSION)] });
      const [first] = rows;
      if (first === undefined) return { place: undefined, events: [] };
      place = { id: first[0], version: first[1] };
      for (const [, , ...row] of rows) if (row[0] !== null) events.push(this.#toEvent(row));
    } while ((events.at(-1)?.version ?? place.version) < place.version);
    return { place, events };
  }

  async read(after: number, limit: number): Promise<LogPage> {
    const rows = await this.#rows(READ, [after, page(limit)]);
    return { events: rows.map((row) => this.#toEvent(row)), characters: rows.reduce((sum, row) => sum + (row[8]?.length ?? 0), 0) };
  }

  async readFacts(o: { after: number; limit: number; types?: readonly string[]; dossier?: string }): Promise<StoredEvent[]> {
    if (o.types === undefined && o.dossier === undefined) return this.#query(READ_FACTS, [o.after, page(o.limit)]);
    return this.#query(READ_SOME_FACTS, [o.after, page(o.limit), o.types ?? null, o.dossier ?? null]);
  }

  /** What was appended to a stream above a version, oldest first. */
  async since(stream: string, version: number): Promise<SinceEvent[]> {
    const events = await this.#query(SINCE, [stream, version]);
    return events.map(({ type, version: at, actor, actorId, occurredAt }) => ({ type, version: at, actor, actorId, occurredAt }));
  }

  async findDossier(code: string): Promise<DossierRef | undefined> {
    const { rows } = await this.pool.query<{ ref: string }>(`SELECT encode(ref, 'hex') AS ref FROM log.dossiers WHERE code = $1`, [code]);
    return rows[0] === undefined ? undefined : { code, ref: rows[0].ref };
  }

  async #query(statement: Readonly<{ name: string; text: string }>, values: unknown[]): Promise<StoredEvent[]> {
    return (await this.#rows(statement, values)).map((row) => this.#toEvent(row));
  }

  async #rows(statement: Readonly<{ name: string; text: string }>, values: unknown[]): Promise<Row[]> {
    return (await this.pool.query<Row>({ ...statement, values, rowMode: 'array' })).rows;
  }

  #toEvent(row: Row): StoredEvent {
    const [logIndex, factNumber, stream, version, code, ref, dossierVersion, type, text, schema, actor, occurredAt, recordedAt, cause, causationId, traceParent] = row;
    const sealed = text === null ? null : JSON.parse(text) as Sealed;
    return {
      logIndex: Number(logIndex), factNumber: factNumber === null ? null : Number(factNumber), stream, version,
      dossier: ref === null ? null : { code, ref, version: dossierVersion ?? 0 },
      type, data: sealed === null ? null : this.#upcast(type, schema, sealed.data), schema, actor, actorId: sealed?.actorId ?? null,
      occurredAt: occurredAt.toISOString(), recordedAt: recordedAt.toISOString(), cause, causationId, traceParent,
    };
  }

  #upcast(type: string, schema: number, data: object): object {
    const steps = this.upcasters[type];
    return steps === undefined ? data : steps.slice(schema - 1).reduce((shape, step) => step(shape), data);
  }
}

function page(limit: number): number {
  return Math.max(1, Math.min(limit, MAX_PAGE));
}
