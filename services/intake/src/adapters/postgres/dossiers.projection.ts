import type { Projection, Sql, StoredEvent } from '@lienthong/event-store';
import { ownersOf } from '../../domain/application.js';
import { evolveDossier, noDossier, type Dossier, type DossierEvent, type DossierState } from '../../domain/dossier.js';

const CATEGORY = 'dossier/';

type Row = Readonly<{ code: string; version: number; document: Dossier }>;

/** Dossiers as the domain itself folds them, with the columns by which they are looked for. Two statements read and write a whole batch. */
export const dossiersProjection: Projection = {
  name: 'dossiers',
  version: 2,
  tables: ['dossiers', 'dossier_work', 'dossier_files'],
  ddl: [
    `CREATE TABLE dossiers (
      code text PRIMARY KEY, version integer NOT NULL, state smallint NOT NULL, procedure_code text NOT NULL, receiving_unit text NOT NULL,
      owners text[] NOT NULL, competent_units jsonb NOT NULL, submitted_at timestamptz NOT NULL, due_at timestamptz, document jsonb NOT NULL
    )`,
    'CREATE INDEX ON dossiers (receiving_unit, submitted_at DESC, code DESC)',
    'CREATE INDEX ON dossiers (submitted_at DESC, code DESC)',
    'CREATE INDEX ON dossiers USING gin (owners)',
    'CREATE INDEX ON dossiers USING gin (competent_units jsonb_path_ops)',
    'CREATE INDEX ON dossiers (code text_pattern_ops)',
    // Few ever, and none for long.
    `CREATE INDEX ON dossiers (submitted_at DESC, code DESC) WHERE document->'routing'->>'kind' = 'unclear'`,
    'CREATE TABLE dossier_work (task_id text PRIMARY KEY, code text NOT NULL, type text NOT NULL, offered_at timestamptz NOT NULL, document jsonb NOT NULL)',
    'CREATE INDEX ON dossier_work (code)',
    'CREATE INDEX ON dossier_work (offered_at, task_id)',
    'CREATE TABLE dossier_files (hash text NOT NULL, code text NOT NULL, PRIMARY KEY (hash, code))',
  ],
  apply: async (events, sql) => {
    // An erased event has nothing to show any more.
    const own = events.filter(({ stream, data }) => stream.startsWith(CATEGORY) && data !== null);
    if (own.length === 0) return;
    const rows = await fold(own, sql);
    await writeDossiers(rows, sql);
    await writeWork(rows, sql);
    await writeFiles(rows, sql);
  },
};

async function fold(events: readonly StoredEvent[], sql: Sql): Promise<readonly Row[]> {
  const codes = [...new Set(events.map(({ stream }) => stream.slice(CATEGORY.length)))];
  const known = await sql.query('SELECT code, document FROM dossiers WHERE code = ANY($1)', [codes]);
  const states = new Map<string, DossierState>(known.rows.map(({ code, document }) => [code, document]));
  const versions = new Map<string, number>();
  for (const { stream, type, data, version } of events) {
    const code = stream.slice(CATEGORY.length);
    states.set(code, evolveDossier(states.get(code) ?? noDossier, { type, data } as DossierEvent));
    versions.set(code, version);
  }
  return codes.flatMap((code) => {
    const document = states.get(code) ?? noDossier;
    return document.kind === 'known' ? [{ code, version: versions.get(code) ?? 0, document }] : [];
  });
}

async function writeDossiers(rows: readonly Row[], sql: Sql): Promise<void> {
  const columns = rows.map(({ code, version, document }) => ({
    code, version, document, state: document.state, procedure_code: document.application.procedureCode, receiving_unit: document.application.receivingUnit,
    owners: ownersOf(document.application), competent_units: document.application.competentUnits, submitted_at: document.submittedAt, due_at: document.receipt?.dueAt ?? null,
  }));
  await sql.query(
    `INSERT INTO dossiers SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (
       code text, version integer, state smallint, procedure_code text, receiving_unit text, owners text[], competent_units jsonb, submitted_at timestamptz, due_at timestamptz, document jsonb)
     ON CONFLICT (code) DO UPDATE SET version = excluded.version, state = excluded.state, due_at = excluded.due_at, competent_units = excluded.competent_units, document = excluded.document`, [JSON.stringify(columns)]);
}

async function writeWork(rows: readonly Row[], sql: Sql): Promise<void> {
  await sql.query('DELETE FROM dossier_work WHERE code = ANY($1)', [rows.map(({ code }) => code)]);
  const columns = rows.flatMap(({ code, document }) => document.work.map((work) => ({ task_id: work.taskId, code, type: work.type, offered_at: work.offeredAt, document: work })));
  if (columns.length === 0) return;
  await sql.query(
    `INSERT INTO dossier_work SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (task_id text, code text, type text, offered_at timestamptz, document jsonb)`, [JSON.stringify(columns)]);
}

async function writeFiles(rows: readonly Row[], sql: Sql): Promise<void> {
  const columns = rows.flatMap(({ code, document }) => filesOf(document).map((hash) => ({ hash, code })));
  if (columns.length === 0) return;
  await sql.query('INSERT INTO dossier_files SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (hash text, code text) ON CONFLICT DO NOTHING', [JSON.stringify(columns)]);
}

function filesOf({ application: { components, attachments = [] }, attached = [], resultFiles = [] }: Dossier): readonly string[] {
  return [...new Set([...components.flatMap(({ files }) => files), ...[...attachments, ...attached].map(({ sha256 }) => sha256), ...resultFiles])];
}
