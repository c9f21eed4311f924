import type { DossierOpenings } from '@lienthong/event-store';
import type { Pool } from 'pg';

/** One event as its commitment is opened: null where it was erased. `withheld`: a read of which the dossier's holder may not know yet. */
export type Opening = Readonly<{ index: number; type: string; at: string; sealed: string | null; salt: string | null; withheld: boolean }>;

export type DossierRead = Readonly<{
  index: number; at: string; type: string; what: string | null; file?: string | undefined; purpose: string | null; purposeStated: boolean;
  reader: Readonly<{ role: string; organisation: string | null; name: string | null; agency: string | null; unit: string | null }>;
  withheld: boolean; withheldUntil: string | null; ground: string | null;
}>;

const READ_TYPES = ['DossierRead', 'FileRead'];

/** A row of the log as these statements read it. */
export type ReadRow = Readonly<{ log_index: string; type: string; actor: string; sealed: string | null; occurred_at: Date }>;

const COLUMNS = `log_index, type, actor, convert_from(sealed, 'UTF8') AS sealed, occurred_at`;

/** What opens a dossier's events in this log, for audit: hex where the tree has bytes, and what is still to be withheld marked. */
export function openingsOf({ code, salt, events }: DossierOpenings, nowMs: number): Readonly<{ code: string | null; dossierSalt: string | null; events: readonly Opening[] }> {
  return {
    code, dossierSalt: salt?.toString('hex') ?? null,
    events: events.map((event) => ({
      ...event, salt: event.salt?.toString('hex') ?? null, withheld: READ_TYPES.includes(event.type) && isWithheld(dataOf(event.sealed)?.['withheldUntil'], nowMs),
    })),
  };
}

type ReadsPage = Readonly<{ before: number; limit: number; nowMs: number }>;

/** Newest first. `next`: what to ask with as `before` for the page behind, null on the last. */
export async function readReads(pool: Pool, ref: string, { before, limit, nowMs }: ReadsPage): Promise<Readonly<{ items: readonly DossierRead[]; next: number | null }>> {
  const { rows } = await pool.query<ReadRow>(
    `SELECT ${COLUMNS} FROM log.events WHERE dossier = $1 AND type = ANY($2) AND log_index < $3 ORDER BY dossier_version DESC LIMIT $4`,
    [Buffer.from(ref, 'hex'), READ_TYPES, before, limit + 1]);
  const items = rows.slice(0, limit).map((row) => readOf(row, nowMs));
  return { items, next: rows.length > limit ? items.at(-1)?.index ?? null : null };
}

/** Every released shape, for ever: `test/histories/`. */
export function readOf({ log_index, type, actor, sealed, occurred_at }: ReadRow, nowMs: number): DossierRead {
  const data = dataOf(sealed);
  const reader = (data?.['reader'] ?? {}) as Readonly<Record<string, string | undefined>>;
  const [role = '', organisation = null] = actor.split('@');
  return {
    index: Number(log_index), at: occurred_at.toISOString(), type, what: textOf(data?.['what']), purpose: textOf(data?.['purpose']), purposeStated: data?.['purposeStated'] === true,
    ...(type === 'FileRead' && { file: textOf(data?.['file']) ?? undefined }),
    reader: { role, organisation, name: reader['name'] ?? null, agency: reader['agency'] ?? null, unit: reader['unit'] ?? null },
    withheld: isWithheld(data?.['withheldUntil'], nowMs), withheldUntil: textOf(data?.['withheldUntil']), ground: textOf(data?.['ground']),
  };
}

function dataOf(sealed: string | null): Readonly<Record<string, unknown>> | null {
  return sealed === null ? null : (JSON.parse(sealed) as Readonly<{ data: Readonly<Record<string, unknown>> }>).data;
}

function isWithheld(until: unknown, nowMs: number): boolean {
  return typeof until === 'string' && Date.parse(until) > nowMs;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
