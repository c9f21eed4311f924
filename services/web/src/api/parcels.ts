import { requestJson } from './request.js';

/** How long a right was somebody's: days of the register, from `validFrom` on and no more on `validTo`. Null: not known, and not ended. */
export type RightPeriod = Readonly<{
  rightId: string;
  holder: Readonly<{ name: string; identifier: string }>;
  certificateNumber: string;
  validFrom: string | null;
  validTo: string | null;
  beganBy: string | null;
  endedBy: string | null;
  /** Since when the register has known of its beginning and of its end. */
  beganKnownAt: string;
  endedKnownAt: string | null;
}>;

/** A parcel of the land register. `area` in square metres. */
export type Parcel = Readonly<{
  parcel: string;
  commune: string;
  mapSheet: string;
  parcelNumber: string;
  address: string;
  area: string;
  landUse: string;
  /** Whose it was on the day asked for; absent where none was. */
  right?: RightPeriod | null;
  /** Every right that was known then, oldest first. */
  history: readonly RightPeriod[];
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
