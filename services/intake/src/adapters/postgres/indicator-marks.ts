import type { StoredEvent } from '@lienthong/event-store';
import { vietnamTime } from '@lienthong/service-host';
import type { Application } from '../../domain/application.js';
import type { Component } from '../../domain/components.js';
import type { DossierEvent } from '../../domain/dossier.js';
import type { Entry } from '../../domain/fee-ledger.js';
import type { DossierMark } from '../../domain/indicators/dossier-facts.js';
import type { SynchronisationEvent } from '../../domain/synchronisation.js';

/** A row of `indicator_dossiers`. */
export type DossierRow = Readonly<{
  code: string; ref: string; procedure_code: string; channel: string; return_manner: string; receiving_unit: string; competent_units: Application['competentUnits'];
  first_position: number; submitted_at: string; received_at: string | null; synchronised_position: number | null; synchronised_at: string | null; history: readonly DossierMark[];
}>;

export function recordOf({ logIndex, stream, dossier, data: { submittedAt, application, identification } }: StoredEvent): DossierRow {
  const { procedureCode, channel, returnManner, receivingUnit, competentUnits, components } = application as Application;
  const at = written(submittedAt);
  return {
    code: stream.slice('dossier/'.length), ref: dossier?.ref ?? '', procedure_code: procedureCode, channel, return_manner: returnManner, receiving_unit: receivingUnit, competent_units: competentUnits,
    first_position: logIndex, submitted_at: at, received_at: null, synchronised_position: null, synchronised_at: null,
    history: [{ position: logIndex, at, kind: 'submitted', hasFiles: hasFiles(components), ...fromStore(components), ...(identification && { identification }) }],
  };
}

/** What an event of a dossier means for indicators; undefined if nothing. */
export function markOf({ logIndex: position, type, data, recordedAt }: StoredEvent): DossierMark | undefined {
  const event = { type, data } as DossierEvent;
  const at = (text: string) => ({ position, at: written(text) });
  switch (event.type) {
    case 'DossierAccepted': return { ...at(event.data.receivedAt), kind: 'received', dueAt: written(event.data.dueAt), version: event.data.procedureVersion, ...(event.data.charges && { charged: event.data.charges.reduce((sum, { amount }) => sum + amount, 0) }) };
    case 'SupplementRequested': return { ...at(event.data.requestedAt), kind: 'asked' };
    case 'DossierSupplemented': return { ...at(event.data.supplementedAt), kind: 'supplemented', hasFiles: hasFiles(event.data.components), ...fromStore(event.data.components) };
    case 'DossierRefused': return { ...at(event.data.refusedAt), kind: 'refused' };
    case 'DossierWithdrawn': return { ...at(event.data.withdrawnAt), kind: 'withdrawn' };
    case 'DossierStopped': return { ...at(event.data.stoppedAt), kind: 'stopped' };
    case 'StateFollowed': return isFollowed(event.data.state) ? { ...at(event.data.followedAt), kind: 'followed', state: event.data.state } : undefined;
    case 'ResultDecided': return { ...at(recordedAt), kind: 'decided' };
    case 'DueDateFollowed': return { ...at(event.data.movedAt), kind: 'moved', dueAt: written(event.data.to), ground: event.data.ground };
    case 'ResultReturned': return { ...at(event.data.returnedAt), kind: 'returned', hasFiles: (event.data.resultFiles ?? []).length > 0, ...(event.data.sharedAs && { isShared: true }) };
    case 'FeePaid': return { ...at(event.data.payment.paidAt), kind: 'paid', isOnline: event.data.payment.manner === 'online', entry: entryOf(event.data.payment) };
    case 'PaymentCancelled': return { ...at(event.data.payment.paidAt), kind: 'payment-cancelled', entry: entryOf(event.data.payment) };
    case 'ServiceRated': return { ...at(event.data.ratedAt), kind: 'rated', points: event.data.points };
    default: return undefined;
  }
}

const entryOf = ({ manner, reference, amount }: Entry): string => `${manner} ${reference} ${amount}`;

/** By which a dossier is the National Portal's with its day of receipt, or shows that a connector is there; undefined of any other event. */
export function portalMarkOf({ logIndex: position, stream, type, data }: StoredEvent): Readonly<{ code: string; position: number; at: string; isSynchronised: boolean }> | undefined {
  if (!stream.startsWith('synchronisation/')) return undefined;
  const event = { type, data } as SynchronisationEvent;
  const at = written(event.type === 'DossierSynchronised' ? event.data.synchronisedAt : event.data.refusedAt);
  return { code: event.data.code, position, at, isSynchronised: event.type === 'DossierSynchronised' && event.data.receivedAt !== null };
}

function hasFiles(components: readonly Component[]): boolean {
  return components.some(({ files }) => files.length > 0);
}

function fromStore(components: readonly Component[]): Readonly<{ isFromStore?: true }> {
  return components.some(({ source }) => source?.kind === 'national-store') ? { isFromStore: true } : {};
}

function isFollowed(state: number): state is 4 | 5 | 6 | 9 {
  return [4, 5, 6, 9].includes(state);
}

/** In the one written form by which the domain compares times. */
function written(text: string): string {
  return vietnamTime(Date.parse(text));
}
