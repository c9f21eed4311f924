import type { Fact } from '@lienthong/kernel';
import { assertNever } from '@lienthong/kernel';
import type { Entry } from './ledger.js';
import type { Officer } from './officer.js';

/** What the bank told of one transfer. `bankReference` is the bank's own number of it; the same number is the same money. */
export type BankMessage = Readonly<{ bankReference: string; noticeReference: string; amount: number; paidAt: string; payer: string }>;

// Events

export type PaymentBooked = Fact<'PaymentBooked', BankMessage & { dossierCode: string }>;
export type PaymentSuspended = Fact<'PaymentSuspended', BankMessage & { because: 'unknown-notice' | 'notice-takes-no-payment'; suspendedAt: string; entry: Entry }>;
export type PaymentAllotted = Fact<'PaymentAllotted', { bankReference: string; dossierCode: string; reason: string; allottedAt: string; by: Officer }>;

export type PaymentEvent = PaymentBooked | PaymentSuspended | PaymentAllotted;

// State

/** `booked`: on a dossier's notice; `suspended`: in the suspense account until an officer finds out what it pays. */
export type BankPayment =
  | Readonly<{ status: 'unknown' }>
  | Readonly<{ status: 'suspended'; message: BankMessage }>
  | Readonly<{ status: 'booked'; message: BankMessage; dossierCode: string; allotted: Readonly<{ by: Officer; at: string }> | null }>;

export const unknownPayment: BankPayment = { status: 'unknown' };

// Evolve

export function evolvePayment(state: BankPayment, event: PaymentEvent): BankPayment {
  switch (event.type) {
    case 'PaymentBooked':
      return { status: 'booked', message: messageOf(event.data), dossierCode: event.data.dossierCode, allotted: null };
    case 'PaymentSuspended':
      return { status: 'suspended', message: messageOf(event.data) };
    case 'PaymentAllotted': {
      if (state.status === 'unknown') return state;
      const { dossierCode, by, allottedAt } = event.data;
      return { status: 'booked', message: state.message, dossierCode, allotted: { by, at: allottedAt } };
    }
    default:
      return assertNever(event);
  }
}

function messageOf({ bankReference, noticeReference, amount, paidAt, payer }: BankMessage): BankMessage {
  return { bankReference, noticeReference, amount, paidAt, payer };
}
