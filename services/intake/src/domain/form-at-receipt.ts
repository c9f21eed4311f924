import { rejected, type Rejection } from '@lienthong/kernel';
import { complaintAboutForm } from './application-form.js';
import type { Application } from './application.js';
import type { Dossier } from './dossier.js';
import { filledIn, type FilledFormRejection } from './filled-form.js';
import type { FormCheck } from './form-check.js';
import { isHumanReason } from './human-reason.js';
import { findVersionInForce, type Procedure, type ProcedureVersion } from './procedure.js';

export type FormChanged = Rejection<'FORM_CHANGED'> & Readonly<{ findings: FilledFormRejection['findings']; then: number; now: number; inForceFrom: string }>;
type Judged = Readonly<{ kind: 'judged'; application: Application; check?: FormCheck }> | Readonly<{ kind: 'rejected'; rejection: FormChanged | Rejection<'REASON_NOT_HUMAN'> }>;

/**
 * A dossier is judged by the rules of its valid receipt: papers, limit, fees, and what its form asks. Nobody could fill in a form that was not in force when
 * they did, so a dossier that lacks what the new one asks is not refused but sent back for that; unless a transitional rule, which the officer names, lets
 * the old form hold. What the new form no longer asks stays as it was said.
 */
export function judgedByReceipt(dossier: Dossier, procedure: Procedure, version: ProcedureVersion, basis: string, receivedAt: string): Judged {
  const { application, code } = dossier;
  const before = formVersionOf(dossier, procedure);
  if (before === undefined || before.version === version.version || isSameForm(before, version)) return { kind: 'judged', application };
  const filled = filledIn(version, application, receivedAt);
  const findings = filled.kind === 'rejected' ? filled.rejection.findings : missingBy(version, filled.application);
  const versions = { submittedBy: before.version, judgedBy: version.version };
  if (filled.kind === 'filled' && findings.length === 0) {
    return { kind: 'judged', application: { ...filled.application, content: { ...application.content, ...filled.application.content } }, check: { ...versions, result: 'fits', basis: '', missing: [] } };
  }
  if (basis.trim() === '') {
    const { rejection } = rejected('FORM_CHANGED', `Expected to accept dossier ${code}, but version ${version.version} of its procedure, in force from ${version.effectiveFrom}, asks for what the form of version ${before.version} did not: ${findings.map(({ path }) => path).join(', ')}`);
    return { kind: 'rejected', rejection: { ...rejection, findings, then: before.version, now: version.version, inForceFrom: version.effectiveFrom.split('-').reverse().join('/') } };
  }
  if (!isHumanReason(basis)) return rejected('REASON_NOT_HUMAN', `Expected to accept dossier ${code} by the form of its submission, but "${basis.slice(0, 80)}" names no rule for it`);
  return { kind: 'judged', application, check: { ...versions, result: 'kept', basis: basis.trim(), missing: findings.map(({ path }) => path) } };
}

/** By which version the application was last filled in; dossiers of earlier releases were by the one in force on the day of submission. */
export function formVersionOf({ formVersion, submittedAt }: Pick<Dossier, 'formVersion' | 'submittedAt'>, procedure: Procedure): ProcedureVersion | undefined {
  return formVersion === undefined ? findVersionInForce(procedure, submittedAt.slice(0, 10)) : procedure.versions.find(({ version }) => version === formVersion);
}

const isSameForm = (one: ProcedureVersion, other: ProcedureVersion): boolean => one.applicationForm === other.applicationForm && JSON.stringify(one.variables) === JSON.stringify(other.variables);

/** Where the new version has no form, its declared names are what it asks for. */
function missingBy(version: ProcedureVersion, application: Application): FilledFormRejection['findings'] {
  const complaint = complaintAboutForm(version, application);
  if (complaint?.rejection.code !== 'FIELD_MISSING') return [];
  return complaint.rejection.fields.map((path) => ({ path, vi: `thiếu “${path}”`, en: `"${path}" is missing` }));
}
