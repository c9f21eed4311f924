import type { Explanation, ExplanationLine } from '@lienthong/kernel';
import type { Bilingual } from './account.js';
import type { Assessment, AmountKind, DerivationLine } from './assessment.js';

const NAMES: Readonly<Record<AmountKind, Bilingual>> = {
  pit: { vi: 'thuế thu nhập cá nhân', en: 'personal income tax' },
  'registration-fee': { vi: 'lệ phí trước bạ', en: 'registration fee' },
};

/** The amounts of a dossier and how they came about; the last line is their sum. */
export function explainTax(about: string, { amounts, total, lines }: Pick<Assessment, 'amounts' | 'total' | 'lines'>, state: 'assessed' | 'proposed'): Explanation {
  const parts = (language: keyof Bilingual): string => amounts.map(({ kind, amount }) => `${NAMES[kind][language]} ${dong(amount, language)}`).join(', ');
  const head = state === 'assessed' ? { vi: 'Số phải nộp', en: 'Owed' } : { vi: 'Số dự kiến phải nộp', en: 'To be owed, as proposed' };
  const answer = { vi: `${head.vi}: ${dong(total, 'vi')} đồng (${parts('vi')})`, en: `${head.en}: ${dong(total, 'en')} đồng (${parts('en')})` };
  const sum: ExplanationLine = {
    step: 'total', text: { vi: 'Tổng số phải nộp', en: 'Total' }, arithmetic: `${amounts.map(({ amount }) => amount).join(' + ')} = ${total}`, result: total, source: { vi: '', en: '' }, rule: null,
  };
  return { of: 'tax', about, answer, value: total, lines: [...lines.map(explained), sum] };
}

function explained({ step, label, formula, amount, source, rule }: DerivationLine): ExplanationLine {
  return { step, text: label, arithmetic: formula === String(amount) ? '' : `${formula} = ${amount}`, result: amount, source, rule: rule ?? null };
}

const dong = (amount: number, language: keyof Bilingual): string => String(amount).replace(/\B(?=(\d{3})+$)/g, language === 'vi' ? '.' : ',');
