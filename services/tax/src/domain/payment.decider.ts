import type { Command, Decider, Decision } from '@lienthong/kernel';
import { accepted, assertNever } from '@lienthong/kernel';
import { suspenseEntry } from './ledger.js';
import type { Officer } from './officer.js';
import { nameOf } from './officer.js';
import type { BankMessage, BankPayment, PaymentEvent, PaymentSuspended } from './payment.js';
import { evolvePayment, unknownPayment } from './payment.js';
import type { Refusal } from './refusal.js';
import { refused } from './refusal.js';

// Commands

/** `pays`: the dossier whose notice the reference names, or why none can take the money. */
export type ReceivePayment = Command<'ReceivePayment', { message: BankMessage; pays: Readonly<{ dossierCode: string }> | PaymentSuspended['data']['because'] }>;
export type AllotPayment = Command<'AllotPayment', { bankReference: string; dossierCode: string; reason: string; by: Officer }>;

export type PaymentCommand = ReceivePayment | AllotPayment;

// Rejections

export type PaymentRejection = Refusal<'BANK_REFERENCE_REUSED' | 'PAYMENT_UNKNOWN' | 'ALREADY_ALLOTTED' | 'REASON_REQUIRED'>;

// Decide

export const paymentDecider: Decider<PaymentCommand, BankPayment, PaymentEvent, PaymentRejection> = {
  initial: unknownPayment,
  evolve: evolvePayment,
  decide(command, state) {
    switch (command.type) {
      case 'ReceivePayment': return receive(command, state);
      case 'AllotPayment': return allot(command, state);
      default: return assertNever(command);
    }
  },
};

/** Money is never turned away: what names no notice of ours is kept in suspense. */
function receive({ data: { message, pays }, at }: ReceivePayment, state: BankPayment): Decision<PaymentEvent, PaymentRejection> {
  if (state.status !== 'unknown') {
    const { amount, noticeReference } = state.message;
    if (amount === message.amount && noticeReference === message.noticeReference) return accepted();
    return refused('BANK_REFERENCE_REUSED', `Expected to receive payment ${message.bankReference}, but that reference was received with ${amount} đồng for "${noticeReference}"`);
  }
  if (typeof pays === 'string') return accepted({ type: 'PaymentSuspended', data: { ...message, because: pays, suspendedAt: at, entry: suspenseEntry(message.amount) } });
  return accepted({ type: 'PaymentBooked', data: { ...message, dossierCode: pays.dossierCode } });
}

function allot({ data, at }: AllotPayment, state: BankPayment): Decision<PaymentEvent, PaymentRejection> {
  const { bankReference, dossierCode } = data;
  const expected = `Expected to allot payment ${bankReference} to dossier ${dossierCode}`;
  if (state.status === 'unknown') return refused('PAYMENT_UNKNOWN', `${expected}, but no such payment has been received`);
  if (state.status === 'booked') {
    if (state.dossierCode === dossierCode) return accepted();
    const { allotted } = state;
    const fact = allotted === null ? `the bank's message named dossier ${state.dossierCode}` : `${nameOf(allotted.by)} allotted it to dossier ${state.dossierCode} at ${allotted.at}`;
    return refused('ALREADY_ALLOTTED', `${expected}, but ${fact}`, { dossier: state.dossierCode, ...(allotted && { by: nameOf(allotted.by), at: allotted.at }) });
  }
  const reason = data.reason.trim();
  if (reason === '') return refused('REASON_REQUIRED', `${expected}, but no reason is given why it pays that notice`);
  return accepted({ type: 'PaymentAllotted', data: { bankReference, dossierCode, reason, allottedAt: at, by: data.by } });
}
