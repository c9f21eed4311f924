import { specFor } from '@lienthong/testing';
import { dossierDecider } from './dossier.decider.js';
import type { Dossier, DossierEvent } from './dossier.js';
import type { RecordRefund } from './fee-correction.decider.js';
import { explainFees } from './fee-ledger.js';
import { CLERK, CLERK_ELSEWHERE, CODE, dossierAccepted, NOW, RECEIVED_AT, SECOND_CLERK, submitted } from './spec-samples.js';

const { given } = specFor(dossierDecider);
const receipt: DossierEvent = { ...dossierAccepted(), data: { ...dossierAccepted().data, charges: [{ code: 'P1', name: { vi: 'Phí', en: 'Fee' }, amount: 100, lines: [] }] } };
const recordedBy = ({ unit, subject, name }: typeof CLERK) => ({ unit, subject, name });
const payment = { amount: 100, manner: 'cash', gateway: null, reference: 'BL-1', paidAt: NOW, recordedBy: recordedBy(CLERK) } as const;
const paid: DossierEvent = { type: 'FeePaid', data: { code: CODE, payment } };
const entry = { amount: 100, manner: 'cash', reference: 'BL-1' } as const;
const WRONG = 'Ghi nhầm của hồ sơ khác';
const cancelled = { reason: WRONG, at: NOW, by: recordedBy(SECOND_CLERK) };
const cancel = { type: 'CancelPayment', at: NOW, data: { by: SECOND_CLERK, entry, reason: WRONG } } as const;
const paymentCancelled: DossierEvent = { type: 'PaymentCancelled', data: { code: CODE, payment: { ...payment, cancelled } } };
const refund = { amount: 100, manner: 'transfer', gateway: null, reference: 'UNC-1', ground: 'exempt', reason: 'Người có công được miễn lệ phí', refundedAt: NOW } as const;
const giveBack = (change: Partial<RecordRefund['data']> = {}): RecordRefund => ({ type: 'RecordRefund', at: NOW, data: { by: CLERK, ...refund, ...change } });
const refunded: DossierEvent = { type: 'FeeRefunded', data: { code: CODE, refund: { ...refund, recordedBy: recordedBy(CLERK) } } };
const refundEntry = { amount: 100, manner: 'transfer', reference: 'UNC-1' } as const;
const refundCancelled: DossierEvent = { type: 'RefundCancelled', data: { code: CODE, refund: refundEntry, cancelled } };
const cancelRefund = { type: 'CancelRefund', at: NOW, data: { by: SECOND_CLERK, entry: refundEntry, reason: WRONG } } as const;
const stopped: DossierEvent = { type: 'DossierStopped', data: { code: CODE, state: 8, outcome: 'stopped', stoppedAt: NOW } };
const past = [submitted(), receipt, paid] as const;
const pay = { type: 'RecordPayment', at: NOW, data: { by: CLERK, ...entry, gateway: null, paidAt: NOW } } as const;
const stateAfter = (...events: readonly DossierEvent[]): Dossier => [...past, ...events].reduce(dossierDecider.evolve, dossierDecider.initial) as Dossier;

describe('cancelling a payment that was recorded wrongly', () => {
  it('keeps it to be read, with who and why, and leaves the fee to be paid', () => {
    given(...past).when(cancel).then(paymentCancelled);
    const dossier = stateAfter(paymentCancelled);
    expect(dossier).toMatchObject({ cancelledPayments: [{ reference: 'BL-1', cancelled: { reason: WRONG } }] });
    expect(dossier).not.toHaveProperty('payment');
    given(...past, paymentCancelled).when(pay).then(paid);
  });
  it('leaves the other payments', () => {
    const second: DossierEvent = { type: 'FeePaid', data: { code: CODE, payment: { ...payment, reference: 'BL-2' } } };
    expect(stateAfter(second, paymentCancelled)).toMatchObject({ payment: { reference: 'BL-2' }, cancelledPayments: [{ reference: 'BL-1' }] });
    expect(stateAfter(second, paymentCancelled).payment).not.toHaveProperty('before');
  });
  it('stays quiet when it is cancelled already', () => given(...past, paymentCancelled).when(cancel).thenNothing());
  it('refuses what was never recorded, another unit’s, a gateway’s, what went back already, and without a reason', () => {
    given(...past).when({ ...cancel, data: { ...cancel.data, entry: { ...entry, amount: 99 } } }).thenRejected('PAYMENT_UNKNOWN');
    given(...past).when({ ...cancel, data: { ...cancel.data, by: CLERK_ELSEWHERE } }).thenRejected('NOT_YOUR_DOSSIER');
    given(...past).when({ ...cancel, data: { ...cancel.data, entry: { ...entry, manner: 'online' } } }).thenRejected('PAYMENT_MANNER_NOT_YOURS');
    given(...past, refunded).when(cancel).thenRejected('PAYMENT_REFUNDED');
    given(...past).when({ ...cancel, data: { ...cancel.data, reason: 'sai' } }).thenRejected('REASON_NOT_HUMAN');
  });
  it('has an end', () => {
    const many = Array.from({ length: 40 }, () => [paid, paymentCancelled]).flat().slice(2);
    given(...past, paymentCancelled, ...many).when(pay).thenRejected('TOO_MANY_FEE_ENTRIES');
  });
});

describe('giving fees back', () => {
  it('keeps amount, ground and reason', () => given(...past).when(giveBack()).then(refunded));
  it('of what is exempted leaves nothing to pay', () => given(...past, refunded).when({ ...pay, data: { ...pay.data, reference: 'BL-9' } }).thenRejected('FEE_PAID_ALREADY'));
  it('stays quiet when said again', () => given(...past, refunded).when(giveBack()).thenNothing());
  it('is at most what was paid and not given back', () => {
    given(...past).when(giveBack({ amount: 101 })).thenRejected('REFUND_EXCEEDS');
    given(...past, refunded).when(giveBack({ reference: 'UNC-2', amount: 1 })).thenRejected('REFUND_NOT_DUE');
    given(submitted(), receipt).when(giveBack()).thenRejected('REFUND_NOT_DUE');
  });
  it('reaches as far as its ground: what is too much, or all where the dossier ended without a result', () => {
    given(...past).when(giveBack({ ground: 'overpaid' })).thenRejected('REFUND_NOT_DUE');
    given(...past).when(giveBack({ ground: 'ended' })).thenRejected('REFUND_NOT_DUE');
    const ended = giveBack({ ground: 'ended' });
    const { by: _clerk, ...kept } = ended.data;
    given(...past, stopped).when(ended).then({ type: 'FeeRefunded', data: { code: CODE, refund: { ...kept, recordedBy: recordedBy(CLERK) } } });
  });
  it('refuses another unit’s, a date to come, and without a reason', () => {
    given(...past).when(giveBack({ by: CLERK_ELSEWHERE })).thenRejected('NOT_YOUR_DOSSIER');
    given(...past).when(giveBack({ refundedAt: '2027-01-01T00:00:00.000+07:00' })).thenRejected('DATE_IN_FUTURE');
    given(...past).when(giveBack({ reason: 'ok' })).thenRejected('REASON_NOT_HUMAN');
  });
  it('is taken back where it was recorded wrongly', () => {
    given(...past, refunded).when(cancelRefund).then(refundCancelled);
    given(...past, refunded, refundCancelled).when(cancelRefund).thenNothing();
    given(...past).when(cancelRefund).thenRejected('REFUND_UNKNOWN');
    given(...past, refunded, refundCancelled).when(cancel).then(paymentCancelled);
  });
});

describe('the account of the fees', () => {
  const linesAfter = (...events: readonly DossierEvent[]) => explainFees(CODE, stateAfter(...events), RECEIVED_AT).lines.map(({ step, arithmetic }) => [step, arithmetic]);

  it('says by the rules of which day they are, what came in, went back and was wrong', () => {
    expect(linesAfter(refunded)).toEqual([['total', ''], ['payment', ''], ['refund', ''], ['balance', '100 − 100 − (100 − 100) = 0']]);
    expect(linesAfter(paymentCancelled)).toEqual([['total', ''], ['payment-cancelled', ''], ['balance', '100 − 0 = 100']]);
    expect(explainFees(CODE, stateAfter(paymentCancelled), RECEIVED_AT).lines[0]!.source.vi).toContain('ngày 20/11/2026');
  });
});
