import type { StreamAppend } from '@lienthong/event-store';
import type { RegistryPorts } from './acting.js';

/** A dossier that ended, however it ended, holds no parcel any longer. Prepared only: the inbox appends it with the fact that said so. */
export async function closeTransfer({ parcels, transfers }: Pick<RegistryPorts, 'parcels' | 'transfers'>, code: string, outcome: string, at: string): Promise<readonly StreamAppend[]> {
  const closed = await transfers.prepare(code, { type: 'CloseTransfer', at, data: { dossierCode: code, outcome } });
  const parcel = closed.state.verification?.parcel;
  const released = parcel === undefined ? undefined : await parcels.prepare(parcel, { type: 'ReleaseParcel', at, data: { dossierCode: code, reason: outcome } });
  return [closed, released].flatMap((prepared) => (prepared?.kind === 'accepted' && prepared.append.events.length > 0 ? [prepared.append] : []));
}
