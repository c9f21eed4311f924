import { requestJson } from './request.js';

export type Right = Readonly<{
  id: string;
  holder: Readonly<{ name: string; identifier: string }>;
  certificateNumber: string;
  /** Null while it is in force. */
  ended: Readonly<{ dossierCode: string; at: string }> | null;
}>;

/** A parcel of the land register with its rights, past and present. `area` in square metres. */
export type Parcel = Readonly<{
  parcel: string;
  commune: string;
  mapSheet: string;
  parcelNumber: string;
  address: string;
  area: string;
  landUse: string;
  rights: readonly Right[];
  reservation: Readonly<{ dossierCode: string; at: string }> | null;
}>;

/** `validAt`: as it was true on that day; `knownAt`: as the register knew it at that moment. Null: today, now. */
export type ParcelTimes = Readonly<{ validAt: string | null; knownAt: string | null }>;

export function getParcel(id: string, { validAt, knownAt }: ParcelTimes, signal?: AbortSignal): Promise<Parcel> {
  const query = new URLSearchParams();
  if (validAt !== null) query.set('valid-at', validAt);
  if (knownAt !== null) query.set('known-at', knownAt);
  return requestJson(`/api/land-registry/parcels/${encodeURIComponent(id)}${query.size === 0 ? '' : `?${query}`}`, signal);
}
