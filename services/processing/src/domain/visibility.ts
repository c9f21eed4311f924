import type { Instance } from './instance.js';

export type Reader = Readonly<{ subject: string; agency: string; unit: string; roles: readonly string[] }>;

const SEE_ALL: readonly string[] = ['auditor', 'administrator', 'service'];

/**
 * Whose dossier it is: the rule of the task list, for one dossier. An agency's office sees what it acts for; where the dossier names
 * no office of the agency, any of them may once a step is open there. Parties see their own.
 */
export function maySee({ pin, run }: Instance, { subject, agency, unit, roles }: Reader): boolean {
  if (pin === null) return false;
  // A role among others does not widen what a citizen's account may see.
  if (agency === 'citizen' || roles.includes('citizen')) return pin.parties?.includes(subject) ?? false;
  if (roles.some((role) => SEE_ALL.includes(role))) return true;
  const office = pin.units[agency];
  return office === undefined ? Object.values(run.jobs).some((job) => job.agency === agency) : office === unit;
}
