import type { TaskOffered } from '@lienthong/contracts';
import type { FollowStep } from '../../domain/dossier-following.js';

/** The inputs that intake's own work reads, by the names under which a procedure maps them: `reason` (text) and `items` (codes). */
export function stepOf(offered: TaskOffered): FollowStep['data'] {
  const { taskId, type, element, name, agency, unit, role, reasonVi, reasonEn, inputs, offeredAt, dueAt, dossierState } = offered;
  const reason = inputs?.['reason'];
  const items = inputs?.['items'];
  return {
    taskId, type, element, name, agency, unit, role, offeredAt, dueAt, state: dossierState,
    reason: { vi: reasonVi, en: reasonEn },
    proposal: typeof reason === 'string' ? reason : '',
    items: Array.isArray(items) ? items.filter((item) => typeof item === 'string') : [],
  };
}
