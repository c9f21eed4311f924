import { CITIZEN, ONE_STOP } from './application.js';
import type { KnownPetition } from './petition.js';
import type { Reader } from './visibility.js';

/**
 * Which petitions somebody may read. One predicate for list, one, explanation and acts. `isInside`: also what is protected: a denunciation is known to the
 * leaders and inspectors of its unit alone, and who wrote it to nobody else (domain §7.2).
 */
export type PetitionAccess =
  | Readonly<{ kind: 'author'; identifier: string }>
  | Readonly<{ kind: 'unit'; unit: string; subordinates: boolean; isInside: boolean }>
  | Readonly<{ kind: 'all' }>
  | Readonly<{ kind: 'none' }>;

export function petitionAccess({ subject, agency, unit, roles }: Reader): PetitionAccess {
  if (agency === CITIZEN || roles.includes('citizen')) return { kind: 'author', identifier: subject };
  if (roles.includes('auditor')) return { kind: 'all' };
  if (unit === '' || agency !== ONE_STOP) return { kind: 'none' };
  return { kind: 'unit', unit, subordinates: roles.includes('leader'), isInside: roles.includes('leader') || roles.includes('inspector') };
}

export function isProtected({ petition }: KnownPetition): boolean {
  return petition.matter === 'denunciation';
}

export function mayRead(access: PetitionAccess, state: KnownPetition): boolean {
  switch (access.kind) {
    case 'author': return state.author?.identifier === access.identifier && access.identifier !== '';
    case 'unit': return (state.unit === access.unit || (access.subordinates && state.unit.startsWith(`${access.unit}.`))) && (access.isInside || !isProtected(state));
    case 'all': return true;
    case 'none': return false;
  }
}

/** Officers act on what lies with their own unit. */
export function mayAct(access: PetitionAccess, state: KnownPetition): boolean {
  return access.kind === 'unit' && state.unit === access.unit && mayRead(access, state);
}

/** An auditor sees that there is a denunciation and how it was handled, never by whom it was made. */
export function seesAuthor(access: PetitionAccess, state: KnownPetition): boolean {
  return !isProtected(state) || access.kind === 'author' || (access.kind === 'unit' && access.isInside);
}
