import type { Money } from '@lienthong/kernel';
import type { Application, By } from './application.js';
import type { DossierAccepted, DossierEvent, DossierSubmitted, Work } from './dossier.js';
import type { ProcedureVersion } from './procedure.js';

// Sample data for specs: nobody of these names or numbers is meant.

export const CODE = 'H56.17-20261120-0001';

export const CLERK: By = { agency: 'one-stop', unit: 'H56.17', subject: 'clerk-1', name: 'Cán bộ mẫu Một' };
export const SECOND_CLERK: By = { agency: 'one-stop', unit: 'H56.17', subject: 'clerk-2', name: 'Cán bộ mẫu Hai' };
export const CLERK_ELSEWHERE: By = { agency: 'one-stop', unit: 'H56.18', subject: 'clerk-3', name: 'Cán bộ mẫu Ba' };
export const SELLER: By = { agency: 'citizen', unit: '', subject: '038000000001', name: 'Công dân mẫu A' };
export const STRANGER: By = { agency: 'citizen', unit: '', subject: '038000000009', name: 'Công dân mẫu X' };

const person = (name: string, identifier: string) => ({ name, identifier, address: 'Địa chỉ mẫu', phone: '0900000000', email: '' });

/** A transfer between two parties. */
export type Transfer = Application & Required<Pick<Application, 'transferor' | 'transferee' | 'parcel' | 'contractPrice'>>;

export const APPLICATION: Transfer = {
  procedureCode: '1.013831',
  channel: 'counter',
  receivingUnit: 'H56.17',
  submitter: person('Công dân mẫu A', '038000000001'),
  transferor: person('Công dân mẫu A', '038000000001'),
  transferee: person('Công dân mẫu B', '038000000002'),
  parcel: { mapSheet: '12', parcelNumber: '345', commune: '14758', certificateNumber: 'AB 123456' },
  contractPrice: 1_200_000_000 as Money,
  returnManner: 'counter',
  recipient: person('Công dân mẫu B', '038000000002'),
  components: [{ code: 'TP1', originals: 1, copies: 0, files: [] }, { code: 'TP2', originals: 1, copies: 0, files: [] }],
  competentUnits: { 'land-registry': 'H56.23', tax: 'H56.T7' },
};

export const VERSION: ProcedureVersion = {
  code: '1.013831',
  version: 1,
  name: { vi: 'Chuyển nhượng quyền sử dụng đất (mẫu)', en: 'Transfer of land-use rights (sample)' },
  effectiveFrom: '2026-01-01',
  limit: { duration: 'P10D', unit: 'working' },
  calendar: 'vn-h56-2026',
  components: [
    { code: 'TP1', name: { vi: 'Đơn đăng ký biến động', en: 'Application form' }, mandatory: true, originals: 1, copies: 0, form: '18' },
    { code: 'TP2', name: { vi: 'Hợp đồng chuyển nhượng', en: 'Transfer contract' }, mandatory: true, originals: 1, copies: 0, form: '' },
    { code: 'TP3', name: { vi: 'Trích đo', en: 'Survey extract' }, mandatory: false, originals: 0, copies: 1, form: '' },
  ],
  fees: [],
};

export const SUBMITTED_AT = '2026-11-20T15:00:00.000+07:00';
export const RECEIVED_AT = '2026-11-20T15:30:00.000+07:00';
export const NOW = '2026-11-20T15:31:00.000+07:00';

export const submitted = (changes: Partial<Application> = {}): DossierSubmitted => ({
  type: 'DossierSubmitted',
  data: { code: CODE, submission: 'sample', submittedAt: SUBMITTED_AT, submittedBy: CLERK, application: { ...APPLICATION, ...changes } },
});

export const dossierAccepted = (changes: Partial<Application> = {}): DossierAccepted => ({
  type: 'DossierAccepted',
  data: {
    code: CODE, submittedAt: SUBMITTED_AT, application: { ...APPLICATION, ...changes },
    receivedAt: RECEIVED_AT, dueAt: '2026-12-04T15:30:00+07:00', calendar: 'vn-h56-2026', procedureVersion: 1,
    acceptedBy: { unit: 'H56.17', subject: 'clerk-1', name: 'Cán bộ mẫu Một' },
  },
});

export const followed = (state: 4 | 5 | 6 | 9): DossierEvent => ({
  type: 'StateFollowed', data: { code: CODE, state, step: 'Bước mẫu', agency: 'land-registry', followedAt: NOW },
});

export const decided: DossierEvent = { type: 'ResultDecided', data: { code: CODE, state: 4, certificateNumber: 'AA 00000001', decidedAt: NOW } };

export const work = (type: Work['type']): Work => ({
  taskId: `${CODE}~1`, type, element: 'step', name: 'Bước mẫu', unit: 'H56.17', role: 'clerk', reason: { vi: 'Lý do mẫu của bước', en: 'Sample reason of the step' },
  proposal: 'Sơ đồ thửa đất không khớp bản đồ địa chính', items: [], offeredAt: NOW, dueAt: '',
});

export const offered = (type: Work['type']): DossierEvent => ({ type: 'WorkOffered', data: { code: CODE, ...work(type) } });

export const supplementRequested = (stage: 'intake' | 'appraisal', items: readonly string[] = []): DossierEvent => ({
  type: 'SupplementRequested', data: { code: CODE, state: 5, stage, items, reason: 'Hợp đồng thiếu trang thứ ba', requestedAt: NOW },
});

// A request of another kind: one applicant, and what the procedure's own form asks for.

export const BIRTH_VERSION: ProcedureVersion = { ...VERSION, code: '3.000722', name: { vi: 'Liên thông khai sinh (mẫu)', en: 'Interlinked birth group (sample)' }, components: [], variables: ['code', 'childName', 'wantsIdentityCard'] };

const { transferor: MOTHER, transferee: _transferee, parcel: _parcel, contractPrice: _price, ...ANY } = APPLICATION;
export const BIRTH: Application = { ...ANY, procedureCode: '3.000722', applicant: MOTHER, recipient: MOTHER, components: [], content: { childName: 'Trẻ mẫu', wantsIdentityCard: false } };

export const CHILD = {
  childCode: 'H56.17.1-20261120-0000001', procedureCode: '1.001193', name: { vi: 'Đăng ký khai sinh', en: 'Birth registration' }, agency: 'civil-status', unit: 'H56.17.1',
  startedAt: RECEIVED_AT, dueAt: '2026-11-23T15:30:00+07:00',
} as const;
export const childStarted: DossierEvent = { type: 'ChildStarted', data: { code: CODE, ...CHILD } };
