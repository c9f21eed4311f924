import { workListProjection, type WorkListRules } from '@lienthong/service-host';
import type { StepName, TransferEvent } from '../../domain/transfer.js';

export const workListRules: WorkListRules<TransferEvent['type'], StepName> = {
  doneBy: { ParcelVerified: 'verify-parcel', ParcelVerificationFailed: 'verify-parcel', TransferSlipIssued: 'issue-transfer-slip', RegistrationConcluded: 'register-transfer' },
  endedBy: 'TransferClosed',
};

export const workList = workListProjection(workListRules);
