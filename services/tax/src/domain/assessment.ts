import type { Decimal } from './decimal.js';
import { product, readDecimal, roundedToDong, wholeDecimal } from './decimal.js';
import type { Bilingual, RuleTable } from './rates.js';
import { inForce, NEAR_FAMILY, RULES } from './rates.js';

/** What the land office's slip says, with the day of valid receipt, by which the rules are chosen. Money in integer đồng. */
export type AssessmentInput = Readonly<{
  receivedOn: string;
  area: string;
  unitPrice: number;
  coefficient: string;
  houseValue: number;
  contractPrice: number;
  relation: string;
  onlyHome: boolean;
  /** Filed electronically with VNeID level 2: true only where somebody knows it. */
  electronicFiling: boolean;
}>;

export type AmountKind = 'pit' | 'registration-fee';

export type AssessedAmount = Readonly<{ kind: AmountKind; legalPayer: 'transferor' | 'transferee'; base: number; rate: string; amount: number }>;

/** One line of the derivation: what was computed, how, and by which law. */
export type DerivationLine = Readonly<{ step: string; label: Bilingual; formula: string; amount: number; source: Bilingual }>;

export type Assessment = Readonly<{ amounts: readonly AssessedAmount[]; total: number; lines: readonly DerivationLine[] }>;

export type AssessmentResult =
  | Readonly<{ kind: 'assessed'; assessment: Assessment }>
  | Readonly<{ kind: 'not-assessable'; because: string }>;

const BASE_SOURCE: Bilingual = {
  vi: 'Giá tính: mức cao hơn giữa giá hợp đồng và giá theo bảng giá đất; làm tròn đến đồng, nửa đồng làm tròn lên',
  en: 'Base: the higher of the contract price and the value by the State price table; rounded to whole đồng, halves upwards',
};

/**
 * Computes both obligations of a sale. Every product is exact; each line is rounded once, half up, to whole đồng, and the next line
 * goes on from the rounded figure: what a person can check with pencil and paper is what is owed.
 */
export function assess(input: AssessmentInput, rules: RuleTable = RULES): AssessmentResult {
  const base = baseOf(input);
  if (typeof base === 'string') return { kind: 'not-assessable', because: base };
  const pit = incomeTax(input, base.amount, rules);
  if (typeof pit === 'string') return { kind: 'not-assessable', because: pit };
  const fee = registrationFee(input, base.amount, rules);
  if (typeof fee === 'string') return { kind: 'not-assessable', because: fee };
  const amounts = [pit.owed, fee.owed];
  return { kind: 'assessed', assessment: { amounts, total: sumOf(amounts), lines: [...base.lines, ...pit.lines, ...fee.lines] } };
}

function sumOf(amounts: readonly AssessedAmount[]): number {
  return amounts.reduce((sum, { amount }) => sum + amount, 0);
}

type Part = Readonly<{ owed: AssessedAmount; lines: readonly DerivationLine[] }>;

function baseOf({ area, unitPrice, coefficient, houseValue, contractPrice }: AssessmentInput): Readonly<{ amount: number; lines: readonly DerivationLine[] }> | string {
  const [squareMetres, factor] = [readDecimal(area), readDecimal(coefficient)];
  if (squareMetres === undefined || factor === undefined) return `area "${area}" or coefficient "${coefficient}" is not a decimal number`;
  const land = roundedToDong(product([squareMetres, wholeDecimal(unitPrice), factor]));
  const stateValue = land === undefined ? undefined : roundedToDong(wholeDecimal(land + houseValue));
  if (land === undefined || stateValue === undefined) return 'the value of the land is too large to be exact';
  const amount = Math.max(contractPrice, stateValue);
  const line = (step: string, label: Bilingual, formula: string, value: number): DerivationLine => ({ step, label, formula, amount: value, source: BASE_SOURCE });
  return {
    amount,
    lines: [
      line('land-value', { vi: 'Giá trị đất theo bảng giá', en: 'Land by the State price table' }, `${area} m² × ${unitPrice} × ${coefficient}`, land),
      line('state-value', { vi: 'Cộng giá trị nhà', en: 'With the house' }, `${land} + ${houseValue}`, stateValue),
      line('contract-price', { vi: 'Giá ghi trong hợp đồng', en: 'Contract price' }, `${contractPrice}`, contractPrice),
      line('base', { vi: 'Giá tính thuế, lệ phí', en: 'Base' }, `max(${contractPrice}, ${stateValue})`, amount),
    ],
  };
}

function incomeTax(input: AssessmentInput, base: number, rules: RuleTable): Part | string {
  const rule = inForce(rules.rates.filter(({ kind }) => kind === 'pit'), input.receivedOn);
  if (rule === undefined) return `no rate of personal income tax is known for ${input.receivedOn}`;
  const computed = shareOf(base, rule.rate);
  const label = { vi: 'Thuế thu nhập cá nhân từ chuyển nhượng bất động sản', en: 'Personal income tax on the sale of real estate' };
  const line: DerivationLine = { step: 'pit', label, formula: `${base} × ${rule.rate}`, amount: computed, source: rule.source };
  const exemption = exemptionFor(input, rules);
  const owed = { kind: rule.kind, legalPayer: rule.legalPayer, base, rate: rule.rate, amount: exemption === undefined ? computed : 0 };
  if (exemption === undefined) return { owed, lines: [line] };
  return {
    owed,
    lines: [line, {
      step: 'pit-exemption', label: { vi: `Miễn thuế TNCN: ${exemption.vi}`, en: `Exempt from income tax: ${exemption.en}` },
      formula: `${computed} − ${computed}`, amount: 0, source: exemption.source,
    }],
  };
}

function exemptionFor({ relation, onlyHome, receivedOn }: AssessmentInput, { exemptions }: RuleTable) {
  const grounds = [...((NEAR_FAMILY as readonly string[]).includes(relation) ? ['near-family'] : []), ...(onlyHome ? ['only-home'] : [])];
  return inForce(exemptions.filter(({ when }) => grounds.includes(when)), receivedOn);
}

/** A sale is never exempt from the registration fee, not even in the family: that exemption is for gifts and inheritance only. */
function registrationFee(input: AssessmentInput, base: number, rules: RuleTable): Part | string {
  const rule = inForce(rules.rates.filter(({ kind }) => kind === 'registration-fee'), input.receivedOn);
  if (rule === undefined) return `no rate of the registration fee is known for ${input.receivedOn}`;
  const computed = shareOf(base, rule.rate);
  const line: DerivationLine = {
    step: 'registration-fee', label: { vi: 'Lệ phí trước bạ', en: 'Registration fee' }, formula: `${base} × ${rule.rate}`, amount: computed, source: rule.source,
  };
  const reduction = reductionOf(input, computed, rules);
  return {
    owed: { kind: rule.kind, legalPayer: rule.legalPayer, base, rate: rule.rate, amount: computed - (reduction?.saved ?? 0) },
    lines: reduction === undefined ? [line] : [line, reduction.line],
  };
}

function reductionOf(input: AssessmentInput, fee: number, rules: RuleTable): Readonly<{ saved: number; line: DerivationLine }> | undefined {
  const rule = input.electronicFiling ? inForce(rules.reductions, input.receivedOn) : undefined;
  const salary = inForce(rules.baseSalaries, input.receivedOn);
  if (rule === undefined || salary === undefined) return undefined;
  const cap = rule.capInBaseSalaries * salary.amount;
  const saved = Math.min(shareOf(fee, rule.rate), cap);
  return {
    saved,
    line: {
      step: 'registration-fee-reduction', label: { vi: 'Giảm lệ phí trước bạ do khai điện tử', en: 'Reduction for e-filing' },
      formula: `${fee} − min(${fee} × ${rule.rate}, ${rule.capInBaseSalaries} × ${salary.amount})`, amount: fee - saved, source: rule.source,
    },
  };
}

/** The rates of the table are decimals below 1, so that a share of a safe amount is safe. */
function shareOf(amount: number, rate: string): number {
  return roundedToDong(product([wholeDecimal(amount), readDecimal(rate) as Decimal])) as number;
}

export type Correction = Readonly<{ kind: AmountKind; amount: number }>;

/** The officer's figures in place of the computed ones; each becomes a line of its own that says whose reason it rests on. */
export function corrected({ amounts, lines }: Assessment, corrections: readonly Correction[], reason: string): Assessment {
  const correctionOf = (kind: AmountKind): number | undefined => corrections.findLast((correction) => correction.kind === kind)?.amount;
  const changed = amounts.map((owed) => ({ ...owed, amount: correctionOf(owed.kind) ?? owed.amount }));
  const added = amounts.flatMap(({ kind, amount }): readonly DerivationLine[] => {
    const instead = correctionOf(kind);
    if (instead === undefined || instead === amount) return [];
    return [{
      step: `${kind}-correction`, label: { vi: 'Điều chỉnh số đã tính', en: 'Correction of the computed amount' }, formula: `${amount} → ${instead}`, amount: instead,
      source: { vi: `Cán bộ thuế điều chỉnh: ${reason}`, en: `Corrected by the tax officer: ${reason}` },
    }];
  });
  return { amounts: changed, total: sumOf(changed), lines: [...lines, ...added] };
}
