import type { Place } from '@lienthong/service-host';
import type { Proposal } from '../domain/register-comparison.js';
import { compareWithRegister } from '../domain/register-comparison.js';
import type { Transfer } from '../domain/transfer.js';
import type { LandOffice } from './land-office.js';
import { claimOf } from './verify-parcel.js';

/** A dossier as an officer of this office sees it. `proposal` is what the register answers to the application now. */
export type TransferView = Readonly<{ version: number; transfer: Transfer; proposal: Proposal | null; elsewhere: readonly Place[] }>;

/** Read from the log itself, so that an officer never decides on a list that lags behind. */
export async function viewTransfer({ transfers, parcels, whereabouts }: LandOffice, code: string): Promise<TransferView> {
  const { state: transfer, version } = await transfers.state(code);
  const { papers } = transfer;
  const proposal = papers === null ? null : compareWithRegister(claimOf(papers), (await parcels.state(papers.parcel)).state, code);
  return { version, transfer, proposal, elsewhere: await whereabouts.find(code) };
}
