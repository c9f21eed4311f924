import { specFor } from '@lienthong/testing';
import type { SynchronisationEvent } from './synchronisation.js';
import { synchronisationDecider, type SynchronisationOutcome } from './synchronisation.decider.js';
import { CODE, NOW, RECEIVED_AT } from './spec-samples.js';

const { given } = specFor(synchronisationDecider);
const { agency, ...reportedBy } = { agency: 'national-portal', unit: 'H56.P2', subject: 'connector', name: 'Kết nối mẫu' };
const step = (dossierVersion = 2) => ({ code: CODE, dossierVersion, state: 2, receivedAt: RECEIVED_AT }) as const;
const report = (outcome: SynchronisationOutcome, dossierVersion = 2) => ({ type: 'ReportSynchronisation', at: NOW, data: { by: { agency, ...reportedBy }, step: step(dossierVersion), outcome } }) as const;
const taken = (reference = 'DVC-1') => ({ kind: 'synchronised', reference, at: RECEIVED_AT }) as const;
const refusal = (reason = 'Mã thủ tục chưa có trên Cổng', at = RECEIVED_AT) => ({ kind: 'refused', reason, at }) as const;
const synchronised = (reference = 'DVC-1'): SynchronisationEvent => ({ type: 'DossierSynchronised', data: { ...step(), reference, synchronisedAt: RECEIVED_AT, reportedBy } });
const refused = (reason = 'Mã thủ tục chưa có trên Cổng'): SynchronisationEvent => ({ type: 'SynchronisationRefused', data: { ...step(), reason, refusedAt: RECEIVED_AT, reportedBy } });

describe('a report of the National Portal’s connector', () => {
  it('is recorded, taken or refused', () => {
    given().when(report(taken())).then(synchronised());
    given().when(report(refusal())).then(refused());
  });
  it('stays quiet when it was said before', () => {
    given(synchronised()).when(report({ ...taken(), at: NOW })).thenNothing();
    given(refused()).when(report(refusal())).thenNothing();
  });
  it('may be better the next time, or as bad in other words', () => {
    given(refused()).when(report(taken())).then(synchronised());
    given(refused()).when(report(refusal('Cổng báo lỗi 500'))).then(refused('Cổng báo lỗi 500'));
  });
  it('takes nothing back that the portal has', () => {
    given(synchronised()).when(report(taken('DVC-2'))).thenRejected('SYNCHRONISED_ALREADY');
    given(refused(), synchronised()).when(report(refusal())).thenRejected('SYNCHRONISED_ALREADY');
  });
  it('is about one state: another of the same dossier is another report', () => {
    const later = { ...synchronised(), data: { ...synchronised().data, dossierVersion: 5 } } as SynchronisationEvent;
    given(synchronised()).when(report(taken(), 5)).then(later);
  });
  it('tells of no time to come', () => given().when(report({ ...taken(), at: '2099-01-01T00:00:00.000+07:00' })).thenRejected('DATE_IN_FUTURE'));
  it('fills no log with refusals', () => {
    const many = Array.from({ length: 100 }, (_, index) => refused(`Lỗi ${index}`));
    given(...many).when(report(refusal('Lỗi khác'))).thenRejected('TOO_MANY_REFUSALS');
    given(...many).when(report(taken())).then(synchronised());
  });
});
