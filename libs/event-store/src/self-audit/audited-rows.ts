import type { Pool } from 'pg';
import { dossierRef } from '@lienthong/transparency-log';
import type { EntryRow } from '@lienthong/transparency-log';

/** An event with everything that can be held against its commitment. `sealed` and `salt` are null once it has been erased. */
export type AuditedRow = Readonly<{ entry: EntryRow; factNumber: number | null; commitment: Buffer; salt: Buffer | null; sealed: Buffer | null }>;

type Row = [
  index: string, actor: string, at: string, cause: string | null, commitment: Buffer, dossier: string | null, dossierVersion: number | null,
  schema: number, category: string, streamId: string, version: number, type: string, factNumber: string | null, salt: Buffer | null, sealed: Buffer | null,
];

const ROWS = {
  name: 'audited-rows',
  text: `SELECT log_index, actor, to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), cause, commitment,
      encode(dossier, 'hex'), dossier_version, schema, stream_category, replace(stream_id::text, '-', ''), stream_version, type, fact_number, salt, sealed
    FROM log.events WHERE log_index >= $1 AND log_index < $2 ORDER BY log_index`,
} as const;

/** The rows with `from` <= log index < `to`, in log order. */
export async function readAuditedRows(pool: Pool, origin: string, from: number, to: number): Promise<AuditedRow[]> {
  const { rows } = await pool.query<Row>({ ...ROWS, rowMode: 'array', values: [from, to] });
  return rows.map(([index, actor, at, cause, commitment, dossier, dossierVersion, schema, category, streamId, version, type, factNumber, salt, sealed]) => ({
    entry: {
      actor, at, cause, commitment: commitment.toString('hex'), dossier, dossierVersion, index: Number(index), log: origin, schema,
      stream: `${category}/${streamId}`, type, version,
    },
    factNumber: factNumber === null ? null : Number(factNumber), commitment, salt, sealed,
  }));
}

/** Of these dossier references, those whose destruction was ordered and carried out. */
export async function readErased(pool: Pool, refs: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ ref: string }>(
    `SELECT encode(ref, 'hex') AS ref FROM log.erasures WHERE executed_at IS NOT NULL AND ref = ANY($1::bytea[])`, [refs.map((ref) => Buffer.from(ref, 'hex'))]);
  return new Set(rows.map(({ ref }) => ref));
}

/** Of these dossier references, those whose code does not lead to them. Only where they were drawn is the salt that shows it. */
export async function readMisnamed(pool: Pool, refs: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ ref: string; code: string; salt: Buffer }>(
    `SELECT encode(ref, 'hex') AS ref, code, salt FROM log.dossiers WHERE salt IS NOT NULL AND ref = ANY($1::bytea[])`, [refs.map((ref) => Buffer.from(ref, 'hex'))]);
  return new Set(rows.filter(({ ref, code, salt }) => dossierRef(salt, code) !== ref).map(({ ref }) => ref));
}

/** Of these events that name no dossier, those that went with one. */
export async function readErasedAlong(pool: Pool, indexes: readonly number[]): Promise<ReadonlySet<number>> {
  const { rows } = await pool.query<{ log_index: string }>('SELECT log_index FROM log.erased_events WHERE log_index = ANY($1::bigint[])', [[...indexes]]);
  return new Set(rows.map(({ log_index }) => Number(log_index)));
}
