/** Which orders somebody may read. One predicate for every list and every single order. */
export type Visibility =
  | Readonly<{ kind: 'unit'; unit: string; subordinates: boolean }>
  | Readonly<{ kind: 'all' }>
  | Readonly<{ kind: 'none' }>;

export type Reader = Readonly<{ agency: string; unit: string; roles: readonly string[] }>;

/** Clerks see the orders of their unit and those that are anyone's; leaders also those of subordinate units; auditors everything. */
export function visibilityOf({ agency, unit, roles }: Reader): Visibility {
  if (roles.includes('auditor')) return { kind: 'all' };
  if (agency !== 'postal' || unit === '') return { kind: 'none' };
  return { kind: 'unit', unit, subordinates: roles.includes('leader') };
}
