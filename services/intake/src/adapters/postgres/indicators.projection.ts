import type { Projection, Sql, StoredEvent } from '@lienthong/event-store';
import type { DossierMark } from '../../domain/indicators/dossier-facts.js';
import { markOf, portalMarkOf, recordOf, type DossierRow } from './indicator-marks.js';

/**
 * What indicators are counted from: of each dossier its marks with their positions in the log, so that a report can be drawn again as of any earlier
 * position; and when intake learnt each version of a procedure. What is erased is filled anew without it.
 */
export const indicatorsProjection: Projection = {
  name: 'indicators',
  version: 4,
  tables: ['indicator_dossiers', 'indicator_online_payments', 'indicator_procedures', 'indicator_sources'],
  ddl: [
    `CREATE TABLE indicator_dossiers (
      code text PRIMARY KEY, ref text NOT NULL, procedure_code text NOT NULL, channel text NOT NULL, return_manner text NOT NULL, receiving_unit text NOT NULL, competent_units jsonb NOT NULL,
      first_position bigint NOT NULL, submitted_at timestamptz NOT NULL, received_at timestamptz, synchronised_position bigint, synchronised_at timestamptz, history jsonb NOT NULL
    )`,
    'CREATE INDEX ON indicator_dossiers (received_at) INCLUDE (submitted_at)',
    'CREATE INDEX ON indicator_dossiers (submitted_at)',
    // One payment shows that its procedure can be paid online: asked for by procedure.
    'CREATE TABLE indicator_online_payments (code text NOT NULL, entry text NOT NULL, procedure_code text NOT NULL, position bigint NOT NULL, at timestamptz NOT NULL, cancelled_position bigint, PRIMARY KEY (code, position))',
    'CREATE INDEX ON indicator_online_payments (procedure_code)',
    'CREATE TABLE indicator_procedures (code text NOT NULL, version integer NOT NULL, position bigint NOT NULL, document jsonb NOT NULL, PRIMARY KEY (code, version))',
    // Since when a source that need not be there is there.
    'CREATE TABLE indicator_sources (source text PRIMARY KEY, position bigint NOT NULL, since timestamptz NOT NULL)',
  ],
  apply: async (events, sql) => {
    // An erased event has nothing to show any more.
    const own = events.filter(({ data }) => data !== null);
    await addDossiers(own, sql);
    const marks = marksOf(own);
    await addMarks(marks, sql);
    await addOnlinePayments(marks, sql);
    await addPortalMarks(own, sql);
    for (const { type, data, logIndex } of own) {
      if (type === 'ProcedureLearned') await sql.query('INSERT INTO indicator_procedures VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [data.code, data.version, logIndex, JSON.stringify(data)]);
    }
  },
};

async function addDossiers(events: readonly StoredEvent[], sql: Sql): Promise<void> {
  const rows = events.filter(({ type, stream }) => type === 'DossierSubmitted' && stream.startsWith('dossier/')).map(recordOf);
  if (rows.length === 0) return;
  await sql.query(`INSERT INTO indicator_dossiers SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (${ROW}) ON CONFLICT DO NOTHING`, [JSON.stringify(rows satisfies readonly DossierRow[])]);
}

const ROW = `code text, ref text, procedure_code text, channel text, return_manner text, receiving_unit text, competent_units jsonb,
  first_position bigint, submitted_at timestamptz, received_at timestamptz, synchronised_position bigint, synchronised_at timestamptz, history jsonb`;

type OfDossier = Readonly<{ code: string; mark: DossierMark }>;

function marksOf(events: readonly StoredEvent[]): readonly OfDossier[] {
  return events.flatMap((event) => {
    const mark = event.stream.startsWith('dossier/') ? markOf(event) : undefined;
    return mark === undefined ? [] : [{ code: event.stream.slice('dossier/'.length), mark }];
  });
}

/** One statement for a whole batch: each dossier's new marks go behind those that it has. */
async function addMarks(marks: readonly OfDossier[], sql: Sql): Promise<void> {
  if (marks.length === 0) return;
  const rows = [...Map.groupBy(marks, ({ code }) => code)].map(([code, own]) => ({ code, marks: own.map(({ mark }) => mark), received_at: own.find(({ mark }) => mark.kind === 'received')?.mark.at ?? null }));
  await sql.query(
    `UPDATE indicator_dossiers AS dossier SET history = dossier.history || row.marks, received_at = coalesce(row.received_at, dossier.received_at)
     FROM jsonb_to_recordset($1::jsonb) AS row (code text, marks jsonb, received_at timestamptz) WHERE dossier.code = row.code`, [JSON.stringify(rows)]);
}

async function addOnlinePayments(marks: readonly OfDossier[], sql: Sql): Promise<void> {
  const paid = marks.flatMap(({ code, mark }) => (mark.kind === 'paid' && mark.isOnline ? [{ code, entry: mark.entry ?? '', position: mark.position, at: mark.at }] : []));
  if (paid.length > 0) {
    await sql.query(
      `INSERT INTO indicator_online_payments (code, entry, procedure_code, position, at) SELECT code, entry, procedure_code, position, at
       FROM jsonb_to_recordset($1::jsonb) AS row (code text, entry text, position bigint, at timestamptz) JOIN indicator_dossiers USING (code) ON CONFLICT DO NOTHING`, [JSON.stringify(paid)]);
  }
  for (const { code, mark } of marks) {
    if (mark.kind === 'payment-cancelled') await sql.query('UPDATE indicator_online_payments SET cancelled_position = $3 WHERE code = $1 AND entry = $2 AND position < $3 AND cancelled_position IS NULL', [code, mark.entry, mark.position]);
  }
}

export const PORTAL = 'national-portal';

/** Of each dossier the first time that the portal took it counts, and of the connector its first report. */
async function addPortalMarks(events: readonly StoredEvent[], sql: Sql): Promise<void> {
  const marks = events.flatMap((event) => portalMarkOf(event) ?? []);
  const [first] = marks;
  if (first === undefined) return;
  await sql.query('INSERT INTO indicator_sources VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [PORTAL, first.position, first.at]);
  const taken = [...Map.groupBy(marks.filter(({ isSynchronised }) => isSynchronised), ({ code }) => code).values()].flatMap(([mark]) => mark ?? []);
  if (taken.length === 0) return;
  await sql.query(
    `UPDATE indicator_dossiers AS dossier SET synchronised_position = row.position, synchronised_at = row.at
     FROM jsonb_to_recordset($1::jsonb) AS row (code text, position bigint, at timestamptz) WHERE dossier.code = row.code AND dossier.synchronised_position IS NULL`, [JSON.stringify(taken)]);
}
