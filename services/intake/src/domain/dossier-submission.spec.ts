import type { Money } from '@lienthong/kernel';
import { specFor } from '@lienthong/testing';
import { dossierDecider } from './dossier.decider.js';
import { APPLICATION, CLERK, CODE, NOW, SELLER, STRANGER, SUBMITTED_AT, submitted, VERSION } from './spec-samples.js';

const { given } = specFor(dossierDecider);
const procedure = { versions: [VERSION] };

describe('submitting a dossier', () => {
  const data = { code: CODE, submission: 'sample', submittedAt: SUBMITTED_AT, by: CLERK, procedure, application: APPLICATION };
  const submit = { type: 'SubmitDossier', at: NOW, data } as const;
  const online = { ...APPLICATION, channel: 'online' } as const;

  it('opens it in state 1', () => given().when(submit).then(submitted()));
  it('refuses an unknown procedure, and one that is not yet in force', () => {
    given().when({ ...submit, data: { ...data, procedure: { versions: [] } } }).thenRejected('PROCEDURE_UNKNOWN');
    given().when({ ...submit, data: { ...data, procedure: { versions: [{ ...VERSION, effectiveFrom: '2027-01-01' }] } } }).thenRejected('PROCEDURE_NOT_IN_FORCE');
  });
  it('refuses a date in the future', () => given().when({ ...submit, data: { ...data, submittedAt: '2026-11-20T15:31:00.001+07:00' } }).thenRejected('DATE_IN_FUTURE'));
  it('refuses a price that is not money', () => {
    for (const price of [0, -1, 0.5, 2 ** 53]) given().when({ ...submit, data: { ...data, application: { ...APPLICATION, contractPrice: price as Money } } }).thenRejected('PRICE_NOT_MONEY');
  });
  it('refuses an incomplete application online, and registers it at the counter', () => {
    const components = APPLICATION.components.slice(0, 1);
    given().when({ ...submit, data: { ...data, by: SELLER, application: { ...online, components } } }).thenRejected('COMPONENT_MISSING');
    given().when({ ...submit, data: { ...data, application: { ...APPLICATION, components } } }).then(submitted({ components }));
  });
  it('refuses a component that the procedure does not know', () => {
    const components = [...APPLICATION.components, { code: 'TP9', originals: 1, copies: 0, files: [] }];
    given().when({ ...submit, data: { ...data, application: { ...APPLICATION, components } } }).thenRejected('COMPONENT_UNKNOWN');
  });
  it('refuses a channel that is not the requester’s, and strangers to the transfer', () => {
    given().when({ ...submit, data: { ...data, by: SELLER } }).thenRejected('CHANNEL_NOT_YOURS');
    given().when({ ...submit, data: { ...data, application: online } }).thenRejected('CHANNEL_NOT_YOURS');
    given().when({ ...submit, data: { ...data, by: { ...CLERK, agency: 'tax' } } }).thenRejected('CHANNEL_NOT_YOURS');
    given().when({ ...submit, data: { ...data, by: STRANGER, application: online } }).thenRejected('NOT_A_PARTY');
  });
  it('refuses a code that is in use', () => given(submitted()).when(submit).thenRejected('DOSSIER_CODE_TAKEN'));
});
