import type { Fact } from '@lienthong/kernel';
import { assertNever } from '@lienthong/kernel';
import type { Officer } from './officer.js';
import type { Holder, ParcelDetails } from './parcel.js';

/** Steps of a procedure that this office works on: the part of the job type after "land-registry.". */
export const STEPS = ['verify-parcel', 'issue-transfer-slip', 'register-transfer'] as const;
export type StepName = (typeof STEPS)[number];

/** How the parties are related, where the law exempts them from income tax (domain §3.4); empty for strangers. */
export const RELATIONS = ['', 'spouses', 'parent-child', 'parent-child-in-law', 'grandparent-grandchild', 'siblings'] as const;
export type Relation = (typeof RELATIONS)[number];

/** What taxes go by (domain §3.4). */
export const TRANSFER_KINDS = ['sale', 'gift', 'inheritance'] as const;
export type TransferKind = (typeof TRANSFER_KINDS)[number];

export type Remedy = 'supplement' | 'refusal';

/** What the one-stop unit passes on with an accepted dossier. `dossierRef` is the reference that every entry about it carries. */
export type TransferPapers = Readonly<{
  dossierCode: string;
  dossierRef: string;
  procedureCode: string;
  receivedAt: string;
  parcel: string;
  certificateNumber: string;
  transferor: Holder;
  transferee: Holder;
  contractPrice: number;
}>;

export type SlipFigures = Pick<ParcelDetails, 'area' | 'landUse'> & ParcelDetails['valuation'] & Readonly<{ contractPrice: number; relation: Relation; onlyHome: boolean; transferKind?: TransferKind }>;

// Events

export type TransferReceived = Fact<'TransferReceived', TransferPapers>;
/** What the application says now, of what this office goes by; absent where only papers came. */
export type CorrectedPapers = Readonly<Partial<Pick<TransferPapers, 'parcel' | 'certificateNumber' | 'transferor' | 'transferee' | 'contractPrice'>>>;
export type PapersSupplemented = Fact<'PapersSupplemented', { dossierCode: string; supplementedAt: string; corrected?: CorrectedPapers }>;
/** `inputs`: what the procedure passes on, as JSON text, since its numbers need not be whole. Steps offered before `nameEn` was told have none. */
export type StepOffered = Fact<'StepOffered', {
  dossierCode: string; dossierRef: string; taskId: string; step: StepName; element: string; name: string; nameEn?: string; unit: string; role: string;
  reasonVi: string; reasonEn: string; offeredAt: string; dueAt: string; inputs: string;
}>;
export type StepDateMoved = Fact<'StepDateMoved', { dossierCode: string; taskId: string; step: StepName; dueAt: string; movedAt: string }>;
export type StepClosed = Fact<'StepClosed', { dossierCode: string; taskId: string; step: StepName; how: 'completed' | 'withdrawn'; reason: string; closedAt: string }>;
export type ParcelVerified = Fact<'ParcelVerified', {
  dossierCode: string; parcel: string; rightId: string; certificateNumber: string; verifiedAt: string; by: Officer;
}>;
export type ParcelVerificationFailed = Fact<'ParcelVerificationFailed', {
  dossierCode: string; parcel: string; reason: string; remedy: Remedy; failedAt: string; by: Officer;
}>;
export type TransferSlipIssued = Fact<'TransferSlipIssued', SlipFigures & { dossierCode: string; slipNumber: string; parcel: string; issuedAt: string; by: Officer }>;
export type RegistrationConcluded = Fact<'RegistrationConcluded', { dossierCode: string; parcel: string; certificateNumber: string; concludedAt: string; by: Officer }>;
/** Answers a withdrawal: no registration came before it, so none will come after it. */
export type TransferAbandoned = Fact<'TransferAbandoned', { dossierCode: string; abandonedAt: string }>;
export type TransferClosed = Fact<'TransferClosed', { dossierCode: string; outcome: string; closedAt: string }>;

export type TransferEvent =
  | TransferReceived | PapersSupplemented | StepOffered | StepDateMoved | StepClosed
  | ParcelVerified | ParcelVerificationFailed | TransferSlipIssued | RegistrationConcluded | TransferAbandoned | TransferClosed;

// State

/** `open`: waits for an officer; `done`: an officer decided, processing has not yet said so; `closed`: the procedure has moved on. */
export type Step = Readonly<{
  taskId: string;
  unit: string;
  offeredAt: string;
  dueAt: string;
  status: 'open' | 'done' | 'closed';
  done: Readonly<{ by: Officer; at: string; outcome: string }> | null;
}>;

export type Verification = Readonly<{ parcel: string; rightId: string; certificateNumber: string; at: string }>;

/** Papers come from intake and steps from processing, each in its own order: either may arrive first. */
export type Transfer = Readonly<{
  status: 'unknown' | 'open' | 'closed';
  dossierRef: string;
  papers: TransferPapers | null;
  supplementedAt: string | null;
  steps: Readonly<Partial<Record<StepName, Step>>>;
  verification: Verification | null;
  slipNumber: string | null;
  certificateNumber: string | null;
  closed: Readonly<{ outcome: string; at: string }> | null;
}>;

export const unknownTransfer: Transfer = {
  status: 'unknown', dossierRef: '', papers: null, supplementedAt: null, steps: {}, verification: null, slipNumber: null, certificateNumber: null, closed: null,
};

// Evolve

export function evolveTransfer(state: Transfer, event: TransferEvent): Transfer {
  switch (event.type) {
    case 'TransferReceived':
      return { ...known(state, event.data.dossierRef), papers: event.data };
    case 'PapersSupplemented':
      return { ...state, supplementedAt: event.data.supplementedAt, papers: state.papers && { ...state.papers, ...event.data.corrected } };
    case 'StepOffered': {
      const { dossierRef, taskId, step, unit, offeredAt, dueAt } = event.data;
      return { ...known(state, dossierRef), steps: { ...state.steps, [step]: { taskId, unit, offeredAt, dueAt, status: 'open', done: null } } };
    }
    case 'StepDateMoved':
      return withStep(state, event.data.step, { dueAt: event.data.dueAt });
    case 'StepClosed':
      return withStep(state, event.data.step, { status: 'closed' });
    case 'ParcelVerified': {
      const { parcel, rightId, certificateNumber, verifiedAt, by } = event.data;
      const done = { by, at: verifiedAt, outcome: 'verified' };
      return { ...withStep(state, 'verify-parcel', { status: 'done', done }), verification: { parcel, rightId, certificateNumber, at: verifiedAt } };
    }
    case 'ParcelVerificationFailed':
      return withStep(state, 'verify-parcel', { status: 'done', done: { by: event.data.by, at: event.data.failedAt, outcome: `failed: ${event.data.remedy}` } });
    case 'TransferSlipIssued': {
      const done = { by: event.data.by, at: event.data.issuedAt, outcome: event.data.slipNumber };
      return { ...withStep(state, 'issue-transfer-slip', { status: 'done', done }), slipNumber: event.data.slipNumber };
    }
    case 'RegistrationConcluded': {
      const { by, concludedAt, certificateNumber } = event.data;
      return { ...withStep(state, 'register-transfer', { status: 'done', done: { by, at: concludedAt, outcome: certificateNumber } }), certificateNumber };
    }
    case 'TransferAbandoned':
      return state;
    case 'TransferClosed':
      return { ...state, status: 'closed', closed: { outcome: event.data.outcome, at: event.data.closedAt } };
    default:
      return assertNever(event);
  }
}

function known(state: Transfer, dossierRef: string): Transfer {
  return { ...state, dossierRef, status: state.status === 'closed' ? 'closed' : 'open' };
}

function withStep(state: Transfer, name: StepName, change: Partial<Step>): Transfer {
  const step = state.steps[name];
  return step === undefined ? state : { ...state, steps: { ...state.steps, [name]: { ...step, ...change } } };
}
