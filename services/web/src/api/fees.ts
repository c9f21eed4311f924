import type { Bilingual } from '../language/bilingual.js';
import { postJson, requestJson } from './request.js';

// The fees of a dossier, that they are paid and what went back, owned by intake.

export type PaymentManner = 'cash' | 'transfer' | 'online';
type Gateway = 'national-portal' | 'agency';
export type RefundGround = 'overpaid' | 'ended' | 'exempt';
/** By which an entry is known. */
export type FeeEntry = Readonly<{ amount: number; manner: PaymentManner; reference: string }>;
export type Cancelled = Readonly<{ reason: string; at: string; by: Readonly<{ name: string }> }>;
export type FeePayment = FeeEntry & Readonly<{ gateway: Gateway | null; paidAt: string; before?: readonly Omit<FeePayment, 'before'>[] }>;
export type FeeRefund = FeeEntry & Readonly<{ gateway: Gateway | null; ground: RefundGround; reason: string; refundedAt: string; cancelled?: Cancelled }>;

export type Fees = Readonly<{
  fees: readonly Readonly<{ code: string; name: Bilingual; amount: number }>[];
  /** Null until they are paid. */
  payment: FeePayment | null;
  /** What is owed after they were paid, as a correction or a refund leaves it, or what was paid too much; null until they are paid. */
  feeBalance?: number | null;
  /** Recorded wrongly: still to be read. */
  cancelledPayments?: readonly (Omit<FeePayment, 'before'> & Readonly<{ cancelled: Cancelled }>)[];
  refunds?: readonly FeeRefund[];
  /** How much can go back on each ground. */
  refundable?: Readonly<Record<RefundGround, number>>;
  receipt: object | null;
}>;

const dossierAt = (code: string): string => `/api/intake/dossiers/${encodeURIComponent(code)}`;

export const getFees = (code: string, signal?: AbortSignal): Promise<Fees> => requestJson(dossierAt(code), signal);

/** At the counter: the whole amount, as it was taken. What is paid online the gateway reports. */
export function recordPayment(code: string, payment: Readonly<{ amount: number; manner: 'cash' | 'transfer'; reference: string }>): Promise<object> {
  return postJson(`${dossierAt(code)}/payments`, payment);
}

export function cancelFeeEntry(code: string, what: 'payments' | 'refunds', { amount, manner, reference }: FeeEntry, reason: string): Promise<object> {
  return postJson(`${dossierAt(code)}/${what}/cancellation`, { amount, manner, reference, reason });
}

export function recordRefund(code: string, refund: Readonly<{ amount: number; manner: 'cash' | 'transfer'; reference: string; ground: RefundGround; reason: string }>): Promise<object> {
  return postJson(`${dossierAt(code)}/refunds`, refund);
}
