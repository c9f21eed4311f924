import type { AppendedTogether, DecidedTogether } from '@lienthong/event-store';
import { appendTogether, requireVersion } from '@lienthong/event-store';
import type { ActingOfficer } from '@lienthong/service-host';
import type { ParcelRejection } from '../domain/parcel.decider.js';
import type { Claim } from '../domain/register-comparison.js';
import type { TransferRejection } from '../domain/transfer.decider.js';
import type { Remedy, TransferPapers } from '../domain/transfer.js';
import type { RegistryPorts } from './acting.js';
import { requestOf, versionAfter } from './acting.js';

/** `certificateNumber`: as the officer read it on the original, where the application has it wrong. */
export type VerificationResult = Readonly<{ outcome: 'verified'; certificateNumber?: string | undefined } | { outcome: 'failed'; remedy: Remedy; reason: string }>;

export type VerificationAnswer = Readonly<{ dossierCode: string; outcome: VerificationResult['outcome']; version: number }>;

type Rejection = ParcelRejection | TransferRejection;
type Decided = DecidedTogether<VerificationAnswer, Rejection>;

export function claimOf(papers: TransferPapers, certificateRead?: string): Claim {
  return { parcel: papers.parcel, certificateNumber: certificateRead ?? papers.certificateNumber, transferor: papers.transferor };
}

/** Confirming reserves the parcel for the dossier in the same append; failing touches no parcel. */
export async function verifyParcel(ports: RegistryPorts, code: string, result: VerificationResult, acting: ActingOfficer): Promise<AppendedTogether<VerificationAnswer, Rejection>> {
  return appendTogether(ports.store, () => (result.outcome === 'verified' ? confirm(ports, code, result.certificateNumber, acting) : fail(ports, code, result, acting)));
}

async function confirm(ports: RegistryPorts, code: string, certificateRead: string | undefined, acting: ActingOfficer): Promise<Decided> {
  const { papers } = (await ports.transfers.state(code)).state;
  const claim = papers === null ? undefined : claimOf(papers, certificateRead);
  const reserved = claim && (await ports.parcels.prepare(claim.parcel, { type: 'ReserveParcel', at: acting.at, data: { dossierCode: code, claim } }));
  const rightId = reserved?.kind === 'accepted' && reserved.state.status === 'entered' ? reserved.state.reservation?.rightId ?? '' : '';
  const confirmed = await ports.transfers.prepare(code, {
    type: 'ConfirmVerification', at: acting.at, data: { dossierCode: code, rightId, certificateNumber: claim?.certificateNumber ?? '', by: acting.by },
  });
  // Whose step it is comes first: who may not act here is not told what the register says.
  if (confirmed.kind === 'rejected') return confirmed;
  await requireVersion(ports.store, confirmed.append, acting.expectedVersion);
  const answer: VerificationAnswer = { dossierCode: code, outcome: 'verified', version: versionAfter(confirmed.append) };
  if (confirmed.append.events.length === 0) return { kind: 'accepted', result: answer, request: requestOf(acting, confirmed.state, code, [confirmed.append], answer) };
  if (reserved === undefined) return confirm(ports, code, certificateRead, acting); // the papers arrived between the two reads
  if (reserved.kind === 'rejected') return reserved;
  return { kind: 'accepted', result: answer, request: requestOf(acting, confirmed.state, code, [confirmed.append, reserved.append], answer) };
}

async function fail({ store, transfers }: RegistryPorts, code: string, { remedy, reason }: Extract<VerificationResult, { outcome: 'failed' }>, acting: ActingOfficer): Promise<Decided> {
  const failed = await transfers.prepare(code, { type: 'FailVerification', at: acting.at, data: { dossierCode: code, remedy, reason, by: acting.by } });
  if (failed.kind === 'rejected') return failed;
  await requireVersion(store, failed.append, acting.expectedVersion);
  const answer: VerificationAnswer = { dossierCode: code, outcome: 'failed', version: versionAfter(failed.append) };
  return { kind: 'accepted', result: answer, request: requestOf(acting, failed.state, code, [failed.append], answer) };
}
