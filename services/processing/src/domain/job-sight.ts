import type { OpenJob } from '@lienthong/bpmn';
import type { Instance } from './instance.js';
import { maySee, type Reader } from './visibility.js';

/** The role of a machine that works an agency's jobs. */
export const WORKER = 'worker';

/**
 * Whose job it is: that of the agency, and of the office where the dossier names one. A machine without a unit works for all offices of its
 * agency; an officer needs the role that the step names. `adapters/postgres/jobs-board` says the same in SQL.
 */
export function mayWork({ kind, agency, role }: Pick<OpenJob, 'kind' | 'agency' | 'role'>, unit: string, worker: Reader): boolean {
  if (kind !== 'service' || agency === '' || agency !== worker.agency) return false;
  if (worker.roles.includes(WORKER)) return unit === '' || worker.unit === '' || unit === worker.unit;
  return (unit === '' || unit === worker.unit) && (role === null || worker.roles.includes(role));
}

/** Once it is closed its office is not known any more; the dossier's is. */
export function mayHaveWorked(instance: Instance, worker: Reader): boolean {
  const isOfWholeAgency = worker.unit === '' && worker.roles.includes(WORKER) && instance.pin?.units[worker.agency] !== undefined;
  return isOfWholeAgency || maySee(instance, worker);
}
