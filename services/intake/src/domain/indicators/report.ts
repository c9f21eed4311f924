import { DIGITISATION } from './digitisation.js';
import { sourceOf, type Circumstances, type Group, type Indicator, type Judgement, type Matter, type MemberOf, type TimeUnit } from './indicator.js';
import { ONLINE } from './online.js';
import { PAYMENT } from './payment.js';
import { PROGRESS } from './progress.js';
import { PUBLICITY } from './publicity.js';
import { SATISFACTION } from './satisfaction.js';

/** In the order of QĐ 766. What its number 3.4 is, no source at hand says for certain. */
export const INDICATORS: readonly Indicator[] = [...PUBLICITY, ...PROGRESS, ...ONLINE, ...PAYMENT, ...DIGITISATION, ...SATISFACTION];

export function findIndicator(number: string): Indicator | undefined {
  return INDICATORS.find((indicator) => indicator.number === number);
}

/** How many members of each judgement, by indicator, and the sums of averages by procedure and unit. */
export type Tally = Readonly<{ judged: Readonly<Record<string, Counts>>; measured: Readonly<Record<string, readonly MeanOf[]>> }>;
export type Counts = Readonly<Record<Judgement, number>>;
export type MeanOf = Readonly<{ procedureCode: string; unit: TimeUnit; sum: number; count: number }>;

export const nothingCounted: Tally = { judged: {}, measured: {} };
const NO_COUNTS: Counts = { met: 0, missed: 0, 'missed twice': 0, outside: 0, unknown: 0 };

/** Adds a page of members of one matter. A report of any length is the sum of its pages. */
export function count<M extends Matter>(tally: Tally, matter: M, members: readonly MemberOf[M][], circumstances: Circumstances): Tally {
  const [judged, measured] = [{ ...tally.judged }, { ...tally.measured }];
  for (const indicator of INDICATORS) {
    if (indicator.over !== matter || sourceOf(indicator)?.isThere(circumstances) === false) continue;
    const counts = { ...(judged[indicator.number] ?? NO_COUNTS) };
    const means = new Map((measured[indicator.number] ?? []).map((mean) => [`${mean.procedureCode} ${mean.unit}`, mean]));
    for (const member of members) {
      if (indicator.kind === 'ratio') counts[(indicator.judge as (member: MemberOf[M], circumstances: Circumstances) => Judgement)(member, circumstances)] += 1;
      else counts[addMeasure(means, indicator.measure(member as MemberOf['dossier'], circumstances))] += 1;
    }
    judged[indicator.number] = counts;
    if (indicator.kind === 'average') measured[indicator.number] = [...means.values()];
  }
  return { judged, measured };
}

function addMeasure(means: Map<string, MeanOf>, measure: Extract<ReturnType<Extract<Indicator, { kind: 'average' }>['measure']>, unknown>): Judgement {
  if (measure === 'outside' || measure === 'unknown') return measure;
  const { procedureCode, unit, amount } = measure;
  const mean = means.get(`${procedureCode} ${unit}`) ?? { procedureCode, unit, sum: 0, count: 0 };
  means.set(`${procedureCode} ${unit}`, { ...mean, sum: mean.sum + amount, count: mean.count + 1 });
  return 'met';
}

/** Points of an indicator as the authority has set them; where it has not, only the share of them that was reached is told. */
export type PointRules = Readonly<Record<string, Readonly<{ threshold: number | null; most: number | null }>>>;

/** `kind` 'unmeasured' where the indicator's source is not there. `value` in per cent, two decimals; null without data. `share` of the points, 0 to 1; `points` null where nobody has said how many there are. */
export type Figure = Readonly<{
  number: string; group: Group; kind: Indicator['kind'] | 'unmeasured';
  numerator: number | null; denominator: number | null; unknown: number; value: number | null;
  means: readonly Readonly<{ procedureCode: string; unit: TimeUnit; count: number; mean: number }>[];
  threshold: number | null; share: number | null; most: number | null; points: number | null;
}>;

export function figuresOf({ judged, measured }: Tally, rules: PointRules): readonly Figure[] {
  return INDICATORS.map((indicator) => {
    const { number, group, kind } = indicator;
    const counts = judged[number] ?? NO_COUNTS;
    const { threshold = indicator.threshold, most = null } = rules[number] ?? {};
    const blank: Figure = { number, group, kind, numerator: null, denominator: null, unknown: counts.unknown, value: null, means: [], threshold, share: null, most, points: null };
    if (sourceOf(indicator) !== undefined && judged[number] === undefined) return { ...blank, kind: 'unmeasured' };
    if (kind === 'average') return { ...blank, denominator: counts.met, means: (measured[number] ?? []).map(({ sum, ...mean }) => ({ procedureCode: mean.procedureCode, unit: mean.unit, count: mean.count, mean: twoDecimals(sum / mean.count) })) };
    const denominator = counts.met + counts.missed + counts['missed twice'];
    const numerator = Math.max(0, counts.met - counts['missed twice']);
    const value = denominator === 0 ? (indicator.zero === 'zero' ? 0 : null) : percent(numerator, denominator);
    const share = value === null || threshold === null ? null : Math.min(1, value / threshold);
    return { ...blank, numerator, denominator, value, share: share === null ? null : twoDecimals(share), points: share === null || most === null ? null : twoDecimals(share * most) };
  });
}

/** Per cent with two decimals, half up, in whole numbers: no double decides about a grade. */
export function percent(numerator: number, denominator: number): number {
  return Number((BigInt(numerator) * 20_000n + BigInt(denominator)) / (2n * BigInt(denominator))) / 100;
}

export function twoDecimals(value: number): number {
  return Math.round(value * 100) / 100;
}
