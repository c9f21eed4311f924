import type { Dossier } from './dossier.js';
import { isFinal } from './national-states.js';
import type { KnownPetition } from './petition.js';
import type { Outcome } from './retention.js';

/** What is kept for a time after it has ended and then destroyed: a dossier or a petition. `keptAs`: by which a rule of retention knows it. */
export type Keepable = Readonly<{ code: string; keptAs: string; ended: Readonly<{ kind: Outcome; at: string }> | null }>;

export function keepableDossier({ code, state, application: { procedureCode }, ending }: Dossier): Keepable {
  return { code, keptAs: procedureCode, ended: ending !== null && isFinal(state) ? { kind: ending.kind, at: ending.at } : null };
}

/** Answered it is kept as a dossier that was returned; passed on or given back, as one that was stopped. */
export function keepablePetition({ number, status, petition: { matter }, ending }: KnownPetition): Keepable {
  const isAnswered = status === 'resolved' || status === 'published';
  return { code: number, keptAs: `petition:${matter}`, ended: ending === null ? null : { kind: isAnswered ? 'returned' : 'stopped', at: ending.at } };
}

const PETITION_NUMBER = /^PA-\d{4}-\d{5,}$/;

/** Petitions have a series of their own: no dossier is called like one. */
export function isPetitionNumber(code: string): boolean {
  return PETITION_NUMBER.test(code);
}
