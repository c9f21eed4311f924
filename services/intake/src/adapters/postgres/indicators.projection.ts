import type { Projection, Sql, StoredEvent } from '@lienthong/event-store';
import type { DossierMark } from '../../domain/indicators/dossier-facts.js';
import { markOf, recordOf, type DossierRow } from './indicator-marks.js';

/**
 * What indicators are counted from: of each dossier its marks with their positions in the log, so that a report can be drawn again as of any earlier
 * position; and when intake learnt each version of a procedure. What is erased is filled anew without it.
 */
export const indicatorsProjection: Projection = {
  name: 'indicators',
  version: 2,
  tables: ['indicator_dossiers', 'indicator_procedures'],
  ddl: [
    `CREATE TABLE indicator_dossiers (
      code text PRIMARY KEY, ref text NOT NULL, procedure_code text NOT NULL, channel text NOT NULL, return_manner text NOT NULL, receiving_unit text NOT NULL, competent_units jsonb NOT NULL,
      first_position bigint NOT NULL, submitted_at timestamptz NOT NULL, received_at timestamptz, paid_online_position bigint, paid_online_at timestamptz, history jsonb NOT NULL
    )`,
    'CREATE INDEX ON indicator_dossiers (received_at) INCLUDE (submitted_at)',
    'CREATE INDEX ON indicator_dossiers (submitted_at)',
    'CREATE INDEX ON indicator_dossiers (procedure_code) WHERE paid_online_at IS NOT NULL',
    'CREATE TABLE indicator_procedures (code text NOT NULL, version integer NOT NULL, position bigint NOT NULL, document jsonb NOT NULL, PRIMARY KEY (code, version))',
  ],
  apply: async (events, sql) => {
    // An erased event has nothing to show any more.
    const own = events.filter(({ data }) => data !== null);
    await addDossiers(own, sql);
    await addMarks(own, sql);
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
  first_position bigint, submitted_at timestamptz, received_at timestamptz, paid_online_position bigint, paid_online_at timestamptz, history jsonb`;

/** One statement for a whole batch: each dossier's new marks go behind those that it has. */
async function addMarks(events: readonly StoredEvent[], sql: Sql): Promise<void> {
  const marks = events.flatMap((event) => {
    const mark = event.stream.startsWith('dossier/') ? markOf(event) : undefined;
    return mark === undefined ? [] : [{ code: event.stream.slice('dossier/'.length), mark }];
  });
  if (marks.length === 0) return;
  const rows = [...Map.groupBy(marks, ({ code }) => code)].map(([code, own]) => ({
    code, marks: own.map(({ mark }) => mark), received_at: own.find(({ mark }) => mark.kind === 'received')?.mark.at ?? null,
    ...paidOnlineAt(own.map(({ mark }) => mark)),
  }));
  await sql.query(
    `UPDATE indicator_dossiers AS dossier SET history = dossier.history || row.marks, received_at = coalesce(row.received_at, dossier.received_at),
       paid_online_position = coalesce(row.paid_online_position, dossier.paid_online_position), paid_online_at = coalesce(row.paid_online_at, dossier.paid_online_at)
     FROM jsonb_to_recordset($1::jsonb) AS row (code text, marks jsonb, received_at timestamptz, paid_online_position bigint, paid_online_at timestamptz) WHERE dossier.code = row.code`, [JSON.stringify(rows)]);
}

/** Fees are paid once: asked for by procedure, since one payment shows that its procedure can be paid online. */
function paidOnlineAt(marks: readonly DossierMark[]): Readonly<{ paid_online_position: number | null; paid_online_at: string | null }> {
  const paid = marks.find((mark) => mark.kind === 'paid' && mark.isOnline);
  return { paid_online_position: paid?.position ?? null, paid_online_at: paid?.at ?? null };
}
