import { decodeCursor, paged, type Page, type Paged, type ReadModels } from '@lienthong/service-host';
import type { Pool } from 'pg';
import type { KnownList } from '../../domain/destruction-list.js';
import type { Dossier } from '../../domain/dossier.js';
import type { Visibility } from '../../domain/visibility.js';
import { DestructionReads, type FoundList } from '../../use-cases/destruction-reads.js';
import { visibleDossiers } from './visible-dossiers.js';

type ListRow = Readonly<{ number: string; version: number; proposed_at: string; document: KnownList }>;

const OF_UNIT = `($1::text IS NULL OR unit = $1 OR starts_with(unit, $1 || '.'))`;

export class PostgresDestructionReads extends DestructionReads {
  constructor(private readonly reads: ReadModels, private readonly pool: Pool) {
    super();
  }

  override async list(unit: string | null, status: KnownList['status'] | undefined, page: Page): Promise<Paged<Readonly<{ list: KnownList; version: number }>>> {
    const cursor = decodeCursor(page.cursor, 2) ?? [null, null];
    const rows = await this.reads.query<ListRow>('destruction',
      `SELECT * FROM destruction_lists WHERE ${OF_UNIT} AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR (proposed_at, number) < ($3, $4))
       ORDER BY proposed_at DESC, number DESC LIMIT $5`, [unit, status ?? null, ...cursor, page.limit + 1], page.minPosition);
    return paged(rows, page.limit, ({ document, version }) => ({ list: document, version }), ({ proposed_at, number }) => [proposed_at, number]);
  }

  override async find(unit: string | null, number: string, minPosition: number | undefined): Promise<FoundList | undefined> {
    const [row] = await this.reads.query<ListRow>('destruction', `SELECT * FROM destruction_lists WHERE ${OF_UNIT} AND number = $2`, [unit, number], minPosition);
    return row === undefined ? undefined : { list: row.document, version: row.version, codes: await findCodes(this.pool, row.document.dossiers.map(({ ref }) => ref)) };
  }

  override async ended(visibility: Visibility, page: Page): Promise<Paged<Dossier>> {
    const { text, values } = visibleDossiers(visibility, 4);
    const cursor = decodeCursor(page.cursor, 2) ?? [null, null];
    const rows = await this.reads.query<{ document: Dossier }>('dossiers',
      `SELECT document FROM dossiers JOIN log.dossiers known USING (code)
       WHERE dossiers.state IN (3, 8, 10) AND dossiers.document->'ending' <> 'null' AND ${text}
         AND ($1::text IS NULL OR (dossiers.document #>> '{ending,at}', code) > ($1, $2))
         AND NOT EXISTS (SELECT 1 FROM destruction_dossiers WHERE ref = encode(known.ref, 'hex'))
       ORDER BY dossiers.document #>> '{ending,at}', code LIMIT $3`, [...cursor, page.limit + 1, ...values], page.minPosition);
    return paged(rows, page.limit, ({ document }) => document, ({ document }) => [document.ending?.at ?? '', document.code]);
  }
}

/** What the log still knows of references. */
export async function findCodes(pool: Pool, refs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ ref: string; code: string }>(
    `SELECT encode(ref, 'hex') AS ref, code FROM log.dossiers WHERE ref = ANY($1)`, [refs.map((ref) => Buffer.from(ref, 'hex'))]);
  return new Map(rows.map(({ ref, code }) => [ref, code]));
}

/** Not before the lists show everything that is in the log at `position`. */
export async function findListOf(reads: ReadModels, ref: string, position: number): Promise<string | undefined> {
  const rows = await reads.query<{ number: string }>('destruction', 'SELECT number FROM destruction_dossiers WHERE ref = $1 ORDER BY number LIMIT 1', [ref], position);
  return rows[0]?.number;
}

/** A file goes when every dossier that has it goes: with these, or with an earlier list that is not executed yet. */
export async function findOwnFiles(pool: Pool, codes: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await pool.query<{ code: string; hashes: string[] }>(
    `SELECT own.code, array_agg(DISTINCT own.hash) AS hashes FROM dossier_files own WHERE own.code = ANY($1) AND NOT EXISTS (
       SELECT 1 FROM dossier_files other WHERE other.hash = own.hash AND other.code <> ALL($1)
         AND NOT EXISTS (SELECT 1 FROM log.dossiers d JOIN log.erasures x USING (ref) WHERE d.code = other.code))
     GROUP BY own.code`, [codes]);
  return new Map(rows.map(({ code, hashes }) => [code, hashes]));
}

export async function isFileInUse(reads: ReadModels, hash: string, position: number): Promise<boolean> {
  const rows = await reads.query('dossiers', 'SELECT 1 FROM dossier_files WHERE hash = $1 LIMIT 1', [hash], position);
  return rows.length > 0;
}

