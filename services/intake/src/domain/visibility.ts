import { CITIZEN, ONE_STOP } from './application.js';

/**
 * Which dossiers somebody may read. One predicate for lists, single dossiers, receipts, files and work: where it is translated into
 * a query, it is translated once.
 */
export type Visibility =
  | Readonly<{ kind: 'owner'; identifier: string }>
  | Readonly<{ kind: 'unit'; unit: string; subordinates: boolean }>
  | Readonly<{ kind: 'competent'; agency: string; unit: string }>
  | Readonly<{ kind: 'carrier'; unit: string }>
  | Readonly<{ kind: 'all' }>
  | Readonly<{ kind: 'none' }>;

export type Reader = Readonly<{ subject: string; agency: string; unit: string; roles: readonly string[] }>;

/**
 * Citizens see their own; clerks what their unit took in; leaders and records officers also that of subordinate units; other agencies what they are competent
 * for; the post only what comes or goes by post; auditors everything.
 */
export function visibilityOf({ subject, agency, unit, roles }: Reader): Visibility {
  if (agency === CITIZEN || roles.includes('citizen')) return { kind: 'owner', identifier: subject };
  if (roles.includes('auditor')) return { kind: 'all' };
  if (unit === '') return { kind: 'none' };
  if (agency === ONE_STOP) return { kind: 'unit', unit, subordinates: roles.includes('leader') || roles.includes('records-officer') };
  return agency === 'postal' ? { kind: 'carrier', unit } : { kind: 'competent', agency, unit };
}
