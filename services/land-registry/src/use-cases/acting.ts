import type { AppendMeta, AppendRequest, CommandHandler, EventStore, StreamAppend } from '@lienthong/event-store';
import type { Acting } from '@lienthong/service-host';
import type { NumberSeries } from '../domain/numbers.js';
import type { ParcelCommand, ParcelRejection } from '../domain/parcel.decider.js';
import type { Parcel, ParcelEvent } from '../domain/parcel.js';
import type { TransferCommand, TransferRejection } from '../domain/transfer.decider.js';
import type { Transfer, TransferEvent } from '../domain/transfer.js';

export type Parcels = CommandHandler<ParcelCommand, Parcel, ParcelEvent, ParcelRejection>;
export type Transfers = CommandHandler<TransferCommand, Transfer, TransferEvent, TransferRejection>;

export type RegistryPorts = Readonly<{
  store: Pick<EventStore, 'append' | 'load' | 'since'>;
  parcels: Parcels;
  transfers: Transfers;
  /** The next number of a series: never given out twice, though one may be lost when the act it was drawn for fails. */
  drawNumber(series: NumberSeries): Promise<number>;
}>;

export function requestOf(acting: Acting, transfer: Transfer | null, code: string, streams: readonly StreamAppend[], answer: object): AppendRequest {
  const dossier: AppendMeta['dossier'] = transfer === null || transfer.dossierRef === '' ? null : { code, ref: transfer.dossierRef };
  return { streams, meta: { actor: acting.actor, at: acting.at, dossier }, also: acting.also(answer) };
}

/** Draws a number when it is first asked for, and gives the same one again when the decision has to be made anew. */
export function drawnOnce(draw: () => Promise<number>): () => Promise<number> {
  let drawn: Promise<number> | undefined;
  return () => (drawn ??= draw());
}

/** The stream's version once the append has happened: the ETag of the answer. */
export function versionAfter({ expected, events }: StreamAppend): number {
  return (typeof expected === 'number' ? expected : 0) + events.length;
}
