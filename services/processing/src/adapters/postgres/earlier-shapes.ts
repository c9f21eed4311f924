import type { Upcasters } from '@lienthong/event-store';
import type { ProcedureStep } from '../../domain/procedure.js';

/**
 * Events of earlier releases in today's shape. An event keeps the number of the shape in which it was written, and
 * `announce.ts` looks at it: what was announced without a field is announced without it for ever.
 */
export const earlierShapes: Upcasters = {
  // 1 → 2: steps have an English name.
  // 2 → 3: what the procedure wants to know of an application is told.
  ProcedurePublished: [
    (data) => ({ ...data, steps: (data as { steps: readonly Omit<ProcedureStep, 'nameEn'>[] }).steps.map((step) => ({ ...step, nameEn: '' })) }),
    (data) => ({ ...data, variables: [] }),
  ],
  JobOpened: [(data) => ({ ...data, nameEn: '' })],
  // 1 → 2: the same data, whose English reason is announced too.
  IncidentRaised: [(data) => data],
  DueDateMoved: [(data) => data],
};
