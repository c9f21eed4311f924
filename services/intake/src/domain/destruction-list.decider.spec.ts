import { specFor } from '@lienthong/testing';
import { destructionListDecider, MOST_DOSSIERS, type Candidate } from './destruction-list.decider.js';
import type { DestroyedThere, DestructionEvent } from './destruction-list.js';
import { keptUntil, retentionRule, USUAL_RETENTION } from './retention.js';

const { given } = specFor(destructionListDecider);
const AT = '2050-01-02T09:00:00.000+07:00';
const LIST = 'TH-2050-0001';
const officer = { unit: 'H56.17', subject: 'records-1', name: 'Cán bộ lưu trữ mẫu' };
const leader = { unit: 'H56.17', subject: 'leader-1', name: 'Lãnh đạo mẫu' };
const legalBasis = 'Quyết định mẫu về thời hạn bảo quản';
const ref = 'ab'.repeat(32);
const rule = USUAL_RETENTION[0]!;
const candidate: Candidate = {
  code: 'H56.17-20261120-0001', ref, procedureCode: '1.013831', ending: { kind: 'returned', at: '2026-12-04T15:30:00.000+07:00' }, rule, keptUntil: '2047-01-01T00:00:00.000+07:00', listedOn: null,
};
const propose = (changes: object = {}) => ({ type: 'ProposeDestruction', at: AT, data: { list: LIST, legalBasis, dossiers: [candidate], by: officer, ...changes } }) as const;
const approve = (changes: object = {}) => ({ type: 'ApproveDestruction', at: AT, data: { list: LIST, dossiers: [{ ...candidate, listedOn: LIST }], by: leader, ...changes } }) as const;
const reject = (changes: object = {}) => ({ type: 'RejectDestruction', at: AT, data: { list: LIST, reason: 'Còn khiếu nại chưa giải quyết', by: leader, ...changes } }) as const;
const report = (agency: string): DestroyedThere => ({ ref, agency, events: 7, kept: 0, files: 0, erasedAt: AT, keptByLaw: [], recordsUntil: '' });
const record = (agency: string, agencies: readonly string[] = ['intake', 'tax']) => ({ type: 'RecordErasure', at: AT, data: { list: LIST, report: report(agency), agencies } }) as const;

const proposed: DestructionEvent = {
  type: 'DestructionProposed',
  data: { list: LIST, legalBasis, dossiers: [{ ref, procedureCode: '1.013831', outcome: 'returned', endedAt: '2026-12-04T15:30:00.000+07:00', keptUntil: '2047-01-01T00:00:00.000+07:00', confirmed: false }], proposedAt: AT, by: officer },
};
const approved: DestructionEvent = { type: 'DestructionApproved', data: { list: LIST, approvedAt: AT, by: leader } };
const rejectedEvent: DestructionEvent = { type: 'DestructionRejected', data: { list: LIST, reason: 'Còn khiếu nại chưa giải quyết', rejectedAt: AT, by: leader } };
const reported = (agency: string): DestructionEvent => ({ type: 'ErasureReported', data: { list: LIST, report: report(agency) } });
const certified: DestructionEvent = { type: 'DestructionCertified', data: { list: LIST, certificate: `CN-${LIST}`, legalBasis, dossiers: 1, certifiedAt: AT } };

describe('a destruction list', () => {
  it('is proposed with the references of its dossiers, and without their codes', () => {
    given().when(propose()).then(proposed);
    expect(JSON.stringify(proposed)).not.toContain(candidate.code);
  });

  it.each([
    ['DOSSIER_NOT_ENDED', { dossiers: [candidate, { ...candidate, ending: null }] }],
    ['RETENTION_RUNS', { dossiers: [{ ...candidate, keptUntil: '2050-01-02T09:00:00.001+07:00' }] }],
    ['RETENTION_UNKNOWN', { dossiers: [{ ...candidate, rule: null, keptUntil: '' }] }],
    ['DOSSIER_LISTED', { dossiers: [{ ...candidate, listedOn: 'TH-2049-0007' }] }],
    ['LEGAL_BASIS_MISSING', { legalBasis: 'OK' }],
    ['LIST_TOO_LONG', { dossiers: Array.from({ length: MOST_DOSSIERS + 1 }, () => candidate) }],
  ] as const)('is refused with %s', (code, changes) => given().when(propose(changes)).thenRejected(code));

  it('takes no number twice', () => given(proposed).when(propose()).thenRejected('LIST_NUMBER_TAKEN'));

  it('is approved by a second person', () => {
    given(proposed).when(approve()).then(approved);
    given(proposed).when(approve({ by: officer })).thenRejected('SECOND_PERSON_NEEDED');
    given(proposed).when(reject({ by: officer })).thenRejected('SECOND_PERSON_NEEDED');
  });

  it('is looked at again when it is approved', () => {
    given(proposed).when(approve({ dossiers: [{ ...candidate, ending: null }] })).thenRejected('DOSSIER_NOT_ENDED');
  });

  it('is not approved once another list has taken one of its dossiers', () => given(proposed).when(approve({ dossiers: [] })).thenRejected('LIST_OUTDATED'));

  it('is rejected with a reason', () => {
    given(proposed).when(reject()).then(rejectedEvent);
    given(proposed).when(reject({ reason: 'X1' })).thenRejected('REASON_NOT_HUMAN');
  });

  it('is decided once, and only where there is one', () => {
    given(proposed, approved).when(reject()).thenRejected('LIST_DECIDED');
    given(proposed, rejectedEvent).when(approve()).thenRejected('LIST_DECIDED');
    given().when(approve()).thenRejected('LIST_UNKNOWN');
  });

  it('is certified when every agency has reported every dossier', () => {
    given(proposed, approved).when(record('tax')).then(reported('tax'));
    given(proposed, approved, reported('tax')).when(record('intake')).then(reported('intake'), certified);
  });

  it('hears a report once', () => given(proposed, approved, reported('tax')).when(record('tax')).thenNothing());

  it('refuses reports that nobody asked for', () => {
    given(proposed).when(record('tax')).thenRejected('REPORT_UNEXPECTED');
    given(proposed, approved).when(record('stranger')).thenRejected('REPORT_UNEXPECTED');
    given(proposed, approved).when({ ...record('tax'), data: { ...record('tax').data, report: { ...report('tax'), ref: 'cd'.repeat(32) } } }).thenRejected('REPORT_UNEXPECTED');
  });
});

describe('retention', () => {
  const ended = { kind: 'returned', at: '2026-12-04T15:30:00.000+07:00' } as const;

  it('is counted from the end of the year', () => {
    expect(keptUntil('2026-01-02T00:00:00.000+07:00', 5)).toBe('2032-01-01T00:00:00.000+07:00');
    expect(keptUntil('2026-12-31T23:59:59.999+07:00', 5)).toBe('2032-01-01T00:00:00.000+07:00');
  });

  it('is the newest rule in force at the end, the procedure’s own before the one for all', () => {
    const own = { ...rule, procedure: '1.013831', years: 30 };
    const later = { ...rule, years: 10, effectiveFrom: '2026-12-01' };
    const tooLate = { ...rule, years: 1, effectiveFrom: '2026-12-05' };
    expect(retentionRule([rule, later, tooLate], '1.013831', ended)?.years).toBe(10);
    expect(retentionRule([rule, later, own], '1.013831', ended)?.years).toBe(30);
    expect(retentionRule([rule], '1.013831', { ...ended, at: '2020-01-01T00:00:00.000+07:00' })).toBeUndefined();
  });

  it('has a default for every outcome, none of them confirmed', () => {
    expect(USUAL_RETENTION.map(({ outcome }) => outcome).toSorted()).toEqual(['refused', 'returned', 'stopped', 'withdrawn']);
    expect(USUAL_RETENTION.some(({ confirmed }) => confirmed)).toBe(false);
  });
});
