import { decodeCursor, paged, type Page, type Paged, type ReadModels } from '@lienthong/service-host';
import type { Dossier, Work } from '../../domain/dossier.js';
import type { ProcedureVersion } from '../../domain/procedure.js';
import type { Visibility } from '../../domain/visibility.js';
import { DossierReads, type DossierFilter, type FoundDossier, type OpenWork } from '../../use-cases/dossier-reads.js';
import { visibleDossiers, type Condition } from './visible-dossiers.js';

type DossierRow = Readonly<{ document: Dossier; version: number; submitted_at: string }>;
type WorkRow = Readonly<{ document: Work; code: string; offered_at: string }>;

/** Sorting is by exact text of the time, so that a cursor loses no microseconds to a JavaScript Date. */
const AS_TEXT = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

export class PostgresDossierReads extends DossierReads {
  constructor(private readonly reads: ReadModels) {
    super();
  }

  override async list(visibility: Visibility, filter: DossierFilter, page: Page): Promise<Paged<FoundDossier>> {
    const where = new Conditions(visibleDossiers(visibility, 1));
    if (filter.state !== undefined) where.add((n) => `state = $${n}`, filter.state);
    if (filter.procedureCode !== undefined) where.add((n) => `procedure_code = $${n}`, filter.procedureCode);
    if (filter.routing !== undefined) where.add((n) => `document->'routing'->>'kind' = $${n}`, filter.routing);
    if (filter.text !== undefined) where.add((n) => `(code LIKE $${n} || '%' OR owners @> ARRAY[$${n}]::text[])`, filter.text.replace(/[\\%_]/g, '\\$&'));
    const cursor = decodeCursor(page.cursor, 2);
    if (cursor !== undefined) where.addPair((n) => `(submitted_at, code) < ($${n}::timestamptz, $${n + 1})`, cursor);
    const rows = await this.reads.query<DossierRow>('dossiers',
      `SELECT document, version, to_char(submitted_at AT TIME ZONE 'UTC', ${AS_TEXT}) AS submitted_at FROM dossiers WHERE ${where.text}
       ORDER BY dossiers.submitted_at DESC, code DESC LIMIT ${page.limit + 1}`, where.values, page.minPosition);
    return paged(rows, page.limit, ({ document, version }) => ({ dossier: document, version }), ({ submitted_at, document }) => [submitted_at, document.code]);
  }

  override async find(visibility: Visibility, code: string, minPosition: number | undefined): Promise<FoundDossier | undefined> {
    const { text, values } = visibleDossiers(visibility, 2);
    const [row] = await this.reads.query<DossierRow>('dossiers', `SELECT document, version FROM dossiers WHERE code = $1 AND ${text}`, [code, ...values], minPosition);
    return row === undefined ? undefined : { dossier: row.document, version: row.version };
  }

  override async work(visibility: Visibility, filter: Readonly<{ type?: string | undefined; dossierCode?: string | undefined }>, page: Page): Promise<Paged<OpenWork>> {
    const where = new Conditions(visibleDossiers(visibility, 1));
    if (filter.type !== undefined) where.add((n) => `dossier_work.type = $${n}`, filter.type);
    if (filter.dossierCode !== undefined) where.add((n) => `dossier_work.code = $${n}`, filter.dossierCode);
    const cursor = decodeCursor(page.cursor, 2);
    if (cursor !== undefined) where.addPair((n) => `(offered_at, task_id) > ($${n}::timestamptz, $${n + 1})`, cursor);
    const rows = await this.reads.query<WorkRow>('dossiers',
      `SELECT dossier_work.document, dossier_work.code, to_char(offered_at AT TIME ZONE 'UTC', ${AS_TEXT}) AS offered_at
       FROM dossier_work JOIN dossiers USING (code) WHERE ${where.text} ORDER BY dossier_work.offered_at, task_id LIMIT ${page.limit + 1}`, where.values, page.minPosition);
    return paged(rows, page.limit, ({ document, code }) => ({ work: document, dossierCode: code }), ({ offered_at, document }) => [offered_at, document.taskId]);
  }

  override async procedures(page: Page): Promise<Paged<ProcedureVersion>> {
    const cursor = decodeCursor(page.cursor, 2);
    const rows = await this.reads.query<{ document: ProcedureVersion }>('catalogue',
      `SELECT document FROM procedures ${cursor === undefined ? '' : 'WHERE (code, version) > ($1, $2)'} ORDER BY code, version LIMIT ${page.limit + 1}`, cursor ?? [], page.minPosition);
    return paged(rows, page.limit, ({ document }) => document, ({ document }) => [document.code, document.version]);
  }

  override async findHolding(visibility: Visibility, hash: string, minPosition: number | undefined): Promise<string | undefined> {
    const { text, values } = visibleDossiers(visibility, 2);
    const [row] = await this.reads.query<{ code: string }>('dossiers',
      `SELECT code FROM dossier_files JOIN dossiers USING (code) WHERE hash = $1 AND ${text} ORDER BY submitted_at DESC LIMIT 1`, [hash, ...values], minPosition);
    return row?.code;
  }
}

/** Conditions joined by AND, their values numbered in the order in which they were added. */
class Conditions {
  private readonly texts: string[];
  readonly values: unknown[];

  constructor(first: Condition) {
    this.texts = [first.text];
    this.values = [...first.values];
  }

  get text(): string {
    return this.texts.join(' AND ');
  }

  add(text: (position: number) => string, value: unknown): void {
    this.addPair(text, [value]);
  }

  addPair(text: (position: number) => string, values: readonly unknown[]): void {
    this.texts.push(text(this.values.length + 1));
    this.values.push(...values);
  }
}
