import type { StreamAppend } from '@lienthong/event-store';
import type { AbandonTransfer, CloseTransfer } from '../domain/transfer.decider.js';
import type { RegistryPorts } from './acting.js';

type Ports = Pick<RegistryPorts, 'parcels' | 'transfers'>;

/** A dossier that ended, however it ended, holds no parcel any longer. Prepared only: the inbox appends it with the fact that said so. */
export function closeTransfer(ports: Ports, code: string, outcome: string, at: string): Promise<readonly StreamAppend[]> {
  return end(ports, code, { type: 'CloseTransfer', at, data: { dossierCode: code, outcome } }, outcome);
}

/** What a withdrawal comes to. Once the transfer is registered that is nothing: the procedure goes on to its result. */
export function abandonTransfer(ports: Ports, code: string, at: string): Promise<readonly StreamAppend[]> {
  return end(ports, code, { type: 'AbandonTransfer', at, data: { dossierCode: code } }, 'withdrawn');
}

async function end({ parcels, transfers }: Ports, code: string, command: CloseTransfer | AbandonTransfer, reason: string): Promise<readonly StreamAppend[]> {
  const ended = await transfers.prepare(code, command);
  const parcel = ended.state.verification?.parcel;
  const released = parcel === undefined ? undefined : await parcels.prepare(parcel, { type: 'ReleaseParcel', at: command.at, data: { dossierCode: code, reason } });
  return [ended, released].flatMap((prepared) => (prepared?.kind === 'accepted' && prepared.append.events.length > 0 ? [prepared.append] : []));
}
