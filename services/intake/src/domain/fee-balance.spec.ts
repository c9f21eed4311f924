import { specFor } from '@lienthong/testing';
import { dossierDecider } from './dossier.decider.js';
import type { DossierEvent } from './dossier.js';
import { APPLICATION, CLERK, CODE, dossierAccepted, NOW, submitted, supplementRequested } from './spec-samples.js';

const { given } = specFor(dossierDecider);
const charged = (amount: number) => [{ code: 'P1', name: { vi: 'Phí', en: 'Fee' }, amount, lines: [] }];
const receipt: DossierEvent = { ...dossierAccepted(), data: { ...dossierAccepted().data, charges: charged(100) } };
const corrected = (amount: number): DossierEvent => ({ type: 'DossierSupplemented', data: { code: CODE, state: 4, components: [], supplementedAt: NOW, application: APPLICATION, round: { at: NOW, by: CLERK, reason: 'Sửa giá', corrections: [] }, charges: charged(amount) } });
const pay = (amount: number, reference: string) => ({ type: 'RecordPayment', at: NOW, data: { by: CLERK, amount, manner: 'cash', gateway: null, reference, paidAt: NOW } }) as const;
const { agency: _agency, ...recordedBy } = CLERK;
const paid = (amount: number, reference: string): DossierEvent => ({ type: 'FeePaid', data: { code: CODE, payment: { amount, manner: 'cash', gateway: null, reference, paidAt: NOW, recordedBy } } });
const before = [submitted(), receipt, paid(100, 'BL-1'), supplementRequested('appraisal')] as const;

describe('fees that a correction changes after they were paid', () => {
  it('are paid by the difference, once', () => {
    given(...before, corrected(150)).when(pay(50, 'BL-2')).then(paid(50, 'BL-2'));
    given(...before, corrected(150)).when(pay(150, 'BL-2')).thenRejected('FEE_AMOUNT_DIFFERS');
    given(...before, corrected(150)).when(pay(100, 'BL-1')).thenNothing();
    given(...before, corrected(150), paid(50, 'BL-2')).when(pay(50, 'BL-2')).thenNothing();
    given(...before, corrected(150), paid(50, 'BL-2')).when(pay(50, 'BL-3')).thenRejected('FEE_PAID_ALREADY');
  });
  it('leave nothing to pay where they fell', () => given(...before, corrected(80)).when(pay(20, 'BL-2')).thenRejected('FEE_PAID_ALREADY'));
  it('keep every payment', () => {
    const state = [...before, corrected(150), paid(50, 'BL-2'), corrected(170), paid(20, 'BL-3')].reduce(dossierDecider.evolve, dossierDecider.initial);
    expect(state).toMatchObject({ payment: { amount: 20, reference: 'BL-3', before: [{ amount: 100, reference: 'BL-1' }, { amount: 50, reference: 'BL-2' }] } });
  });
});
