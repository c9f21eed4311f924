import type { StoredEvent } from '@lienthong/event-store';
import { AT, CODE, NOTICE, offered, OTHER_CODE, TOTAL } from '../../domain/spec-samples.js';
import { openSteps } from './work-list.projection.js';

type Happened = Readonly<{ type: string; data: object | null }>;
const stored = (...events: readonly Happened[]): readonly StoredEvent[] => events as unknown as readonly StoredEvent[];
const issued = { type: 'NoticeIssued', data: { dossierCode: CODE, noticeNumber: NOTICE, amount: TOTAL, issuedAt: AT, payBy: '2026-12-23', taxOffice: 'H56.T7', entry: [] } };
const openIn = (...events: readonly Happened[]): readonly string[] => openSteps(stored(...events)).open.map(({ task_id }) => task_id);

describe('the work list', () => {
  it('has a step from its offer until its notice is issued', () => {
    expect(openIn(offered('assess'))).toEqual([`${CODE}~assess`]);
    expect(openIn(offered('assess'), issued)).toEqual([]);
  });

  it('has a step that is offered again after it was done, even within one batch', () => {
    expect(openIn(offered('assess'), issued, offered('assess', 'second'))).toEqual(['second']);
  });

  it('takes off what processing withdrew, and nothing else', () => {
    const withdrawn = { type: 'StepClosed', data: { dossierCode: CODE, taskId: 'x', step: 'assess', how: 'withdrawn', reason: '', closedAt: AT } };
    expect(openIn(offered('assess'), offered('await-payment'), withdrawn)).toEqual([`${CODE}~await-payment`]);
  });

  it('forgets every step of a dossier that ended, and of no other', () => {
    const other = { type: 'StepOffered', data: { ...offered('assess').data, dossierCode: OTHER_CODE, taskId: 'other' } };
    const cancelled = { type: 'ObligationCancelled', data: { dossierCode: CODE, outcome: 'withdrawn', cancelledAt: AT, entry: [] } };
    expect(openSteps(stored(other, offered('assess'), cancelled))).toMatchObject({
      open: [{ task_id: 'other' }], touched: [{ dossier_code: OTHER_CODE }, { dossier_code: CODE, step: 'assess' }, { dossier_code: CODE, step: null }],
    });
  });

  it('passes over what has been erased', () => {
    expect(openSteps(stored({ type: 'StepOffered', data: null }))).toEqual({ touched: [], open: [] });
  });
});
