import type { Fact } from '@lienthong/kernel';
import { assertNever } from '@lienthong/kernel';
import type { AssessedAmount, AssessmentInput, DerivationLine } from './assessment.js';
import type { Balances, Entry } from './ledger.js';
import { posted } from './ledger.js';
import type { Officer } from './officer.js';

/** `assess` is an officer's work; `await-payment` waits for the citizen and is shown so that nobody has to ask. */
export const STEPS = ['assess', 'await-payment'] as const;
export type StepName = (typeof STEPS)[number];

export type Person = Readonly<{ name: string; identifier: string }>;

/**
 * What the one-stop unit passes on with an accepted dossier. `dossierRef` is the reference that every entry about it carries; papers of earlier
 * releases do not say which unit received them.
 */
export type Papers = Readonly<{ dossierCode: string; dossierRef: string; receivedAt: string; transferor: Person; transferee: Person; receivingUnit?: string }>;

/** The land office's slip ("phiếu chuyển thông tin"): all figures that the assessment rests on. */
export type Slip = Omit<AssessmentInput, 'receivedOn' | 'electronicFiling'> & Readonly<{ slipNumber: string; parcel: string; landUse: string; issuedAt: string }>;

// Events

export type PapersReceived = Fact<'PapersReceived', Papers>;
export type SlipReceived = Fact<'SlipReceived', Slip & { dossierCode: string; dossierRef: string }>;
/** `inputs`: what the procedure passes on, as JSON text, since its numbers need not be whole. Steps offered before `nameEn` was told have none. */
export type StepOffered = Fact<'StepOffered', {
  dossierCode: string; dossierRef: string; taskId: string; step: StepName; element: string; name: string; nameEn?: string; unit: string; role: string;
  reasonVi: string; reasonEn: string; offeredAt: string; dueAt: string; inputs: string;
}>;
export type StepDateMoved = Fact<'StepDateMoved', { dossierCode: string; taskId: string; step: StepName; dueAt: string; movedAt: string }>;
export type StepClosed = Fact<'StepClosed', { dossierCode: string; taskId: string; step: StepName; how: 'completed' | 'withdrawn'; reason: string; closedAt: string }>;
export type ObligationAssessed = Fact<'ObligationAssessed', {
  dossierCode: string; amounts: readonly AssessedAmount[]; total: number; lines: readonly DerivationLine[];
  corrected: boolean; reason: string; assessedAt: string; by: Officer;
}>;
export type NoticeIssued = Fact<'NoticeIssued', {
  dossierCode: string; noticeNumber: string; amount: number; issuedAt: string; payBy: string; taxOffice: string; entry: Entry;
}>;
export type PaymentReceived = Fact<'PaymentReceived', {
  dossierCode: string; noticeNumber: string; bankReference: string; amount: number; receivedAt: string; entry: Entry;
}>;
export type ObligationSettled = Fact<'ObligationSettled', { dossierCode: string; noticeNumber: string; paid: number; receiptNumber: string; settledAt: string }>;
export type PaymentRefunded = Fact<'PaymentRefunded', {
  dossierCode: string; bankReference: string; amount: number; reason: string; refundedAt: string; by: Officer; entry: Entry;
}>;
export type ObligationCancelled = Fact<'ObligationCancelled', { dossierCode: string; outcome: string; cancelledAt: string; entry: Entry }>;

export type ObligationEvent =
  | PapersReceived | SlipReceived | StepOffered | StepDateMoved | StepClosed | ObligationAssessed
  | NoticeIssued | PaymentReceived | ObligationSettled | PaymentRefunded | ObligationCancelled;

// State

/** `open`: waits for an officer, or for the citizen; `closed`: the procedure has moved on. */
export type Step = Readonly<{ taskId: string; unit: string; offeredAt: string; dueAt: string; status: 'open' | 'closed' }>;

export type Notice = Readonly<{ number: string; amount: number; issuedAt: string; payBy: string; taxOffice: string }>;
export type Assessed = Readonly<{ amounts: readonly AssessedAmount[]; total: number; lines: readonly DerivationLine[]; corrected: boolean; reason: string; by: Officer; at: string }>;
export type Payment = Readonly<{ bankReference: string; amount: number; refunded: number; receivedAt: string }>;

/** Papers, slip and steps come from three services, each in its own order: any of them may arrive first. */
export type Obligation = Readonly<{
  status: 'unknown' | 'open' | 'due' | 'settled' | 'cancelled';
  dossierRef: string;
  papers: Papers | null;
  slip: Slip | null;
  steps: Readonly<Partial<Record<StepName, Step>>>;
  assessed: Assessed | null;
  notice: Notice | null;
  payments: readonly Payment[];
  balances: Balances;
  settled: Readonly<{ at: string; receiptNumber: string }> | null;
}>;

export const unknownObligation: Obligation = {
  status: 'unknown', dossierRef: '', papers: null, slip: null, steps: {}, assessed: null, notice: null, payments: [], balances: {}, settled: null,
};

// Evolve

export function evolveObligation(state: Obligation, event: ObligationEvent): Obligation {
  switch (event.type) {
    case 'PapersReceived':
      return { ...known(state, event.data.dossierRef), papers: event.data };
    case 'SlipReceived': {
      const { dossierRef, slipNumber, parcel, landUse, issuedAt, area, unitPrice, coefficient, houseValue, contractPrice, relation, onlyHome, transferKind } = event.data;
      const slip = { slipNumber, parcel, landUse, issuedAt, area, unitPrice, coefficient, houseValue, contractPrice, relation, onlyHome, ...(transferKind !== undefined && { transferKind }) };
      return { ...known(state, dossierRef), slip };
    }
    case 'StepOffered': {
      const { dossierRef, taskId, step, unit, offeredAt, dueAt } = event.data;
      return { ...known(state, dossierRef), steps: { ...state.steps, [step]: { taskId, unit, offeredAt, dueAt, status: 'open' } } };
    }
    case 'StepDateMoved':
      return withStep(state, event.data.step, { dueAt: event.data.dueAt });
    case 'StepClosed':
      return withStep(state, event.data.step, { status: 'closed' });
    case 'ObligationAssessed': {
      const { amounts, total, lines, corrected, reason, by, assessedAt } = event.data;
      return { ...state, assessed: { amounts, total, lines, corrected, reason, by, at: assessedAt } };
    }
    default:
      return evolveMoney(state, event);
  }
}

type MoneyEvent = NoticeIssued | PaymentReceived | ObligationSettled | PaymentRefunded | ObligationCancelled;

function evolveMoney(state: Obligation, event: MoneyEvent): Obligation {
  switch (event.type) {
    case 'NoticeIssued': {
      const { noticeNumber, amount, issuedAt, payBy, taxOffice, entry } = event.data;
      return { ...state, status: 'due', notice: { number: noticeNumber, amount, issuedAt, payBy, taxOffice }, balances: posted(state.balances, entry) };
    }
    case 'PaymentReceived': {
      const { bankReference, amount, receivedAt, entry } = event.data;
      return { ...state, payments: [...state.payments, { bankReference, amount, refunded: 0, receivedAt }], balances: posted(state.balances, entry) };
    }
    case 'ObligationSettled':
      return { ...state, status: 'settled', settled: { at: event.data.settledAt, receiptNumber: event.data.receiptNumber } };
    case 'PaymentRefunded': {
      const { bankReference, amount, entry } = event.data;
      const payments = state.payments.map((payment) => (payment.bankReference === bankReference ? { ...payment, refunded: payment.refunded + amount } : payment));
      return { ...state, payments, balances: posted(state.balances, entry) };
    }
    case 'ObligationCancelled':
      return { ...state, status: 'cancelled', balances: posted(state.balances, event.data.entry) };
    default:
      return assertNever(event);
  }
}

function known(state: Obligation, dossierRef: string): Obligation {
  return { ...state, dossierRef, status: state.status === 'unknown' ? 'open' : state.status };
}

function withStep(state: Obligation, name: StepName, change: Partial<Step>): Obligation {
  const step = state.steps[name];
  return step === undefined ? state : { ...state, steps: { ...state.steps, [name]: { ...step, ...change } } };
}
