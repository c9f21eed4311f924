import type { Fact } from '@lienthong/kernel';
import type { By } from './application.js';
import type { NationalState } from './national-states.js';

// A dossier as the National Portal has it: which of its states a connector has brought there (domain §2). A stream of its own beside the dossier's, so
// that a machine's reports never come between an officer and the version of the dossier that the officer saw.

// Events

/** A state that the dossier reached: `dossierVersion` is the dossier's version by which it did, since it may come back to a state. */
export type SynchronisedStep = Readonly<{ code: string; dossierVersion: number; state: NationalState; receivedAt: string | null }>;
type Reporter = Omit<By, 'agency'>;

/** Private: the portal has taken it, under a reference of its own. `receivedAt`: the NgayTiepNhan that it was told, null before valid receipt. */
export type DossierSynchronised = Fact<'DossierSynchronised', SynchronisedStep & Readonly<{ reference: string; synchronisedAt: string; reportedBy: Reporter }>>;
/** Private: the portal has not taken it. */
export type SynchronisationRefused = Fact<'SynchronisationRefused', SynchronisedStep & Readonly<{ reason: string; refusedAt: string; reportedBy: Reporter }>>;
export type SynchronisationEvent = DossierSynchronised | SynchronisationRefused;

// State

export const SYNCHRONISATION_STATUSES = ['pending', 'refused', 'synchronised'] as const;
export type SynchronisationStatus = (typeof SYNCHRONISATION_STATUSES)[number];

type Report = Readonly<{ kind: 'synchronised'; dossierVersion: number; reference: string; at: string }> | Readonly<{ kind: 'refused'; dossierVersion: number; reason: string }>;
/** The last report of each state, and how many refusals there were. */
export type Synchronisation = Readonly<{ reports: readonly Report[]; refusals: number }>;

export const notSynchronised: Synchronisation = { reports: [], refusals: 0 };

// Evolve

export function evolveSynchronisation({ reports, refusals }: Synchronisation, { type, data }: SynchronisationEvent): Synchronisation {
  const { dossierVersion } = data;
  const others = reports.filter((report) => report.dossierVersion !== dossierVersion);
  if (type === 'DossierSynchronised') return { reports: [...others, { kind: 'synchronised', dossierVersion, reference: data.reference, at: data.synchronisedAt }], refusals };
  return { reports: [...others, { kind: 'refused', dossierVersion, reason: data.reason }], refusals: refusals + 1 };
}
