import type { AppendedTogether, DecidedTogether } from '@lienthong/event-store';
import { appendTogether, requireVersion } from '@lienthong/event-store';
import type { ActingOfficer } from '@lienthong/service-host';
import type { EnterParcel, ParcelRejection } from '../domain/parcel.decider.js';
import { parcelId } from '../domain/parcel.js';
import type { RegistryPorts } from './acting.js';
import { requestOf, versionAfter } from './acting.js';

export type ParcelEntry = Omit<EnterParcel['data'], 'by'>;

/** `version` is that of the one parcel, where only one was entered. */
export type EntryAnswer = Readonly<{ parcels: readonly string[]; entered: number; alreadyThere: number; version: number }>;

/** All of them or none: a half-read list would have to be sorted out by hand. */
export async function enterParcels(ports: RegistryPorts, entries: readonly ParcelEntry[], acting: ActingOfficer): Promise<AppendedTogether<EntryAnswer, ParcelRejection>> {
  return appendTogether(ports.store, async (): Promise<DecidedTogether<EntryAnswer, ParcelRejection>> => {
    const streams = [];
    for (const entry of entries) {
      const prepared = await ports.parcels.prepare(parcelId(entry.details), { type: 'EnterParcel', at: acting.at, data: { ...entry, by: acting.by } });
      if (prepared.kind === 'rejected') return prepared;
      await requireVersion(ports.store, prepared.append, acting.expectedVersion);
      streams.push(prepared.append);
    }
    const entered = streams.filter(({ events }) => events.length > 0).length;
    const answer: EntryAnswer = {
      parcels: entries.map(({ details }) => parcelId(details)), entered, alreadyThere: streams.length - entered, version: streams.length === 1 ? versionAfter(streams[0]!) : 0,
    };
    return { kind: 'accepted', result: answer, request: requestOf(acting, null, '', streams, answer) };
  });
}
