import type { OpenJob } from '@lienthong/bpmn';
import type { Instance, JobOpened } from './instance.js';
import type { Reader } from './visibility.js';

/** What sight of a task depends on, whether it is open or done. */
export type SeenTask = Pick<JobOpened['data'], 'agency' | 'unit' | 'role'>;

/** The work of an office is seen by those of it who may do it, by its leaders and by who has it; a done task as long as the office has the dossier. */
export function maySeeTask({ agency, unit, role }: SeenTask, reader: Reader, open: OpenJob | undefined): boolean {
  if (reader.roles.includes('administrator')) return true;
  const isAtHome = (agency === '' || agency === reader.agency) && (unit === '' || unit === reader.unit);
  const isTheirs = open?.claimed?.by.subject === reader.subject || open?.owner?.subject === reader.subject;
  const maySee = role === null || reader.roles.includes(role) || reader.roles.includes('leader') || (open?.escalatedTo ?? []).some((other) => reader.roles.includes(other));
  return isAtHome && (isTheirs || maySee);
}

export const openTaskOf = ({ run }: Instance, jobKey: string): OpenJob | undefined => (Object.hasOwn(run.jobs, jobKey) ? run.jobs[jobKey] : undefined);
