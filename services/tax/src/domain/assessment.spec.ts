import fc from 'fast-check';
import type { Assessment, AssessmentInput, AssessmentResult } from './assessment.js';
import { assess, corrected } from './assessment.js';
import { releasedRules } from '../spec-rules.js';
import { FEE, PIT, slip, TOTAL } from './spec-samples.js';

const input: AssessmentInput = { ...slip, receivedOn: '2026-11-20', electronicFiling: false };

const NEAR_FAMILY = ['spouses', 'parent-child', 'parent-child-in-law', 'grandparent-grandchild', 'siblings'];

/** By the released tables of the day. */
function tried(changes: Partial<AssessmentInput>): AssessmentResult {
  const asked = { ...input, ...changes };
  const rules = releasedRules(asked.receivedOn);
  return rules === undefined ? { kind: 'no-rules', decision: '', day: asked.receivedOn } : assess(asked, rules);
}

function assessed(changes: Partial<AssessmentInput> = {}): Assessment {
  const result = tried(changes);
  if (result.kind !== 'assessed') throw new Error(JSON.stringify(result));
  return result.assessment;
}

const amountsOf = ({ amounts }: Assessment): readonly number[] => amounts.map(({ amount }) => amount);
const stepsOf = ({ lines }: Assessment): readonly string[] => lines.map(({ step }) => step);

describe('an assessment', () => {
  it('takes 2 % from the seller and 0.5 % from the buyer of the higher of both values', () => {
    expect(assessed().amounts).toEqual([
      { kind: 'pit', legalPayer: 'transferor', base: 1_023_000_000, rate: '0.02', amount: PIT },
      { kind: 'registration-fee', legalPayer: 'transferee', base: 1_023_000_000, rate: '0.005', amount: FEE },
    ]);
    expect(assessed().total).toBe(TOTAL);
  });

  it('takes the contract price where it is higher', () => {
    expect(amountsOf(assessed({ contractPrice: 2_000_000_000 }))).toEqual([40_000_000, 10_000_000]);
  });

  it('derives every figure in a line with its legal source, in both languages', () => {
    const { lines } = assessed();
    expect(lines.map(({ step, formula, amount }) => `${step}: ${formula} = ${amount}`)).toEqual([
      'land-value: 120.5 m² × 5000000 × 1.2 = 723000000',
      'state-value: 723000000 + 300000000 = 1023000000',
      'contract-price: 900000000 = 900000000',
      'base: max(900000000, 1023000000) = 1023000000',
      'pit: 1023000000 × 0.02 = 20460000',
      'registration-fee: 1023000000 × 0.005 = 5115000',
    ]);
    expect(lines.every(({ label, source }) => [label.vi, label.en, source.vi, source.en].every((text) => text !== ''))).toBe(true);
    expect(lines.find(({ step }) => step === 'pit')?.source.en).toContain('109/2025/QH15');
  });

  it('rounds each line half up to whole đồng', () => {
    const { lines } = assessed({ area: '0.5', unitPrice: 101, coefficient: '1.0', houseValue: 0, contractPrice: 0 });
    expect(lines.map(({ amount }) => amount)).toEqual([51, 51, 0, 51, 1, 0]);
  });

  it.each(NEAR_FAMILY)('exempts %s from income tax, not from the registration fee', (relation) => {
    expect(amountsOf(assessed({ relation }))).toEqual([0, FEE]);
    expect(stepsOf(assessed({ relation }))).toContain('pit-exemption');
  });

  it('exempts the only home from income tax, not from the registration fee', () => {
    expect(amountsOf(assessed({ onlyHome: true }))).toEqual([0, FEE]);
  });

  it('knows no exemption for another relation', () => {
    expect(amountsOf(assessed({ relation: 'neighbours' }))).toEqual([PIT, FEE]);
  });

  it.each([['2026-08-14', FEE], ['2026-08-15', FEE - 511_500], ['2027-02-28', FEE - 511_500], ['2027-03-01', FEE]])('e-filed on %s owes a registration fee of %d', (receivedOn, fee) => {
    expect(amountsOf(assessed({ receivedOn, electronicFiling: true }))).toEqual([PIT, fee]);
  });

  it('reduces the fee by no more than five base salaries', () => {
    const reduced = assessed({ contractPrice: 100_000_000_000, electronicFiling: true });
    expect(amountsOf(reduced)).toEqual([2_000_000_000, 500_000_000 - 5 * 2_340_000]);
    expect(reduced.lines.at(-1)?.source.en).toContain('117/2026');
  });

  it('keeps the law of the day of receipt', () => {
    const source = (receivedOn: string): string | undefined => assessed({ receivedOn }).lines.find(({ step }) => step === 'pit')?.source.en;
    expect(source('2026-06-30')).toContain('04/2007/QH12');
    expect(source('2026-07-01')).toContain('109/2025/QH15');
  });

  it.each([
    [{ area: 'a lot' }, 'not a decimal'], [{ coefficient: '-1' }, 'not a decimal'], [{ area: '9'.repeat(20) }, 'too large'], [{ area: '9'.repeat(30) }, 'too large'],
    [{ houseValue: Number.MAX_SAFE_INTEGER }, 'too large'], [{ transferKind: 'loan' }, 'could not say it'],
  ])('does not guess for %j', (changes, why) => {
    expect(tried(changes)).toMatchObject({ kind: 'not-assessable', because: expect.stringContaining(why) });
  });

  it.each(['2014-12-31', '2021-12-31'])('knows no tables on %s', (receivedOn) => expect(tried({ receivedOn }).kind).toBe('no-rules'));

  it('names the row of the published table behind each line, in its version of the day', () => {
    const rule = (receivedOn: string) => assessed({ receivedOn }).lines.find(({ step }) => step === 'pit')?.rule;
    expect(rule('2026-06-30')).toEqual({ decision: 'land-income-tax-rate', version: 1, rule: 'land-income-tax-rate-sale', effectiveFrom: '2015-01-01' });
    expect(rule('2026-07-01')).toMatchObject({ version: 2, effectiveFrom: '2026-07-01' });
  });

  it.each([['2026-06-30', 10_000_000], ['2026-07-01', 20_000_000]])('taxes a gift or an inheritance received on %s above %d, and the receiver pays', (receivedOn, free) => {
    for (const transferKind of ['gift', 'inheritance'] as const) {
      const { amounts } = assessed({ receivedOn, transferKind, contractPrice: 0 });
      expect(amounts).toEqual([
        { kind: 'pit', legalPayer: 'transferee', base: 1_023_000_000, rate: '0.1', amount: (1_023_000_000 - free) / 10 },
        { kind: 'registration-fee', legalPayer: 'transferee', base: 1_023_000_000, rate: '0.005', amount: FEE },
      ]);
    }
  });

  it('exempts a gift in the family from both', () => {
    expect(amountsOf(assessed({ transferKind: 'gift', relation: 'parent-child' }))).toEqual([0, 0]);
    expect(stepsOf(assessed({ transferKind: 'gift', relation: 'parent-child' }))).toContain('registration-fee-exemption');
  });

  it('is a sum of whole amounts, each never below zero nor above the base', () => {
    const money = fc.integer({ min: 0, max: 10 ** 13 });
    const decimal = fc.tuple(fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: 0, max: 99 })).map(([whole, part]) => `${whole}.${part}`);
    fc.assert(fc.property(decimal, fc.integer({ min: 0, max: 10 ** 8 }), money, money, fc.boolean(), fc.boolean(), (area, unitPrice, houseValue, contractPrice, onlyHome, electronicFiling) => {
      const { amounts, total } = assessed({ area, unitPrice, houseValue, contractPrice, onlyHome, electronicFiling });
      expect(amounts.every(({ amount, base }) => Number.isSafeInteger(amount) && amount >= 0 && amount <= base && base >= contractPrice + 0 && base >= houseValue)).toBe(true);
      expect(total).toBe(amounts.reduce((sum, { amount }) => sum + amount, 0));
    }));
  });
});

/** The law once more, in whole numbers of hundredths: shares nothing with the tables or their language. */
function onPaper(area: bigint, coefficient: bigint, unitPrice: bigint, house: bigint, contract: bigint, isElectronic: boolean): readonly number[] {
  const halfUp = (value: bigint, of: bigint): bigint => (2n * value + of) / (2n * of);
  const state = halfUp(area * coefficient * unitPrice, 10_000n) + house;
  const base = contract > state ? contract : state;
  const fee = halfUp(base * 5n, 1_000n);
  const saved = halfUp(fee, 10n) < 11_700_000n ? halfUp(fee, 10n) : 11_700_000n;
  return [base, halfUp(base * 2n, 100n), isElectronic ? fee - saved : fee].map(Number);
}

it('comes to the đồng that pencil and paper come to', () => {
  const hundredths = (value: number): string => `${Math.trunc(value / 100)}.${String(value % 100).padStart(2, '0')}`;
  const part = fc.integer({ min: 0, max: 9_999_999 });
  const money = fc.integer({ min: 0, max: 10 ** 12 });
  fc.assert(fc.property(part, fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 10 ** 8 }), money, money, fc.boolean(), (area, coefficient, unitPrice, houseValue, contractPrice, electronicFiling) => {
    const { amounts } = assessed({ area: hundredths(area), coefficient: hundredths(coefficient), unitPrice, houseValue, contractPrice, electronicFiling });
    const expected = onPaper(BigInt(area), BigInt(coefficient), BigInt(unitPrice), BigInt(houseValue), BigInt(contractPrice), electronicFiling);
    expect([amounts[0]?.base, ...amounts.map(({ amount }) => amount)]).toEqual(expected);
  }), { numRuns: 500 });
});

describe('a correction', () => {
  it('replaces a figure and says so in a line of its own', () => {
    const result = corrected(assessed(), [{ kind: 'pit', amount: 1_000 }], 'Hồ sơ gốc');
    expect(amountsOf(result)).toEqual([1_000, FEE]);
    expect(result.total).toBe(1_000 + FEE);
    expect(result.lines.at(-1)).toMatchObject({ step: 'pit-correction', formula: `${PIT} → 1000`, amount: 1_000, source: { vi: 'Cán bộ thuế điều chỉnh: Hồ sơ gốc' } });
  });

  it('adds no line where nothing changes', () => {
    expect(corrected(assessed(), [{ kind: 'pit', amount: PIT }], 'Không đổi')).toEqual(assessed());
  });
});
