import type { FormFile } from '@lienthong/bpmn';
import type { Money } from '@lienthong/kernel';
import type { Component } from './components.js';

export type Person = Readonly<{ name: string; identifier: string; address: string; phone: string; email: string }>;

/** As written on the title: what the land registry will check. */
export type Parcel = Readonly<{ mapSheet: string; parcelNumber: string; commune: string; certificateNumber: string }>;

export type Channel = 'counter' | 'online' | 'postal';
export type ReturnManner = 'counter' | 'post';

/** What a procedure's own form says, by the names that the procedure declares. Numbers are whole. */
export type Content = Readonly<Record<string, ContentValue>>;
export type ContentValue = null | boolean | number | string | readonly ContentValue[] | { readonly [name: string]: ContentValue };

/** A file of the application's own form: `path` is its field, `label` what the field is called; `component` where it is that paper of the procedure. */
export type Attachment = FormFile & Readonly<{ path: string; label: string; component?: string }>;

/** What the citizen asks for, with everything the agencies need, so that nobody keys it in twice. */
export type Application = Readonly<{
  procedureCode: string;
  channel: Channel;
  /** The unit that took the papers in; who decides is `competentUnits` (domain §1.1: routed by competence, not by place of intake). */
  receivingUnit: string;
  submitter: Person;
  /** A transfer between two parties names these four; any other request its applicant and content. */
  transferor?: Person;
  transferee?: Person;
  parcel?: Parcel;
  contractPrice?: Money;
  applicant?: Person;
  content?: Content;
  returnManner: ReturnManner;
  recipient: Person;
  components: readonly Component[];
  /** Files of the procedure's own form; absent where it asks for none. */
  attachments?: readonly Attachment[];
  /** Unit that acts for each agency: `{"land-registry": "H56.23", "tax": "H56.T7"}`. */
  competentUnits: Readonly<Record<string, string>>;
}>;

/**
 * How it was known who asks: by a citizen's account that VNeID vouches for, or one that it does not; at a counter by VNeID, by the population database or by
 * papers, as the clerk says.
 */
export const IDENTIFICATIONS = ['vneid', 'population-data', 'papers', 'account'] as const;
export type Identification = (typeof IDENTIFICATIONS)[number];

/** Who acts, as far as the rules care. A citizen's subject is the personal identification number. */
export type By = Readonly<{ agency: string; unit: string; subject: string; name: string }>;

export const CITIZEN = 'citizen';
export const ONE_STOP = 'one-stop';

/** The channels by which each agency's people may hand in an application; one-stop clerks also enter what arrives by post. */
export const CHANNELS = {
  [CITIZEN]: ['online'],
  [ONE_STOP]: ['counter', 'postal'],
  postal: ['postal'],
} as const satisfies Record<string, readonly Channel[]>;

export function channelsOf(agency: string): readonly Channel[] {
  return Object.hasOwn(CHANNELS, agency) ? CHANNELS[agency as keyof typeof CHANNELS] : [];
}

/** Who asks: both parties of a transfer, or the applicant. */
export function partiesOf({ transferor, transferee, applicant }: Pick<Application, 'transferor' | 'transferee' | 'applicant'>): readonly Person[] {
  return [transferor, transferee, applicant].filter((party) => party !== undefined);
}

/** The persons to whom the dossier belongs: who asks, and the one who handed it in. */
export function ownersOf(application: Application): readonly string[] {
  return [...new Set([...partiesOf(application), application.submitter].map(({ identifier }) => identifier))];
}
