import type { Parcel } from './parcel.js';
import { evolveParcel, unknownParcel } from './parcel.js';
import { compareWithRegister } from './register-comparison.js';
import { buyer, claim, CODE, entered, OTHER_CODE, PARCEL, reserved, sold } from './spec-samples.js';

const registered = entered.reduce<Parcel>(evolveParcel, unknownParcel);

describe('the proposal shown to the officer', () => {
  it('is to verify when everything agrees', () => {
    const proposal = compareWithRegister(claim, registered, CODE);
    expect(proposal).toMatchObject({ outcome: 'verified', objection: null });
    expect(proposal.findings.map(({ check, agrees }) => `${check} ${agrees}`)).toEqual(['parcel true', 'transferor true', 'certificate true', 'reservation true']);
  });

  it.each([
    ['an unknown parcel', claim, unknownParcel, 'PARCEL_UNKNOWN', 'refusal', ['parcel']],
    ['a stranger', { ...claim, transferor: buyer }, registered, 'NOT_THE_HOLDER', 'refusal', ['transferor']],
    ['another certificate', { ...claim, certificateNumber: 'BX 000001' }, registered, 'CERTIFICATE_MISMATCH', 'supplement', ['certificate']],
    ['a parcel held for another', claim, evolveParcel(registered, reserved(OTHER_CODE)), 'PARCEL_RESERVED', 'refusal', ['reservation']],
    ['a right already sold', claim, sold(OTHER_CODE).reduce<Parcel>(evolveParcel, registered), 'ALREADY_TRANSFERRED', 'refusal', ['transferor', 'certificate']],
  ] as const)('is to fail for %s, naming what disagrees', (_case, said, parcel, code, remedy, disagreeing) => {
    const proposal = compareWithRegister(said, parcel, CODE);
    expect(proposal.outcome).toBe('failed');
    expect(proposal.objection).toMatchObject({ code, remedy });
    expect(proposal.findings.filter(({ agrees }) => !agrees).map(({ check }) => check)).toEqual(disagreeing);
  });

  it('says in both languages which dossier stands in the way', () => {
    const { objection } = compareWithRegister(claim, evolveParcel(registered, reserved(OTHER_CODE)), CODE);
    expect(objection?.because.vi).toContain(OTHER_CODE);
    expect(objection?.because.en).toContain(`parcel ${PARCEL} has been reserved for dossier ${OTHER_CODE}`);
  });
});
