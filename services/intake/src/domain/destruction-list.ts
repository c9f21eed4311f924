import type { Bilingual } from '@lienthong/calendar';
import type { Fact } from '@lienthong/kernel';
import type { Officer } from './dossier.js';
import type { Outcome } from './retention.js';

/** A dossier on a list, by its reference: the list is kept when the code is gone. `confirmed`: of the rule that says how long it is kept. */
export type ListedDossier = Readonly<{ ref: string; procedureCode: string; outcome: Outcome; endedAt: string; keptUntil: string; confirmed: boolean }>;

/** What a service says it destroyed of one dossier. */
export type DestroyedThere = Readonly<{
  ref: string; agency: string; events: number; kept: number; files: number; erasedAt: string; keptByLaw: readonly Readonly<{ category: string; because: Bilingual }>[]; recordsUntil: string;
}>;

// Events

export type DestructionProposed = Fact<'DestructionProposed', { list: string; legalBasis: string; dossiers: readonly ListedDossier[]; proposedAt: string; by: Officer }>;
export type DestructionApproved = Fact<'DestructionApproved', { list: string; approvedAt: string; by: Officer }>;
export type DestructionRejected = Fact<'DestructionRejected', { list: string; reason: string; rejectedAt: string; by: Officer }>;
/** Private: a service has reported. */
export type ErasureReported = Fact<'ErasureReported', { list: string; report: DestroyedThere }>;
export type DestructionCertified = Fact<'DestructionCertified', { list: string; certificate: string; legalBasis: string; dossiers: number; certifiedAt: string }>;
/** In a stream of the dossier's own (`erasure/<ref>`), so that its facts keep their order whatever lists there are. */
export type ErasureOrdered = Fact<'ErasureOrdered', { ref: string; list: string; legalBasis: string; orderedAt: string }>;

export type DestructionEvent = DestructionProposed | DestructionApproved | DestructionRejected | ErasureReported | DestructionCertified;

// State

export type ActOn = Readonly<{ by: Officer; at: string }>;

export type KnownList = Readonly<{
  kind: 'known'; number: string; legalBasis: string; status: 'proposed' | 'approved' | 'rejected' | 'certified';
  dossiers: readonly ListedDossier[]; proposed: ActOn; decided: (ActOn & Readonly<{ reason: string }>) | null;
  reports: readonly DestroyedThere[]; certificate: Readonly<{ number: string; at: string }> | null;
}>;
export type DestructionList = Readonly<{ kind: 'none' }> | KnownList;

export const noList: DestructionList = { kind: 'none' };

// Evolve

export function evolveDestructionList(state: DestructionList, event: DestructionEvent): DestructionList {
  if (event.type === 'DestructionProposed') {
    const { list, legalBasis, dossiers, proposedAt, by } = event.data;
    return { kind: 'known', number: list, legalBasis, status: 'proposed', dossiers, proposed: { by, at: proposedAt }, decided: null, reports: [], certificate: null };
  }
  return state.kind === 'none' ? state : proceed(state, event);
}

function proceed(list: KnownList, event: Exclude<DestructionEvent, DestructionProposed>): KnownList {
  switch (event.type) {
    case 'DestructionApproved': return { ...list, status: 'approved', decided: { by: event.data.by, at: event.data.approvedAt, reason: '' } };
    case 'DestructionRejected': return { ...list, status: 'rejected', decided: { by: event.data.by, at: event.data.rejectedAt, reason: event.data.reason } };
    case 'ErasureReported': return { ...list, reports: [...list.reports, event.data.report] };
    case 'DestructionCertified': return { ...list, status: 'certified', certificate: { number: event.data.certificate, at: event.data.certifiedAt } };
  }
}
