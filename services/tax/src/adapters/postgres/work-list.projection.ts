import { workListProjection, type WorkListRules } from '@lienthong/service-host';
import type { ObligationEvent, StepName } from '../../domain/obligation.js';

export const workListRules: WorkListRules<ObligationEvent['type'], StepName> = {
  doneBy: { NoticeIssued: 'assess', ObligationSettled: 'await-payment' },
  endedBy: 'ObligationCancelled',
};

export const workList = workListProjection(workListRules);
