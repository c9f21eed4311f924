import { specFor } from '@lienthong/testing';
import type { PaymentCommand } from './payment.decider.js';
import { paymentDecider } from './payment.decider.js';
import type { PaymentEvent } from './payment.js';
import { AT, bankMessage, CODE, LATER, officer, OTHER_CODE, TOTAL } from './spec-samples.js';

const { given } = specFor(paymentDecider);
const REFERENCE = bankMessage.bankReference;
const booked: PaymentEvent = { type: 'PaymentBooked', data: { ...bankMessage, dossierCode: CODE } };
const suspended: PaymentEvent = {
  type: 'PaymentSuspended', data: { ...bankMessage, because: 'unknown-notice', suspendedAt: AT, entry: [{ account: 'bank', amount: TOTAL }, { account: 'suspense', amount: -TOTAL }] },
};
const allotted: PaymentEvent = { type: 'PaymentAllotted', data: { bankReference: REFERENCE, dossierCode: CODE, reason: 'Ghi sai số', allottedAt: LATER, by: officer } };

describe('a message of the bank', () => {
  const known: PaymentCommand = { type: 'ReceivePayment', at: AT, data: { message: bankMessage, pays: { dossierCode: CODE } } };
  const unknown: PaymentCommand = { type: 'ReceivePayment', at: AT, data: { message: bankMessage, pays: 'unknown-notice' } };

  it('is booked on the notice it names', () => given().when(known).then(booked));
  it('is kept in suspense when it names none', () => given().when(unknown).then(suspended));
  it('stays quiet the second time, wherever the money lies', () => {
    given(booked).when(known).thenNothing();
    given(suspended).when(unknown).thenNothing();
    given(suspended, allotted).when(known).thenNothing();
  });
  it('is refused when its reference stood for other money', () => {
    given(booked).when({ ...known, data: { message: { ...bankMessage, amount: 1 }, pays: { dossierCode: CODE } } }).thenRejected('BANK_REFERENCE_REUSED');
    given(booked).when({ ...known, data: { message: { ...bankMessage, noticeReference: 'TB2026-0000999' }, pays: 'unknown-notice' } }).thenRejected('BANK_REFERENCE_REUSED');
  });
});

describe('an allotment', () => {
  const allot: PaymentCommand = { type: 'AllotPayment', at: LATER, data: { bankReference: REFERENCE, dossierCode: CODE, reason: 'Ghi sai số', by: officer } };
  const toOther: PaymentCommand = { ...allot, data: { ...allot.data, dossierCode: OTHER_CODE } };

  it('takes the money out of suspense', () => given(suspended).when(allot).then(allotted));
  it('refuses to give no reason', () => given(suspended).when({ ...allot, data: { ...allot.data, reason: ' ' } }).thenRejected('REASON_REQUIRED'));
  it('refuses a payment that never came', () => given().when(allot).thenRejected('PAYMENT_UNKNOWN'));
  it('refuses to allot the same money to a second dossier', () => given(suspended, allotted).when(toOther).thenRejected('ALREADY_ALLOTTED'));
  it('refuses to move money that the payer sent elsewhere', () => given(booked).when(toOther).thenRejected('ALREADY_ALLOTTED'));
  it('stays quiet when it is on that dossier', () => {
    given(suspended, allotted).when(allot).thenNothing();
    given(booked).when(allot).thenNothing();
  });
});
