import type { ClientBase, QueryArrayResult } from 'pg';
import type { BatchPlan, PlacedEvent } from './batch-plan.js';
import { byteaArray, int2Array, int4Array, int8Array, textArray, timestamptzArray, uuidArray } from './binary-arrays.js';
import type { ForeignEvent, Head, LogMemory } from './log-memory.js';
import type { SealedAppend } from './sealed-append.js';

/** Whatever runs a statement: the pool, or a client that may hold a transaction. */
export type Queryable = Pick<ClientBase, 'query'>;

/**
 * The fence: head, maps and events change together, and only if the head still stands where the plan began. A writer
 * that comes second waits for the row, finds another position and inserts nothing.
 */
const FENCE = 'WITH fence AS (UPDATE log.head SET position = $1, fact_number = $2 WHERE position = $3 RETURNING 1)';
const EVENTS = `
  INSERT INTO log.events (log_index, fact_number, stream_id, stream_category, stream_version, dossier, dossier_version, type, schema,
    actor, occurred_at, cause, causation_id, trace_parent, commitment, salt, sealed)
  SELECT t.* FROM fence, unnest($4::bigint[], $5::bigint[], $6::uuid[], $7::text[], $8::int[], $9::bytea[], $10::int[], $11::text[],
    $12::smallint[], $13::text[], $14::timestamptz[], $15::text[], $16::text[], $17::text[], $18::bytea[], $19::bytea[], $20::bytea[]) AS t`;
const MAPS = `, named AS (
    INSERT INTO log.streams (name, id) SELECT t.* FROM fence, unnest($21::text[], $22::uuid[]) AS t
  ), coded AS (
    INSERT INTO log.dossiers (ref, code, salt) SELECT t.* FROM fence, unnest($23::bytea[], $24::text[], $25::bytea[]) AS t
    ON CONFLICT (ref) DO NOTHING
  )`;
/** Two texts, since the maps' part costs 0.1 ms a batch also where there is nothing new to name. */
const INSERT = { name: 'lienthong-append', text: FENCE + EVENTS };
const INSERT_AND_NAME = { name: 'lienthong-append-and-name', text: FENCE + MAPS + EVENTS };

/** False when the fence did not stand. */
export async function insertPlan(client: Queryable, plan: BatchPlan): Promise<boolean> {
  const { events, newStreams, newDossiers } = plan;
  const column = <T>(pick: (placed: PlacedEvent) => T): T[] => events.map(pick);
  const values: unknown[] = [
    plan.to.position, plan.to.factNumber, plan.from.position,
    int8Array(column(({ index }) => index)), int8Array(column(({ factNumber }) => factNumber)), uuidArray(column(({ streamId }) => streamId)),
    textArray(column(({ category }) => category)), int4Array(column(({ version }) => version)),
    byteaArray(column(({ append }) => (append.dossier === null ? null : Buffer.from(append.dossier.ref, 'hex')))), int4Array(column(({ dossierVersion }) => dossierVersion)),
    textArray(column(({ event }) => event.type)), int2Array(column(({ event }) => event.schema)), textArray(column(({ append }) => append.actor)),
    timestamptzArray(column(({ append }) => append.occurredAtMs)), textArray(column(({ append }) => append.cause)),
    textArray(column(({ append }) => append.causationId)), textArray(column(({ append }) => append.traceParent)),
    byteaArray(column(({ event }) => event.commitment)), byteaArray(column(({ event }) => event.salt)), byteaArray(column(({ event }) => event.sealed)),
  ];
  const maps = newStreams.length > 0 || newDossiers.length > 0;
  if (maps) {
    const bytesOf = (hex: string | null): Buffer | null => (hex === null ? null : Buffer.from(hex, 'hex'));
    values.push(textArray(newStreams.map(({ name }) => name)), uuidArray(newStreams.map(({ id }) => id)), byteaArray(newDossiers.map(({ ref }) => bytesOf(ref))),
      textArray(newDossiers.map(({ code }) => code)), byteaArray(newDossiers.map(({ salt }) => bytesOf(salt))));
  }
  const { rowCount } = await client.query({ ...(maps ? INSERT_AND_NAME : INSERT), values });
  return rowCount === events.length;
}

export async function readHead(client: Queryable): Promise<Head> {
  const { rows } = await client.query<[string, string]>({ name: 'lienthong-head', text: 'SELECT position, fact_number FROM log.head', rowMode: 'array' });
  return toHead(rows[0]);
}

/** Begins a transaction that no other writer can pass, in one round trip. Effects in it are planned with their values. */
export async function beginAtHead(client: Queryable): Promise<Head> {
  const results = await client.query({ text: 'BEGIN; SET LOCAL plan_cache_mode = auto; SELECT position, fact_number FROM log.head FOR UPDATE', rowMode: 'array' }) as unknown as QueryArrayResult<[string, string]>[];
  return toHead(results[2]?.rows[0]);
}

function toHead(row: readonly [string, string] | undefined): Head {
  if (row === undefined) throw new Error('Expected to find the head of the log, but it has no row: run the migrations');
  return { position: Number(row[0]), factNumber: Number(row[1]) };
}

/** Looks up what the memory does not know of a batch's streams and dossiers. */
export async function fillMemory(client: Queryable, memory: LogMemory, appends: readonly SealedAppend[]): Promise<void> {
  const streams = new Set<string>();
  const dossiers = new Set<string>();
  for (const append of appends) {
    for (const { stream } of append.streams) if (memory.findStream(stream) === undefined) streams.add(stream);
    if (append.dossier !== null && append.eventCount > 0 && memory.findDossier(append.dossier.ref) === undefined) dossiers.add(append.dossier.ref);
  }
  if (streams.size === 0 && dossiers.size === 0) return;
  const { rows } = await client.query<[string, string, string, number | null]>({
    name: 'lienthong-places', rowMode: 'array', values: [[...streams], [...dossiers].map((ref) => Buffer.from(ref, 'hex'))],
    text: `
      SELECT 'stream', s.name, replace(s.id::text, '-', ''), (SELECT e.stream_version FROM log.events e WHERE e.stream_id = s.id ORDER BY e.stream_version DESC LIMIT 1)
      FROM log.streams s WHERE s.name = ANY($1)
      UNION ALL
      SELECT 'dossier', encode(d.ref, 'hex'), '', (SELECT e.dossier_version FROM log.events e WHERE e.dossier = d.ref ORDER BY e.dossier_version DESC LIMIT 1)
      FROM unnest($2::bytea[]) AS d (ref)`,
  });
  for (const name of streams) memory.rememberStream(name, { id: '', version: 0 });
  for (const [kind, name, id, version] of rows) {
    if (kind === 'stream') memory.rememberStream(name, { id, version: version ?? 0 });
    else memory.rememberDossier(name, { version: version ?? 0, recorded: false });
  }
}

/** Beyond this it is cheaper to forget and look up than to read what was written. */
const MAX_CORRECTION = 5_000;

/** Brings the memory to `head` by reading what others wrote since. */
export async function correctMemory(client: Queryable, memory: LogMemory, head: Head): Promise<void> {
  if (!memory.isExact || head.position - memory.head.position > MAX_CORRECTION || head.position < memory.head.position) {
    memory.forget();
    memory.moveHead(head);
    return;
  }
  const { rows } = await client.query<[string, string, number, string | null, number | null]>({
    rowMode: 'array', values: [memory.head.position, head.position],
    text: `SELECT coalesce(s.name, ''), replace(e.stream_id::text, '-', ''), e.stream_version, encode(e.dossier, 'hex'), e.dossier_version
      FROM log.events e LEFT JOIN log.streams s ON s.id = e.stream_id
      WHERE e.log_index > $1 AND e.log_index <= $2 ORDER BY e.log_index`,
  });
  memory.correct(head, rows.map(([stream, streamId, version, dossier, dossierVersion]): ForeignEvent => ({ stream, streamId, version, dossier, dossierVersion })));
}

/** True when the first event of a plan is the one that stands in the log at its index: the whole batch was committed. */
export async function wasCommitted(client: Queryable, { events }: BatchPlan): Promise<boolean> {
  const first = events[0];
  if (first === undefined) return false;
  const { rowCount } = await client.query('SELECT 1 FROM log.events WHERE log_index = $1 AND commitment = $2', [first.index, first.event.commitment]);
  return rowCount === 1;
}
