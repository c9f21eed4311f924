import type { Command, Decider, Decision } from '@lienthong/kernel';
import { accepted, assertNever } from '@lienthong/kernel';
import type { Officer } from './officer.js';
import { nameOf } from './officer.js';
import type { Refusal } from './refusal.js';
import { refused } from './refusal.js';
import type { CorrectedPapers, Remedy, SlipFigures, Step, StepClosed, StepDateMoved, StepName, StepOffered, Transfer, TransferEvent, TransferPapers } from './transfer.js';
import { evolveTransfer, STEPS, unknownTransfer } from './transfer.js';

// Commands

export type ReceiveTransfer = Command<'ReceiveTransfer', TransferPapers>;
export type NoteSupplement = Command<'NoteSupplement', { dossierCode: string; corrected?: CorrectedPapers }>;
export type OfferStep = Command<'OfferStep', StepOffered['data']>;
export type MoveStep = Command<'MoveStep', Omit<StepDateMoved['data'], 'step' | 'movedAt'>>;
export type CloseStep = Command<'CloseStep', { dossierCode: string; taskId: string; how: StepClosed['data']['how']; reason: string }>;
export type ConfirmVerification = Command<'ConfirmVerification', { dossierCode: string; rightId: string; certificateNumber: string; by: Officer }>;
export type FailVerification = Command<'FailVerification', { dossierCode: string; remedy: Remedy; reason: string; by: Officer }>;
export type IssueTransferSlip = Command<'IssueTransferSlip', { dossierCode: string; slipNumber: string; figures: Omit<SlipFigures, 'contractPrice'>; by: Officer }>;
export type ConcludeRegistration = Command<'ConcludeRegistration', { dossierCode: string; certificateNumber: string; by: Officer }>;
export type AbandonTransfer = Command<'AbandonTransfer', { dossierCode: string }>;
export type CloseTransfer = Command<'CloseTransfer', { dossierCode: string; outcome: string }>;

export type TransferCommand =
  | ReceiveTransfer | NoteSupplement | OfferStep | MoveStep | CloseStep
  | ConfirmVerification | FailVerification | IssueTransferSlip | ConcludeRegistration | AbandonTransfer | CloseTransfer;

type OfficerCommand = ConfirmVerification | FailVerification | IssueTransferSlip | ConcludeRegistration;

// Rejections

export type TransferRejection = Refusal<
  | 'DOSSIER_UNKNOWN' | 'STEP_NOT_OFFERED' | 'ALREADY_DONE' | 'OTHER_UNIT' | 'PAPERS_NOT_HERE' | 'NOT_VERIFIED' | 'REASON_REQUIRED'
>;

// Decide

export const transferDecider: Decider<TransferCommand, Transfer, TransferEvent, TransferRejection> = {
  initial: unknownTransfer,
  evolve: evolveTransfer,
  decide(command, state) {
    switch (command.type) {
      case 'ReceiveTransfer': return state.papers === null ? accepted({ type: 'TransferReceived', data: command.data }) : accepted();
      case 'NoteSupplement': return noteSupplement(command, state);
      case 'OfferStep': return offerStep(command, state);
      case 'MoveStep': return moveStep(command, state);
      case 'CloseStep': return closeStep(command, state);
      case 'ConfirmVerification': return inOpenStep('verify-parcel', command, state, 'verified', confirmVerification);
      case 'FailVerification': return inOpenStep('verify-parcel', command, state, `failed: ${command.data.remedy}`, failVerification);
      case 'IssueTransferSlip': return inOpenStep('issue-transfer-slip', command, state, state.slipNumber, issueSlip);
      case 'ConcludeRegistration': return inOpenStep('register-transfer', command, state, state.certificateNumber, concludeRegistration);
      case 'AbandonTransfer': return abandonTransfer(command, state);
      case 'CloseTransfer': return closeTransfer(command, state);
      default: return assertNever(command);
    }
  },
};

function noteSupplement({ data, at }: NoteSupplement, state: Transfer): Decision<TransferEvent, TransferRejection> {
  if (state.status !== 'open' || state.supplementedAt === at) return accepted();
  return accepted({ type: 'PapersSupplemented', data: { dossierCode: data.dossierCode, supplementedAt: at, ...(data.corrected && { corrected: data.corrected }) } });
}

function offerStep({ data }: OfferStep, state: Transfer): Decision<TransferEvent, TransferRejection> {
  if (state.status === 'closed' || state.steps[data.step]?.taskId === data.taskId) return accepted();
  return accepted({ type: 'StepOffered', data });
}

/** A step that is not open here is another agency's, or over: its date is nobody's any more. */
function moveStep({ data: { dossierCode, taskId, dueAt }, at }: MoveStep, state: Transfer): Decision<TransferEvent, TransferRejection> {
  const step = STEPS.find((name) => state.steps[name]?.taskId === taskId && state.steps[name].status === 'open');
  if (step === undefined || state.steps[step]?.dueAt === dueAt) return accepted();
  return accepted({ type: 'StepDateMoved', data: { dossierCode, taskId, step, dueAt, movedAt: at } });
}

function closeStep({ data, at }: CloseStep, state: Transfer): Decision<TransferEvent, TransferRejection> {
  const step = STEPS.find((name) => state.steps[name]?.taskId === data.taskId);
  if (step === undefined || state.steps[step]?.status === 'closed') return accepted();
  const { dossierCode, taskId, how, reason } = data;
  return accepted({ type: 'StepClosed', data: { dossierCode, taskId, step, how, reason, closedAt: at } });
}

/** A registration cannot be taken back, so a withdrawal that comes after it changes nothing: this stream says which was first. */
function abandonTransfer({ data: { dossierCode }, at }: AbandonTransfer, state: Transfer): Decision<TransferEvent, TransferRejection> {
  if (state.status !== 'open' || state.certificateNumber !== null) return accepted();
  return accepted<TransferEvent>(
    { type: 'TransferAbandoned', data: { dossierCode, abandonedAt: at } },
    { type: 'TransferClosed', data: { dossierCode, outcome: 'withdrawn', closedAt: at } },
  );
}

function closeTransfer({ data, at }: CloseTransfer, state: Transfer): Decision<TransferEvent, TransferRejection> {
  if (state.status !== 'open') return accepted();
  return accepted({ type: 'TransferClosed', data: { dossierCode: data.dossierCode, outcome: data.outcome, closedAt: at } });
}

function confirmVerification({ data, at }: ConfirmVerification, papers: TransferPapers): Decision<TransferEvent, TransferRejection> {
  const { dossierCode, rightId, certificateNumber, by } = data;
  return accepted({ type: 'ParcelVerified', data: { dossierCode, parcel: papers.parcel, rightId, certificateNumber, verifiedAt: at, by } });
}

function failVerification({ data, at }: FailVerification, papers: TransferPapers): Decision<TransferEvent, TransferRejection> {
  const { dossierCode, remedy, by } = data;
  const reason = data.reason.trim();
  if (reason === '') return refused('REASON_REQUIRED', `Expected to fail the verification of dossier ${dossierCode}, but no reason is given to the applicant`);
  return accepted({ type: 'ParcelVerificationFailed', data: { dossierCode, parcel: papers.parcel, reason, remedy, failedAt: at, by } });
}

function issueSlip({ data, at }: IssueTransferSlip, papers: TransferPapers, state: Transfer): Decision<TransferEvent, TransferRejection> {
  const { dossierCode, slipNumber, figures, by } = data;
  if (state.verification === null) return notVerified('issue the transfer slip of', dossierCode);
  return accepted({
    type: 'TransferSlipIssued',
    data: { dossierCode, slipNumber, parcel: papers.parcel, ...figures, contractPrice: papers.contractPrice, issuedAt: at, by },
  });
}

function concludeRegistration({ data, at }: ConcludeRegistration, papers: TransferPapers, state: Transfer): Decision<TransferEvent, TransferRejection> {
  const { dossierCode, certificateNumber, by } = data;
  if (state.verification === null) return notVerified('register the transfer of', dossierCode);
  return accepted({ type: 'RegistrationConcluded', data: { dossierCode, parcel: papers.parcel, certificateNumber, concludedAt: at, by } });
}

function notVerified(act: string, dossierCode: string): Decision<never, TransferRejection> {
  return refused('NOT_VERIFIED', `Expected to ${act} dossier ${dossierCode}, but its parcel has not been verified`);
}

/** What all acts of an officer have in common: the step waits here, for this unit, and nobody else has taken it. */
function inOpenStep<C extends OfficerCommand>(
  name: StepName, command: C, state: Transfer, outcome: string | null,
  act: (command: C, papers: TransferPapers, state: Transfer) => Decision<TransferEvent, TransferRejection>,
): Decision<TransferEvent, TransferRejection> {
  const { dossierCode, by } = command.data;
  const expected = `Expected to work on step ${name} of dossier ${dossierCode}`;
  if (state.status === 'unknown') return refused('DOSSIER_UNKNOWN', `${expected}, but this office has not heard of it`);
  const step = state.steps[name];
  if (step?.done && step.done.by.id === by.id && step.done.outcome === outcome) return accepted();
  if (step?.done) {
    const who = nameOf(step.done.by);
    return refused('ALREADY_DONE', `${expected}, but ${who} did so at ${step.done.at}`, { by: who, at: step.done.at });
  }
  if (step === undefined || step.status === 'closed' || state.closed !== null) return refused('STEP_NOT_OFFERED', `${expected}, but ${whyNotOpen(step, state)}`);
  if (step.unit !== '' && step.unit !== by.unit) return refused('OTHER_UNIT', `${expected}, but it was offered to unit ${step.unit}, not to ${by.unit}`);
  if (state.papers === null) return refused('PAPERS_NOT_HERE', `${expected}, but the one-stop unit's data has not arrived yet`);
  return act(command, state.papers, state);
}

function whyNotOpen(step: Step | undefined, { closed }: Transfer): string {
  if (closed !== null) return `the dossier ended (${closed.outcome}) at ${closed.at}`;
  return step === undefined ? 'it has not been offered here' : `it was offered at ${step.offeredAt} and is closed again`;
}
