import type { Bilingual } from '@lienthong/calendar';
import type { Ending } from './dossier.js';

export type Outcome = Ending['kind'];

/**
 * How long the papers of a dossier are kept after it ended. `confirmed` only where an authority has said so for this installation: the
 * domain notes give no periods, so those below are defaults to be confirmed ([O]) before anything is destroyed by them.
 */
export type RetentionRule = Readonly<{ procedure: string; outcome: Outcome; years: number; effectiveFrom: string; confirmed: boolean; source: Bilingual }>;

/** A rule for every procedure. */
export const ANY_PROCEDURE = '*';
/** Longest period that the law on archives knows short of for ever. */
export const MOST_YEARS = 70;

const UNCONFIRMED: Bilingual = {
  vi: 'Luật Lưu trữ số 33/2024/QH15 và bảng thời hạn bảo quản của tỉnh: thời hạn chưa được xác nhận',
  en: 'Law on Archives 33/2024/QH15 and the province’s table of retention: period still to be confirmed',
};
const usual = (outcome: Outcome, years: number): RetentionRule => ({ procedure: ANY_PROCEDURE, outcome, years, effectiveFrom: '2025-07-01', confirmed: false, source: UNCONFIRMED });

export const USUAL_RETENTION: readonly RetentionRule[] = [usual('returned', 20), usual('refused', 5), usual('withdrawn', 5), usual('stopped', 5)];

/** The newest rule in force when the dossier ended; one for its procedure comes before one for all. Undefined: nobody has said, so it is kept. */
export function retentionRule(rules: readonly RetentionRule[], procedureCode: string, { kind, at }: Pick<Ending, 'kind' | 'at'>): RetentionRule | undefined {
  const fitting = rules.filter(({ procedure, outcome, effectiveFrom }) => outcome === kind && effectiveFrom <= at.slice(0, 10) && (procedure === procedureCode || procedure === ANY_PROCEDURE));
  const own = fitting.filter(({ procedure }) => procedure === procedureCode);
  return (own.length > 0 ? own : fitting).toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))[0];
}

/** Periods are counted in whole years from the end of the year in which the dossier ended. Times in the one written form. */
export function keptUntil(endedAt: string, years: number): string {
  return `${Number(endedAt.slice(0, 4)) + years + 1}-01-01T00:00:00.000+07:00`;
}
