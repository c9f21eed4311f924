import type { WorkingCalendar } from '@lienthong/calendar';
import type { Text } from '@lienthong/kernel';
import type { DossierFacts } from './dossier-facts.js';
import type { PetitionFacts } from './petition-facts.js';
import type { ProcedureFacts } from './procedure-facts.js';

/** What an indicator counts. */
export type Matter = 'dossier' | 'procedure' | 'petition';
export type MemberOf = Readonly<{ dossier: DossierFacts; procedure: ProcedureFacts; petition: PetitionFacts }>;

/**
 * What a member is for an indicator: in numerator and denominator (`met`), in the denominator alone (`missed`), there with two things to be taken off
 * (`missed twice`), not in it (`outside`), or in it only if somebody knew what nobody recorded (`unknown`: left out, and its number is told).
 */
export type Judgement = 'met' | 'missed' | 'missed twice' | 'outside' | 'unknown';

/** `from` counts, `until` does not: the day after the last, or the moment of the report where that is earlier. */
export type Period = Readonly<{ from: string; until: string }>;

/** What a judgement may look at beside its member. */
export type Circumstances = Readonly<{
  period: Period;
  findProcedure(code: string, version: number | null): ProcedureFacts | undefined;
  findCalendar(id: string): WorkingCalendar | undefined;
  /** Codes of procedures for which somebody applied online in the period. */
  appliedOnline: ReadonlySet<string>;
  /** Codes of procedures whose fees a payment gateway has reported as paid online, up to the end of the period. */
  paidOnline: ReadonlySet<string>;
  /** Those of which that was in the period itself. */
  paidOnlineNow: ReadonlySet<string>;
  /** A connector had reported what the National Portal took or refused, by the end of the period. */
  isPortalConnected: boolean;
  /** References of dossiers about which a petition came in. */
  petitioned: ReadonlySet<string>;
}>;

/** Without a member: no number ('no-data'), or 0 where having none is itself the failure ('zero'). */
export type ZeroRule = 'no-data' | 'zero';

export type Described = Readonly<{
  /** As QĐ 766 counts them; a part of one is `3.3-direct`. */
  number: string;
  group: Group;
  name: Text;
  formula: Text;
  numerator: Text;
  denominator: Text;
  zero: ZeroRule;
  /** Per cent from which all points are given; null where no source says. */
  threshold: number | null;
  /** How the formula was read where it leaves a choice, or what of it is not measured. */
  remark: Text | null;
}>;

/** Where its facts come from, if that need not be there: without it there is no number, not even 0. `missing`: what to say then. */
export type Source = Readonly<{ missing: Text; isThere(circumstances: Circumstances): boolean }>;

export type Ratio<M extends Matter> = Described & Readonly<{ kind: 'ratio'; over: M; source?: Source; judge(member: MemberOf[M], circumstances: Circumstances): Judgement }>;

export type TimeUnit = 'working-days' | 'calendar-days' | 'hours';
export type Measured = Readonly<{ procedureCode: string; unit: TimeUnit; amount: number }>;
/** A mean per procedure, each in the procedure's own unit: no one number stands for all. */
export type Average = Described & Readonly<{ kind: 'average'; over: 'dossier'; measure(member: DossierFacts, circumstances: Circumstances): Measured | 'outside' | 'unknown' }>;

export type Indicator = Ratio<'dossier'> | Ratio<'procedure'> | Ratio<'petition'> | Average;

export function sourceOf(indicator: Indicator): Source | undefined {
  return indicator.kind === 'ratio' ? indicator.source : undefined;
}

/** Groups of QĐ 766 with the most points of each; that of online payment is what is left of 100 (to be confirmed). */
export const GROUPS = {
  publicity: { name: { vi: 'Công khai, minh bạch', en: 'Publicity and transparency' }, most: 18 },
  progress: { name: { vi: 'Tiến độ giải quyết', en: 'Progress of handling' }, most: 20 },
  online: { name: { vi: 'Cung cấp dịch vụ trực tuyến', en: 'Online services' }, most: 12 },
  payment: { name: { vi: 'Thanh toán trực tuyến', en: 'Online payment' }, most: 10 },
  digitisation: { name: { vi: 'Số hóa hồ sơ', en: 'Digitisation' }, most: 22 },
  satisfaction: { name: { vi: 'Mức độ hài lòng', en: 'Satisfaction' }, most: 18 },
} as const satisfies Record<string, Readonly<{ name: Text; most: number }>>;
export type Group = keyof typeof GROUPS;

export function isWithin(at: string | null, { from, until }: Period): boolean {
  return at !== null && at >= from && at < until;
}

export const NO_REMARK = { threshold: null, remark: null } as const;
