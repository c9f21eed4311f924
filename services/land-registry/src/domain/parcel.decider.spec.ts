import { specFor } from '@lienthong/testing';
import { parcelDecider } from './parcel.decider.js';
import { AT, buyer, claim, CODE, details, entered, LATER, officer, OTHER_CODE, PARCEL, reserved, seller, sold } from './spec-samples.js';

const { given } = specFor(parcelDecider);
const RIGHT = `${PARCEL}-R1`;

describe('entering a parcel', () => {
  const enter = { type: 'EnterParcel' as const, at: AT, data: { details, holder: seller, certificateNumber: 'BX 123456', titleIssuedOn: '2015-05-20', by: officer } };

  it('enters parcel, right and title together', () => given().when(enter).then(...entered));
  it('refuses other data for a parcel that is entered', () =>
    given(...entered).when({ ...enter, data: { ...enter.data, details: { ...details, area: '999' } } }).thenRejected('ALREADY_ENTERED'));
  it('refuses a title of tomorrow', () => given().when({ ...enter, data: { ...enter.data, titleIssuedOn: '2026-11-24' } }).thenRejected('DATE_IN_FUTURE'));
  it('takes a title of today', () => expect(parcelDecider.decide({ ...enter, data: { ...enter.data, titleIssuedOn: '2026-11-23' } }, parcelDecider.initial).kind).toBe('accepted'));
  it('stays quiet when the same is entered again', () => given(...entered).when(enter).thenNothing());
});

describe('reserving a parcel for a verified dossier', () => {
  const reserve = { type: 'ReserveParcel' as const, at: AT, data: { dossierCode: CODE, claim } };

  it('reserves the right in force', () => given(...entered).when(reserve).then(reserved()));
  it('takes a certificate number typed in another way', () =>
    given(...entered).when({ ...reserve, data: { dossierCode: CODE, claim: { ...claim, certificateNumber: 'bx123456' } } }).then(reserved()));
  it('refuses an unknown parcel', () => given().when(reserve).thenRejected('PARCEL_UNKNOWN'));
  it('refuses who does not hold the right', () =>
    given(...entered).when({ ...reserve, data: { dossierCode: CODE, claim: { ...claim, transferor: buyer } } }).thenRejected('NOT_THE_HOLDER'));
  it('refuses another certificate', () =>
    given(...entered).when({ ...reserve, data: { dossierCode: CODE, claim: { ...claim, certificateNumber: 'BX 999999' } } }).thenRejected('CERTIFICATE_MISMATCH'));
  it('refuses a parcel reserved for another dossier', () => given(...entered, reserved(OTHER_CODE)).when(reserve).thenRejected('PARCEL_RESERVED'));
  it('tells who sold already by which dossier and when', () => {
    const decision = parcelDecider.decide(reserve, [...entered, reserved(OTHER_CODE), ...sold(OTHER_CODE)].reduce(parcelDecider.evolve, parcelDecider.initial));
    expect(decision).toMatchObject({ kind: 'rejected', rejection: { code: 'ALREADY_TRANSFERRED', dossier: OTHER_CODE, at: AT } });
  });
  it('stays quiet when this dossier has reserved it', () => given(...entered, reserved()).when(reserve).thenNothing());
});

describe('releasing a reservation', () => {
  const release = { type: 'ReleaseParcel' as const, at: LATER, data: { dossierCode: CODE, reason: 'withdrawn' } };

  it('frees the parcel for others', () =>
    given(...entered, reserved()).when(release).then({ type: 'ReservationReleased', data: { parcel: PARCEL, dossierCode: CODE, reason: 'withdrawn', releasedAt: LATER } }));
  it('leaves the reservation of another dossier alone', () => given(...entered, reserved(OTHER_CODE)).when(release).thenNothing());
  it('stays quiet once the right has been sold', () => given(...entered, reserved(), ...sold()).when(release).thenNothing());
});

describe('registering a transfer', () => {
  const register = { type: 'RegisterTransfer' as const, at: AT, data: { dossierCode: CODE, rightId: RIGHT, transferee: buyer, certificateNumber: 'AA 00000001', by: officer } };
  const byOther = { ...register, data: { ...register.data, dossierCode: OTHER_CODE } };

  it('ends the old right, begins the new one and issues its certificate', () => given(...entered, reserved()).when(register).then(...sold()));
  it('never sells the same right twice', () => given(...entered, reserved(), ...sold()).when(byOther).thenRejected('ALREADY_TRANSFERRED'));
  it('refuses a dossier that has reserved nothing', () => given(...entered).when(register).thenRejected('NOT_RESERVED'));
  it('refuses a dossier while another has reserved the parcel', () => given(...entered, reserved()).when(byOther).thenRejected('PARCEL_RESERVED'));
  it('refuses a right that the parcel never had', () =>
    given(...entered, reserved()).when({ ...register, data: { ...register.data, rightId: 'x' } }).thenRejected('NOT_THE_HOLDER'));
  it('refuses an unknown parcel', () => given().when(register).thenRejected('PARCEL_UNKNOWN'));
  it('stays quiet when this dossier has registered it', () => given(...entered, reserved(), ...sold()).when(register).thenNothing());
  it('lets the buyer sell on', () =>
    given(...entered, reserved(), ...sold())
      .when({ type: 'ReserveParcel', at: LATER, data: { dossierCode: OTHER_CODE, claim: { parcel: PARCEL, certificateNumber: 'AA 00000001', transferor: buyer } } })
      .then({ type: 'ParcelReserved', data: { parcel: PARCEL, rightId: `${PARCEL}-R2`, dossierCode: OTHER_CODE, reservedAt: LATER } }));
});
