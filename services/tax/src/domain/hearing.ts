import type { Obligation } from './obligation.js';

export type Reader = Readonly<{ subject: string; agency: string; unit: string; roles: readonly string[] }>;

/**
 * Who is told how an amount came about beside the office that has the step: the parties, whom it is asked of; the one-stop unit that took the
 * dossier in, which hands them the notice; auditors. Once it is decided: before that it is the office's own figure.
 */
export function mayHearOf({ papers }: Obligation, { subject, agency, unit, roles }: Reader): boolean {
  // A role among others does not widen what a citizen's account may see.
  if (agency === 'citizen' || roles.includes('citizen')) return papers !== null && [papers.transferor, papers.transferee].some(({ identifier }) => identifier === subject);
  if (roles.includes('auditor')) return true;
  return agency === 'one-stop' && unit !== '' && papers?.receivingUnit === unit;
}
