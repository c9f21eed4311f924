import type { StoredEvent } from '@lienthong/event-store';
import { openSteps } from '@lienthong/service-host';
import { AT, CODE, offered, officer, OTHER_CODE, PARCEL } from '../../domain/spec-samples.js';
import type { StepName } from '../../domain/transfer.js';
import { workListRules } from './work-list.projection.js';

type Happened = Readonly<{ type: string; data: object | null }>;
const after = (...events: readonly Happened[]) => openSteps(workListRules, events as unknown as readonly StoredEvent[]);
const verified = { type: 'ParcelVerified', data: { dossierCode: CODE, parcel: PARCEL, rightId: `${PARCEL}-R1`, certificateNumber: 'BX 1', verifiedAt: AT, by: officer } };
const openIn = (...events: readonly Happened[]): readonly string[] => after(...events).open.map(({ task_id }) => task_id);

describe('the work list', () => {
  it('has a step from its offer until an officer has done it', () => {
    expect(openIn(offered('verify-parcel'))).toEqual([`${CODE}~verify-parcel`]);
    expect(openIn(offered('verify-parcel'), verified)).toEqual([]);
  });

  it.each<[string, StepName]>([
    ['ParcelVerificationFailed', 'verify-parcel'], ['TransferSlipIssued', 'issue-transfer-slip'], ['RegistrationConcluded', 'register-transfer'],
  ])('%s completes %s, and no other step', (type, step) => {
    const others: readonly StepName[] = (['verify-parcel', 'issue-transfer-slip', 'register-transfer'] as const).filter((other) => other !== step);
    expect(openIn(offered(step), ...others.map((other) => offered(other)), { type, data: { dossierCode: CODE } })).toEqual(others.map((other) => `${CODE}~${other}`));
  });

  it('forgets every step of a dossier that ended, and of no other', () => {
    const other = { type: 'StepOffered', data: { ...offered('verify-parcel').data, dossierCode: OTHER_CODE, taskId: 'other' } };
    const closed = { type: 'TransferClosed', data: { dossierCode: CODE, outcome: 'withdrawn', closedAt: AT } };
    expect(after(other, offered('verify-parcel'), closed)).toMatchObject({
      open: [{ task_id: 'other' }], touched: [{ dossier_code: OTHER_CODE }, { dossier_code: CODE, step: 'verify-parcel' }, { dossier_code: CODE, step: null }],
    });
  });
});
