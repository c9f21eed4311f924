import { decodeCursor, paged, type Page, type Paged, type ReadModels } from '@lienthong/service-host';
import type { NationalState } from '../../domain/national-states.js';
import type { SynchronisationStatus } from '../../domain/synchronisation.js';
import type { Visibility } from '../../domain/visibility.js';
import { SynchronisationReads, type KnownStep, type StepFilter } from '../../use-cases/synchronisation-ports.js';
import { visibleDossiers } from './visible-dossiers.js';

type Row = Readonly<{
  code: string; dossier_version: number; position: string; procedure_code: string; state: NationalState; reached_at: string; received_at: string | null;
  status: SynchronisationStatus; reference: string | null; reason: string | null; reported_at: string | null;
}>;

/** Under the name that the visibility rule speaks of; it has the columns by which units, and whoever sees all, are told apart. */
const FROM = 'FROM synchronisations AS dossiers';

export class PostgresSynchronisationReads extends SynchronisationReads {
  constructor(private readonly reads: ReadModels) {
    super();
  }

  override async list(visibility: Visibility, { status, dossierCode }: StepFilter, page: Page): Promise<Paged<KnownStep>> {
    const [after = null] = decodeCursor(page.cursor, 1) ?? [];
    const { text, values } = visibleDossiers(visibility, 4);
    const rows = await this.reads.query<Row>('synchronisations',
      `SELECT * ${FROM} WHERE ($1::text IS NULL OR status = $1) AND ($2::text IS NULL OR code = $2) AND ($3::bigint IS NULL OR position > $3) AND ${text} ORDER BY position LIMIT ${page.limit + 1}`,
      [status ?? null, dossierCode ?? null, positionOf(after), ...values], page.minPosition);
    return paged(rows, page.limit, stepOf, ({ position }) => [Number(position)]);
  }

  override async findStep(code: string, dossierVersion: number): Promise<KnownStep | undefined> {
    const [row] = await this.reads.query<Row>('synchronisations', `SELECT * ${FROM} WHERE code = $1 AND dossier_version = $2`, [code, dossierVersion]);
    return row && stepOf(row);
  }
}

/** A cursor that is none of this list begins it anew. */
function positionOf(after: string | number | null): number | null {
  return typeof after === 'number' && Number.isSafeInteger(after) ? after : null;
}

function stepOf({ code, dossier_version: dossierVersion, procedure_code: procedureCode, state, reached_at: reachedAt, received_at: receivedAt, status, reference, reason, reported_at: reportedAt }: Row): KnownStep {
  return { code, dossierVersion, state, reachedAt, receivedAt, procedureCode, status, reference, reason, reportedAt };
}
