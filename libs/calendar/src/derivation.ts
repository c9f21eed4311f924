import type { Bilingual } from './bilingual.js';
import { COUNTING_RULES, type CountingRuleName } from './counting-rules.js';
import { writeMoment, type Moment } from './moment.js';

export type DerivationStep =
  | 'received' // the valid receipt, where everything starts
  | 'normalised' // to the first moment of working time
  | 'cut-off' // received too late in the day: the next working day
  | 'counted' // part of the limit passes
  | 'skipped' // a gap, a weekend, a holiday
  | 'rolled-forward' // a due date on a day off moves to a working day
  | 'suspended' // the time waited on a legal ground is given back
  | 'waiting' // a suspension that has not ended: moves nothing yet
  | 'voided' // a suspension whose ground did not hold: moves nothing
  | 'extended'
  | 'postponed'; // the one new date of an apology

/**
 * One line of the account of a due date. The lines chain (`to` is the next line's `from`), so the sum of `movesMinutes` is the
 * calendar time between receipt and due date, and the sum of `counts` over the `counted` lines is the limit itself.
 */
export type DerivationLine = Readonly<{
  step: DerivationStep;
  /** What says so, `source` in which law: from `COUNTING_RULES`, or from the calendar for a day with a decision of its own. */
  rule: CountingRuleName;
  source: Bilingual;
  from: string;
  to: string;
  movesMinutes: number;
  counts: number;
  unit: 'working-days' | 'calendar-days' | 'working-minutes' | 'calendar-minutes' | 'months' | 'none';
  /** The sum in figures, the same in every language; '' where nothing is added. */
  arithmetic: string;
  text: Bilingual;
}>;

export type LineInput = Readonly<{
  step: DerivationStep;
  rule: CountingRuleName;
  source?: Bilingual | undefined;
  from: Moment;
  to: Moment;
  counts?: number;
  unit?: DerivationLine['unit'];
  arithmetic?: string;
  text: Bilingual;
}>;

export function lineOf(offsetMinutes: number, { step, rule, source, from, to, counts = 0, unit = 'none', arithmetic = '', text }: LineInput): DerivationLine {
  return {
    step, rule, source: source ?? COUNTING_RULES[rule].source, from: writeMoment(from, offsetMinutes), to: writeMoment(to, offsetMinutes),
    movesMinutes: to - from, counts, unit, arithmetic, text,
  };
}
