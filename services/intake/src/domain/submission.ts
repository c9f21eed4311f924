import type { Fact } from '@lienthong/kernel';

// Events

export type SubmissionReserved = Fact<'SubmissionReserved', { dossierCode: string }>;
export type SubmissionReleased = Fact<'SubmissionReleased', { dossierCode: string }>;
export type SubmissionEvent = SubmissionReserved | SubmissionReleased;

// State

/** The open dossier that already carries this request, whatever channel it came by. */
export type Submission = Readonly<{ dossierCode: string | null }>;

export const noSubmission: Submission = { dossierCode: null };

// Evolve

export function evolveSubmission(_: Submission, event: SubmissionEvent): Submission {
  return event.type === 'SubmissionReserved' ? { dossierCode: event.data.dossierCode } : noSubmission;
}

// Questions

export type Request = Readonly<{
  procedureCode: string;
  transferor: Readonly<{ identifier: string }>;
  transferee: Readonly<{ identifier: string }>;
  parcel: Readonly<{ commune: string; mapSheet: string; parcelNumber: string }>;
}>;

/**
 * What makes two submissions one request: the same procedure, persons and parcel. Channel, papers and price may differ (a typing error
 * does not make a second sale). The transferee is part of it: the answer to a repeat is the dossier, which must not reach a stranger.
 */
export function requestIdentity({ procedureCode, transferor, transferee, parcel }: Request): string {
  const place = [parcel.commune, parcel.mapSheet, parcel.parcelNumber].map(plain);
  return JSON.stringify([procedureCode, transferor.identifier, transferee.identifier, ...place]);
}

/** "Tờ 007 " and "7" are the same sheet: people write leading zeros or do not. */
function plain(text: string): string {
  return text.normalize('NFC').trim().toLowerCase().replace(/\s+/gu, ' ').replace(/^(tờ|thửa) /u, '').replace(/^0+(?=\d)/u, '');
}
