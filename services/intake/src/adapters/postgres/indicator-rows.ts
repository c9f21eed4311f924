import { vietnamTime, type ReadModels } from '@lienthong/service-host';
import type { Pool } from 'pg';
import type { Channel } from '../../domain/application.js';
import type { DossierMark, DossierRecord } from '../../domain/indicators/dossier-facts.js';
import type { PetitionRecord } from '../../domain/indicators/petition-facts.js';
import type { ProcedureFacts } from '../../domain/indicators/procedure-facts.js';
import type { ProcedureVersion } from '../../domain/procedure.js';
import { IndicatorSource, type Scope } from '../../use-cases/indicator-source.js';
import { PORTAL } from './indicators.projection.js';
import { visibleDossiers } from './visible-dossiers.js';

/** So many rows are in memory at once: about 2 MB. */
const PAGE = 2_000;

type Row = Readonly<{ code: string; ref: string; procedure_code: string; channel: Channel; history: readonly DossierMark[]; synchronised_position: string | null; synchronised_at: Date | null }>;

const COLUMNS = 'dossiers.code, dossiers.ref, dossiers.procedure_code, dossiers.channel, dossiers.history, dossiers.synchronised_position, dossiers.synchronised_at';
/** Under the name and with the columns that the visibility rule speaks of. */
const DOSSIERS = `(SELECT *, jsonb_build_object('application', jsonb_build_object('returnManner', return_manner, 'channel', channel)) AS document FROM indicator_dossiers) AS dossiers`;

export class PostgresIndicatorSource extends IndicatorSource {
  constructor(private readonly reads: ReadModels, private readonly pool: Pool) {
    super();
  }

  override async reach(position: number): Promise<void> {
    await this.reads.query('indicators', 'SELECT 1', [], position);
    await this.reads.query('petitions', 'SELECT 1', [], position);
  }

  override async procedures(): Promise<readonly ProcedureFacts[]> {
    const rows = await this.reads.query<{ document: ProcedureVersion; position: string }>('indicators', 'SELECT document, position FROM indicator_procedures ORDER BY position');
    return rows.map(({ document, position }) => ({ version: document, position: Number(position) }));
  }

  override async countDossiers(scope: Scope): Promise<number> {
    const { text, values } = conditionOf(scope);
    const [row] = await this.reads.query<{ count: string }>('indicators', `SELECT count(*) FROM ${DOSSIERS} WHERE ${text}`, values);
    return Number(row?.count);
  }

  override async scanDossiers(scope: Scope, onPage: (page: readonly DossierRecord[]) => void): Promise<void> {
    const { text, values } = conditionOf(scope);
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await client.query(`DECLARE report NO SCROLL CURSOR FOR SELECT ${COLUMNS} FROM ${DOSSIERS} WHERE ${text}`, [...values]);
      for (;;) {
        const { rows } = await client.query<Row>(`FETCH ${PAGE} FROM report`);
        if (rows.length > 0) onPage(rows.map(recordOf));
        if (rows.length < PAGE) break;
      }
    } finally {
      // Nothing was written: a rollback ends cursor and transaction, and a connection that cannot do even that is thrown away.
      const isUsable = await client.query('ROLLBACK').then(() => true, () => false);
      client.release(!isUsable);
    }
  }

  override async dossiersAfter(scope: Scope, code: string, limit: number): Promise<readonly DossierRecord[]> {
    const { text, values } = conditionOf(scope);
    const next = values.length + 1;
    const rows = await this.reads.query<Row>('indicators', `SELECT ${COLUMNS} FROM ${DOSSIERS} WHERE ${text} AND dossiers.code > $${next} ORDER BY dossiers.code LIMIT $${next + 1}`, [...values, code, limit]);
    return rows.map(recordOf);
  }

  override async appliedOnline({ period, asOf }: Scope): Promise<ReadonlySet<string>> {
    const rows = await this.reads.query<{ procedure_code: string }>('indicators',
      `SELECT DISTINCT procedure_code FROM indicator_dossiers WHERE channel = 'online' AND submitted_at >= $1 AND submitted_at < $2 AND first_position <= $3`, [period.from, period.until, asOf.position]);
    return new Set(rows.map(({ procedure_code: code }) => code));
  }

  override async paidOnline({ period, asOf }: Scope): Promise<Readonly<{ ever: ReadonlySet<string>; now: ReadonlySet<string> }>> {
    const rows = await this.reads.query<{ procedure_code: string; is_now: boolean }>('indicators',
      `SELECT procedure_code, bool_or(at >= $1) AS is_now FROM indicator_online_payments
       WHERE at < $2 AND position <= $3 AND (cancelled_position IS NULL OR cancelled_position > $3) GROUP BY procedure_code`, [period.from, period.until, asOf.position]);
    const codes = (kept: typeof rows): ReadonlySet<string> => new Set(kept.map(({ procedure_code: code }) => code));
    return { ever: codes(rows), now: codes(rows.filter(({ is_now: isNow }) => isNow)) };
  }

  override async isPortalConnected({ period, asOf }: Scope): Promise<boolean> {
    const rows = await this.reads.query('indicators', 'SELECT 1 FROM indicator_sources WHERE source = $1 AND since < $2 AND position <= $3', [PORTAL, period.until, asOf.position]);
    return rows.length > 0;
  }

  override async petitioned({ period, asOf }: Scope): Promise<ReadonlySet<string>> {
    const rows = await this.reads.query<{ ref: string }>('petitions',
      `SELECT DISTINCT document->>'dossierRef' AS ref FROM petitions WHERE matter IN ('regulation-feedback', 'reflection') AND document->>'dossierRef' IS NOT NULL AND received_at < $1 AND first_position <= $2`, [period.until, asOf.position]);
    return new Set(rows.map(({ ref }) => ref));
  }

  override async petitions({ visibility, period, agency, procedureCode, asOf }: Scope): Promise<readonly PetitionRecord[]> {
    // A petition is about no procedure, and lies with one unit: who is competent for dossiers elsewhere has none here.
    if (procedureCode !== undefined || (visibility.kind !== 'unit' && visibility.kind !== 'all')) return [];
    const unit = visibility.kind === 'unit' ? visibility.unit : null;
    return this.reads.query<PetitionRecord>('petitions',
      `SELECT number, history FROM petitions WHERE received_at >= $1 AND received_at < $2 AND first_position <= $3 AND ($4::text IS NULL OR unit = $4 OR ($6 AND starts_with(unit, $4 || '.')))
         AND ($5::text IS NULL OR unit = $5 OR starts_with(unit, $5 || '.')) ORDER BY number`, [period.from, period.until, asOf.position, unit, agency ?? null, visibility.kind === 'unit' && visibility.subordinates]);
  }
}

/** Wider than what counts, never narrower: a dossier that was received after the period may have been waiting for a supplement in it. What counts, the domain says. */
function conditionOf({ visibility, period, agency, procedureCode, asOf }: Scope): Readonly<{ text: string; values: readonly unknown[] }> {
  const texts = ['dossiers.submitted_at < $1', '(dossiers.received_at IS NULL OR dossiers.received_at >= $2)', '(dossiers.received_at >= $2 OR dossiers.submitted_at >= $2)', 'dossiers.first_position <= $3'];
  const values: unknown[] = [period.until, period.from, asOf.position];
  const add = (text: (n: number) => string, ...more: readonly unknown[]) => {
    texts.push(text(values.length + 1));
    values.push(...more);
  };
  if (agency !== undefined) add((n) => `(dossiers.receiving_unit = $${n} OR starts_with(dossiers.receiving_unit, $${n} || '.') OR EXISTS (SELECT 1 FROM jsonb_each_text(dossiers.competent_units) AS unit WHERE unit.value = $${n} OR starts_with(unit.value, $${n} || '.')))`, agency);
  if (procedureCode !== undefined) add((n) => `dossiers.procedure_code = $${n}`, procedureCode);
  const visible = visibleDossiers(visibility, values.length + 1);
  texts.push(visible.text);
  values.push(...visible.values);
  return { text: texts.join(' AND '), values };
}

function recordOf({ code, ref, procedure_code: procedureCode, channel, history, synchronised_position: position, synchronised_at: at }: Row): DossierRecord {
  return { code, ref, procedureCode, channel, history, synchronised: position === null || at === null ? null : { position: Number(position), at: vietnamTime(at.getTime()) } };
}
