import { createHash } from 'node:crypto';
import { appendTogether, newDossierRef, type Actor, type SqlEffect } from '@lienthong/event-store';
import type { Application, By, Identification } from '../domain/application.js';
import { dossierCode } from '../domain/dossier-code.js';
import { dossierDecider, type DossierRejection } from '../domain/dossier.decider.js';
import { alreadySubmitted, type SubmissionRejection } from '../domain/submission.decider.js';
import { requestIdentity } from '../domain/submission.js';
import { findVersionInForce } from '../domain/procedure.js';
import type { Visibility } from '../domain/visibility.js';
import { refuseWrongAttachments } from './attachments.js';
import { checkClaims, type CarriedClaim, type ClaimSources } from './check-claims.js';
import type { DossierPorts } from './dossier-ports.js';
import { findForeignFile, type UnknownFile } from './file-holders.js';
import { broughtIn, refuseWrongReuse, type ReuseRejection } from './reused-papers.js';
import { routeApplication } from './route-application.js';
import type { RulesInForce } from './rules-in-force.js';

/** `claims`: what the form was filled in with before anything was typed; `visibility`: of the one who submits, since claims may name dossiers. */
export type Submission = Readonly<{
  application: Application; by: By; identification?: Identification | undefined; visibility: Visibility; claims: readonly CarriedClaim[]; actor: Actor; submittedAt: string; at: string; effectsFor(code: string): readonly SqlEffect[];
}>;

/** `existing`: the same request is an open dossier already, by whatever channel it came. */
export type Submitted =
  | Readonly<{ kind: 'submitted' | 'existing'; code: string; version: number; position: number }>
  | Readonly<{ kind: 'rejected'; rejection: DossierRejection | UnknownFile | ReuseRejection }>;

export async function submitDossier(ports: DossierPorts, rules: RulesInForce, sources: ClaimSources, submission: Submission): Promise<Submitted> {
  const { by, submittedAt, at, actor, visibility, identification } = submission;
  const { state: procedure } = await ports.procedures.state(submission.application.procedureCode);
  const { application, routing } = await routeApplication(rules, procedure, submission.application, submittedAt);
  const key = createHash('sha256').update(requestIdentity(application)).digest('hex');
  const version = findVersionInForce(procedure, submittedAt.slice(0, 10));
  const claims = version === undefined ? [] : await checkClaims(sources, submission.claims, { version, application, by, visibility, at });
  const data = { submission: key, submittedAt, by, procedure, application, routing, claims, ...(identification && { identification }) };
  // Checked before a number is drawn, so that what is refused leaves no gap in the day's codes.
  const trial = dossierDecider.decide({ type: 'SubmitDossier', at, data: { ...data, code: '' } }, dossierDecider.initial);
  if (trial.kind === 'rejected') return trial;
  // The application as its form leaves it, with the files of the form's fields.
  const filled = trial.events.find((event) => event.type === 'DossierSubmitted')?.data.application ?? application;
  const wrongFiles = await refuseWrongAttachments(ports, by, filled);
  if (wrongFiles !== undefined) return { kind: 'rejected', rejection: wrongFiles };
  const reuse = await refuseWrongReuse(sources.reads, filled, visibility);
  if (reuse !== undefined) return reuse;
  const foreign = await findForeignFile(ports, by, broughtIn(filled.components));
  if (foreign !== undefined) return { kind: 'rejected', rejection: foreign };

  const appended = await appendTogether<string, DossierRejection | SubmissionRejection>(ports.store, async () => {
    const { state: { dossierCode: open } } = await ports.submissions.state(key);
    if (open !== null) return alreadySubmitted(open);
    // A number is drawn only for a request that has no dossier yet; the reservation settles a race between two channels.
    const code = await drawCode(ports, application.receivingUnit, submittedAt);
    const reservation = await ports.submissions.prepare(key, { type: 'ReserveSubmission', at, data: { dossierCode: code } });
    if (reservation.kind === 'rejected') return reservation;
    const dossier = await ports.dossiers.prepare(code, { type: 'SubmitDossier', at, data: { ...data, code } });
    if (dossier.kind === 'rejected') return dossier;
    const meta = { actor, at, dossier: newDossierRef(code) };
    return { kind: 'accepted', request: { streams: [dossier.append, reservation.append], meta, also: submission.effectsFor(code) }, result: code };
  });
  if (appended.kind === 'accepted') return { kind: 'submitted', code: appended.result, version: 1, position: appended.position };
  const { rejection } = appended;
  return rejection.code === 'ALREADY_SUBMITTED' ? existing(ports, rejection.dossierCode) : { kind: 'rejected', rejection };
}

async function existing(ports: DossierPorts, code: string): Promise<Submitted> {
  const { version } = await ports.dossiers.state(code);
  return { kind: 'existing', code, version, position: (await ports.store.head()).position };
}

/** The code bears the local day of submission, with which a time's written form begins. */
async function drawCode({ numbers }: DossierPorts, unit: string, submittedAt: string): Promise<string> {
  const day = submittedAt.slice(0, 10);
  return dossierCode(unit, day, await numbers.next(unit, day));
}
