/** Vietnamese first: what a citizen reads on a notice. */
export type Bilingual = Readonly<{ vi: string; en: string }>;

/** A rule in force from a day on, and to a day where its end is known (both included, YYYY-MM-DD). */
type Dated = Readonly<{ from: string; to?: string; source: Bilingual }>;

type RateRule = Dated & Readonly<{ kind: 'pit' | 'registration-fee'; rate: string; legalPayer: 'transferor' | 'transferee' }>;
type ExemptionRule = Dated & Readonly<{ kind: 'pit'; when: 'near-family' | 'only-home'; vi: string; en: string }>;
type ReductionRule = Dated & Readonly<{ kind: 'registration-fee'; rate: string; capInBaseSalaries: number }>;
type BaseSalaryRule = Dated & Readonly<{ amount: number }>;

export type RuleTable = Readonly<{
  rates: readonly RateRule[];
  exemptions: readonly ExemptionRule[];
  reductions: readonly ReductionRule[];
  baseSalaries: readonly BaseSalaryRule[];
}>;

/** Relations between the parties that the law counts as near family (domain §3.4). */
export const NEAR_FAMILY = ['spouses', 'parent-child', 'parent-child-in-law', 'grandparent-grandchild', 'siblings'] as const;

const PIT_2007: Bilingual = { vi: 'Luật Thuế TNCN 04/2007/QH12 (sửa đổi 2014)', en: 'Personal Income Tax Law 04/2007/QH12 (as amended in 2014)' };
const PIT_2025: Bilingual = { vi: 'Luật 109/2025/QH15, NĐ 253/2026/NĐ-CP', en: 'Law 109/2025/QH15, Decree 253/2026/NĐ-CP' };

/**
 * The rules that have applied to the sale of land-use rights, each with the days of its effect. A dossier keeps those in force on the day
 * of its valid receipt. A new rule is a new line; no line is ever changed once a notice has been issued by it.
 */
export const RULES: RuleTable = {
  rates: [
    { kind: 'pit', rate: '0.02', legalPayer: 'transferor', from: '2015-01-01', to: '2026-06-30', source: PIT_2007 },
    { kind: 'pit', rate: '0.02', legalPayer: 'transferor', from: '2026-07-01', source: PIT_2025 },
    {
      kind: 'registration-fee', rate: '0.005', legalPayer: 'transferee', from: '2022-03-01',
      source: { vi: 'NĐ 10/2022/NĐ-CP (sửa đổi bởi NĐ 175/2025, NĐ 51/2025)', en: 'Decree 10/2022/NĐ-CP (as amended by Decrees 175/2025 and 51/2025)' },
    },
  ],
  exemptions: [
    { kind: 'pit', when: 'near-family', from: '2015-01-01', to: '2026-06-30', source: PIT_2007, vi: 'chuyển nhượng giữa người thân thích', en: 'sale between near relatives' },
    { kind: 'pit', when: 'near-family', from: '2026-07-01', source: PIT_2025, vi: 'chuyển nhượng giữa người thân thích', en: 'sale between near relatives' },
    { kind: 'pit', when: 'only-home', from: '2015-01-01', to: '2026-06-30', source: PIT_2007, vi: 'nhà ở, đất ở duy nhất', en: "the seller's only home" },
    { kind: 'pit', when: 'only-home', from: '2026-07-01', source: PIT_2025, vi: 'nhà ở, đất ở duy nhất', en: "the seller's only home" },
  ],
  reductions: [
    {
      kind: 'registration-fee', rate: '0.1', capInBaseSalaries: 5, from: '2026-08-15', to: '2027-02-28',
      source: { vi: 'TT 117/2026/TT-BTC (khai điện tử bằng VNeID mức 2)', en: 'Circular 117/2026/TT-BTC (e-filing with VNeID level 2)' },
    },
  ],
  baseSalaries: [
    { amount: 2_340_000, from: '2024-07-01', source: { vi: 'NĐ 73/2024/NĐ-CP', en: 'Decree 73/2024/NĐ-CP' } },
  ],
};

/** The rule in force on `day`; of several, the one that came into force last. */
export function inForce<R extends Dated>(rules: readonly R[], day: string): R | undefined {
  return rules.filter(({ from, to }) => from <= day && (to === undefined || day <= to)).toSorted((left, right) => (left.from < right.from ? -1 : 1)).at(-1);
}
