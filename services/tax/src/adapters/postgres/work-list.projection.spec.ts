import type { StoredEvent } from '@lienthong/event-store';
import { openSteps } from '@lienthong/service-host';
import { AT, CODE, NOTICE, offered, OTHER_CODE, TOTAL } from '../../domain/spec-samples.js';
import { workListRules } from './work-list.projection.js';

type Happened = Readonly<{ type: string; data: object | null }>;
const after = (...events: readonly Happened[]) => openSteps(workListRules, events as unknown as readonly StoredEvent[]);
const issued = { type: 'NoticeIssued', data: { dossierCode: CODE, noticeNumber: NOTICE, amount: TOTAL, issuedAt: AT, payBy: '2026-12-23', taxOffice: 'H56.T7', entry: [] } };
const settled = { type: 'ObligationSettled', data: { dossierCode: CODE, noticeNumber: NOTICE, paid: TOTAL, receiptNumber: 'BL2026-0000123', settledAt: AT } };
const openIn = (...events: readonly Happened[]): readonly string[] => after(...events).open.map(({ task_id }) => task_id);

describe('the work list', () => {
  it('has a step from its offer until its notice is issued', () => {
    expect(openIn(offered('assess'))).toEqual([`${CODE}~assess`]);
    expect(openIn(offered('assess'), issued)).toEqual([]);
  });

  it('shows that a dossier waits for its payment until it is settled', () => {
    expect(openIn(offered('await-payment'), issued)).toEqual([`${CODE}~await-payment`]);
    expect(openIn(offered('await-payment'), issued, settled)).toEqual([]);
  });

  it('forgets every step of a dossier that ended, and of no other', () => {
    const other = { type: 'StepOffered', data: { ...offered('assess').data, dossierCode: OTHER_CODE, taskId: 'other' } };
    const cancelled = { type: 'ObligationCancelled', data: { dossierCode: CODE, outcome: 'withdrawn', cancelledAt: AT, entry: [] } };
    expect(after(other, offered('assess'), cancelled)).toMatchObject({
      open: [{ task_id: 'other' }], touched: [{ dossier_code: OTHER_CODE }, { dossier_code: CODE, step: 'assess' }, { dossier_code: CODE, step: null }],
    });
  });
});
