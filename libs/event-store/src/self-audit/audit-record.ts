import type { Pool } from 'pg';
import type { Finding, FindingKind, RecordedFinding } from './finding.js';

/** `number`: passes that were completed. `checked` of `of` events in the pass at hand. Times are RFC 3339. */
export type AuditPass = Readonly<{ number: number; begunAt: string | null; checked: number; of: number; endedAt: string | null; durationMs: number | null }>;

const MOST_SHOWN = 200;

/** The number of the pass at hand. */
export async function recordProgress(pool: Pool, checked: number, of: number): Promise<number> {
  const { rows } = await pool.query<{ pass: string }>(
    `UPDATE log.self_audit SET checked = $1::bigint, of = $2::bigint, begun_at = CASE WHEN $1::bigint = 0 THEN now() ELSE begun_at END RETURNING passes + 1 AS pass`, [checked, of]);
  return Number(rows[0]?.pass ?? 1);
}

export async function recordPass(pool: Pool, number: number, durationMs: number): Promise<void> {
  await pool.query('UPDATE log.self_audit SET passes = $1, ended_at = now(), duration_ms = $2', [number, durationMs]);
}

/** Returns those that were not known before. One that comes back after it was mended is known: its first time stands. */
export async function recordFindings(pool: Pool, pass: number, found: readonly Finding[]): Promise<readonly Finding[]> {
  if (found.length === 0) return [];
  const column = <T>(pick: (finding: Finding) => T): T[] => found.map(pick);
  const { rows } = await pool.query<{ kind: string; log_index: string; subject: string }>(
    `INSERT INTO log.findings AS f (kind, log_index, subject, explanation_vi, explanation_en, last_pass)
     SELECT DISTINCT ON (kind, log_index, subject) * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::bigint[]) AS t (kind, log_index, subject, vi, en, pass)
     ON CONFLICT (kind, log_index, subject) DO UPDATE SET last_pass = excluded.last_pass, mended_at = NULL
     RETURNING kind, log_index, subject, (xmax = 0) AS fresh`,
    [column(({ kind }) => kind), column(({ index }) => index ?? -1), column(({ subject }) => subject), column(({ explanation }) => explanation.vi),
      column(({ explanation }) => explanation.en), column(() => pass)]);
  const fresh = new Set(rows.filter((row) => (row as { fresh?: boolean }).fresh === true).map((row) => `${row.kind} ${row.log_index} ${row.subject}`));
  return found.filter(({ kind, index, subject }) => fresh.delete(`${kind} ${index ?? -1} ${subject}`));
}

export async function recordMended(pool: Pool, pass: number): Promise<void> {
  await pool.query('UPDATE log.findings SET mended_at = now() WHERE mended_at IS NULL AND last_pass < $1', [pass]);
}

type Row = Readonly<{ kind: FindingKind; log_index: string; subject: string; explanation_vi: string; explanation_en: string; found_at: Date; mended_at: Date | null }>;

export async function readRecord(pool: Pool): Promise<Readonly<{ pass: AuditPass; findings: readonly RecordedFinding[] }>> {
  const { rows: [pass] } = await pool.query<{ passes: string; begun_at: Date | null; checked: string; of: string; ended_at: Date | null; duration_ms: number | null }>('SELECT * FROM log.self_audit');
  const { rows } = await pool.query<Row>(`SELECT * FROM log.findings ORDER BY mended_at IS NULL DESC, found_at DESC LIMIT ${MOST_SHOWN}`);
  return {
    pass: {
      number: Number(pass?.passes ?? 0), begunAt: pass?.begun_at?.toISOString() ?? null, checked: Number(pass?.checked ?? 0), of: Number(pass?.of ?? 0),
      endedAt: pass?.ended_at?.toISOString() ?? null, durationMs: pass?.duration_ms ?? null,
    },
    findings: rows.map(({ kind, log_index, subject, explanation_vi: vi, explanation_en: en, found_at, mended_at }) => ({
      kind, index: Number(log_index) < 0 ? null : Number(log_index), subject, explanation: { vi, en }, foundAt: found_at.toISOString(), mendedAt: mended_at?.toISOString() ?? null,
    })),
  };
}
