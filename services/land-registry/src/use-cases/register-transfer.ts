import type { AppendedTogether, DecidedTogether } from '@lienthong/event-store';
import { appendTogether, requireVersion } from '@lienthong/event-store';
import type { ActingOfficer } from '@lienthong/service-host';
import { certificateNumber } from '../domain/numbers.js';
import type { ParcelRejection } from '../domain/parcel.decider.js';
import type { TransferRejection } from '../domain/transfer.decider.js';
import type { Transfer } from '../domain/transfer.js';
import type { RegistryPorts } from './acting.js';
import { drawnOnce, requestOf, versionAfter } from './acting.js';

export type RegistrationAnswer = Readonly<{ dossierCode: string; parcel: string; certificateNumber: string; version: number }>;

type Rejection = ParcelRejection | TransferRejection;
type Decided = DecidedTogether<RegistrationAnswer, Rejection>;

/** The parcel's stream decides over the right, the dossier's over the step; both go into one append, or neither. */
export async function registerTransfer(ports: RegistryPorts, code: string, acting: ActingOfficer): Promise<AppendedTogether<RegistrationAnswer, Rejection>> {
  const number = drawnOnce(() => ports.drawNumber('certificate'));
  return appendTogether(ports.store, async (): Promise<Decided> => {
    // Decided first without a number, so that no certificate is drawn for a transfer that would be refused.
    const tried = await decide(ports, code, '', acting);
    if (tried.kind === 'rejected' || tried.request.streams.every(({ events }) => events.length === 0)) return tried;
    return decide(ports, code, certificateNumber(await number()), acting);
  });
}

async function decide(ports: RegistryPorts, code: string, certificate: string, acting: ActingOfficer): Promise<Decided> {
  const concluded = await ports.transfers.prepare(code, { type: 'ConcludeRegistration', at: acting.at, data: { dossierCode: code, certificateNumber: certificate, by: acting.by } });
  if (concluded.kind === 'rejected') return concluded;
  await requireVersion(ports.store, concluded.append, acting.expectedVersion);
  const { state } = concluded;
  const answer: RegistrationAnswer = { dossierCode: code, parcel: state.verification?.parcel ?? '', certificateNumber: state.certificateNumber ?? '', version: versionAfter(concluded.append) };
  if (concluded.append.events.length === 0) return { kind: 'accepted', result: answer, request: requestOf(acting, state, code, [concluded.append], answer) };
  const registered = await register(ports, code, state, certificate, acting);
  if (registered.kind === 'rejected') return registered;
  return { kind: 'accepted', result: answer, request: requestOf(acting, state, code, [registered.append, concluded.append], answer) };
}

function register({ parcels }: RegistryPorts, code: string, { papers, verification }: Transfer, certificate: string, acting: ActingOfficer) {
  if (papers === null || verification === null) throw new Error(`unreachable: the registration of ${code} was accepted without papers or verification`);
  return parcels.prepare(verification.parcel, {
    type: 'RegisterTransfer', at: acting.at,
    data: { dossierCode: code, rightId: verification.rightId, transferee: papers.transferee, certificateNumber: certificate, by: acting.by },
  });
}
