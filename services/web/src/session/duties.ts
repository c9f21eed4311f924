import type { Person } from './session.js';

// For showing only: what a person may do is decided by the services.

/** Sees how the logs are audited in full; anybody else sees whether they are witnessed. */
export function watchesLogs({ roles }: Person): boolean {
  return ['auditor', 'administrator', 'leader'].some((role) => roles.includes(role));
}

/** Proposes the destruction of dossiers past their retention. */
export function proposesDestruction({ agency, roles }: Person): boolean {
  return agency === 'one-stop' && roles.includes('records-officer');
}

/** Approves or rejects what somebody else proposed. */
export function decidesDestruction({ agency, roles }: Person): boolean {
  return agency === 'one-stop' && (roles.includes('records-officer') || roles.includes('leader'));
}

export function seesDestruction(person: Person): boolean {
  return decidesDestruction(person) || person.roles.includes('auditor');
}

/** Repairs what a procedure could not do by itself: a leader for the agency, an administrator for all. */
export function settlesIncidents({ roles }: Person): boolean {
  return roles.includes('leader') || roles.includes('administrator');
}

/** Answers for due dates: gives more time, says sorry, corrects what was written down wrongly. */
export function changesDates({ roles }: Person): boolean {
  return roles.includes('leader') || roles.includes('administrator');
}

/** Has a list of tasks. */
export function hasTasks({ roles }: Person): boolean {
  return ['clerk', 'officer', 'checker', 'leader', 'administrator'].some((role) => roles.includes(role));
}

/** Follows what is late or about to be: who does the work sees the own, leaders and auditors that of others. */
export function watchesDeadlines(person: Person): boolean {
  return hasTasks(person) || person.roles.includes('auditor');
}

/** Sees the indicators of the own units. */
export function seesReports({ roles }: Person): boolean {
  return roles.includes('leader') || roles.includes('auditor');
}

/** Enters a petition: for somebody at the desk, or in the own name. */
export function registersPetitions({ agency, roles }: Person): boolean {
  return roles.includes('citizen') || (agency === 'one-stop' && ['clerk', 'leader', 'inspector'].some((role) => roles.includes(role)));
}

/** Owns rules: publishes new versions of them. */
export function publishesRules({ roles }: Person): boolean {
  return roles.includes('analyst') || roles.includes('administrator');
}

export function seesPetitions(person: Person): boolean {
  return registersPetitions(person) || person.roles.includes('auditor');
}

/** Hands in applications: a citizen the own, a clerk at the counter for whoever came. */
export function handsIn({ agency, roles }: Person): boolean {
  return roles.includes('citizen') || (agency === 'one-stop' && roles.includes('clerk'));
}
