import type { Sight } from './dossier-reads.js';

type Reader = Readonly<{ subject: string; agency: string; roles: readonly string[] }>;

/** The one-stop centre, auditors and administrators see all; an agency what passed through it; a citizen what is theirs. */
export function sightOf(reader: Reader): Sight {
  if (reader.roles.includes('citizen')) return { kind: 'person', identifier: reader.subject };
  if (reader.agency === 'one-stop' || reader.roles.some((role) => role === 'auditor' || role === 'administrator')) return { kind: 'all' };
  return { kind: 'agency', agency: reader.agency };
}

/** Roles that are told what is wrong with the logs. */
export const WATCHES_LOGS: readonly string[] = ['auditor', 'administrator', 'leader'];

export const watchesLogs = ({ roles }: Pick<Reader, 'roles'>): boolean => roles.some((role) => WATCHES_LOGS.includes(role));
