import { accepted, rejected, spoken, type Command, type Decider, type Decision, type Rejection } from '@lienthong/kernel';
import { ownersOf, type By } from './application.js';
import type { CalendarBook } from '@lienthong/calendar';
import { appointmentFor } from './appointment.js';
import type { Charge } from './charge.js';
import { attachFile, type AttachFile, type AttachRejection } from './dossier-files.decider.js';
import { decideToFollow, type FollowingCommand, type FollowingRejection } from './dossier-following.js';
import { isAfter, isClerkOf, isOwner, moveOf, notYours } from './dossier-rules.js';
import { complaintAboutPapers, inFuture, submit, versionFor, type ComponentRejection, type SubmissionRefusal, type SubmitDossier } from './dossier-submission.js';
import { supplement, type SupplementDossier, type SupplementRejection } from './dossier-supplement.js';
import { evolveDossier, noDossier, type Dossier, type DossierEvent, type DossierState, type Officer, type Receipt } from './dossier.js';
import { cancelPayment, cancelRefund, recordRefund, type CancelPayment, type CancelRefund, type FeeCorrectionRejection, type RecordRefund } from './fee-correction.decider.js';
import { recordPayment, type PaymentRejection, type RecordPayment } from './fee-payment.decider.js';
import { judgedByReceipt, type FormChanged } from './form-at-receipt.js';
import type { FormCheck } from './form-check.js';
import { isHumanReason } from './human-reason.js';
import type { Procedure, ProcedureVersion } from './procedure.js';
import { nameCompetence, unclearRouting, type NameCompetence, type RoutingRejection } from './routing.decider.js';

// Commands. `by` is who asks; `procedure` holds every version of the dossier's procedure.

/** `charges`: by the version in force at that moment. `formBasis`: the rule by which an older form still holds, where one is named. */
export type AcceptDossier = Command<'AcceptDossier', { by: By; receivedAt: string; procedure: Procedure; formBasis?: string; charges?: readonly Charge[]; calendars?: CalendarBook }>;
export type RequestSupplement = Command<'RequestSupplement', { by: By; items: readonly string[]; reason: string }>;
/** `legalBasis`: the rule on which the refusal rests, where one is named. */
export type RefuseDossier = Command<'RefuseDossier', { by: By; reason: string; legalBasis?: string }>;
export type WithdrawDossier = Command<'WithdrawDossier', { by: By; reason: string }>;
/** `authorisation`: number of the paper by which somebody else than a party collects the result; empty if none. */
export type HandOverResult = Command<'HandOverResult', { by: By; receiver: Readonly<{ name: string; identifier: string }>; authorisation: string; resultFiles?: readonly string[]; sharedAs?: string }>;
/** The nine criteria of the satisfaction survey, 0 to 2 points each (domain §1.6). */
export type RateService = Command<'RateService', { by: By; criteria: readonly number[] }>;

type PeoplesCommand = AcceptDossier | RequestSupplement | SupplementDossier | RefuseDossier | WithdrawDossier | HandOverResult | RateService | NameCompetence | RecordPayment | CancelPayment | RecordRefund | CancelRefund | AttachFile;
export type DossierCommand = SubmitDossier | PeoplesCommand | FollowingCommand;

// Rejections

/** The citizen is told what there is already, and since when. */
type DecidedRejection = Rejection<'ALREADY_DECIDED'> & Readonly<{ certificateNumber: string; decidedAt: string }>;
type TakenRejection = Rejection<'ALREADY_ACCEPTED'> & Readonly<{ takenBy: string; takenAt: string }>;
export type DossierRejection =
  | SubmissionRefusal | SupplementRejection | FormChanged | RoutingRejection | PaymentRejection | FeeCorrectionRejection | FollowingRejection | ComponentRejection | AttachRejection | TakenRejection | DecidedRejection
  | Rejection<
    | 'DOSSIER_UNKNOWN' | 'NOT_YOUR_DOSSIER' | 'NOT_IN_STATE' | 'RECEIVED_BEFORE_SUBMITTED' | 'NO_DUE_DATE' | 'REASON_NOT_HUMAN'
    | 'REFUSAL_NOT_ASKED' | 'RESULT_NOT_AT_COUNTER' | 'RECEIVER_NOT_AUTHORISED' | 'RATING_OUT_OF_RANGE' | 'ALREADY_RATED'>;

// Decide

type Decided = Decision<DossierEvent, DossierRejection>;

export const dossierDecider: Decider<DossierCommand, DossierState, DossierEvent, DossierRejection> = {
  initial: noDossier,
  decide(command, state) {
    if (command.type === 'SubmitDossier') return submit(command, state);
    if (isFollowing(command)) return decideToFollow(command, state);
    if (state.kind === 'none') return rejected('DOSSIER_UNKNOWN', `Expected to ${spoken(command.type)}, but no such dossier was submitted here`);
    return decideForPeople(command, state);
  },
  evolve: evolveDossier,
};

function isFollowing(command: PeoplesCommand | FollowingCommand): command is FollowingCommand {
  return ['FollowStep', 'MoveWorkDate', 'CloseWork', 'RecordDecision', 'StopDossier', 'RecordDelivery', 'NoteChild', 'NoteChildEnd', 'FollowDueDate'].includes(command.type);
}

function decideForPeople(command: PeoplesCommand, dossier: Dossier): Decided {
  switch (command.type) {
    case 'AcceptDossier': return accept(command, dossier);
    case 'RequestSupplement': return requestSupplement(command, dossier);
    case 'SupplementDossier': return supplement(command, dossier);
    case 'RefuseDossier': return refuse(command, dossier);
    case 'WithdrawDossier': return withdraw(command, dossier);
    case 'HandOverResult': return handOver(command, dossier);
    case 'RateService': return rate(command, dossier);
    case 'RecordPayment': return recordPayment(command, dossier);
    case 'CancelPayment': return cancelPayment(command, dossier);
    case 'RecordRefund': return recordRefund(command, dossier);
    case 'CancelRefund': return cancelRefund(command, dossier);
    case 'AttachFile': return attachFile(command, dossier);
    case 'NameCompetence': return nameCompetence(command, dossier);
  }
}

/** Valid receipt: the legal clock starts, by the version in force at that moment. */
function accept({ data, at }: AcceptDossier, dossier: Dossier): Decided {
  const { by, receivedAt } = data;
  const { code, submittedAt, application } = dossier;
  if (!isClerkOf(by, dossier)) return notYours('accept', dossier, by);
  if (dossier.receipt !== null) return alreadyAccepted(dossier.receipt, by, code);
  const move = moveOf('accept', dossier);
  if (move.kind !== 'moves') return move.kind === 'idle' ? accepted() : move;
  if (isAfter(receivedAt, at)) return inFuture(`accept dossier ${code}`, 'receivedAt', receivedAt);
  if (isAfter(submittedAt, receivedAt)) return rejected('RECEIVED_BEFORE_SUBMITTED', `Expected to accept dossier ${code}, but it was submitted at ${submittedAt}, after ${receivedAt}`);
  if (dossier.routing?.kind === 'unclear') return unclearRouting(dossier);
  const found = versionFor(data.procedure, application.procedureCode, receivedAt);
  if (found.kind === 'rejected') return found;
  const papers = complaintAboutPapers(found.version, application.components, true);
  if (papers !== undefined) return papers;
  const judged = judgedByReceipt(dossier, data.procedure, found.version, data.formBasis ?? '', receivedAt);
  return judged.kind === 'rejected' ? judged : receive(found.version, data, { ...dossier, application: judged.application }, judged.check);
}

function receive(version: ProcedureVersion, { by, receivedAt, charges, calendars }: AcceptDossier['data'], { code, submittedAt, application, prefilled }: Dossier, formCheck: FormCheck | undefined): Decided {
  const appointment = appointmentFor(version, receivedAt, application.channel, calendars?.latest(version.calendar));
  if (appointment.kind === 'rejected') return appointment;
  const receipt = { receivedAt, dueAt: appointment.dueAt, calendar: appointment.calendar, procedureVersion: version.version, acceptedBy: officerOf(by) };
  return accepted({ type: 'DossierAccepted', data: { code, submittedAt, application, ...receipt, ...(charges && { charges }), ...(formCheck && { formCheck }), ...(prefilled && { prefilled }) } });
}

/** The second of two officers is told who was first, and when; who repeats himself is not. */
function alreadyAccepted({ acceptedBy, receivedAt }: Receipt, by: By, code: string): Decided {
  if (acceptedBy.subject === by.subject) return accepted();
  const { rejection } = rejected('ALREADY_ACCEPTED', `Expected to accept dossier ${code}, but ${acceptedBy.name} accepted it at ${receivedAt}`);
  return { kind: 'rejected', rejection: { ...rejection, takenBy: acceptedBy.name, takenAt: receivedAt } };
}

function requestSupplement({ data, at }: RequestSupplement, dossier: Dossier): Decided {
  if (!isClerkOf(data.by, dossier)) return notYours('request a supplement of', dossier, data.by);
  const move = moveOf('requestSupplement', dossier);
  if (move.kind !== 'moves') return move.kind === 'idle' ? accepted() : move;
  if (!isHumanReason(data.reason)) return notHuman(data.reason, dossier);
  return accepted({ type: 'SupplementRequested', data: { code: dossier.code, state: move.to, stage: 'intake', items: data.items, reason: data.reason, requestedAt: at } });
}

/** After receipt only the procedure can bring a dossier to its end, so a refusal must have been asked for by a step of it. */
function refuse({ data, at }: RefuseDossier, dossier: Dossier): Decided {
  const { code, work, receipt } = dossier;
  if (!isClerkOf(data.by, dossier)) return notYours('refuse', dossier, data.by);
  const move = moveOf('refuse', dossier);
  if (move.kind !== 'moves') return move.kind === 'idle' ? accepted() : move;
  if (receipt !== null && !work.some(({ type }) => type === 'intake.refuse')) {
    return rejected('REFUSAL_NOT_ASKED', `Expected to refuse dossier ${code}, but it was accepted and no step of the procedure asks for a refusal`);
  }
  if (!isHumanReason(data.reason)) return notHuman(data.reason, dossier);
  return accepted({ type: 'DossierRefused', data: { code, state: move.to, reason: data.reason, legalBasis: data.legalBasis ?? '', refusedAt: at, refusedBy: officerOf(data.by) } });
}

/** Before receipt no procedure runs that would have to be ended first, so the dossier stops at once. */
function withdraw({ data, at }: WithdrawDossier, dossier: Dossier): Decided {
  const { code, receipt } = dossier;
  if (!isOwner(data.by, dossier) && !isClerkOf(data.by, dossier)) return notYours('withdraw', dossier, data.by);
  const move = moveOf('withdraw', dossier);
  if (move.kind !== 'moves') return move.kind === 'idle' ? accepted() : move;
  if (dossier.decision !== undefined) return alreadyDecided(code, dossier.decision);
  const withdrawn: DossierEvent = { type: 'DossierWithdrawn', data: { code, state: move.to, reason: data.reason, withdrawnAt: at } };
  if (receipt !== null) return accepted(withdrawn);
  return accepted<DossierEvent>(withdrawn, { type: 'DossierStopped', data: { code, state: 8, outcome: 'withdrawn', stoppedAt: at } });
}

function alreadyDecided(code: string, { certificateNumber, at: decidedAt }: NonNullable<Dossier['decision']>): Decided {
  const { rejection } = rejected('ALREADY_DECIDED', `Expected to withdraw dossier ${code}, but its result was decided at ${decidedAt}: certificate ${certificateNumber}`);
  return { kind: 'rejected', rejection: { ...rejection, certificateNumber, decidedAt } };
}

function handOver({ data, at }: HandOverResult, dossier: Dossier): Decided {
  const { code, application, work } = dossier;
  if (!isClerkOf(data.by, dossier)) return notYours('hand over the result of', dossier, data.by);
  const move = moveOf('handOver', dossier);
  if (move.kind !== 'moves') return move.kind === 'idle' ? accepted() : move;
  if (!work.some(({ type }) => type === 'intake.hand-over-result')) {
    return rejected('RESULT_NOT_AT_COUNTER', `Expected to hand over the result of dossier ${code}, but it is with the post`);
  }
  const entitled = [...ownersOf(application), application.recipient.identifier];
  if (!entitled.includes(data.receiver.identifier) && data.authorisation.trim() === '') {
    return rejected('RECEIVER_NOT_AUTHORISED', `Expected to hand over the result of dossier ${code}, but the receiver is no party to it and shows no authorisation`);
  }
  return accepted({ type: 'ResultReturned', data: { code, state: move.to, manner: 'counter', returnedAt: at, itemCode: '', receivedBy: data.receiver.name, ...(data.resultFiles !== undefined && data.resultFiles.length > 0 && { resultFiles: data.resultFiles }), ...(data.sharedAs !== undefined && data.sharedAs !== '' && { sharedAs: data.sharedAs }) } });
}

/** Only by the citizen: staff never rate on somebody's behalf, and nothing waits for it. */
function rate({ data, at }: RateService, dossier: Dossier): Decided {
  const { code, rating } = dossier;
  if (!isOwner(data.by, dossier)) return notYours('rate the service of', dossier, data.by);
  const move = moveOf('rate', dossier);
  if (move.kind !== 'moves') return move.kind === 'idle' ? accepted() : move;
  if (data.criteria.length !== 9 || !data.criteria.every((points) => [0, 1, 2].includes(points))) {
    return rejected('RATING_OUT_OF_RANGE', `Expected to rate the service of dossier ${code}, but the nine criteria have 0, 1 or 2 points each`);
  }
  if (rating !== null) return sameRating(rating, data.criteria) ? accepted() : rejected('ALREADY_RATED', `Expected to rate the service of dossier ${code}, but it is rated already`);
  const points = data.criteria.reduce((sum, each) => sum + each, 0);
  return accepted({ type: 'ServiceRated', data: { code, criteria: data.criteria, points, ratedAt: at } });
}

function officerOf({ unit, subject, name }: By): Officer {
  return { unit, subject, name };
}

function sameRating(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((points, index) => points === other[index]);
}

function notHuman(reason: string, { code }: Dossier): Decided {
  return rejected('REASON_NOT_HUMAN', `Expected a reason that the citizen of dossier ${code} can act upon, but "${reason.slice(0, 80)}" is none`);
}
