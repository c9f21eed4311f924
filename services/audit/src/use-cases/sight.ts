import type { Sight } from './dossier-reads.js';

/** The one-stop centre, auditors and administrators see all; an agency what passed through it; a citizen what is theirs. */
export function sightOf(reader: Readonly<{ subject: string; agency: string; roles: readonly string[] }>): Sight {
  if (reader.roles.includes('citizen')) return { kind: 'person', identifier: reader.subject };
  if (reader.agency === 'one-stop' || reader.roles.some((role) => role === 'auditor' || role === 'administrator')) return { kind: 'all' };
  return { kind: 'agency', agency: reader.agency };
}
