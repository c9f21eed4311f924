import { createHash } from 'node:crypto';
import { appendTogether, requireVersion, type StreamAppend } from '@lienthong/event-store';
import type { Application, By } from '../domain/application.js';
import { versionFor } from '../domain/dossier-submission.js';
import type { Consequences } from '../domain/dossier-supplement.js';
import type { DossierRejection } from '../domain/dossier.decider.js';
import type { Dossier, DossierState } from '../domain/dossier.js';
import type { Component } from '../domain/components.js';
import type { Procedure, ProcedureVersion } from '../domain/procedure.js';
import { listed } from '../domain/routing.js';
import { revisedBy, type Corrected } from '../domain/revision.js';
import type { SubmissionRejection } from '../domain/submission.decider.js';
import { requestIdentity } from '../domain/submission.js';
import { assessCharges, type FeeRejection } from './assess-charges.js';
import { refuseWrongAttachments } from './attachments.js';
import { prepareChange, type Changed, type ChangeOptions } from './change-dossier.js';
import type { DossierPorts } from './dossier-ports.js';
import { findForeignFile, type UnknownFile } from './file-holders.js';
import { routeApplication } from './route-application.js';
import type { RulesInForce } from './rules-in-force.js';

export type Supplement = Readonly<{ by: By; components: readonly Component[]; corrected?: Corrected; reason?: string; at: string }>;

type Refused = Readonly<{ kind: 'rejected'; rejection: DossierRejection | FeeRejection | SubmissionRejection | UnknownFile }>;
export type SupplementedDossier = Extract<Changed, { kind: 'accepted' }> | Refused;

/**
 * Papers and corrected fields. What a correction leads to is asked for anew with every attempt: the competent units by the table of the day of submission,
 * the fees by those of the day of receipt, and whether another open dossier is that request already.
 */
export async function supplementDossier(ports: DossierPorts, rules: RulesInForce, code: string, supplement: Supplement, { meta, expectedVersion, also = [] }: ChangeOptions): Promise<SupplementedDossier> {
  const { by, components, corrected, reason = '', at } = supplement;
  const foreign = await findForeignFile(ports, by, components);
  if (foreign !== undefined) return { kind: 'rejected', rejection: foreign };
  const stream = `dossier/${code}`;
  const appended = await appendTogether<DossierState, Refused['rejection']>(ports.store, async () => {
    const { state, version } = await ports.dossiers.state(code);
    await requireVersion(ports.store, { stream, expected: version, events: [] }, expectedVersion);
    const procedure = state.kind === 'none' ? { versions: [] } : (await ports.procedures.state(state.application.procedureCode)).state;
    const followed = corrected === undefined || state.kind === 'none' ? NOTHING_FOLLOWS : await consequencesOf(ports, rules, { dossier: state, procedure, corrected, by, at });
    if (followed.kind === 'rejected') return followed;
    const { consequences, reservations } = followed;
    const change = await prepareChange(ports, code, { type: 'SupplementDossier', at, data: { by, components, procedure, reason, ...(corrected && { corrected }), ...(consequences && { consequences }) } });
    if (change.kind === 'rejected') return change;
    // A repetition changes nothing, so it moves no reservation either.
    const streams = change.events.length === 0 ? change.streams : [...change.streams, ...reservations];
    return { kind: 'accepted', request: { streams, meta, also }, result: change.state };
  });
  if (appended.kind === 'rejected') return appended;
  return { kind: 'accepted', state: appended.result, version: appended.versions[stream] ?? 0, position: appended.position };
}

type Following = Readonly<{ kind: 'follows'; consequences?: Consequences; reservations: readonly StreamAppend[] }>;
const NOTHING_FOLLOWS: Following = { kind: 'follows', reservations: [] };
type Asked = Readonly<{ dossier: Dossier; procedure: Procedure; corrected: Corrected; by: By; at: string }>;

/** Of what the decision refuses anyway nothing follows: it says why. */
async function consequencesOf(ports: DossierPorts, rules: RulesInForce, { dossier, procedure, corrected, by, at }: Asked): Promise<Following | Refused> {
  const found = versionFor(procedure, dossier.application.procedureCode, dossier.receipt?.receivedAt ?? at);
  const revision = found.kind === 'rejected' ? found : revisedBy(dossier, found.version, corrected, at);
  if (found.kind === 'rejected' || revision.kind === 'rejected' || dossier.state !== 5) return NOTHING_FOLLOWS;
  const { application } = revision;
  const known = new Set([...dossier.application.components.flatMap(({ files }) => files), ...(dossier.application.attachments ?? []).map(({ sha256 }) => sha256)]);
  const wrong = await refuseWrongAttachments(ports, by, application, known);
  if (wrong !== undefined) return { kind: 'rejected', rejection: wrong };
  const charges = await chargesAfter(rules, found.version, dossier, application);
  if (charges.kind === 'rejected') return charges;
  const routing = await routingAfter(rules, procedure, dossier, application);
  const submission = createHash('sha256').update(requestIdentity(application)).digest('hex');
  const reservations = await moveReservation(ports, dossier, submission, at);
  return 'kind' in reservations ? reservations : { kind: 'follows', consequences: { submission, ...(charges.charges && { charges: charges.charges }), ...(routing && { routing }) }, reservations };
}

type ChargesAfter = Readonly<{ kind: 'same'; charges?: undefined }> | Awaited<ReturnType<typeof assessCharges>>;

/** Before receipt nothing is charged yet. Where the corrected words cost the same by the tables of that day, what was charged stays as it was explained. */
async function chargesAfter(rules: RulesInForce, version: ProcedureVersion, { receipt, application: before }: Dossier, application: Application): Promise<ChargesAfter> {
  if (receipt === null) return { kind: 'same' };
  const [was, is] = [await assessCharges(rules, version, before, receipt.receivedAt), await assessCharges(rules, version, application, receipt.receivedAt)];
  const amounts = ({ charges }: Extract<ChargesAfter, { kind: 'assessed' }>): string => JSON.stringify(charges.map(({ code, amount }) => [code, amount]));
  return is.kind === 'assessed' && was.kind === 'assessed' && amounts(was) === amounts(is) ? { kind: 'same' } : is;
}

/** Only where the correction itself leads to others: whom a setting or a clerk named stays, whatever has been published since. */
async function routingAfter(rules: RulesInForce, procedure: Procedure, { application: before, submittedAt }: Dossier, application: Application): Promise<Consequences['routing']> {
  const [was, is] = [await routeApplication(rules, procedure, before, submittedAt), await routeApplication(rules, procedure, application, submittedAt)];
  const moves = is.routing.kind !== 'setting' && listed(was.application.competentUnits) !== listed(is.application.competentUnits);
  return moves ? { units: is.application.competentUnits, routing: is.routing } : undefined;
}

/** The request is another one now: it takes the key under which a repeat of it is recognised, unless an open dossier has that. */
async function moveReservation({ submissions }: DossierPorts, { code, submission: before }: Dossier, submission: string, at: string): Promise<readonly StreamAppend[] | Refused> {
  if (submission === before) return [];
  const reserved = await submissions.prepare(submission, { type: 'ReserveSubmission', at, data: { dossierCode: code } });
  if (reserved.kind === 'rejected') return reserved;
  const released = await submissions.prepare(before, { type: 'ReleaseSubmission', at, data: { dossierCode: code } });
  return [reserved.append, ...(released.kind === 'accepted' && released.append.events.length > 0 ? [released.append] : [])];
}
