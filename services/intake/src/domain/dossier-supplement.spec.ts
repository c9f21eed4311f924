import { specFor } from '@lienthong/testing';
import type { Application } from './application.js';
import type { DossierSupplemented } from './dossier.js';
import type { SupplementDossier } from './dossier-supplement.js';
import { dossierDecider } from './dossier.decider.js';
import type { ProcedureVersion } from './procedure.js';
import { APPLICATION, CLERK, CODE, dossierAccepted, followed, NOW, SELLER, submitted, supplementRequested, VERSION } from './spec-samples.js';

const { given } = specFor(dossierDecider);
const form = { components: [
  { type: 'group', path: 'parcel', components: [{ type: 'textfield', key: 'mapSheet', label: 'Tờ bản đồ', properties: { labelEn: 'Map sheet' }, validate: { required: true } }] },
  { type: 'textfield', key: 'note', label: 'Ghi chú', validate: { maxLength: 10 } }, { type: 'checkbox', key: 'isUrgent', label: 'Gấp' },
] };
const procedure = { versions: [{ ...VERSION, variables: ['parcel', 'note', 'isUrgent'], applicationForm: JSON.stringify(form) } as ProcedureVersion] };
const SAID = { content: { note: 'cũ' } };
/** What nobody has filled in is no correction. */
const SAYS = { content: { note: 'cũ', isUrgent: false } };
const WHY = 'Hợp đồng thiếu trang thứ ba';
const CHARGES = [{ code: 'LP1', name: { vi: 'Lệ phí', en: 'Fee' }, amount: 28_000, lines: [] }];
const ROUTING = { kind: 'rule', lines: [] } as const;
const correcting = (data: Partial<SupplementDossier['data']>): SupplementDossier => ({ type: 'SupplementDossier', at: NOW, data: { by: SELLER, components: [], procedure, ...data } });

/** What the parcel's sheet was and is, in an application that says nothing else anew. */
function supplementedWith(state: 1 | 4, application: Partial<Application>, more: Partial<DossierSupplemented['data']> = {}): DossierSupplemented {
  const corrections = [{ field: 'parcel.mapSheet', label: { vi: 'Tờ bản đồ', en: 'Map sheet' }, before: '12', after: '21' }];
  return { type: 'DossierSupplemented', data: {
    code: CODE, state, components: [], supplementedAt: NOW, application: { ...APPLICATION, ...SAYS, parcel: { ...APPLICATION.parcel, mapSheet: '21' }, ...application }, formVersion: 1, round: { at: NOW, by: SELLER, reason: WHY, corrections }, ...more,
  } };
}
const sheet = { parcel: { mapSheet: '21' } };
const atCounter = [submitted(SAID), supplementRequested('intake')] as const;
const inAppraisal = [submitted(SAID), dossierAccepted(SAID), followed(4), supplementRequested('appraisal')] as const;

describe('setting an application right', () => {
  it('keeps what was and is said, by whom and why; the rest stays', () => given(...atCounter).when(correcting({ corrected: sheet })).then(supplementedWith(1, {})));
  it('takes the reason that is given', () => given(...atCounter).when(correcting({ corrected: sheet, reason: ' Ghi nhầm số tờ ' })).then(
    supplementedWith(1, {}, { round: { ...supplementedWith(1, {}).data.round!, reason: 'Ghi nhầm số tờ' } })));
  it('is held against the form like a submission', () => {
    given(...atCounter).when(correcting({ corrected: { parcel: { mapSheet: '' } } })).thenRejected('FORM_INVALID');
    given(...atCounter).when(correcting({ corrected: { content: { note: 'dài hơn mười chữ' } } })).thenRejected('FORM_INVALID');
  });
  it('that says nothing else, with no paper, is none', () => {
    given(...atCounter).when(correcting({ corrected: { parcel: { mapSheet: '12' }, content: { note: 'cũ' } } })).thenRejected('NOTHING_CORRECTED');
    given(...atCounter).when(correcting({})).thenRejected('NOTHING_CORRECTED');
  });
  it('is what was asked for by the field’s name, as a paper is by its code', () => {
    given(submitted(SAID), supplementRequested('intake', ['parcel.mapSheet'])).when(correcting({ corrected: sheet })).then(supplementedWith(1, {}));
    given(submitted(SAID), supplementRequested('intake', ['parcel.mapSheet'])).when(correcting({ corrected: { content: { note: 'mới' } } })).thenRejected('SUPPLEMENT_INCOMPLETE');
    given(submitted(SAID), supplementRequested('intake', ['TP2'])).when(correcting({ corrected: sheet })).thenRejected('SUPPLEMENT_INCOMPLETE');
  });
  it('is no way out of being a party, nor for strangers in', () => {
    given(...atCounter).when(correcting({ corrected: { transferor: { identifier: '038000000008' } } })).thenRejected('NOT_A_PARTY');
    given(submitted(SAID)).when(correcting({ corrected: sheet })).thenRejected('NOT_IN_STATE');
  });
  it('renames whoever hands in or receives with the party that they are', () => {
    const transferee = { ...APPLICATION.transferee, name: 'Công dân mẫu B1' };
    given(...atCounter).when(correcting({ by: CLERK, corrected: { transferee: { name: 'Công dân mẫu B1' } } })).then({ type: 'DossierSupplemented', data: {
      code: CODE, state: 1, components: [], supplementedAt: NOW, application: { ...APPLICATION, ...SAYS, transferee, recipient: transferee }, formVersion: 1,
      round: { at: NOW, by: CLERK, reason: WHY, corrections: [{ field: 'transferee.name', label: { vi: 'Bên nhận chuyển nhượng: họ và tên', en: 'Transferee: name' }, before: 'Công dân mẫu B', after: 'Công dân mẫu B1' }] },
    } });
  });
});

describe('what follows from it', () => {
  const moved = { units: { 'land-registry': 'H56.24' }, routing: ROUTING };
  it('before receipt: who is competent, and the request that it is', () => {
    given(...atCounter).when(correcting({ corrected: sheet, consequences: { submission: 'another', routing: moved } })).then(supplementedWith(1, { competentUnits: moved.units }, { routing: ROUTING, submission: 'another' }));
  });
  it('after receipt: the fees, by the tables of its day', () => {
    given(...inAppraisal).when(correcting({ corrected: sheet, consequences: { submission: 'sample', charges: CHARGES } })).then(supplementedWith(4, {}, { charges: CHARGES }));
  });
  it('after receipt: no other authority, since others work on it already', () => {
    given(...inAppraisal).when(correcting({ corrected: sheet, consequences: { submission: 'sample', routing: moved } })).thenRejected('CORRECTION_MOVES_COMPETENCE');
  });
  it('is the dossier from then on', () => {
    const state = [submitted(SAID), dossierAccepted(SAID), supplementRequested('appraisal'), supplementedWith(4, { competentUnits: moved.units }, { charges: CHARGES, submission: 'another', routing: ROUTING })].reduce(dossierDecider.evolve, dossierDecider.initial);
    expect(state).toMatchObject({ state: 4, supplement: null, submission: 'another', charges: CHARGES, routing: ROUTING, application: { parcel: { mapSheet: '21' }, competentUnits: moved.units }, corrections: [{ by: SELLER }] });
  });
});
