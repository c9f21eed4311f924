import { readDay, writeDay } from '@lienthong/calendar';
import type { Command, Decider, Decision } from '@lienthong/kernel';
import { accepted, assertNever } from '@lienthong/kernel';
import type { Assessment, AssessmentInput, Computed, Correction } from './assessment.js';
import { corrected } from './assessment.js';
import { cancellationEntry, creditOf, noticeEntry, outstandingOf, paymentEntry, refundEntry } from './ledger.js';
import { receiptNumber } from './numbers.js';
import type { Obligation, ObligationEvent, Papers, Slip, StepClosed, StepDateMoved, StepOffered } from './obligation.js';
import { evolveObligation, STEPS, unknownObligation } from './obligation.js';
import type { Officer } from './officer.js';
import { nameOf } from './officer.js';
import type { Refusal } from './refusal.js';
import { refused } from './refusal.js';

/** Payment is due thirty days after the notice (domain §3.2). */
const DAYS_TO_PAY = 30;
/** No citizen pays one notice in more parts; further ones go to the suspense account, where a person looks at them. */
const MAX_PAYMENTS = 200;

// Commands

export type ReceivePapers = Command<'ReceivePapers', Papers>;
export type ReceiveSlip = Command<'ReceiveSlip', Slip & { dossierCode: string; dossierRef: string }>;
export type OfferStep = Command<'OfferStep', StepOffered['data']>;
export type MoveStep = Command<'MoveStep', Omit<StepDateMoved['data'], 'step' | 'movedAt'>>;
export type CloseStep = Command<'CloseStep', { dossierCode: string; taskId: string; how: StepClosed['data']['how']; reason: string }>;
export type AssessObligation = Command<'AssessObligation', {
  dossierCode: string; noticeNumber: string; computed: Computed | null; corrections: readonly Correction[]; reason: string; by: Officer;
}>;
export type CreditPayment = Command<'CreditPayment', { dossierCode: string; bankReference: string; amount: number; from: 'bank' | 'suspense' }>;
export type RefundPayment = Command<'RefundPayment', { dossierCode: string; bankReference: string; amount: number; reason: string; by: Officer }>;
export type CancelObligation = Command<'CancelObligation', { dossierCode: string; outcome: string }>;

export type ObligationCommand =
  | ReceivePapers | ReceiveSlip | OfferStep | MoveStep | CloseStep | AssessObligation | CreditPayment | RefundPayment | CancelObligation;

// Rejections

export type ObligationRejection = Refusal<
  | 'DOSSIER_UNKNOWN' | 'STEP_NOT_OFFERED' | 'ALREADY_DONE' | 'OTHER_UNIT' | 'PAPERS_NOT_HERE' | 'REASON_REQUIRED' | 'NOT_ASSESSABLE' | 'RULES_UNKNOWN'
  | 'NOTICE_NOT_ISSUED' | 'TOO_MANY_PAYMENTS' | 'SUM_TOO_LARGE' | 'PAYMENT_UNKNOWN' | 'REFUND_EXCEEDS_CREDIT'
>;

type Decided = Decision<ObligationEvent, ObligationRejection>;

// Decide

export const obligationDecider: Decider<ObligationCommand, Obligation, ObligationEvent, ObligationRejection> = {
  initial: unknownObligation,
  evolve: evolveObligation,
  decide(command, state) {
    switch (command.type) {
      case 'ReceivePapers': return state.papers === null ? accepted({ type: 'PapersReceived', data: command.data }) : accepted();
      case 'ReceiveSlip': return receiveSlip(command, state);
      case 'OfferStep': return offerStep(command, state);
      case 'MoveStep': return moveStep(command, state);
      case 'CloseStep': return closeStep(command, state);
      case 'AssessObligation': return assessObligation(command, state);
      case 'CreditPayment': return creditPayment(command, state);
      case 'RefundPayment': return refundPayment(command, state);
      case 'CancelObligation': return cancelObligation(command, state);
      default: return assertNever(command);
    }
  },
};

/** What the tables are asked; undefined until papers and slip are here. */
export function assessmentInput({ papers, slip }: Obligation, electronicFiling: boolean): AssessmentInput | undefined {
  return papers === null || slip === null ? undefined : { ...slip, receivedOn: papers.receivedAt.slice(0, 10), electronicFiling };
}

/** The land office may issue a second slip; it counts until there is an assessment, which rests on the one it was made from. */
function receiveSlip({ data }: ReceiveSlip, { slip, assessed }: Obligation): Decided {
  if (assessed !== null || slip?.slipNumber === data.slipNumber) return accepted();
  return accepted({ type: 'SlipReceived', data });
}

function offerStep({ data }: OfferStep, state: Obligation): Decided {
  if (state.status === 'cancelled' || state.steps[data.step]?.taskId === data.taskId) return accepted();
  return accepted({ type: 'StepOffered', data });
}

/** A step that is not open here is another agency's, or over: its date is nobody's any more. */
function moveStep({ data: { dossierCode, taskId, dueAt }, at }: MoveStep, state: Obligation): Decided {
  const step = STEPS.find((name) => state.steps[name]?.taskId === taskId && state.steps[name].status === 'open');
  if (step === undefined || state.steps[step]?.dueAt === dueAt) return accepted();
  return accepted({ type: 'StepDateMoved', data: { dossierCode, taskId, step, dueAt, movedAt: at } });
}

function closeStep({ data, at }: CloseStep, state: Obligation): Decided {
  const step = STEPS.find((name) => state.steps[name]?.taskId === data.taskId);
  if (step === undefined || state.steps[step]?.status === 'closed') return accepted();
  const { dossierCode, taskId, how, reason } = data;
  return accepted({ type: 'StepClosed', data: { dossierCode, taskId, step, how, reason, closedAt: at } });
}

function assessObligation({ data, at }: AssessObligation, state: Obligation): Decided {
  const { dossierCode, by, corrections } = data;
  const expected = `Expected to assess the obligation of dossier ${dossierCode}`;
  if (state.status === 'unknown') return refused('DOSSIER_UNKNOWN', `${expected}, but this office has not heard of it`);
  if (state.assessed !== null) return alreadyAssessed(expected, data, state.assessed);
  const step = state.steps.assess;
  if (state.status === 'cancelled' || step?.status !== 'open') return refused('STEP_NOT_OFFERED', `${expected}, but no such step is open here`);
  if (step.unit !== '' && step.unit !== by.unit) return refused('OTHER_UNIT', `${expected}, but it was offered to unit ${step.unit}, not to ${by.unit}`);
  const computed = computedFor(state, data.computed, expected);
  if ('kind' in computed) return computed;
  const reason = data.reason.trim();
  if (corrections.length > 0 && reason === '') return refused('REASON_REQUIRED', `${expected}, but the correction of an amount gives no reason`);
  const { amounts, total, lines } = corrected(computed, corrections, reason);
  if (!Number.isSafeInteger(total)) return refused('NOT_ASSESSABLE', `${expected}, but the corrected amounts are too large to be exact`);
  const notice = { dossierCode, noticeNumber: data.noticeNumber, amount: total, issuedAt: at, payBy: daysAfter(at, DAYS_TO_PAY), taxOffice: by.unit, entry: noticeEntry(dossierCode, amounts) };
  return accepted<ObligationEvent>(
    { type: 'ObligationAssessed', data: { dossierCode, amounts, total, lines, corrected: corrections.length > 0, reason, assessedAt: at, by } },
    { type: 'NoticeIssued', data: notice },
    // Where everything is exempt nothing can be paid, so nothing would ever settle it.
    ...(total === 0 ? [settlement(dossierCode, data.noticeNumber, 0, at)] : []),
  );
}

function computedFor({ papers, slip }: Obligation, computed: Computed | null, expected: string): Assessment | Extract<Decided, { kind: 'rejected' }> {
  if (papers === null || slip === null) return refused('PAPERS_NOT_HERE', `${expected}, but ${slip === null ? "the land office's slip" : "the one-stop unit's data"} has not arrived yet`);
  if (computed?.slipNumber !== slip.slipNumber) return refused('PAPERS_NOT_HERE', `${expected}, but slip ${slip.slipNumber} has just arrived and nothing has been computed from it yet`);
  const { result } = computed;
  if (result.kind === 'not-assessable') return refused('NOT_ASSESSABLE', `${expected}, but ${result.because}`);
  if (result.kind === 'no-rules') return refused('RULES_UNKNOWN', `${expected}, but no published table ${result.decision} is in force on ${result.day}`, { table: result.decision, day: result.day });
  return result.assessment;
}

function alreadyAssessed(expected: string, { by, corrections }: AssessObligation['data'], assessed: NonNullable<Obligation['assessed']>): Decided {
  const asCorrected = corrections.every(({ kind, amount }) => assessed.amounts.some((owed) => owed.kind === kind && owed.amount === amount));
  if (assessed.by.id === by.id && asCorrected) return accepted();
  const who = nameOf(assessed.by);
  return refused('ALREADY_DONE', `${expected}, but ${who} did so at ${assessed.at}`, { by: who, at: assessed.at });
}

/** Money and settlement are decided together: the obligation is settled exactly when the ledger says that nothing is owed. */
function creditPayment({ data, at }: CreditPayment, state: Obligation): Decided {
  const { dossierCode, bankReference, amount, from } = data;
  const expected = `Expected to credit payment ${bankReference} to dossier ${dossierCode}`;
  if (state.payments.some((payment) => payment.bankReference === bankReference)) return accepted();
  if (state.notice === null) return refused('NOTICE_NOT_ISSUED', `${expected}, but no notice has been issued for it`);
  if (state.payments.length >= MAX_PAYMENTS) return refused('TOO_MANY_PAYMENTS', `${expected}, but ${MAX_PAYMENTS} payments are on it already`);
  const paid = state.payments.reduce((sum, payment) => sum + payment.amount, amount);
  if (!Number.isSafeInteger(paid)) return refused('SUM_TOO_LARGE', `${expected}, but the sum of its payments would be too large to be exact`);
  const outstanding = outstandingOf(state.balances, dossierCode);
  const received: ObligationEvent = {
    type: 'PaymentReceived',
    data: { dossierCode, noticeNumber: state.notice.number, bankReference, amount, receivedAt: at, entry: paymentEntry(dossierCode, amount, outstanding, from) },
  };
  if (state.status !== 'due' || amount < outstanding) return accepted(received);
  return accepted(received, settlement(dossierCode, state.notice.number, paid, at));
}

function settlement(dossierCode: string, notice: string, paid: number, at: string): ObligationEvent {
  return { type: 'ObligationSettled', data: { dossierCode, noticeNumber: notice, paid, receiptNumber: receiptNumber(notice), settledAt: at } };
}

function refundPayment({ data, at }: RefundPayment, state: Obligation): Decided {
  const { dossierCode, bankReference, amount, by } = data;
  const reason = data.reason.trim();
  const expected = `Expected to refund ${amount} đồng of payment ${bankReference} to dossier ${dossierCode}`;
  const payment = state.payments.find((candidate) => candidate.bankReference === bankReference);
  if (payment === undefined) return refused('PAYMENT_UNKNOWN', `${expected}, but no such payment is on it`);
  if (reason === '') return refused('REASON_REQUIRED', `${expected}, but no reason is given`);
  const available = Math.min(creditOf(state.balances, dossierCode), payment.amount - payment.refunded);
  if (amount > available) return refused('REFUND_EXCEEDS_CREDIT', `${expected}, but only ${available} đồng of it can be refunded`, { available });
  return accepted({ type: 'PaymentRefunded', data: { dossierCode, bankReference, amount, reason, refundedAt: at, by, entry: refundEntry(dossierCode, amount) } });
}

/** A dossier that ends without its result owes nothing: what was paid becomes a credit that can be refunded. */
function cancelObligation({ data, at }: CancelObligation, state: Obligation): Decided {
  const { dossierCode, outcome } = data;
  if (state.status === 'unknown' || state.status === 'cancelled') return accepted();
  const entry = state.assessed === null || state.notice === null ? [] : cancellationEntry(dossierCode, state.assessed.amounts, outstandingOf(state.balances, dossierCode));
  return accepted({ type: 'ObligationCancelled', data: { dossierCode, outcome, cancelledAt: at, entry } });
}

function daysAfter(at: string, days: number): string {
  return writeDay((readDay(at.slice(0, 10)) ?? 0) + days);
}
