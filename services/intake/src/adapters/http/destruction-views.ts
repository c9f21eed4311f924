import type { KnownList, ListedDossier } from '../../domain/destruction-list.js';
import type { Dossier, Officer } from '../../domain/dossier.js';
import { keepableDossier, keepablePetition, type Keepable } from '../../domain/keepable.js';
import { NATIONAL_STATES } from '../../domain/national-states.js';
import type { KnownPetition } from '../../domain/petition.js';
import type { FoundList } from '../../use-cases/destruction-reads.js';

export function listRow({ list, version }: Readonly<{ list: KnownList; version: number }>): object {
  const { number, status, legalBasis, dossiers, proposed, decided, certificate } = list;
  return {
    number, version, status, legalBasis, dossiers: dossiers.length, proposedAt: proposed.at, proposedBy: officer(proposed.by),
    decidedAt: decided?.at ?? null, decidedBy: decided === null ? null : officer(decided.by), certificate: certificate?.number ?? null,
  };
}

/** A code is shown for as long as the log knows it: once a dossier is erased, its reference is all that is left. */
export function listView({ list, version, codes }: FoundList, agencies: readonly string[]): object {
  const { dossiers, decided, reports } = list;
  return {
    ...listRow({ list, version }), reason: decided?.reason ?? '',
    dossiers: dossiers.map((dossier) => ({
      ...dossierView(dossier), code: codes.get(dossier.ref) ?? null,
      reported: reports.filter(({ ref }) => ref === dossier.ref).map(({ agency, events, kept, files, erasedAt, recordsUntil }) => ({ agency, events, kept, files, erasedAt, recordsUntil: recordsUntil === '' ? null : recordsUntil })),
      waitsFor: agencies.filter((agency) => !reports.some((report) => report.ref === dossier.ref && report.agency === agency)),
    })),
  };
}

function dossierView({ ref, procedureCode, outcome, endedAt, keptUntil, confirmed }: ListedDossier): object {
  return { ref, procedureCode, outcome, endedAt, keptUntil, retentionConfirmed: confirmed };
}

type Retention = Readonly<{ rule: { confirmed: boolean } | null; keptUntil: string }>;

export function candidateView(dossier: Dossier, retention: Retention, now: string): object {
  return { ...keptView(keepableDossier(dossier), retention, now), state: { code: dossier.state, ...NATIONAL_STATES[dossier.state] } };
}

export function petitionCandidateView(petition: KnownPetition, retention: Retention, now: string): object {
  return { ...keptView(keepablePetition(petition), retention, now), status: petition.status };
}

function keptView({ code, keptAs, ended }: Keepable, { rule, keptUntil }: Retention, now: string): object {
  return {
    code, procedureCode: keptAs, outcome: ended?.kind ?? null, endedAt: ended?.at ?? null,
    keptUntil: rule === null ? null : keptUntil, retentionConfirmed: rule?.confirmed ?? false, due: rule !== null && keptUntil <= now,
  };
}

export function officer({ unit, name }: Officer): object {
  return { unit, name };
}
