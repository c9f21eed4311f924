import { NoticeIssuedSchema, ObligationAssessedSchema, ObligationSettledSchema, PaymentReceivedSchema, PaymentRefundedSchema } from '@lienthong/contracts';
import { defineAnnouncements, fact } from '@lienthong/messaging';
import type { ObligationEvent } from '../../domain/obligation.js';

/** What the other agencies hear of. Ledger entries, derivations and officers stay in the office. */
export const announcements = defineAnnouncements<ObligationEvent>({
  ObligationAssessed: ({ data: { dossierCode, amounts, total, assessedAt, corrected, reason } }) => fact(ObligationAssessedSchema, {
    dossierCode, total: BigInt(total), assessedAt, corrected, reason,
    amounts: amounts.map(({ kind, legalPayer, base, rate, amount }) => ({ kind, legalPayer, base: BigInt(base), rate, amount: BigInt(amount) })),
  }),
  NoticeIssued: ({ data: { dossierCode, noticeNumber, amount, issuedAt, payBy, taxOffice } }) =>
    fact(NoticeIssuedSchema, { dossierCode, noticeNumber, amount: BigInt(amount), issuedAt, payBy, taxOffice }),
  PaymentReceived: ({ data: { dossierCode, noticeNumber, bankReference, amount, receivedAt } }) =>
    fact(PaymentReceivedSchema, { dossierCode, noticeNumber, bankReference, amount: BigInt(amount), receivedAt }),
  ObligationSettled: ({ data: { dossierCode, noticeNumber, paid, receiptNumber, settledAt } }) =>
    fact(ObligationSettledSchema, { dossierCode, noticeNumber, paid: BigInt(paid), receiptNumber, settledAt }),
  PaymentRefunded: ({ data: { dossierCode, bankReference, amount, reason, refundedAt } }) =>
    fact(PaymentRefundedSchema, { dossierCode, bankReference, amount: BigInt(amount), reason, refundedAt }),
});
