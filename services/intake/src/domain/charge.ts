import type { Bilingual } from '@lienthong/calendar';
import { groupedDigits, type Explanation, type ExplanationLine } from '@lienthong/kernel';
import type { ProcedureFee, ProcedureVersion } from './procedure.js';

/** What a dossier is charged for at receipt, with the account of the amount: fixed by the version, or by the row of a table. Integer đồng. */
export type Charge = Readonly<{ code: string; name: Bilingual; amount: number; lines: readonly ExplanationLine[] }>;

const NOTHING: Bilingual = { vi: '', en: '' };

/** A fee whose amount the version itself states. */
export function fixedCharge({ code, name, amount }: ProcedureFee, version: ProcedureVersion): Charge {
  const source = { vi: `Thủ tục ${version.code}, phiên bản ${version.version}, hiệu lực từ ${version.effectiveFrom}`, en: `Procedure ${version.code}, version ${version.version}, in force from ${version.effectiveFrom}` };
  return { code, name, amount, lines: [{ step: code, text: { vi: `${name.vi}: ${dong(amount).vi}`, en: `${name.en}: ${dong(amount).en}` }, arithmetic: '', result: amount, source, rule: null }] };
}

/** All of them and their sum: the last line. */
export function explainCharges(code: string, charges: readonly Charge[]): Explanation {
  const total = charges.reduce((sum, { amount }) => sum + amount, 0);
  const answer = charges.length === 0
    ? { vi: 'Hồ sơ này không phải nộp phí, lệ phí khi tiếp nhận', en: 'Nothing is charged for this dossier at receipt' }
    : { vi: `Phí, lệ phí: ${dong(total).vi}`, en: `Fees: ${dong(total).en}` };
  const sum: ExplanationLine = { step: 'total', text: answer, arithmetic: charges.length > 1 ? `${charges.map(({ amount }) => amount).join(' + ')} = ${total}` : '', result: total, source: NOTHING, rule: null };
  return { of: 'fee', about: code, answer, value: total, lines: [...charges.flatMap(({ lines }) => lines), sum] };
}

const dong = (amount: number): Bilingual => ({ vi: `${groupedDigits(String(amount), 'vi')} đồng`, en: `${groupedDigits(String(amount), 'en')} đồng` });
