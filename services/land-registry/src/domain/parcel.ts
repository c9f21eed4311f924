import type { Fact } from '@lienthong/kernel';
import { assertNever } from '@lienthong/kernel';
import type { Officer } from './officer.js';

/** Person or organisation as named on a title; `identifier` is a personal identification number or a tax code. */
export type Holder = Readonly<{ name: string; identifier: string }>;

/** What the province's price table says of the parcel. Prices in integer đồng (per square metre), coefficient as decimal text. */
export type Valuation = Readonly<{ unitPrice: number; coefficient: string; houseValue: number }>;

/** `area` is in square metres, as decimal text: it is multiplied into money, so it never becomes a double. */
export type ParcelDetails = Readonly<{
  commune: string;
  mapSheet: string;
  parcelNumber: string;
  address: string;
  area: string;
  landUse: string;
  valuation: Valuation;
}>;

// Events

export type ParcelEntered = Fact<'ParcelEntered', ParcelDetails & { parcel: string; enteredAt: string; by: Officer }>;
export type RightEntered = Fact<'RightEntered', { parcel: string; rightId: string; holder: Holder }>;
export type TitleEntered = Fact<'TitleEntered', { parcel: string; rightId: string; certificateNumber: string; issuedOn: string }>;
export type ParcelReserved = Fact<'ParcelReserved', { parcel: string; rightId: string; dossierCode: string; reservedAt: string }>;
export type ReservationReleased = Fact<'ReservationReleased', { parcel: string; dossierCode: string; reason: string; releasedAt: string }>;
export type TransferRegistered = Fact<'TransferRegistered', {
  dossierCode: string; parcel: string; endedRightId: string; rightId: string; holder: Holder; registeredAt: string; by: Officer;
}>;
export type CertificateIssued = Fact<'CertificateIssued', { dossierCode: string; parcel: string; rightId: string; certificateNumber: string; issuedAt: string }>;

export type ParcelEvent =
  | ParcelEntered | RightEntered | TitleEntered | ParcelReserved | ReservationReleased | TransferRegistered | CertificateIssued;

// State

/** A right that ended stays: who sold it, by which dossier and when, is what a second buyer has to be told. */
export type Right = Readonly<{
  id: string;
  holder: Holder;
  certificateNumber: string;
  ended: Readonly<{ dossierCode: string; at: string }> | null;
}>;

export type Reservation = Readonly<{ dossierCode: string; rightId: string; at: string }>;

export type Parcel =
  | Readonly<{ status: 'unknown' }>
  | Readonly<{ status: 'entered'; id: string; details: ParcelDetails; rights: readonly Right[]; reservation: Reservation | null }>;

export type EnteredParcel = Extract<Parcel, { status: 'entered' }>;

export const unknownParcel: Parcel = { status: 'unknown' };

/** At any time one right to a parcel is in force: the only one that can be sold. */
export function currentRight(parcel: EnteredParcel): Right | undefined {
  return parcel.rights.findLast((right) => right.ended === null);
}

/** `<commune>.<sheet>.<number>`, as the parcel is written on the title. */
export function parcelId({ commune, mapSheet, parcelNumber }: Pick<ParcelDetails, 'commune' | 'mapSheet' | 'parcelNumber'>): string {
  return [commune, mapSheet, parcelNumber].map((part) => part.trim()).join('.');
}

/** Rights of a parcel are counted, so that the id of the next one needs no luck. */
export function rightIdAfter(parcel: string, rightsSoFar: number): string {
  return `${parcel}-R${rightsSoFar + 1}`;
}

// Evolve

export function evolveParcel(state: Parcel, event: ParcelEvent): Parcel {
  if (event.type === 'ParcelEntered') {
    const { parcel, commune, mapSheet, parcelNumber, address, area, landUse, valuation } = event.data;
    const details = { commune, mapSheet, parcelNumber, address, area, landUse, valuation };
    return { status: 'entered', id: parcel, details, rights: [], reservation: null };
  }
  return state.status === 'entered' ? evolveEntered(state, event) : state;
}

function evolveEntered(state: EnteredParcel, event: Exclude<ParcelEvent, ParcelEntered>): Parcel {
  switch (event.type) {
    case 'RightEntered':
      return { ...state, rights: [...state.rights, { id: event.data.rightId, holder: event.data.holder, certificateNumber: '', ended: null }] };
    case 'TitleEntered':
    case 'CertificateIssued':
      return { ...state, rights: state.rights.map((right) => (right.id === event.data.rightId ? { ...right, certificateNumber: event.data.certificateNumber } : right)) };
    case 'ParcelReserved':
      return { ...state, reservation: { dossierCode: event.data.dossierCode, rightId: event.data.rightId, at: event.data.reservedAt } };
    case 'ReservationReleased':
      return { ...state, reservation: null };
    case 'TransferRegistered': {
      const { endedRightId, dossierCode, registeredAt, rightId, holder } = event.data;
      const before = state.rights.map((right) => (right.id === endedRightId ? { ...right, ended: { dossierCode, at: registeredAt } } : right));
      return { ...state, rights: [...before, { id: rightId, holder, certificateNumber: '', ended: null }], reservation: null };
    }
    default:
      return assertNever(event);
  }
}
