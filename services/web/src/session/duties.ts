import type { Person } from './session.js';

// For showing only: what a person may do is decided by the services.

/** Proposes, approves or refuses the destruction of dossiers past their retention. */
export function settlesDestruction({ roles }: Person): boolean {
  return roles.includes('records-officer') || roles.includes('administrator');
}

/** Sees how the logs are audited in full; anybody else sees whether they are witnessed. */
export function watchesLogs({ roles }: Person): boolean {
  return ['auditor', 'administrator', 'leader'].some((role) => roles.includes(role));
}
