import { specFor } from '@lienthong/testing';
import type { Application } from './application.js';
import { dossierDecider } from './dossier.decider.js';
import type { ProcedureVersion } from './procedure.js';
import { APPLICATION, BIRTH, BIRTH_VERSION, CLERK, CODE, NOW, SUBMITTED_AT, VERSION } from './spec-samples.js';
import { requestIdentity } from './submission.js';

const { given } = specFor(dossierDecider);
const submitting = (version: ProcedureVersion, application: Application) =>
  given().when({ type: 'SubmitDossier', at: NOW, data: { code: CODE, submission: 'sample', submittedAt: SUBMITTED_AT, by: CLERK, procedure: { versions: [version] }, application } });
const accepts = (version: ProcedureVersion, application: Application) =>
  submitting(version, application).then({ type: 'DossierSubmitted', data: { code: CODE, submission: 'sample', submittedAt: SUBMITTED_AT, submittedBy: CLERK, application } });
const { applicant: _applicant, ...anonymous } = BIRTH;
const { parcel: _parcel, ...placeless } = APPLICATION;

describe('an application', () => {
  it('says what its procedure declares, and its applicant', () => accepts(BIRTH_VERSION, BIRTH));
  it('is refused where it does not, or says more than anybody asked', () => {
    submitting(BIRTH_VERSION, { ...BIRTH, content: { childName: 'Trẻ mẫu' } }).thenRejected('FIELD_MISSING');
    submitting(BIRTH_VERSION, anonymous).thenRejected('FIELD_MISSING');
    submitting(BIRTH_VERSION, { ...BIRTH, content: { ...BIRTH.content, religion: 'mẫu' } }).thenRejected('FIELD_UNKNOWN');
    submitting(BIRTH_VERSION, { ...BIRTH, parcel: APPLICATION.parcel }).thenRejected('FIELD_UNKNOWN');
  });
  it('for a transfer names both parties, parcel and price, as it always did', () => {
    accepts(VERSION, APPLICATION);
    accepts({ ...VERSION, variables: ['parcel', 'contractPrice', 'returnManner'] }, APPLICATION);
    submitting(VERSION, placeless).thenRejected('FIELD_MISSING');
    submitting(VERSION, { ...APPLICATION, content: { note: 'mẫu' } }).thenRejected('FIELD_UNKNOWN');
  });
  it('is the same request again whatever the order of its words, and another for another child', () => {
    const again = { ...BIRTH, content: { wantsIdentityCard: false, childName: ' trẻ  mẫu' } };
    expect(requestIdentity(again)).toBe(requestIdentity(BIRTH));
    expect(requestIdentity({ ...again, content: { ...again.content, childName: 'Trẻ mẫu hai' } })).not.toBe(requestIdentity(BIRTH));
  });
});
