import { accepted, rejected, type Command, type Decision, type Rejection } from '@lienthong/kernel';
import type { By } from './application.js';
import { isAfter } from './dossier-rules.js';
import { inFuture, type DateRejection } from './dossier-submission.js';
import type { Dossier, FeeRefunded, PaymentCancelled, RefundCancelled } from './dossier.js';
import { countingRefunds, feeBalanceOf, isEntry, paymentsOf, refundableBy, type Entry, type FeeRefund } from './fee-ledger.js';
import { hasEndedWithoutResult, recorderOf, refusedRecorder, type RecorderRejection } from './fee-payment.decider.js';
import { isHumanReason } from './human-reason.js';

// Commands. An entry is named by what was recorded of it.

export type CancelPayment = Command<'CancelPayment', { by: By; entry: Entry; reason: string }>;
/** `refundedAt` in the one written form. */
export type RecordRefund = Command<'RecordRefund', { by: By } & Omit<FeeRefund, 'recordedBy' | 'cancelled'>>;
export type CancelRefund = Command<'CancelRefund', { by: By; entry: Entry; reason: string }>;

// Rejections

export type FeeCorrectionRejection =
  | RecorderRejection | DateRejection | (Rejection<'REFUND_EXCEEDS'> & Readonly<{ most: number }>)
  | Rejection<'PAYMENT_UNKNOWN' | 'PAYMENT_REFUNDED' | 'REFUND_UNKNOWN' | 'REFUND_NOT_DUE' | 'TOO_MANY_FEE_ENTRIES' | 'REASON_NOT_HUMAN'>;

// Decide

/** More of one dossier than anybody needs, however often they are recorded wrongly. */
const MOST_REFUNDS = 40;

/** Recorded wrongly: it never was. What of it went back already has to be taken back first. Said again it adds nothing. */
export function cancelPayment({ data: { by, entry, reason }, at }: CancelPayment, dossier: Dossier): Decision<PaymentCancelled, FeeCorrectionRejection> {
  const { code, cancelledPayments = [] } = dossier;
  const refused = refusedRecorder('cancel a payment of', dossier, by, entry.manner);
  if (refused !== undefined) return refused;
  const payment = paymentsOf(dossier).find((each) => isEntry(each, entry));
  if (payment === undefined) {
    return cancelledPayments.some((each) => isEntry(each, entry)) ? accepted() : rejected('PAYMENT_UNKNOWN', `Expected to cancel a payment of dossier ${code}, but none of ${entry.amount} đồng under ${entry.reference} was recorded`);
  }
  const { paid, refunded } = feeBalanceOf(dossier);
  if (paid - payment.amount < refunded) return rejected('PAYMENT_REFUNDED', `Expected to cancel payment ${entry.reference} of dossier ${code}, but ${refunded} đồng of what was paid were given back`);
  if (!isHumanReason(reason)) return notHuman(reason, code);
  return accepted({ type: 'PaymentCancelled', data: { code, payment: { ...payment, cancelled: { reason: reason.trim(), at, by: recorderOf(by) } } } });
}

/** At most what was paid and not given back, and only as far as the ground reaches. Said again with the same reference it adds nothing. */
export function recordRefund({ data, at }: RecordRefund, dossier: Dossier): Decision<FeeRefunded, FeeCorrectionRejection> {
  const { by, amount, manner, gateway, reference, ground, reason, refundedAt } = data;
  const { code, refunds = [] } = dossier;
  const refused = refusedRecorder('record a refund of', dossier, by, manner);
  if (refused !== undefined) return refused;
  if (countingRefunds(dossier).some((each) => isEntry(each, data))) return accepted();
  const most = refundableBy(dossier, hasEndedWithoutResult(dossier))[ground];
  if (most === 0) return rejected('REFUND_NOT_DUE', `Expected to refund fees of dossier ${code}, but nothing is to be given back on the ground "${ground}"`);
  if (amount > most) {
    const { rejection } = rejected('REFUND_EXCEEDS', `Expected to refund ${amount} đồng of dossier ${code}, but on the ground "${ground}" at most ${most} đồng go back`);
    return { kind: 'rejected', rejection: { ...rejection, most } };
  }
  if (isAfter(refundedAt, at)) return inFuture(`record a refund of dossier ${code}`, 'refundedAt', refundedAt);
  if (!isHumanReason(reason)) return notHuman(reason, code);
  if (refunds.length >= MOST_REFUNDS) return rejected('TOO_MANY_FEE_ENTRIES', `Expected to record a refund of dossier ${code}, but it has ${MOST_REFUNDS} of them`);
  return accepted({ type: 'FeeRefunded', data: { code, refund: { amount, manner, gateway, reference, ground, reason: reason.trim(), refundedAt, recordedBy: recorderOf(by) } } });
}

export function cancelRefund({ data: { by, entry, reason }, at }: CancelRefund, dossier: Dossier): Decision<RefundCancelled, FeeCorrectionRejection> {
  const { code, refunds = [] } = dossier;
  const refused = refusedRecorder('cancel a refund of', dossier, by, entry.manner);
  if (refused !== undefined) return refused;
  const refund = countingRefunds(dossier).find((each) => isEntry(each, entry));
  if (refund === undefined) {
    return refunds.some((each) => isEntry(each, entry)) ? accepted() : rejected('REFUND_UNKNOWN', `Expected to cancel a refund of dossier ${code}, but none of ${entry.amount} đồng under ${entry.reference} was recorded`);
  }
  if (!isHumanReason(reason)) return notHuman(reason, code);
  const { amount, manner, reference } = refund;
  return accepted({ type: 'RefundCancelled', data: { code, refund: { amount, manner, reference }, cancelled: { reason: reason.trim(), at, by: recorderOf(by) } } });
}

function notHuman(reason: string, code: string): Readonly<{ kind: 'rejected'; rejection: Rejection<'REASON_NOT_HUMAN'> }> {
  return rejected('REASON_NOT_HUMAN', `Expected to be told why the fees of dossier ${code} are set right, but "${reason.slice(0, 80)}" says nothing`);
}
