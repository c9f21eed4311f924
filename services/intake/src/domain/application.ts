import type { Money } from '@lienthong/kernel';
import type { Component } from './components.js';

export type Person = Readonly<{ name: string; identifier: string; address: string; phone: string; email: string }>;

/** As written on the title: what the land registry will check. */
export type Parcel = Readonly<{ mapSheet: string; parcelNumber: string; commune: string; certificateNumber: string }>;

export type Channel = 'counter' | 'online' | 'postal';
export type ReturnManner = 'counter' | 'post';

/** What the citizen asks for, with everything the agencies need, so that nobody keys it in twice. */
export type Application = Readonly<{
  procedureCode: string;
  channel: Channel;
  /** The unit that took the papers in; who decides is `competentUnits` (domain §1.1: routed by competence, not by place of intake). */
  receivingUnit: string;
  submitter: Person;
  transferor: Person;
  transferee: Person;
  parcel: Parcel;
  contractPrice: Money;
  returnManner: ReturnManner;
  recipient: Person;
  components: readonly Component[];
  /** Unit that acts for each agency: `{"land-registry": "H56.23", "tax": "H56.T7"}`. */
  competentUnits: Readonly<Record<string, string>>;
}>;

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

/** The persons to whom the dossier belongs: both parties, and the one who handed it in. */
export function ownersOf({ transferor, transferee, submitter }: Application): readonly string[] {
  return [...new Set([transferor.identifier, transferee.identifier, submitter.identifier])];
}
