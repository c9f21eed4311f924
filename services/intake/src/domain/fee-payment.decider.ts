import { accepted, rejected, type Command, type Decision, type Rejection } from '@lienthong/kernel';
import type { By } from './application.js';
import { isAfter, isClerkOf, notYours } from './dossier-rules.js';
import { inFuture, type DateRejection } from './dossier-submission.js';
import type { Dossier, FeePaid } from './dossier.js';
import { paidInAll, type FeePayment } from './fee-payment.js';

// Command

/** `paidAt` in the one written form. */
export type RecordPayment = Command<'RecordPayment', { by: By } & Omit<FeePayment, 'recordedBy'>>;

// Rejections

type Amounts = Readonly<{ due: number; paid: number }>;
export type PaymentRejection =
  | DateRejection | (Rejection<'FEE_AMOUNT_DIFFERS'> & Amounts) | (Rejection<'FEE_PAID_ALREADY'> & Readonly<{ paidAt: string; reference: string }>)
  | Rejection<'NO_FEE_DUE' | 'PAYMENT_MANNER_NOT_YOURS' | 'NOT_YOUR_DOSSIER'>;

// Decide

/** Its machines report what was paid online; nobody else does. */
export const PAYMENT_GATEWAY = 'payment-gateway';

/** All fees at once: the law knows no fee that is half paid. Said again with the same reference it adds nothing. Where a correction has raised them since, the difference. */
export function recordPayment({ data, at }: RecordPayment, dossier: Dossier): Decision<FeePaid, PaymentRejection> {
  const { by, amount, manner, gateway, reference, paidAt } = data;
  const { code, charges = [], payment } = dossier;
  const isGateway = by.agency === PAYMENT_GATEWAY;
  if (!isGateway && !isClerkOf(by, dossier)) return notYours('record a payment of', dossier, by);
  if (isGateway !== (manner === 'online')) return rejected('PAYMENT_MANNER_NOT_YOURS', `Expected to record a payment of dossier ${code}, but agency ${by.agency} does not report payments by ${manner}`);
  const total = charges.reduce((sum, charge) => sum + charge.amount, 0);
  const due = total - (payment === undefined ? 0 : paidInAll(payment));
  if (total === 0 || hasEndedWithoutResult(dossier)) return rejected('NO_FEE_DUE', `Expected to record a payment of dossier ${code}, but it has no fee to pay`);
  if (payment !== undefined && (due <= 0 || isSaid(payment, data))) return repeated(payment, data, code);
  if (amount !== due) {
    const { rejection } = rejected('FEE_AMOUNT_DIFFERS', `Expected to record ${due} đồng for dossier ${code}, but ${amount} đồng were paid`);
    return { kind: 'rejected', rejection: { ...rejection, due, paid: amount } };
  }
  if (isAfter(paidAt, at)) return inFuture(`record a payment of dossier ${code}`, 'paidAt', paidAt);
  const { unit, subject, name } = by;
  return accepted({ type: 'FeePaid', data: { code, payment: { amount, manner, gateway, reference, paidAt, recordedBy: { unit, subject, name } } } });
}

const isSaid = (payment: FeePayment, { amount, manner, reference }: RecordPayment['data']): boolean => [payment, ...(payment.before ?? [])].some((each) => each.reference === reference && each.amount === amount && each.manner === manner);

function repeated(payment: FeePayment, data: RecordPayment['data'], code: string): Decision<FeePaid, PaymentRejection> {
  if (isSaid(payment, data)) return accepted();
  const { rejection } = rejected('FEE_PAID_ALREADY', `Expected to record a payment of dossier ${code}, but its fees were paid at ${payment.paidAt} under ${payment.reference}`);
  return { kind: 'rejected', rejection: { ...rejection, paidAt: payment.paidAt, reference: payment.reference } };
}

function hasEndedWithoutResult({ ending }: Dossier): boolean {
  return ending !== null && ending.kind !== 'returned';
}
