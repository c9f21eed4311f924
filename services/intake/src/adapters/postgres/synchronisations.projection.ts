import type { Projection, Sql, StoredEvent } from '@lienthong/event-store';
import { vietnamTime } from '@lienthong/service-host';
import type { DossierEvent } from '../../domain/dossier.js';
import { stateReached } from '../../domain/state-reached.js';
import type { SynchronisationEvent } from '../../domain/synchronisation.js';

const DOSSIERS = 'dossier/';
const REPORTS = 'synchronisation/';

/** A row of `synchronisations` when it begins. */
type Reached = Readonly<{ code: string; dossier_version: number; position: number; procedure_code: string; receiving_unit: string; state: number; reached_at: string; received_at: string | null }>;

/** Every state that a dossier has reached, and what the National Portal's connector reported of it: what waits is what nobody has reported. */
export const synchronisationsProjection: Projection = {
  name: 'synchronisations',
  version: 1,
  tables: ['synchronisations'],
  ddl: [
    `CREATE TABLE synchronisations (
      code text NOT NULL, dossier_version integer NOT NULL, position bigint NOT NULL, procedure_code text NOT NULL, receiving_unit text NOT NULL, state smallint NOT NULL, reached_at text NOT NULL, received_at text,
      status text NOT NULL DEFAULT 'pending', reference text, reason text, reported_at text, PRIMARY KEY (code, dossier_version)
    )`,
    'CREATE UNIQUE INDEX ON synchronisations (position)',
    'CREATE INDEX ON synchronisations (status, position)',
    'CREATE INDEX ON synchronisations (receiving_unit, position)',
  ],
  apply: async (events, sql) => {
    // An erased event has nothing to show any more.
    const own = events.filter(({ data }) => data !== null);
    await addReached(own.filter(({ stream }) => stream.startsWith(DOSSIERS)), sql);
    await addReports(own.filter(({ stream }) => stream.startsWith(REPORTS)), sql);
  },
};

/** A row for each event by which the state is another than before. */
async function addReached(events: readonly StoredEvent[], sql: Sql): Promise<void> {
  if (events.length === 0) return;
  const last = await lastOf(events, sql);
  const rows: Reached[] = [];
  for (const { stream, version, logIndex, type, data } of events) {
    const event = { type, data } as DossierEvent;
    const reached = stateReached(event);
    const code = stream.slice(DOSSIERS.length);
    const before = last.get(code);
    if (reached === undefined || reached.state === before?.state) continue;
    const begun = event.type === 'DossierSubmitted' ? { procedure_code: event.data.application.procedureCode, receiving_unit: event.data.application.receivingUnit, received_at: null } : before;
    if (begun === undefined) continue;
    const at = vietnamTime(Date.parse(reached.at));
    const row = {
      code, dossier_version: version, position: logIndex, procedure_code: begun.procedure_code, receiving_unit: begun.receiving_unit, state: reached.state, reached_at: at,
      received_at: event.type === 'DossierAccepted' ? at : begun.received_at,
    };
    rows.push(row);
    last.set(code, row);
  }
  if (rows.length === 0) return;
  await sql.query(
    `INSERT INTO synchronisations SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (
       code text, dossier_version integer, position bigint, procedure_code text, receiving_unit text, state smallint, reached_at text, received_at text, status text)
     ON CONFLICT DO NOTHING`, [JSON.stringify(rows.map((row) => ({ ...row, status: 'pending' })))]);
}

async function lastOf(events: readonly StoredEvent[], sql: Sql): Promise<Map<string, Omit<Reached, 'position'>>> {
  const codes = [...new Set(events.map(({ stream }) => stream.slice(DOSSIERS.length)))];
  const { rows } = await sql.query('SELECT DISTINCT ON (code) code, dossier_version, procedure_code, receiving_unit, state, reached_at, received_at FROM synchronisations WHERE code = ANY($1) ORDER BY code, dossier_version DESC', [codes]);
  return new Map(rows.map((row) => [row.code, row]));
}

/** A state may be reported twice in a batch, refused and then taken: one after the other. */
async function addReports(events: readonly StoredEvent[], sql: Sql): Promise<void> {
  for (const { type, data } of events) {
    const event = { type, data } as SynchronisationEvent;
    const [status, reference, reason, at] = event.type === 'DossierSynchronised'
      ? ['synchronised', event.data.reference, null, event.data.synchronisedAt] : ['refused', null, event.data.reason, event.data.refusedAt];
    await sql.query('UPDATE synchronisations SET status = $3, reference = $4, reason = $5, reported_at = $6 WHERE code = $1 AND dossier_version = $2', [event.data.code, event.data.dossierVersion, status, reference, reason, at]);
  }
}
