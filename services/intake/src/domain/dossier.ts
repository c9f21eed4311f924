import type { FormFile } from '@lienthong/bpmn';
import type { Bilingual } from '@lienthong/calendar';
import type { ExplanationLine, Fact } from '@lienthong/kernel';
import type { Application, By, Identification, ReturnManner } from './application.js';
import type { Charge } from './charge.js';
import { withEarlier, type FeePayment } from './fee-payment.js';
import { withoutPayment, withRefundCancelled, type Cancelled, type CancelledPayment, type Entry, type FeeRefund } from './fee-ledger.js';
import { supplemented, type Component } from './components.js';
import type { CorrectionRound } from './correction.js';
import type { FormCheck } from './form-check.js';
import type { NationalState } from './national-states.js';
import { rejudged, type Prefilled } from './prefilled.js';
import type { Routing, Units } from './routing.js';

// Events. Those that move the dossier carry the national state they lead to: what once happened does not change when the table does.

export type DossierSubmitted = Fact<'DossierSubmitted', { code: string; submission: string; submittedAt: string; submittedBy: By; application: Application; routing?: Routing; identification?: Identification; prefilled?: readonly Prefilled[]; formVersion?: number }>;
export type DossierAccepted = Fact<'DossierAccepted', { code: string; submittedAt: string; application: Application; charges?: readonly Charge[]; formCheck?: FormCheck; prefilled?: readonly Prefilled[] } & Receipt>;
export type SupplementRequested = Fact<'SupplementRequested', { code: string; state: NationalState; requestedAt: string } & Supplement>;
/** `round`: what was set right in the application, which is then told as a whole, with what follows from it: competence and key before receipt, fees after. */
export type DossierSupplemented = Fact<'DossierSupplemented', {
  code: string; state: NationalState; components: readonly Component[]; supplementedAt: string;
  application?: Application; round?: CorrectionRound; formVersion?: number; routing?: Routing; submission?: string; charges?: readonly Charge[];
}>;
export type DossierRefused = Fact<'DossierRefused', { code: string; state: NationalState; reason: string; legalBasis?: string; refusedAt: string; refusedBy: Officer }>;
export type DossierWithdrawn = Fact<'DossierWithdrawn', { code: string; state: NationalState; reason: string; withdrawnAt: string }>;
export type ResultReturned = Fact<'ResultReturned', { code: string; state: NationalState; manner: ReturnManner; returnedAt: string; itemCode: string; receivedBy: string; resultFiles?: readonly string[]; sharedAs?: string }>;
/** Private: the fees are paid, as a whole. */
export type FeePaid = Fact<'FeePaid', { code: string; payment: FeePayment }>;
/** Private: a payment was recorded wrongly; with what was recorded of it. */
export type PaymentCancelled = Fact<'PaymentCancelled', { code: string; payment: CancelledPayment }>;
/** Private: money was given back. */
export type FeeRefunded = Fact<'FeeRefunded', { code: string; refund: FeeRefund }>;
/** Private: a refund was recorded wrongly. */
export type RefundCancelled = Fact<'RefundCancelled', { code: string; refund: Entry; cancelled: Cancelled }>;
export type ServiceRated = Fact<'ServiceRated', { code: string; criteria: readonly number[]; points: number; ratedAt: string }>;
/** Private: a clerk said who is competent where no rule does. */
export type CompetenceNamed = Fact<'CompetenceNamed', { code: string; units: Units; reason: string; namedBy: Officer; namedAt: string; lines: readonly ExplanationLine[] }>;
/** Private: the procedure moved on, and the citizen sees it. */
export type StateFollowed = Fact<'StateFollowed', { code: string; state: NationalState; step: string; agency: string; followedAt: string }>;
/** Private: an agency decided, and that cannot be taken back. A withdrawal that crossed it comes to nothing. */
export type ResultDecided = Fact<'ResultDecided', { code: string; state: NationalState; certificateNumber: string; decidedAt: string }>;
/** Private: the procedure ended without a result. */
export type DossierStopped = Fact<'DossierStopped', { code: string; state: NationalState; outcome: string; stoppedAt: string }>;
/** Private: a step of the procedure that this one-stop unit has to do. */
export type WorkOffered = Fact<'WorkOffered', { code: string } & Work>;
/** Private: the legal clock moved the date of a step that waits here. */
export type WorkDateMoved = Fact<'WorkDateMoved', { code: string; taskId: string; from: string; to: string; movedAt: string }>;
/** Private: the step is over although nobody here did it. */
export type WorkClosed = Fact<'WorkClosed', { code: string; taskId: string; closedAt: string }>;

/** Private: another body has begun on its part of the case, under a code of its own. */
export type ChildStarted = Fact<'ChildStarted', { code: string } & Omit<Child, 'ended'>>;
export type ChildEnded = Fact<'ChildEnded', { code: string; childCode: string } & NonNullable<Child['ended']>>;

/** Private: the legal clock moved the date of the receipt. `ground`: what it did not count, empty where that is not told. */
export type DueDateFollowed = Fact<'DueDateFollowed', { code: string; from: string; to: string; ground: string; movedAt: string }>;

/** An officer's file, for the form of a task. `dossierCode`: whose task it is; of a case that may be one of its children. */
export type FileAttached = Fact<'FileAttached', { code: string; attachedBy: Officer & Readonly<{ agency: string }>; attachedAt: string } & AttachedFile>;

export type DossierEvent =
  | DossierSubmitted | DossierAccepted | SupplementRequested | DossierSupplemented | DossierRefused | DossierWithdrawn
  | ResultReturned | ServiceRated | StateFollowed | ResultDecided | DossierStopped | WorkOffered | WorkDateMoved | WorkClosed | ChildStarted | ChildEnded | DueDateFollowed | CompetenceNamed | FeePaid | PaymentCancelled | FeeRefunded | RefundCancelled | FileAttached;

// State

export type Officer = Readonly<{ unit: string; subject: string; name: string }>;

export type Receipt = Readonly<{ receivedAt: string; dueAt: string; calendar: string; procedureVersion: number; acceptedBy: Officer }>;

/** `items`: codes of the components to complete, empty when the reason says it all. */
export type Supplement = Readonly<{ stage: 'intake' | 'appraisal'; items: readonly string[]; reason: string }>;

export const WORK_TYPES = ['intake.request-supplement', 'intake.refuse', 'intake.hand-over-result'] as const;
export type WorkType = (typeof WORK_TYPES)[number];

/** `proposal`: what the agency that asked wrote as its reason, for form 02 or 03. */
export type Work = Readonly<{
  taskId: string; type: WorkType; element: string; name: string; unit: string; role: string; reason: Bilingual; proposal: string; items: readonly string[]; offeredAt: string; dueAt: string;
}>;

/** How it ended or was withdrawn, in words for the citizen. */
export type Ending = Readonly<{ kind: 'refused' | 'withdrawn' | 'stopped' | 'returned'; at: string; text: string }>;

/** A child dossier of the case as the citizen sees it; `outcome` is the end's id in the procedure, `name` what people call it. */
export type Child = Readonly<{
  childCode: string; procedureCode: string; name: Bilingual; agency: string; unit: string; startedAt: string; dueAt: string;
  ended: Readonly<{ outcome: string; name: string; at: string }> | null;
}>;

export type AttachedFile = FormFile & Readonly<{ dossierCode: string; taskId: string }>;

export type NoDossier = Readonly<{ kind: 'none' }>;
export type Dossier = Readonly<{
  kind: 'known';
  code: string;
  state: NationalState;
  submission: string;
  submittedAt: string;
  application: Application;
  receipt: Receipt | null;
  supplement: Supplement | null;
  work: readonly Work[];
  /** Once there: since when nobody can take the result back, and its number. */
  decision?: Readonly<{ at: string; certificateNumber: string }>;
  rating: readonly number[] | null;
  ending: Ending | null;
  /** How the competent authorities were found; dossiers of earlier releases do not say. */
  routing?: Routing;
  /** What was filled in before anything was typed, and from where; not where nothing was, nor in dossiers of earlier releases. */
  prefilled?: readonly Prefilled[];
  /** What is charged at receipt, each with its account; not of dossiers of earlier releases. */
  charges?: readonly Charge[];
  /** Once they are paid. */
  payment?: FeePayment;
  /** Once there are any: what was recorded wrongly, and counts no more. */
  cancelledPayments?: readonly CancelledPayment[];
  /** Once there are any: what was given back. */
  refunds?: readonly FeeRefund[];
  /** How it was known who asks; not of dossiers of earlier releases. */
  identification?: Identification;
  /** Once refused: form 03. */
  refusal?: Readonly<{ stage: 'intake' | 'appraisal'; reason: string; legalBasis: string; refusedBy: Officer; refusedAt: string }>;
  /** Files of the result, where it was handed over as such too. */
  resultFiles?: readonly string[];
  /** Number of the result in the national repository, where it was shared for reuse. */
  sharedAs?: string;
  /** Once there are any: files of its officers. */
  attached?: readonly AttachedFile[];
  /** The version whose form the application was last filled in by; not where the procedure has none, nor of earlier releases. */
  formVersion?: number;
  /** Where the form changed between that and the receipt. */
  formCheck?: FormCheck;
  /** Once there are any: what was set right in the application. No more than were asked for, one by one. */
  corrections?: readonly CorrectionRound[];
  /** Once the legal clock has moved it: the date in force. */
  movedTo?: string;
  /** Once there are any: what other bodies do for the case under codes of their own. */
  children?: readonly Child[];
}>;
export type DossierState = NoDossier | Dossier;

export const noDossier: NoDossier = { kind: 'none' };

// Evolve

export function evolveDossier(state: DossierState, event: DossierEvent): DossierState {
  if (event.type === 'DossierSubmitted') return begin(event);
  return state.kind === 'none' ? state : proceed(state, event);
}

function begin({ data: { code, submission, submittedAt, application, routing, identification, prefilled, formVersion } }: DossierSubmitted): Dossier {
  return { kind: 'known', code, state: 1, submission, submittedAt, application, ...(routing && { routing }), ...(identification && { identification }), ...(prefilled && { prefilled }), ...(formVersion !== undefined && { formVersion }), receipt: null, supplement: null, work: [], rating: null, ending: null };
}

function proceed(dossier: Dossier, event: Exclude<DossierEvent, DossierSubmitted>): Dossier {
  switch (event.type) {
    case 'DossierAccepted': return { ...dossier, state: 2, receipt: receiptOf(event), ...(event.data.charges && { charges: event.data.charges }), ...(event.data.formCheck && { formCheck: event.data.formCheck, application: event.data.application }) };
    case 'CompetenceNamed': return { ...dossier, application: { ...dossier.application, competentUnits: event.data.units }, routing: { kind: 'named', lines: event.data.lines } };
    case 'SupplementRequested': return { ...dossier, state: event.data.state, supplement: { stage: event.data.stage, items: event.data.items, reason: event.data.reason } };
    case 'DossierSupplemented': return { ...dossier, ...takeSupplement(dossier, event), work: without(dossier.work, 'intake.request-supplement') };
    case 'DossierRefused': return { ...dossier, state: event.data.state, supplement: null, ...refusalOf(dossier, event), work: without(dossier.work, 'intake.refuse'), ending: { kind: 'refused', at: event.data.refusedAt, text: event.data.reason } };
    case 'DossierWithdrawn': return { ...dossier, state: event.data.state, supplement: null, ending: { kind: 'withdrawn', at: event.data.withdrawnAt, text: event.data.reason } };
    case 'ResultReturned': return { ...dossier, ...(event.data.resultFiles && { resultFiles: event.data.resultFiles }), ...(event.data.sharedAs && { sharedAs: event.data.sharedAs }), state: event.data.state, work: without(dossier.work, 'intake.hand-over-result'), ending: { kind: 'returned', at: event.data.returnedAt, text: event.data.receivedBy } };
    case 'FeePaid': return { ...dossier, payment: withEarlier(event.data.payment, dossier.payment) };
    case 'PaymentCancelled': return takeBackPayment(dossier, event);
    case 'FeeRefunded': return { ...dossier, refunds: [...(dossier.refunds ?? []), event.data.refund] };
    case 'RefundCancelled': return { ...dossier, refunds: withRefundCancelled(dossier.refunds ?? [], event.data.refund, event.data.cancelled) };
    case 'ServiceRated': return { ...dossier, rating: event.data.criteria };
    case 'StateFollowed': return { ...dossier, state: event.data.state, supplement: null, ending: null };
    case 'ResultDecided': return { ...dossier, state: event.data.state, supplement: null, ending: null, decision: { at: event.data.decidedAt, certificateNumber: event.data.certificateNumber } };
    case 'DossierStopped': return { ...dossier, state: event.data.state, supplement: null, work: [], ending: dossier.ending ?? { kind: 'stopped', at: event.data.stoppedAt, text: event.data.outcome } };
    case 'WorkOffered': return { ...dossier, work: [...dossier.work, workOf(event)] };
    case 'WorkDateMoved': return { ...dossier, work: dossier.work.map((work) => (work.taskId === event.data.taskId ? { ...work, dueAt: event.data.to } : work)) };
    case 'ChildStarted': return { ...dossier, children: [...(dossier.children ?? []), childOf(event)] };
    case 'ChildEnded': return { ...dossier, children: (dossier.children ?? []).map((child) => (child.childCode === event.data.childCode ? ended(child, event) : child)) };
    case 'FileAttached': return { ...dossier, attached: [...(dossier.attached ?? []), attachedOf(event)] };
    case 'DueDateFollowed': return { ...dossier, movedTo: event.data.to };
    case 'WorkClosed': return { ...dossier, work: dossier.work.filter(({ taskId }) => taskId !== event.data.taskId) };
  }
}

function takeBackPayment({ payment, ...dossier }: Dossier, { data }: PaymentCancelled): Dossier {
  return { ...dossier, ...withoutPayment({ ...dossier, ...(payment && { payment }) }, data.payment) };
}

function childOf({ data: { childCode, procedureCode, name, agency, unit, startedAt, dueAt } }: ChildStarted): Child {
  return { childCode, procedureCode, name, agency, unit, startedAt, dueAt, ended: null };
}

function ended(child: Child, { data: { outcome, name, at } }: ChildEnded): Child {
  return { ...child, ended: { outcome, name, at } };
}

function attachedOf({ data: { dossierCode, taskId, name, sha256, size, mediaType } }: FileAttached): AttachedFile {
  return { dossierCode, taskId, name, sha256, size, mediaType };
}

function receiptOf({ data: { receivedAt, dueAt, calendar, procedureVersion, acceptedBy } }: DossierAccepted): Receipt {
  return { receivedAt, dueAt, calendar, procedureVersion, acceptedBy };
}

/** Earlier releases did not ask for the legal basis, and kept of a refusal what its ending says. */
function refusalOf({ receipt }: Dossier, { data: { reason, legalBasis, refusedBy, refusedAt } }: DossierRefused): Pick<Dossier, 'refusal'> {
  return legalBasis === undefined ? {} : { refusal: { stage: receipt === null ? 'intake' : 'appraisal', reason, legalBasis, refusedBy, refusedAt } };
}

function takeSupplement({ application: before, corrections = [], prefilled }: Dossier, { data }: DossierSupplemented): Pick<Dossier, 'state' | 'supplement' | 'application'> & Partial<Dossier> {
  const { application = before, round, routing, submission, charges, formVersion } = data;
  return {
    state: data.state, supplement: null, application: { ...application, components: supplemented(application.components, data.components) },
    ...(round && { corrections: [...corrections, round] }), ...(application !== before && prefilled && { prefilled: rejudged(prefilled, application) }), ...(routing && { routing }), ...(submission && { submission }), ...(charges && { charges }), ...(formVersion !== undefined && { formVersion }),
  };
}

function workOf({ data: { taskId, type, element, name, unit, role, reason, proposal, items, offeredAt, dueAt } }: WorkOffered): Work {
  return { taskId, type, element, name, unit, role, reason, proposal, items, offeredAt, dueAt };
}

function without(work: readonly Work[], type: WorkType): readonly Work[] {
  return work.filter((each) => each.type !== type);
}
