import type { StoredEvent } from '@lienthong/event-store';
import { openSteps } from './work-list.projection.js';

// A sample office that checks and pays.

type Happened = Readonly<{ type: string; data: object | null }>;
const [CODE, OTHER_CODE, AT] = ['H56.17-261120-0001', 'H56.17-261120-0002', '2026-11-23T09:00:00+07:00'];
const rules = { doneBy: { Checked: 'check' }, endedBy: 'Ended' };
const opened = (...events: readonly Happened[]) => openSteps(rules, events as unknown as readonly StoredEvent[]);
const openIn = (...events: readonly Happened[]): readonly string[] => opened(...events).open.map(({ task_id }) => task_id);

const offered = (step: string, taskId = `${CODE}~${step}`, dossierCode = CODE): Happened => ({
  type: 'StepOffered',
  data: {
    dossierCode, dossierRef: 'ab'.repeat(32), taskId, step, element: `${step}-element`, name: 'Bước mẫu', unit: 'H56.23', role: 'officer',
    reasonVi: 'Chờ cán bộ', reasonEn: 'Waits for an officer', offeredAt: AT, dueAt: '', inputs: '{"share":0.5}',
  },
});
const checked = { type: 'Checked', data: { dossierCode: CODE } };

describe('the work list', () => {
  it('has a step from its offer until it is done', () => {
    expect(openIn(offered('check'))).toEqual([`${CODE}~check`]);
    expect(openIn(offered('check'), checked)).toEqual([]);
  });

  it('shows what was offered, without a time where none is due', () => {
    const { type, data } = offered('check');
    const row = {
      dossier_code: CODE, step: 'check', task_id: `${CODE}~check`, element: 'check-element', name: 'Bước mẫu', name_en: 'Sample step', unit: 'H56.23', role: 'officer',
      reason_vi: 'Chờ cán bộ', reason_en: 'Waits for an officer', since: AT, due_at: null, inputs: { share: 0.5 },
    };
    expect(opened({ type, data: { ...data, nameEn: 'Sample step' } }).open).toEqual([row]);
    // As events were before the English name was told.
    expect(opened({ type, data }).open).toEqual([{ ...row, name_en: '' }]);
  });

  it('has a step that is offered again after it was done, even within one batch', () => {
    expect(openIn(offered('check'), checked, offered('check', 'second'))).toEqual(['second']);
  });

  it('has a step under the last date that it was moved to, within the batch of its offer or later, and no other', () => {
    const moved = (taskId: string, dueAt: string): Happened => ({ type: 'StepDateMoved', data: { dossierCode: CODE, taskId, step: 'check', dueAt, movedAt: AT } });
    const rows = [{ dossier_code: CODE, task_id: `${CODE}~check`, due_at: '2026-11-26T09:00:00+07:00' }];
    const moves = [moved(`${CODE}~check`, AT), moved(`${CODE}~check`, '2026-11-26T09:00:00+07:00')];
    expect(opened(offered('check'), offered('pay'), ...moves)).toMatchObject({ open: [{ step: 'check', due_at: '2026-11-26T09:00:00+07:00' }, { step: 'pay', due_at: null }], moved: rows });
    expect(opened(...moves)).toEqual({ touched: [], open: [], moved: rows });
  });

  it('takes off what processing withdrew, and nothing else', () => {
    const withdrawn = { type: 'StepClosed', data: { dossierCode: CODE, taskId: 'x', step: 'check', how: 'withdrawn', reason: '', closedAt: AT } };
    expect(openIn(offered('check'), offered('pay'), withdrawn)).toEqual([`${CODE}~pay`]);
  });

  it('forgets every step of a dossier that ended, and of no other', () => {
    expect(opened(offered('check', 'other', OTHER_CODE), offered('check'), { type: 'Ended', data: { dossierCode: CODE } })).toMatchObject({
      open: [{ task_id: 'other' }], touched: [{ dossier_code: OTHER_CODE }, { dossier_code: CODE, step: 'check' }, { dossier_code: CODE, step: null }],
    });
  });

  it('passes over what has been erased', () => {
    expect(opened({ type: 'StepOffered', data: null })).toEqual({ touched: [], open: [], moved: [] });
  });
});
