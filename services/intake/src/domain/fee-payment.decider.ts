import { accepted, rejected, type Command, type Decision, type Rejection } from '@lienthong/kernel';
import type { By } from './application.js';
import { isAfter, isClerkOf, notYours } from './dossier-rules.js';
import { inFuture, type DateRejection } from './dossier-submission.js';
import type { Dossier, FeePaid } from './dossier.js';
import { feeBalanceOf, isEntry, paymentsOf, type Recorder } from './fee-ledger.js';
import type { FeePayment, PaymentManner } from './fee-payment.js';

// Command

/** `paidAt` in the one written form. */
export type RecordPayment = Command<'RecordPayment', { by: By } & Omit<FeePayment, 'recordedBy'>>;

// Rejections

export type RecorderRejection = Rejection<'NOT_YOUR_DOSSIER' | 'PAYMENT_MANNER_NOT_YOURS'>;
type Amounts = Readonly<{ due: number; paid: number }>;
export type PaymentRejection =
  | DateRejection | (Rejection<'FEE_AMOUNT_DIFFERS'> & Amounts) | (Rejection<'FEE_PAID_ALREADY'> & Readonly<{ paidAt: string; reference: string }>)
  | RecorderRejection | Rejection<'NO_FEE_DUE' | 'TOO_MANY_FEE_ENTRIES'>;

// Decide

/** Its machines report what was paid online; nobody else does. */
export const PAYMENT_GATEWAY = 'payment-gateway';

/** More of one dossier than anybody needs, however often they are recorded wrongly. */
const MOST_PAYMENTS = 40;

/** All fees at once: the law knows no fee that is half paid. Said again with the same reference it adds nothing. Where a correction has raised them since, the difference. */
export function recordPayment({ data, at }: RecordPayment, dossier: Dossier): Decision<FeePaid, PaymentRejection> {
  const { by, amount, manner, gateway, reference, paidAt } = data;
  const { code, payment, cancelledPayments = [] } = dossier;
  const refused = refusedRecorder('record a payment of', dossier, by, manner);
  if (refused !== undefined) return refused;
  const { charged, owed: due } = feeBalanceOf(dossier);
  if (charged === 0 || hasEndedWithoutResult(dossier)) return rejected('NO_FEE_DUE', `Expected to record a payment of dossier ${code}, but it has no fee to pay`);
  if (payment !== undefined && (due <= 0 || isSaid(dossier, data))) return repeated(payment, dossier, data);
  if (amount !== due) {
    const { rejection } = rejected('FEE_AMOUNT_DIFFERS', `Expected to record ${due} đồng for dossier ${code}, but ${amount} đồng were paid`);
    return { kind: 'rejected', rejection: { ...rejection, due, paid: amount } };
  }
  if (isAfter(paidAt, at)) return inFuture(`record a payment of dossier ${code}`, 'paidAt', paidAt);
  if (paymentsOf(dossier).length + cancelledPayments.length >= MOST_PAYMENTS) return rejected('TOO_MANY_FEE_ENTRIES', `Expected to record a payment of dossier ${code}, but it has ${MOST_PAYMENTS} of them`);
  return accepted({ type: 'FeePaid', data: { code, payment: { amount, manner, gateway, reference, paidAt, recordedBy: recorderOf(by) } } });
}

/** Money at the counter is its clerks' to record, what went online a gateway's. */
export function refusedRecorder(verb: string, dossier: Dossier, by: By, manner: PaymentManner): Readonly<{ kind: 'rejected'; rejection: RecorderRejection }> | undefined {
  const isGateway = by.agency === PAYMENT_GATEWAY;
  if (!isGateway && !isClerkOf(by, dossier)) return notYours(verb, dossier, by);
  return isGateway === (manner === 'online') ? undefined : rejected('PAYMENT_MANNER_NOT_YOURS', `Expected to ${verb} dossier ${dossier.code}, but agency ${by.agency} does not report payments by ${manner}`);
}

export const recorderOf = ({ unit, subject, name }: By): Recorder => ({ unit, subject, name });

const isSaid = (dossier: Dossier, entry: RecordPayment['data']): boolean => paymentsOf(dossier).some((each) => isEntry(each, entry));

function repeated(payment: FeePayment, dossier: Dossier, data: RecordPayment['data']): Decision<FeePaid, PaymentRejection> {
  if (isSaid(dossier, data)) return accepted();
  const { rejection } = rejected('FEE_PAID_ALREADY', `Expected to record a payment of dossier ${dossier.code}, but its fees were paid at ${payment.paidAt} under ${payment.reference}`);
  return { kind: 'rejected', rejection: { ...rejection, paidAt: payment.paidAt, reference: payment.reference } };
}

export function hasEndedWithoutResult({ ending }: Dossier): boolean {
  return ending !== null && ending.kind !== 'returned';
}
