import pg from 'pg';
import type { ClientBase } from 'pg';
import { KEEPS_IT } from './erasure-orders.js';

/** What one execution destroyed; `events` counts those emptied this time. */
export type Destroyed = Readonly<{ events: number; kept: number; rows: number }>;

type Traces = Readonly<{ ref: Buffer; code: string | null; streams: readonly string[] }>;

/**
 * Destroys everything the database holds of a dossier, in the caller's transaction and in the erasing role: salt and sealed text of its
 * events, the names and the code that lead to it, messages and timers that wait for it, and rows of the service's own tables. Entries and
 * commitments stay as they are. Run again it finds nothing, or what came in between.
 */
export async function eraseDossier(client: ClientBase, ref: string): Promise<Destroyed> {
  const traces = await findTraces(client, Buffer.from(ref, 'hex'));
  const events = await emptyEvents(client, traces);
  await forgetNames(client, traces);
  const rows = await deleteRows(client, traces);
  await client.query('DELETE FROM log.dossiers WHERE ref = $1', [traces.ref]);
  const { rows: [counted] } = await client.query<{ kept: number }>('SELECT count(*)::int AS kept FROM log.events WHERE dossier = $1 AND salt IS NOT NULL', [traces.ref]);
  const kept = counted?.kept ?? 0;
  await client.query('UPDATE log.erasures SET executed_at = now(), events = events + $2, kept = $3 WHERE ref = $1', [traces.ref, events, kept]);
  return { events, kept, rows };
}

async function findTraces(client: ClientBase, ref: Buffer): Promise<Traces> {
  const { rows: [found] } = await client.query<{ code: string | null; streams: string[] }>(
    'SELECT (SELECT code FROM log.dossiers WHERE ref = x.ref) AS code, streams FROM log.erasures x WHERE ref = $1 FOR UPDATE', [ref]);
  if (found === undefined) throw new Error(`Expected to erase dossier ${ref.toString('hex')}, but nobody has ordered it`);
  return { ref, code: found.code, streams: found.streams };
}

async function emptyEvents(client: ClientBase, { ref, streams }: Traces): Promise<number> {
  const ofDossier = await client.query(
    `UPDATE log.events e SET salt = NULL, sealed = NULL WHERE e.dossier = $1 AND e.salt IS NOT NULL AND NOT EXISTS (${KEEPS_IT})`, [ref]);
  const ofStreams = await client.query(
    `WITH emptied AS (
       UPDATE log.events e SET salt = NULL, sealed = NULL WHERE e.stream_id IN (SELECT id FROM log.streams WHERE name = ANY($1)) AND e.salt IS NOT NULL RETURNING e.log_index
     ) INSERT INTO log.erased_events SELECT log_index, $2 FROM emptied ON CONFLICT DO NOTHING`, [streams, ref]);
  return (ofDossier.rowCount ?? 0) + (ofStreams.rowCount ?? 0);
}

/** Names of streams that hold the code, and of those in which nothing can be read any more. A stream whose other events stay keeps its name. */
async function forgetNames(client: ClientBase, { ref, code, streams }: Traces): Promise<void> {
  await client.query(
    `DELETE FROM log.streams s WHERE (s.name = ANY($2) OR s.id IN (SELECT stream_id FROM log.events WHERE dossier = $1))
       AND ((NOT EXISTS (SELECT 1 FROM log.events e WHERE e.stream_id = s.id AND e.salt IS NOT NULL)) OR s.name ~ $3)`,
    [ref, streams, code === null ? '(?!)' : mentioning(code)]);
}

async function deleteRows(client: ClientBase, { ref, code }: Traces): Promise<number> {
  const hex = ref.toString('hex');
  const named = code === null ? '(?!)' : mentioning(code);
  const parked = await client.query(
    `DELETE FROM log.parked WHERE key = ANY($1) OR envelope->>'dossierref' = $2 OR concat_ws(' ', envelope::text, because, reason) ~ $3`, [[code ?? hex, hex], hex, named]);
  const timers = await client.query(`DELETE FROM log.timers WHERE concat_ws(' ', id, payload::text, failure) ~ $1`, [named]);
  const findings = await client.query(`DELETE FROM log.findings WHERE concat_ws(' ', subject, explanation_vi, explanation_en) ~ $1`, [named]);
  let rows = (parked.rowCount ?? 0) + (timers.rowCount ?? 0) + (findings.rowCount ?? 0);
  if (code === null) return rows;
  const { rows: tables } = await client.query<{ table_name: string; column_name: string; holds: 'code' | 'mention' }>('SELECT table_name, column_name, holds FROM log.erasure_tables ORDER BY 1, 2');
  for (const { table_name: table, column_name: column, holds } of tables) {
    const place = `public.${pg.escapeIdentifier(table)}`;
    const deleted = holds === 'code'
      ? await client.query(`DELETE FROM ${place} WHERE ${pg.escapeIdentifier(column)} = $1`, [code])
      : await client.query(`DELETE FROM ${place} WHERE ${pg.escapeIdentifier(column)}::text ~ $1`, [mentioning(code)]);
    rows += deleted.rowCount ?? 0;
  }
  return rows;
}

/** A regular expression for texts that name this very dossier: `…-0001` is no mention in `…-00011`, nor `H56.17-…` in `XH56.17-…`. */
export function mentioning(code: string): string {
  return `(^|[^A-Za-z0-9.])${code.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}($|[^0-9])`;
}
