import { entryText } from '@lienthong/transparency-log';
import type { EntryRow } from '@lienthong/transparency-log';
import { int8Array } from '../binary-arrays.js';
import type { Queryable } from '../log-statements.js';
import type { PlacedEvent } from '../batch-plan.js';

type Row = [
  index: string, actor: string, at: string, cause: string | null, commitment: string, dossier: string | null, dossierVersion: number | null,
  schema: number, category: string, streamId: string, version: number, type: string,
];

/**
 * Every member of the entry as the entry writes it, so that nothing is left to parse but the index. No joins and no sealed text: a tree
 * that has to catch up reads rows at the speed of the disk.
 */
const ENTRIES = {
  name: 'entries',
  text: `SELECT log_index, actor, to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), cause, encode(commitment, 'hex'),
      encode(dossier, 'hex'), dossier_version, schema, stream_category, replace(stream_id::text, '-', ''), stream_version, type
    FROM log.events WHERE log_index >= $1 ORDER BY log_index LIMIT $2`,
} as const;

/** The entry of an event that has just been committed: the same text that `readEntryRows` leads to, without asking the database. */
export function entryOf({ event, append, index, streamId, category, version, dossierVersion }: PlacedEvent, origin: string): string {
  return entryText({
    actor: append.actor, at: instant(append.occurredAtMs), cause: append.cause, commitment: event.commitment.toString('hex'),
    dossier: append.dossier?.ref ?? null, dossierVersion, index, log: origin, schema: event.schema, stream: `${category}/${streamId}`, type: event.type, version,
  });
}

let last = { ms: 0, text: new Date(0).toISOString() };

/** Events of one append, and often of one batch, have one time. */
function instant(ms: number): string {
  if (ms !== last.ms) last = { ms, text: new Date(ms).toISOString() };
  return last.text;
}

const ENTRIES_AT = { name: 'entries-at', text: ENTRIES.text.replace('log_index >= $1 ORDER BY log_index LIMIT $2', 'log_index = ANY($1::bigint[]) ORDER BY log_index') } as const;

/** The rows at these log indexes, in log order; those that are not there are left out. */
export async function readEntryRowsAt(client: Queryable, origin: string, indexes: readonly number[]): Promise<EntryRow[]> {
  const { rows } = await client.query<Row>({ ...ENTRIES_AT, rowMode: 'array', values: [int8Array(indexes)] });
  return rows.map((row) => toEntryRow(row, origin));
}

/** What the rows from a log index on say, in log order: at most `limit`, and dense only if nobody has touched them. */
export async function readEntryRows(client: Queryable, origin: string, from: number, limit: number): Promise<EntryRow[]> {
  const { rows } = await client.query<Row>({ ...ENTRIES, rowMode: 'array', values: [from, limit] });
  return rows.map((row) => toEntryRow(row, origin));
}

function toEntryRow([index, actor, at, cause, commitment, dossier, dossierVersion, schema, category, streamId, version, type]: Row, origin: string): EntryRow {
  return { actor, at, cause, commitment, dossier, dossierVersion, index: Number(index), log: origin, schema, stream: `${category}/${streamId}`, type, version };
}
