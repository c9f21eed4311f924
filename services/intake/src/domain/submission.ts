import type { Fact } from '@lienthong/kernel';
import type { Content, ContentValue } from './application.js';

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

type Identified = Readonly<{ identifier: string }>;
export type Request = Readonly<{
  procedureCode: string;
  transferor?: Identified;
  transferee?: Identified;
  parcel?: Readonly<{ commune: string; mapSheet: string; parcelNumber: string }>;
  applicant?: Identified;
  content?: Content;
}>;

/**
 * What makes two submissions one request: the same procedure, persons and parcel, or else the same words in the procedure's own form. Channel, papers and price may differ (a typing error
 * does not make a second sale). The transferee is part of it: the answer to a repeat is the dossier, which must not reach a stranger.
 */
export function requestIdentity({ procedureCode, transferor, transferee, parcel, applicant, content = {} }: Request): string {
  if (transferor === undefined || transferee === undefined || parcel === undefined) {
    return JSON.stringify([procedureCode, applicant?.identifier ?? '', Object.entries(content).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, typeof value === 'string' ? plain(value) : withoutFiles(value)])]);
  }
  const place = [parcel.commune, parcel.mapSheet, parcel.parcelNumber].map(plain);
  return JSON.stringify([procedureCode, transferor.identifier, transferee.identifier, ...place]);
}

/** Papers may differ: a better scan makes no second request. */
function withoutFiles(value: ContentValue): ContentValue {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly ContentValue[]).filter((each) => !isFile(each)).map(withoutFiles);
  return Object.fromEntries(Object.entries(value as Content).map(([name, each]) => [name, withoutFiles(each)]));
}

const isFile = (value: ContentValue): boolean => typeof value === 'object' && value !== null && 'sha256' in value;

/** "Tờ 007 " and "7" are the same sheet: people write leading zeros or do not. */
function plain(text: string): string {
  return text.normalize('NFC').trim().toLowerCase().replace(/\s+/gu, ' ').replace(/^(tờ|thửa) /u, '').replace(/^0+(?=\d)/u, '');
}
