import type { StoredEvent } from '@lienthong/event-store';
import { AT, CODE, offered, officer, OTHER_CODE, PARCEL } from '../../domain/spec-samples.js';
import { openSteps } from './work-list.projection.js';

type Happened = Readonly<{ type: string; data: object | null }>;
const stored = (...events: readonly Happened[]): readonly StoredEvent[] => events as unknown as readonly StoredEvent[];
const verified = { type: 'ParcelVerified', data: { dossierCode: CODE, parcel: PARCEL, rightId: `${PARCEL}-R1`, certificateNumber: 'BX 1', verifiedAt: AT, by: officer } };
const openIn = (...events: readonly Happened[]): readonly string[] => openSteps(stored(...events)).open.map(({ task_id }) => task_id);

describe('the work list', () => {
  it('has a step from its offer until an officer has done it', () => {
    expect(openIn(offered('verify-parcel'))).toEqual([`${CODE}~verify-parcel`]);
    expect(openIn(offered('verify-parcel'), verified)).toEqual([]);
  });

  it('has a step that is offered again after it was done, even within one batch', () => {
    expect(openIn(offered('verify-parcel'), verified, offered('verify-parcel', 'second'))).toEqual(['second']);
  });

  it('takes off what processing withdrew, and nothing else', () => {
    const withdrawn = { type: 'StepClosed', data: { dossierCode: CODE, taskId: 'x', step: 'verify-parcel', how: 'withdrawn', reason: '', closedAt: AT } };
    expect(openIn(offered('verify-parcel'), offered('issue-transfer-slip'), withdrawn)).toEqual([`${CODE}~issue-transfer-slip`]);
  });

  it('forgets every step of a dossier that ended, and of no other', () => {
    const other = { type: 'StepOffered', data: { ...offered('verify-parcel').data, dossierCode: OTHER_CODE, taskId: 'other' } };
    const closed = { type: 'TransferClosed', data: { dossierCode: CODE, outcome: 'withdrawn', closedAt: AT } };
    expect(openSteps(stored(other, offered('verify-parcel'), closed))).toMatchObject({
      open: [{ task_id: 'other' }], touched: [{ dossier_code: OTHER_CODE }, { dossier_code: CODE, step: 'verify-parcel' }, { dossier_code: CODE, step: null }],
    });
  });

  it('passes over what has been erased', () => {
    expect(openSteps(stored({ type: 'StepOffered', data: null }))).toEqual({ touched: [], open: [] });
  });
});
