import { accepted, assertNever, rejected, type Command, type Decider, type Decision, type Rejection } from '@lienthong/kernel';
import { evolveDestructionList, noList, type DestroyedThere, type DestructionEvent, type DestructionList, type KnownList, type ListedDossier } from './destruction-list.js';
import type { Officer } from './dossier.js';
import { isHumanReason } from './human-reason.js';
import type { Outcome, RetentionRule } from './retention.js';

// Commands

/** A dossier as it stands when a list is proposed or approved. `ending` null: it runs; `rule` null: no authority has said how long it is kept. */
export type Candidate = Readonly<{
  code: string; ref: string; procedureCode: string; ending: Readonly<{ kind: Outcome; at: string }> | null; rule: RetentionRule | null; keptUntil: string;
  /** Number of another list that has it. */
  listedOn: string | null;
}>;

export type ProposeDestruction = Command<'ProposeDestruction', { list: string; legalBasis: string; dossiers: readonly Candidate[]; by: Officer }>;
export type ApproveDestruction = Command<'ApproveDestruction', { list: string; dossiers: readonly Candidate[]; by: Officer }>;
export type RejectDestruction = Command<'RejectDestruction', { list: string; reason: string; by: Officer }>;
/** `agencies`: all that have to report before the destruction is certified. */
export type RecordErasure = Command<'RecordErasure', { list: string; report: DestroyedThere; agencies: readonly string[] }>;
export type DestructionCommand = ProposeDestruction | ApproveDestruction | RejectDestruction | RecordErasure;

// Rejections

export type DestructionRejection =
  | Rejection<'LIST_UNKNOWN' | 'LIST_NUMBER_TAKEN' | 'LIST_OUTDATED' | 'LEGAL_BASIS_MISSING' | 'SECOND_PERSON_NEEDED' | 'REASON_NOT_HUMAN' | 'REPORT_UNEXPECTED'>
  | (Rejection<'LIST_TOO_LONG'> & Readonly<{ most: number }>)
  | (Rejection<'LIST_DECIDED'> & Readonly<{ status: string; decidedBy: string; decidedAt: string }>)
  | (Rejection<'DOSSIER_NOT_ENDED' | 'RETENTION_UNKNOWN'> & Readonly<{ dossierCode: string }>)
  | (Rejection<'RETENTION_RUNS'> & Readonly<{ dossierCode: string; keptUntil: string }>)
  | (Rejection<'DOSSIER_LISTED'> & Readonly<{ dossierCode: string; list: string }>);

/** An approval and all its orders are one append, which takes 100 streams (event-store): this leaves room for the list's own and what may join it. */
export const MOST_DOSSIERS = 90;

// Decide

export const destructionListDecider: Decider<DestructionCommand, DestructionList, DestructionEvent, DestructionRejection> = {
  initial: noList,
  decide(command, state) {
    if (command.type === 'ProposeDestruction') return propose(command, state);
    if (state.kind === 'none') return rejected('LIST_UNKNOWN', `Expected to find destruction list ${command.data.list}, but there is none of that number`);
    switch (command.type) {
      case 'ApproveDestruction': return approve(command, state);
      case 'RejectDestruction': return reject(command, state);
      case 'RecordErasure': return record(command, state);
      default: return assertNever(command);
    }
  },
  evolve: evolveDestructionList,
};

function propose({ at, data: { list, legalBasis, dossiers, by } }: ProposeDestruction, state: DestructionList): Decision<DestructionEvent, DestructionRejection> {
  if (state.kind === 'known') return rejected('LIST_NUMBER_TAKEN', `Expected to propose destruction list ${list}, but a list of that number is there, as after a restored backup`);
  if (!isHumanReason(legalBasis)) return rejected('LEGAL_BASIS_MISSING', `Expected to propose destruction list ${list}, but its legal basis is no sentence`);
  if (dossiers.length > MOST_DOSSIERS) return no('LIST_TOO_LONG', `Expected to propose destruction list ${list}, but it has ${dossiers.length} dossiers of at most ${MOST_DOSSIERS}`, { most: MOST_DOSSIERS });
  const obstacle = findObstacle(dossiers, list, at);
  if (obstacle !== undefined) return obstacle;
  return accepted({ type: 'DestructionProposed', data: { list, legalBasis, dossiers: dossiers.map(listed), proposedAt: at, by } });
}

/** Looked at again: a dossier may have been reopened or listed elsewhere since it was proposed. */
function approve({ at, data: { list, dossiers, by } }: ApproveDestruction, state: KnownList): Decision<DestructionEvent, DestructionRejection> {
  const decided = refuseDecided(state, 'approve');
  if (decided !== undefined) return decided;
  if (by.subject === state.proposed.by.subject) return rejected('SECOND_PERSON_NEEDED', `Expected a second person to approve destruction list ${list}, but it is the one who proposed it`);
  if (dossiers.length !== state.dossiers.length) return rejected('LIST_OUTDATED', `Expected to approve destruction list ${list}, but of its ${state.dossiers.length} dossiers ${dossiers.length} are still here`);
  return findObstacle(dossiers, list, at) ?? accepted({ type: 'DestructionApproved', data: { list, approvedAt: at, by } });
}

function reject({ at, data: { list, reason, by } }: RejectDestruction, state: KnownList): Decision<DestructionEvent, DestructionRejection> {
  const decided = refuseDecided(state, 'reject');
  if (decided !== undefined) return decided;
  if (by.subject === state.proposed.by.subject) return rejected('SECOND_PERSON_NEEDED', `Expected a second person to reject destruction list ${list}, but it is the one who proposed it`);
  if (!isHumanReason(reason)) return rejected('REASON_NOT_HUMAN', `Expected to reject destruction list ${list}, but the reason is no sentence for a person`);
  return accepted({ type: 'DestructionRejected', data: { list, reason, rejectedAt: at, by } });
}

/** A repeated report adds nothing. The last one that is missing completes the certificate. */
function record({ at, data: { list, report, agencies } }: RecordErasure, state: KnownList): Decision<DestructionEvent, DestructionRejection> {
  const isOurs = state.dossiers.some(({ ref }) => ref === report.ref) && agencies.includes(report.agency) && (state.status === 'approved' || state.status === 'certified');
  if (!isOurs) return rejected('REPORT_UNEXPECTED', `Expected to enter a report of ${report.agency} on destruction list ${list}, but the list is ${state.status} or does not have that dossier`);
  if (state.reports.some(({ ref, agency }) => ref === report.ref && agency === report.agency)) return accepted();
  const reported = { type: 'ErasureReported', data: { list, report } } as const;
  if (state.reports.length + 1 < state.dossiers.length * agencies.length) return accepted(reported);
  const { legalBasis, dossiers } = state;
  return accepted<DestructionEvent>(reported, { type: 'DestructionCertified', data: { list, certificate: `CN-${list}`, legalBasis, dossiers: dossiers.length, certifiedAt: at } });
}

function findObstacle(dossiers: readonly Candidate[], list: string, at: string): Decision<never, DestructionRejection> | undefined {
  for (const { code, ending, rule, keptUntil, listedOn } of dossiers) {
    const of = { dossierCode: code };
    if (ending === null) return no('DOSSIER_NOT_ENDED', `Expected to destroy dossier ${code}, but it has not ended`, of);
    if (rule === null) return no('RETENTION_UNKNOWN', `Expected to destroy dossier ${code}, but no confirmed rule says how long it is kept`, of);
    if (keptUntil > at) return no('RETENTION_RUNS', `Expected to destroy dossier ${code}, but it is kept until ${keptUntil}`, { ...of, keptUntil });
    if (listedOn !== null && listedOn !== list) return no('DOSSIER_LISTED', `Expected to destroy dossier ${code} by list ${list}, but list ${listedOn} has it`, { ...of, list: listedOn });
  }
  return undefined;
}

function refuseDecided({ number, status, decided }: KnownList, act: string): Decision<never, DestructionRejection> | undefined {
  if (decided === null) return undefined;
  return no('LIST_DECIDED', `Expected to ${act} destruction list ${number}, but it is ${status} since ${decided.at}`, { status, decidedBy: decided.by.name, decidedAt: decided.at });
}

function listed({ ref, procedureCode, ending, rule, keptUntil }: Candidate): ListedDossier {
  return { ref, procedureCode, outcome: ending?.kind ?? 'stopped', endedAt: ending?.at ?? '', keptUntil, confirmed: rule?.confirmed ?? false };
}

function no<Code extends string, Details extends object>(code: Code, because: string, details: Details): Readonly<{ kind: 'rejected'; rejection: Rejection<Code> & Details }> {
  return { kind: 'rejected', rejection: { code, because, ...details } };
}
