import { entry } from '@lienthong/transparency-log';
import type { EntryRow } from '@lienthong/transparency-log';
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

/** The entry of an event that has just been committed: the same bytes that `readEntryRows` leads to, without asking the database. */
export function entryOf({ event, append, index, streamId, category, version, dossierVersion }: PlacedEvent, origin: string): Buffer {
  return entry({
    actor: append.actor, at: new Date(append.occurredAtMs).toISOString(), cause: append.cause, commitment: event.commitment.toString('hex'),
    dossier: append.dossier?.ref ?? null, dossierVersion, index, log: origin, schema: event.schema, stream: `${category}/${streamId}`, type: event.type, version,
  });
}

/** What the rows from a log index on say, in log order: at most `limit`, and dense only if nobody has touched them. */
export async function readEntryRows(client: Queryable, origin: string, from: number, limit: number): Promise<EntryRow[]> {
  const { rows } = await client.query<Row>({ ...ENTRIES, rowMode: 'array', values: [from, limit] });
  return rows.map(([index, actor, at, cause, commitment, dossier, dossierVersion, schema, category, streamId, version, type]) => ({
    actor, at, cause, commitment, dossier, dossierVersion, index: Number(index), log: origin, schema, stream: `${category}/${streamId}`, type, version,
  }));
}
