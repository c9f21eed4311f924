import { accepted, rejected, type Command, type Decision, type Rejection } from '@lienthong/kernel';
import { complaintAboutForm, type FormRejection } from './application-form.js';
import { filledIn, type FilledFormRejection } from './filled-form.js';
import { channelsOf, CITIZEN, ownersOf, type Application, type By, type Identification } from './application.js';
import { sourcesOf } from './declared-sources.js';
import { missingComponents, strangeComponents, type Component } from './components.js';
import { isAfter } from './dossier-rules.js';
import type { DossierState, DossierSubmitted } from './dossier.js';
import { prefilledOf, standing, undeclaredSources, type CheckedClaim, type SourceRejection } from './prefilled.js';
import { findVersionInForce, type Procedure, type ProcedureVersion } from './procedure.js';
import type { Routing } from './routing.js';

// Command

/** `procedure`: every version of the procedure asked for. `submission`: the key under which a repeat is recognised. `claims`: what was filled in from where. */
export type SubmitDossier = Command<'SubmitDossier', { code: string; submission: string; submittedAt: string; by: By; procedure: Procedure; application: Application; routing?: Routing; identification?: Identification; claims?: readonly CheckedClaim[] }>;

// Rejections

export type DateRejection = Rejection<'DATE_IN_FUTURE'> & Readonly<{ field: string; date: string }>;
export type ProcedureUnusable = Rejection<'PROCEDURE_UNKNOWN' | 'PROCEDURE_NOT_IN_FORCE'> & Readonly<{ procedureCode: string }>;
export type ComponentRejection = Rejection<'COMPONENT_MISSING' | 'COMPONENT_UNKNOWN'> & Readonly<{ codes: readonly string[]; componentsVi: string; componentsEn: string }>;
export type SubmissionRefusal =
  | SourceRejection | DateRejection | ProcedureUnusable | ComponentRejection | FormRejection | FilledFormRejection
  | Rejection<'DOSSIER_CODE_TAKEN' | 'CHANNEL_NOT_YOURS' | 'NOT_A_PARTY'>;

// Decide

/**
 * Online, an incomplete application is turned back at once: the citizen still has the papers at hand. What lies on a counter or came by
 * post is registered as it is and checked at acceptance, so that form 02 can be printed for it.
 */
export function submit({ data, at }: SubmitDossier, state: DossierState): Decision<DossierSubmitted, SubmissionRefusal> {
  const { code, by, submittedAt } = data;
  if (state.kind === 'known') return rejected('DOSSIER_CODE_TAKEN', `Expected to submit dossier ${code}, but that code is in use`);
  if (isAfter(submittedAt, at)) return inFuture('submit a dossier', 'submittedAt', submittedAt);
  const found = versionFor(data.procedure, data.application.procedureCode, submittedAt);
  if (found.kind === 'rejected') return found;
  if (!channelsOf(by.agency).includes(data.application.channel)) {
    return rejected('CHANNEL_NOT_YOURS', `Expected to submit a dossier, but agency ${by.agency} does not submit by channel ${data.application.channel}`);
  }
  if (by.agency === CITIZEN && !ownersOf(data.application).includes(by.subject)) {
    return rejected('NOT_A_PARTY', `Expected to submit a dossier, but the requester is neither a party nor the person who hands it in`);
  }
  const [declared, claims] = [sourcesOf(found.version), data.claims ?? []];
  const undeclared = undeclaredSources(declared, claims);
  if (undeclared !== undefined) return undeclared;
  const filled = filledIn(found.version, data.application, at, standing(declared, claims));
  if (filled.kind === 'rejected') return filled;
  const { application } = filled;
  const form = complaintAboutForm(found.version, application);
  if (form !== undefined) return form;
  const papers = complaintAboutPapers(found.version, application.components, application.channel === 'online');
  if (papers !== undefined) return papers;
  const prefilled = prefilledOf(declared, claims, application);
  return accepted({ type: 'DossierSubmitted', data: { code, submission: data.submission, submittedAt, submittedBy: by, application, ...(data.routing && { routing: data.routing }), ...(data.identification && { identification: data.identification }), ...(prefilled.length > 0 && { prefilled }), ...(found.version.applicationForm !== undefined && { formVersion: found.version.version }) } });
}

// Rules that acceptance and supplement share

type Found = Readonly<{ kind: 'found'; version: ProcedureVersion }> | Readonly<{ kind: 'rejected'; rejection: ProcedureUnusable }>;

/** The version in force on the local day of a time, which the code of the time's written form begins with. */
export function versionFor(procedure: Procedure, procedureCode: string, time: string): Found {
  const day = time.slice(0, 10);
  const version = findVersionInForce(procedure, day);
  if (version !== undefined) return { kind: 'found', version };
  const { rejection } = procedure.versions.length === 0
    ? rejected('PROCEDURE_UNKNOWN', `Expected to find procedure ${procedureCode}, but none of that code is published`)
    : rejected('PROCEDURE_NOT_IN_FORCE', `Expected to find procedure ${procedureCode}, but no version of it is in force on ${day}`);
  return { kind: 'rejected', rejection: { ...rejection, procedureCode } };
}

type Refused<R> = Readonly<{ kind: 'rejected'; rejection: R }>;

export function complaintAboutPapers(version: ProcedureVersion, given: readonly Component[], complete: boolean): Refused<ComponentRejection> | undefined {
  const strange = strangeComponents(version.components, given);
  if (strange.length > 0) {
    const { rejection } = rejected('COMPONENT_UNKNOWN', `Expected to read the components of a dossier, but procedure ${version.code} has none called ${strange.join(', ')}`);
    return { kind: 'rejected', rejection: { ...rejection, codes: strange, componentsVi: strange.join(', '), componentsEn: strange.join(', ') } };
  }
  const missing = complete ? missingComponents(version.components, given) : [];
  if (missing.length === 0) return undefined;
  const codes = missing.map((component) => component.code);
  const { rejection } = rejected('COMPONENT_MISSING', `Expected to find every mandatory component of procedure ${version.code}, but ${codes.join(', ')} is missing`);
  const names = { componentsVi: missing.map(({ name }) => name.vi).join('; '), componentsEn: missing.map(({ name }) => name.en).join('; ') };
  return { kind: 'rejected', rejection: { ...rejection, codes, ...names } };
}

export function inFuture(what: string, field: string, date: string): Refused<DateRejection> {
  const { rejection } = rejected('DATE_IN_FUTURE', `Expected to ${what}, but ${field} ${date} lies in the future`);
  return { kind: 'rejected', rejection: { ...rejection, field, date } };
}
