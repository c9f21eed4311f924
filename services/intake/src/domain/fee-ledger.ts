import type { Bilingual } from '@lienthong/calendar';
import { groupedDigits, type Explanation, type ExplanationLine } from '@lienthong/kernel';
import type { By } from './application.js';
import { explainCharges, type Charge } from './charge.js';
import { describePayment, paidInAll, withEarlier, type FeePayment, type Gateway, type PaymentManner } from './fee-payment.js';

// What came in and what was given back. An entry that was recorded wrongly stays to be read, and counts no more.

export type Recorder = Omit<By, 'agency'>;
export type Cancelled = Readonly<{ reason: string; at: string; by: Recorder }>;
export type CancelledPayment = Omit<FeePayment, 'before'> & Readonly<{ cancelled: Cancelled }>;

/** Why money goes back. Which fees may be refunded when, each fee's own rules say: the officer's reason names them. */
export const REFUND_GROUNDS = {
  overpaid: { vi: 'nộp thừa so với phí, lệ phí phải nộp', en: 'more was paid than is due' },
  ended: { vi: 'hồ sơ bị từ chối, rút hoặc dừng', en: 'the dossier was refused, withdrawn or stopped' },
  exempt: { vi: 'được miễn, giảm phí, lệ phí', en: 'exempted from the fee, or from a part of it' },
} as const satisfies Record<string, Bilingual>;
export type RefundGround = keyof typeof REFUND_GROUNDS;

/** `amount` integer đồng; `reference`: number of the payment order or transaction by which it went back. */
export type FeeRefund = Readonly<{
  amount: number; manner: PaymentManner; gateway: Gateway | null; reference: string; ground: RefundGround; reason: string; refundedAt: string; recordedBy: Recorder; cancelled?: Cancelled;
}>;

/** By which an entry is known: no two that count have all three. */
export type Entry = Readonly<{ amount: number; manner: PaymentManner; reference: string }>;

export type FeeLedger = Readonly<{ charges?: readonly Charge[]; payment?: FeePayment; cancelledPayments?: readonly CancelledPayment[]; refunds?: readonly FeeRefund[] }>;

export function isEntry({ amount, manner, reference }: Entry, other: Entry): boolean {
  return amount === other.amount && manner === other.manner && reference === other.reference;
}

/** Payments that count, oldest first. */
export function paymentsOf({ payment }: FeeLedger): readonly Omit<FeePayment, 'before'>[] {
  if (payment === undefined) return [];
  const { before = [], ...last } = payment;
  return [...before, last];
}

export const countingRefunds = ({ refunds = [] }: FeeLedger): readonly FeeRefund[] => refunds.filter(({ cancelled }) => cancelled === undefined);

/** All in integer đồng. `exempted`: given back because it was never owed. `owed`: what lacks; below nought, what was paid too much. */
export type FeeBalance = Readonly<{ charged: number; exempted: number; paid: number; refunded: number; owed: number }>;

export function feeBalanceOf(ledger: FeeLedger): FeeBalance {
  const refunds = countingRefunds(ledger);
  const [charged, refunded] = [sumOf(ledger.charges ?? []), sumOf(refunds)];
  const exempted = sumOf(refunds.filter(({ ground }) => ground === 'exempt'));
  const paid = ledger.payment === undefined ? 0 : paidInAll(ledger.payment);
  return { charged, exempted, paid, refunded, owed: charged - exempted - (paid - refunded) };
}

/** How much can go back on each ground. */
export function refundableBy(ledger: FeeLedger, hasEndedWithoutResult: boolean): Readonly<Record<RefundGround, number>> {
  const { paid, refunded, owed } = feeBalanceOf(ledger);
  const held = paid - refunded;
  return hasEndedWithoutResult ? { overpaid: Math.max(0, -owed), ended: held, exempt: held } : { overpaid: Math.max(0, -owed), ended: 0, exempt: held };
}

/** What is left when one of the payments never was. */
export function withoutPayment(ledger: FeeLedger, wrong: CancelledPayment): Pick<FeeLedger, 'payment' | 'cancelledPayments'> {
  const kept = paymentsOf(ledger).filter((each) => !isEntry(each, wrong)).reduce<FeePayment | undefined>((earlier, each) => withEarlier(each, earlier), undefined);
  return { ...(kept && { payment: kept }), cancelledPayments: [...(ledger.cancelledPayments ?? []), wrong] };
}

export function withRefundCancelled(refunds: readonly FeeRefund[], wrong: Entry, cancelled: Cancelled): readonly FeeRefund[] {
  return refunds.map((each) => (each.cancelled === undefined && isEntry(each, wrong) ? { ...each, cancelled } : each));
}

/** What is charged and by the rules of which day, then what came in and went back. `receivedAt`: of the receipt, as it was given. */
export function explainFees(code: string, ledger: FeeLedger, receivedAt: string): Explanation {
  const explanation = explainCharges(code, ledger.charges ?? []);
  const lines = explanation.lines.map((line) => (line.step === 'total' ? { ...line, source: rulesOf(receivedAt.slice(0, 10)) } : line));
  return { ...explanation, lines: [...lines, ...ledgerLines(ledger)] };
}

/** A correction of the receipt's day moves the due date by the legal clock; what was charged stays charged. */
function rulesOf(day: string): Bilingual {
  return {
    vi: `Quy định có hiệu lực ngày ${day.split('-').toReversed().join('/')}, là ngày tiếp nhận trên giấy tiếp nhận; ngày ấy được đính chính về sau cũng không đổi phí, lệ phí`,
    en: `The rules in force on ${day}, the day of receipt on the receipt; a correction of that day afterwards changes no fee`,
  };
}

/** Nothing where nothing was ever recorded. */
function ledgerLines(ledger: FeeLedger): readonly ExplanationLine[] {
  const { cancelledPayments = [], refunds = [] } = ledger;
  const payments = paymentsOf(ledger);
  if (payments.length + cancelledPayments.length + refunds.length === 0) return [];
  const { charged, exempted, paid, refunded, owed } = feeBalanceOf(ledger);
  const entries = [
    ...payments.map((each) => remark('payment', { vi: `Đã nộp ${entryWords(each).vi}`, en: `Paid: ${entryWords(each).en}` })),
    ...cancelledPayments.map((each) => remark('payment-cancelled', cancelledWords({ vi: 'Ghi thu', en: 'Payment' }, each, each.cancelled))),
    ...refunds.map((each) => (each.cancelled === undefined
      ? remark('refund', { vi: `Đã hoàn ${entryWords(each).vi}: ${REFUND_GROUNDS[each.ground].vi}. ${each.reason}`, en: `Refunded: ${entryWords(each).en}, since ${REFUND_GROUNDS[each.ground].en}. ${each.reason}` })
      : remark('refund-cancelled', cancelledWords({ vi: 'Ghi hoàn', en: 'Refund' }, each, each.cancelled)))),
  ];
  const arithmetic = `${charged}${exempted > 0 ? ` − ${exempted}` : ''} − ${refunded > 0 ? `(${paid} − ${refunded})` : paid} = ${owed}`;
  return [...entries, { ...remark('balance', { vi: 'Phải nộp, trừ phần được miễn, trừ phần đã nộp mà chưa hoàn', en: 'Charged, less what was exempted, less what was paid and not refunded' }), arithmetic }];
}

const NOTHING: Bilingual = { vi: '', en: '' };
const remark = (step: string, text: Bilingual): ExplanationLine => ({ step, text, arithmetic: '', result: null, source: NOTHING, rule: null });

function entryWords({ amount, manner, gateway, reference }: Entry & Readonly<{ gateway: Gateway | null }>): Bilingual {
  const by = describePayment({ manner, gateway });
  return { vi: `${groupedDigits(String(amount), 'vi')} đồng (${by.vi}, chứng từ ${reference})`, en: `${groupedDigits(String(amount), 'en')} đồng (${by.en}, reference ${reference})` };
}

function cancelledWords(what: Bilingual, entry: Entry & Readonly<{ gateway: Gateway | null }>, { reason, by }: Cancelled): Bilingual {
  const words = entryWords(entry);
  return { vi: `${what.vi} ${words.vi} đã hủy vì ghi sai, do ${by.name}: ${reason}`, en: `${what.en} of ${words.en} was recorded wrongly and cancelled by ${by.name}: ${reason}` };
}

function sumOf(entries: readonly Readonly<{ amount: number }>[]): number {
  return entries.reduce((sum, { amount }) => sum + amount, 0);
}
