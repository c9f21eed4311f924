import type { RuleReference } from '@lienthong/kernel';
import type { AccountResult, Bilingual, Payer, TableLine } from './account.js';
import { accountBy } from './account.js';
import { digitsIn } from './decimal.js';
import type { TaxRules } from './tax-rules.js';

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
  /** `sale`, `gift`, `inheritance`: the tables say which they know. Slips of earlier releases do not say: they were about sales. */
  transferKind?: string;
  /** Filed electronically with VNeID level 2: true only where somebody knows it. */
  electronicFiling: boolean;
}>;

export type AmountKind = 'pit' | 'registration-fee';
export type AssessedAmount = Readonly<{ kind: AmountKind; legalPayer: Payer; base: number; rate: string; amount: number }>;

/** One line of the derivation: what was computed, how, by which law, and by which row of which published table. Earlier assessments name no row. */
export type DerivationLine = Readonly<{ step: string; label: Bilingual; formula: string; amount: number; source: Bilingual; rule?: RuleReference }>;

export type Assessment = Readonly<{ amounts: readonly AssessedAmount[]; total: number; lines: readonly DerivationLine[] }>;

/** `no-rules`: no published table is in force on the day of receipt. Nothing is guessed from another day's. */
export type AssessmentResult =
  | Readonly<{ kind: 'assessed'; assessment: Assessment }>
  | Readonly<{ kind: 'not-assessable'; because: string }>
  | Readonly<{ kind: 'no-rules'; decision: string; day: string }>;

/** FEEL multiplies exactly up to 34 digits; what has more would be rounded twice. */
const MOST_DIGITS = 34;

/**
 * Computes both obligations of a transfer by the tables in force. Every product is exact; each line is rounded once, half up, to whole đồng, and the
 * next line goes on from the rounded figure: what a person can check with pencil and paper is what is owed.
 */
export function assess(input: AssessmentInput, rules: TaxRules): AssessmentResult {
  const { area, coefficient, unitPrice, houseValue, contractPrice } = input;
  const digits = [digitsIn(area), digitsIn(coefficient), digitsIn(String(unitPrice))];
  if (digits.some((count) => count === undefined)) return notAssessable(`area "${area}" or coefficient "${coefficient}" is not a decimal number`);
  if (digits.reduce<number>((sum, count) => sum + (count ?? 0), 0) > MOST_DIGITS) return notAssessable('the value of the land has too many digits, or is too large, to be exact');
  const base = accountBy(rules.base, { 'Diện tích': number(area), 'Đơn giá': unitPrice, 'Hệ số': number(coefficient), 'Giá trị nhà': houseValue, 'Giá hợp đồng': contractPrice });
  if (base.kind === 'failed') return notAssessable(base.because);
  const transfer = { 'Giá tính': base.amount, 'Hình thức chuyển quyền': input.transferKind ?? 'sale', 'Quan hệ giữa các bên': input.relation };
  const pit = accountBy(rules.pit, { ...transfer, 'Nhà đất duy nhất': input.onlyHome });
  if (pit.kind === 'failed') return notAssessable(pit.because);
  const fee = accountBy(rules['registration-fee'], { ...transfer, 'Khai điện tử': input.electronicFiling });
  if (fee.kind === 'failed') return notAssessable(fee.because);
  const amounts = [owed('pit', base.amount, pit), owed('registration-fee', base.amount, fee)];
  return { kind: 'assessed', assessment: { amounts, total: sumOf(amounts), lines: [...base.lines, ...pit.lines, ...fee.lines].map(lineOf) } };
}

const number = (text: string) => ({ '@type': 'number', '@value': text });
const notAssessable = (because: string): AssessmentResult => ({ kind: 'not-assessable', because });

function owed(kind: AmountKind, base: number, { payer, rate, amount }: Extract<AccountResult, { kind: 'account' }>): AssessedAmount {
  return { kind, legalPayer: payer ?? 'transferor', base, rate, amount };
}

const lineOf = ({ step, text: label, arithmetic: formula, amount, source, rule }: TableLine): DerivationLine => ({ step, label, formula, amount, source, rule });

function sumOf(amounts: readonly AssessedAmount[]): number {
  return amounts.reduce((sum, { amount }) => sum + amount, 0);
}

/** By which slip the figures were computed: they count as long as it is the one on the file. */
export type Computed = Readonly<{ slipNumber: string; result: AssessmentResult }>;

export type Correction = Readonly<{ kind: AmountKind; amount: number }>;

/** The officer's figures in place of the computed ones; each becomes a line of its own that says whose reason it rests on. */
export function corrected({ amounts, lines }: Assessment, corrections: readonly Correction[], reason: string): Assessment {
  const correctionOf = (kind: AmountKind): number | undefined => corrections.findLast((correction) => correction.kind === kind)?.amount;
  const changed = amounts.map((each) => ({ ...each, amount: correctionOf(each.kind) ?? each.amount }));
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
