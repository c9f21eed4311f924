import type { AppendedTogether, DecidedTogether } from '@lienthong/event-store';
import { appendTogether, requireVersion } from '@lienthong/event-store';
import type { ActingOfficer } from '@lienthong/service-host';
import { slipNumber, slipSeries } from '../domain/numbers.js';
import type { TransferRejection } from '../domain/transfer.decider.js';
import type { Relation, TransferKind } from '../domain/transfer.js';
import type { RegistryPorts } from './acting.js';
import { drawnOnce, requestOf, versionAfter } from './acting.js';

/** What the officer adds to the register's figures: facts about the parties that decide over exemptions. */
export type SlipStatement = Readonly<{ relation: Relation; onlyHome: boolean; transferKind: TransferKind }>;

export type SlipAnswer = Readonly<{ dossierCode: string; slipNumber: string; version: number }>;

const NOT_REGISTERED = { area: '0', landUse: '', unitPrice: 0, coefficient: '1', houseValue: 0 };

/** Decides first without a number, so that none is drawn for a slip that would be refused. */
export async function issueTransferSlip(ports: RegistryPorts, code: string, statement: SlipStatement, acting: ActingOfficer): Promise<AppendedTogether<SlipAnswer, TransferRejection>> {
  const number = drawnOnce(() => ports.drawNumber(slipSeries(acting.at)));
  return appendTogether(ports.store, async (): Promise<DecidedTogether<SlipAnswer, TransferRejection>> => {
    const figures = { ...(await registeredFigures(ports, code)), ...statement };
    const issue = (written: string) => ports.transfers.prepare(code, { type: 'IssueTransferSlip', at: acting.at, data: { dossierCode: code, slipNumber: written, figures, by: acting.by } });
    const tried = await issue('');
    if (tried.kind === 'rejected') return tried;
    await requireVersion(ports.store, tried.append, acting.expectedVersion);
    const issued = tried.append.events.length === 0 ? tried : await issue(slipNumber(await number()));
    if (issued.kind === 'rejected') return issued;
    const answer: SlipAnswer = { dossierCode: code, slipNumber: issued.state.slipNumber ?? '', version: versionAfter(issued.append) };
    return { kind: 'accepted', result: answer, request: requestOf(acting, issued.state, code, [issued.append], answer) };
  });
}

/** A slip is issued for a verified dossier only, and only a registered parcel is verified: the other case never gets into a slip. */
async function registeredFigures({ parcels, transfers }: RegistryPorts, code: string) {
  const { verification } = (await transfers.state(code)).state;
  const parcel = verification === null ? undefined : (await parcels.state(verification.parcel)).state;
  if (parcel?.status !== 'entered') return NOT_REGISTERED;
  const { area, landUse, valuation } = parcel.details;
  return { area, landUse, ...valuation };
}
