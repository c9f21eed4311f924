import { accepted, rejected, type Command, type Decision, type Rejection } from '@lienthong/kernel';
import { CITIZEN, ownersOf, type Application, type By } from './application.js';
import type { Charge } from './charge.js';
import { strangeComponents, type Component } from './components.js';
import type { Correction } from './correction.js';
import { isClerkOf, isOwner, moveOf, notYours } from './dossier-rules.js';
import { complaintAboutPapers, versionFor, type SubmissionRefusal } from './dossier-submission.js';
import type { Dossier, DossierSupplemented } from './dossier.js';
import type { Procedure } from './procedure.js';
import { revisedBy, type Corrected } from './revision.js';
import { listed, named, type Routing, type Units } from './routing.js';

// Command

/**
 * What follows from a correction and has to be asked for: fees and units only where they are others than before by the tables of the same days.
 * `submission`: the key under which a repeat is recognised.
 */
export type Consequences = Readonly<{ submission: string; charges?: readonly Charge[]; routing?: Readonly<{ units: Units; routing: Routing }> | undefined }>;
export type SupplementDossier = Command<'SupplementDossier', { by: By; components: readonly Component[]; procedure: Procedure; corrected?: Corrected; reason?: string; consequences?: Consequences }>;

// Rejections

export type SupplementRejection = SubmissionRefusal | (Rejection<'CORRECTION_MOVES_COMPETENCE'> & Readonly<{ beforeVi: string; beforeEn: string; afterVi: string; afterEn: string }>) | Rejection<'NOT_YOUR_DOSSIER' | 'NOT_IN_STATE' | 'SUPPLEMENT_INCOMPLETE' | 'NOTHING_CORRECTED'>;

// Decide

type Supplemented = Decision<DossierSupplemented, SupplementRejection>;

/** Papers, corrected fields of the application, or both. It is judged by the version of its receipt; before that by the one in force now. */
export function supplement({ data, at }: SupplementDossier, dossier: Dossier): Supplemented {
  const { code, application } = dossier;
  if (!isOwner(data.by, dossier) && !isClerkOf(data.by, dossier)) return notYours('supplement', dossier, data.by);
  const move = moveOf('supplement', dossier);
  if (move.kind !== 'moves') return move.kind === 'idle' ? accepted() : move;
  const found = versionFor(data.procedure, application.procedureCode, dossier.receipt?.receivedAt ?? at);
  if (found.kind === 'rejected') return found;
  const asked = dossier.supplement?.items ?? [];
  // What an agency asked for by name need not be a component of the procedure.
  const own = data.components.filter((component) => !asked.includes(component.code));
  if (strangeComponents(found.version.components, own).length > 0) return complaintAboutPapers(found.version, own, false) ?? accepted();
  const revision = data.corrected === undefined ? undefined : revisedBy(dossier, found.version, data.corrected, at);
  if (revision?.kind === 'rejected') return revision;
  const corrections = revision?.corrections ?? [];
  const lacking = asked.filter((item) => !data.components.some((component) => component.code === item) && !isCorrected(item, corrections) && !isInForm(item, application, revision?.application) && !(corrections.length > 0 && isTheForm(item, application)));
  if (lacking.length > 0) return rejected('SUPPLEMENT_INCOMPLETE', `Expected to supplement dossier ${code}, but ${lacking.join(', ')} was asked for and is not there`);
  const supplemented = { code, state: move.to, components: data.components, supplementedAt: at };
  if (revision === undefined || corrections.length === 0) {
    return data.components.length === 0 ? rejected('NOTHING_CORRECTED', `Expected to supplement dossier ${code}, but no paper came and no field says anything else`) : accepted({ type: 'DossierSupplemented', data: supplemented });
  }
  return correct({ data, at }, dossier, supplemented, { application: revision.application, corrections, ...(found.version.applicationForm !== undefined && { formVersion: found.version.version }) });
}

const isCorrected = (item: string, corrections: readonly Correction[]): boolean => corrections.some(({ field }) => field === item || field === `content.${item}`);

/** The form itself, which was set right. */
const isTheForm = (item: string, { components }: Application): boolean => components.some(({ code, source }) => code === item && source?.kind === 'form');

/** A paper that is a field of the form came with it. */
function isInForm(item: string, before: Application, after: Application | undefined): boolean {
  const filesOf = (application: Application): string => JSON.stringify(application.components.find(({ code }) => code === item)?.files ?? []);
  return after !== undefined && filesOf(after) !== filesOf(before);
}

type Revised = Readonly<{ application: Application; corrections: readonly Correction[]; formVersion?: number }>;

function correct({ data, at }: Pick<SupplementDossier, 'data' | 'at'>, dossier: Dossier, supplemented: DossierSupplemented['data'], { application, corrections, formVersion }: Revised): Supplemented {
  const { by, reason = '', consequences } = data;
  const { code, receipt } = dossier;
  if (by.agency === CITIZEN && !ownersOf(application).includes(by.subject)) {
    return rejected('NOT_A_PARTY', `Expected to correct dossier ${code}, but the requester would no longer be a party to it`);
  }
  const rerouted = consequences?.routing;
  if (rerouted !== undefined && receipt !== null) return movesCompetence(dossier, rerouted.units);
  const why = reason.trim() === '' ? (dossier.supplement?.reason ?? '') : reason.trim();
  return accepted({
    type: 'DossierSupplemented',
    data: {
      ...supplemented, application: rerouted === undefined ? application : { ...application, competentUnits: rerouted.units }, round: { at, by, reason: why, corrections }, ...(formVersion !== undefined && { formVersion }),
      ...(rerouted && { routing: rerouted.routing }), ...(consequences && consequences.submission !== dossier.submission && { submission: consequences.submission }),
      ...(consequences?.charges && receipt !== null && { charges: consequences.charges }),
    },
  });
}

/** After the receipt other bodies work on it already: a correction that leads to others makes it another request. */
function movesCompetence({ code, application }: Dossier, units: Units): Supplemented {
  const before = application.competentUnits;
  const { rejection } = rejected('CORRECTION_MOVES_COMPETENCE', `Expected to correct dossier ${code}, but it was accepted for ${listed(before)}, and the correction would lead to ${listed(units)}`);
  return { kind: 'rejected', rejection: { ...rejection, beforeVi: named(before, 'vi'), beforeEn: named(before, 'en'), afterVi: named(units, 'vi') || 'chưa rõ', afterEn: named(units, 'en') || 'unclear' } };
}
